//! WeCom callbacks, and 微信客服 (WeChat customer service).
//!
//! Two kinds of request come to one address (developer.work.weixin.qq.com, documents 90968, 90930, 94670):
//!
//! | request | proof | content |
//! | --- | --- | --- |
//! | GET `?msg_signature&timestamp&nonce&echostr` | SHA-1 over token, timestamp, nonce, echostr | AES-256-CBC: a text to echo |
//! | POST `?msg_signature&timestamp&nonce`, body XML or JSON with `Encrypt` | the same over `Encrypt` | AES-256-CBC: an event or a message, XML or JSON |
//!
//! A 微信客服 callback says only that there is something to fetch. What the service then fetches (`sync_msg`, document
//! 94670) is parsed here too: a page of entries, or one entry.

mod callback;
mod callback_events;
mod callback_messages;
mod codes;
mod credentials;
mod decrypt;
mod diagnose;
mod entry;
mod entry_events;
mod entry_menu;
mod entry_merged;
mod entry_messages;
mod envelope;
mod fields;
mod markup;
mod page;
mod parse;
mod seal;
#[cfg(test)]
mod tests;
mod verify;
mod xml;

use std::borrow::Cow;

use crate::config::{Credentials, Policy, Settings};
use crate::error::{Error, Result};
use crate::event::Delivery;
use crate::json::Arena;
use crate::platform::{Diagnosis, Payload, Platform, Sealed, Spec, Verified};
use crate::request::Request;
use credentials::Keys;
use verify::Envelope;

/// A configured WeCom callback address.
pub(crate) struct WecomKf {
    credentials: Credentials<Keys>,
}

impl Platform for WecomKf {
    const ID: &'static str = "wecom_kf";
    const TOLERANCE_SECONDS: i64 = 300;
    type Envelope<'p> = Envelope<'p>;

    fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        Ok(Self { credentials: Credentials::configure(settings, Keys::configure)? })
    }

    fn verify<'p>(
        &'p self,
        request: &Request<'p>,
        arena: &'p Arena,
        policy: &Policy,
    ) -> Result<Verified<'p, Envelope<'p>>> {
        verify::verify(&self.credentials, request, arena, policy)
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
