//! Easemob (环信): callbacks of an instant messaging service; the same product is sold as Agora Chat.
//!
//! One address takes eight families of bodies (server-side documents: callback overview, pre-send, post-send, events):
//!
//! | family | proof | what it says |
//! | --- | --- | --- |
//! | pre-send | `security` | a message that waits for a verdict |
//! | post-send, receipts, recall, edit | `security` | a message, or what became of one |
//! | notify | none in the documents | threads and reactions |
//! | muc, group_op_event | `security` | groups and chat rooms, old schema and new |
//! | roster | `security` | contacts |
//! | userStatus | `security` | who is online |
//! | keyword_alert, moderation | `security` | what was found in a message |
//! | push | `security`, in one sample none | what became of an offline push |
//!
//! `security` is MD5 over `callId`, a secret and `timestamp`: it covers nothing of what the body says.

mod alert;
mod body;
mod case;
mod credentials;
mod decrypt;
mod diagnose;
mod family;
mod followup;
mod group_operation;
mod ids;
mod members;
mod message;
mod muc;
mod parse;
mod presence;
mod push;
mod reaction;
mod roster;
mod seal;
mod thread;
mod verify;

use std::borrow::Cow;

use crate::config::{Credentials, Policy, Settings};
use crate::error::{Error, Result};
use crate::event::Delivery;
use crate::json::Arena;
use crate::platform::{Diagnosis, Payload, Platform, Sealed, Spec, Verified};
use crate::request::Request;
use credentials::Rule;
use verify::Envelope;

/// A configured Easemob endpoint.
pub(crate) struct Easemob {
    credentials: Credentials<Rule>,
    /// The families that may come without a proof.
    allow_unverified: Vec<&'static str>,
}

impl Platform for Easemob {
    const ID: &'static str = "easemob";
    /// The vendor replays callbacks that it cached while the endpoint was away.
    const TOLERANCE_SECONDS: i64 = 0;
    type Envelope<'p> = Envelope<'p>;

    fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        Ok(Self {
            credentials: Credentials::configure(settings, Rule::configure)?,
            allow_unverified: settings.words("allow_unverified", family::WAIVABLE_WORDS)?,
        })
    }

    fn verify<'p>(
        &'p self,
        request: &Request<'p>,
        arena: &'p Arena,
        policy: &Policy,
    ) -> Result<Verified<'p, Envelope<'p>>> {
        verify::verify(self, request, arena, policy)
    }

    fn decrypt<'p>(&self, verified: &Verified<'p, Envelope<'p>>) -> Result<Cow<'p, [u8]>> {
        Ok(decrypt::decrypt(&verified.envelope))
    }

    fn parse<'p>(&self, verified: Verified<'p, Envelope<'p>>, _: Payload<'p>, _: &Policy) -> Result<Delivery<'p>> {
        parse::parse(verified)
    }

    fn parse_trusted<'p>(&self, payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
        parse::parse_trusted(payload, policy)
    }

    fn seal(&self, spec: Spec<'_>) -> Result<Sealed> {
        seal::seal(&self.credentials, spec)
    }

    fn diagnose(&self, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) {
        diagnose::diagnose(self, request, policy, error, diagnosis);
    }
}
