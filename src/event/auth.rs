//! What was proved about a request, and what was not.

use super::Text;
use super::record::words;
use crate::json::writer::{Emit, Object, key};

words! {
    /// How much of an event's content the proof covers.
    pub enum Content {
        /// All of it.
        Signed = "signed",
        /// Some of it; `uncovered` names the rest.
        Partial = "partial",
        /// None of it.
        Unsigned = "unsigned",
    }
}

/// What was proved. `verified` says that the proof holds for `covers`, and nothing else.
#[derive(Debug, Clone)]
pub struct Auth<'p> {
    /// Whether a proof holds.
    pub verified: bool,
    /// How the proof was made, or why there is none: `none`, `not_checked`.
    pub scheme: &'static str,
    /// Native names of the request fields that the proof covers.
    pub covers: &'static [&'static str],
    /// Native names of the request fields that the events use and the proof does not cover.
    pub uncovered: &'static [&'static str],
    /// How much of the events' content it covers.
    pub content: Content,
    /// Which configured credential made the proof: its id, else its index.
    pub credential: Option<Text<'p>>,
}

impl Auth<'_> {
    /// The auth of a payload that the caller vouches for.
    pub const NOT_CHECKED: Auth<'static> = Auth {
        verified: false,
        scheme: "not_checked",
        covers: &[],
        uncovered: &[],
        content: Content::Unsigned,
        credential: None,
    };

    /// What one event repeats of it, so that it stands alone in a queue.
    pub(super) fn of_event(&self) -> impl Emit + '_ {
        OfEvent(self)
    }
}

impl Emit for Auth<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        let Self { verified, scheme, covers, uncovered, content, credential } = self;
        let mut object = Object::begin(out);
        object.member(key!("verified"), verified).word(key!("scheme"), scheme).member(key!("covers"), &Names(covers));
        object
            .member(key!("uncovered"), &(!uncovered.is_empty()).then_some(Names(uncovered)))
            .member(key!("content"), content)
            .member(key!("credential"), credential);
        object.end();
    }
}

/// Names that need no escaping. A list that is there even when empty: `covers` is a statement.
struct Names(&'static [&'static str]);

impl Emit for Names {
    fn emit(&self, out: &mut Vec<u8>) {
        let [first, others @ ..] = self.0 else { return out.extend_from_slice(b"[]") };
        out.extend_from_slice(b"[\"");
        out.extend_from_slice(first.as_bytes());
        for name in others {
            out.extend_from_slice(b"\",\"");
            out.extend_from_slice(name.as_bytes());
        }
        out.extend_from_slice(b"\"]");
    }
}

struct OfEvent<'a>(&'a Auth<'a>);

impl Emit for OfEvent<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        let Auth { verified, scheme: _, covers: _, uncovered: _, content, credential } = self.0;
        let mut object = Object::begin(out);
        object
            .member(key!("verified"), verified)
            .member(key!("content"), content)
            .member(key!("credential"), credential);
        object.end();
    }
}
