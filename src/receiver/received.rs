//! A delivery that owns what it borrows from.

use self_cell::self_cell;

use super::pipeline::Endpoint;
use crate::error::Result;
use crate::event::{Delivery, Presentation};
use crate::json::Arena;
use crate::request::Request;

struct Source<'r> {
    endpoint: &'r dyn Endpoint,
    request: Request<'r>,
    arena: Arena,
}

self_cell!(
    struct Cell<'r> {
        owner: Source<'r>,

        #[covariant]
        dependent: Delivery,
    }
);

/// A delivery together with the plaintext that it borrows from.
pub struct Received<'r>(Cell<'r>);

impl<'r> Received<'r> {
    pub(super) fn of(endpoint: &'r dyn Endpoint, request: Request<'r>) -> Result<Self> {
        let source = Source { endpoint, request, arena: Arena::default() };
        Cell::try_new(source, |source| source.endpoint.receive(&source.request, &source.arena)).map(Self)
    }

    /// The delivery.
    pub fn delivery(&self) -> &Delivery<'_> {
        self.0.borrow_dependent()
    }

    /// The delivery as one line of JSON, in the format that the receiver is configured for.
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.delivery().write(self.presentation(), &mut out);
        out
    }

    fn presentation(&self) -> &Presentation {
        &self.0.borrow_owner().endpoint.policy().presentation
    }
}

impl std::fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let delivery = self.delivery();
        f.debug_struct("Received")
            .field("platform", &delivery.platform)
            .field("kind", &delivery.kind)
            .field("events", &delivery.events.len())
            .finish_non_exhaustive()
    }
}
