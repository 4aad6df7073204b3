//! Yach (知音楼), robots.
//!
//! | what | where from | read by |
//! | --- | --- | --- |
//! | a callback: somebody called the robot; form, JSON, or JSON in `{"value":…}` | robot development; third-party code | `inbound` |
//! | a message that a robot sends | message types and formats | `outgoing` |
//! | a stream of `text/event-stream` frames that a robot answers with | the same, 11 | `stream` |
//!
//! The published documents name the headers `timestamp` and `sign` of a callback and stop before the formula. `verify`
//! takes the one that the same vendor publishes for sending, by the name `timestamp_secret` and as unconfirmed; it does
//! not cover the body. `callbackUrl` comes from the body: whoever fetches it must check where it leads.

mod action_card;
mod at;
mod bodies;
mod content;
mod credentials;
mod decrypt;
mod diagnose;
mod form;
mod inbound;
mod limits;
mod links;
mod media;
mod mentions;
mod outgoing;
mod parse;
mod seal;
mod sse;
mod stream;
#[cfg(test)]
mod tests;
mod verify;

use std::borrow::Cow;

use crate::config::{Credentials, Policy, Settings};
use crate::error::{Error, Result};
use crate::event::Delivery;
use crate::json::Arena;
use crate::platform::{Diagnosis, Payload, Platform, Sealed, Spec, Verified};
use crate::request::Request;
use credentials::Keys;
use verify::Envelope;

/// A configured Yach robot.
pub(crate) struct Yach {
    credentials: Credentials<Keys>,
    /// Whether requests pass without a proof.
    waived: bool,
}

impl Platform for Yach {
    const ID: &'static str = "yach";
    const TOLERANCE_SECONDS: i64 = 3600;
    type Envelope<'p> = Envelope<'p>;

    fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        credentials::configure(settings)
    }

    fn verify<'p>(
        &'p self,
        request: &Request<'p>,
        _arena: &'p Arena,
        policy: &Policy,
    ) -> Result<Verified<'p, Envelope<'p>>> {
        verify::verify(self, request, policy)
    }

    fn decrypt<'p>(&self, verified: &Verified<'p, Envelope<'p>>) -> Result<Cow<'p, [u8]>> {
        Ok(Cow::Borrowed(verified.envelope.body))
    }

    fn parse<'p>(
        &self,
        verified: Verified<'p, Envelope<'p>>,
        payload: Payload<'p>,
        policy: &Policy,
    ) -> Result<Delivery<'p>> {
        parse::parse(verified, payload, policy)
    }

    fn parse_trusted<'p>(&self, payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
        parse::parse_trusted(&decrypt::keys_of(&self.credentials), payload, policy)
    }

    fn seal(&self, spec: Spec<'_>) -> Result<Sealed> {
        seal::seal(&self.credentials, spec)
    }

    fn diagnose(&self, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) {
        diagnose::diagnose(self, request, policy, error, diagnosis);
    }
}
