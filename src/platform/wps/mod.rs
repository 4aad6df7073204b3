//! WPS 365 / KSO open platform.
//!
//! Three kinds of request come to one address (open.wps.cn: event subscription, callback subscription, card callback):
//!
//! | request | proof | content |
//! | --- | --- | --- |
//! | event `{topic, operation, time, nonce, signature, encrypted_data}` | HMAC-SHA256 over all but `operation` | AES-256-CBC |
//! | card callback `{callback_name, app_id, data}` | KSO-1 headers | plain |
//! | challenge `{challenge}` | none, or KSO-1 | plain |

mod body;
mod card;
mod content;
mod credentials;
mod decrypt;
mod diagnose;
mod events;
mod identity;
mod kso1;
mod mentions;
mod message;
mod parse;
mod rich_text;
mod seal;
mod segments;
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

/// A configured WPS endpoint.
pub(crate) struct Wps {
    credentials: Credentials<Keys>,
    /// Whether challenges need a KSO-1 signature too.
    require_kso1: bool,
    /// Whether card callbacks may come without one.
    allow_unverified_cards: bool,
}

impl Platform for Wps {
    const ID: &'static str = "wps";
    const TOLERANCE_SECONDS: i64 = 300;
    type Envelope<'p> = Envelope<'p>;

    fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        Ok(Self {
            credentials: Credentials::configure(settings, Keys::configure)?,
            require_kso1: settings.flag("require_kso1")?.unwrap_or(false),
            allow_unverified_cards: !settings.words("allow_unverified", &["card"])?.is_empty(),
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

    fn verify_two<'p>(
        &'p self,
        requests: [&Request<'p>; 2],
        arenas: [&'p Arena; 2],
        policy: &Policy,
    ) -> [Result<Verified<'p, Envelope<'p>>>; 2] {
        verify::verify_two(self, requests, arenas, policy)
    }

    fn decrypt<'p>(&self, verified: &Verified<'p, Envelope<'p>>) -> Result<Cow<'p, [u8]>> {
        decrypt::decrypt(&verified.envelope)
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
        parse::parse_trusted(payload, policy)
    }

    fn seal(&self, spec: Spec<'_>) -> Result<Sealed> {
        seal::seal(&self.credentials, spec)
    }

    fn diagnose(&self, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) {
        diagnose::diagnose(self, request, policy, error, diagnosis);
    }

    fn diagnose_ciphertext(&self, verified: &Verified<'_, Envelope<'_>>, error: &Error, diagnosis: &mut Diagnosis) {
        diagnose::ciphertext(&verified.envelope, error, diagnosis);
    }
}
