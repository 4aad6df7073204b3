//! The proof that parsing asks for, as a type.

use crate::crypto::Proof;
use crate::event::{Auth, Content, DeliveryKind};

/// A request whose sender is settled. It is made from a [`Proof`], or by the one constructor whose name says that the
/// configuration waived it; `decrypt` and `parse` take nothing else.
pub(crate) struct Verified<'r, E> {
    pub auth: Auth<'r>,
    pub kind: DeliveryKind,
    pub envelope: E,
}

impl<'r, E> Verified<'r, E> {
    /// A request that this proof covers.
    pub fn proven(_: Proof, kind: DeliveryKind, envelope: E, coverage: Coverage, credential: &'r str) -> Self {
        let Coverage { scheme, covers, uncovered, content } = coverage;
        let credential = Some(credential);
        Self { auth: Auth { verified: true, scheme, covers, uncovered, content, credential }, kind, envelope }
    }

    /// A request that the configuration lets pass without a proof; `uncovered` names what it says.
    pub fn unverified_by_config(kind: DeliveryKind, envelope: E, uncovered: &'static [&'static str]) -> Self {
        let content = Content::Unsigned;
        let auth = Auth { verified: false, scheme: "none", covers: &[], uncovered, content, credential: None };
        Self { auth, kind, envelope }
    }
}

/// What a scheme proves: native names of the fields that it covers and that it does not.
#[derive(Clone, Copy)]
pub(crate) struct Coverage {
    pub scheme: &'static str,
    pub covers: &'static [&'static str],
    pub uncovered: &'static [&'static str],
    pub content: Content,
}
