//! WeCom 会话内容存档 (developer.work.weixin.qq.com, path/91774): records that a service fetches and decrypts with the
//! vendor's SDK, and the pages of ciphertext that it fetches them in.
//!
//! Nothing is sent here, so there is nothing to receive, verify or decrypt: `parse` and `parse_lines` are the interface.
//! The cipher of `encrypt_chat_msg` is unpublished; the SDK's `DecryptData` stays the caller's business.

mod page;
mod parse;
mod seal;
mod verify;

use std::borrow::Cow;
use std::convert::Infallible;

use crate::config::{Policy, Settings};
use crate::error::{Error, Result};
use crate::event::Delivery;
use crate::json::Arena;
use crate::platform::{Diagnosis, Payload, Platform, Sealed, Spec, Verified};
use crate::request::Request;

/// Reads archive records; there is nothing to configure.
pub(crate) struct WecomArchive;

impl Platform for WecomArchive {
    const ID: &'static str = "wecom_archive";
    const TOLERANCE_SECONDS: i64 = 0;
    /// No request is ever verified.
    type Envelope<'p> = Infallible;

    fn configure(_settings: &mut Settings<'_>) -> Result<Self> {
        Ok(Self)
    }

    fn verify<'p>(
        &'p self,
        _request: &Request<'p>,
        _arena: &'p Arena,
        _policy: &Policy,
    ) -> Result<Verified<'p, Infallible>> {
        Err(verify::refusal())
    }

    fn decrypt<'p>(&self, verified: &Verified<'p, Infallible>) -> Result<Cow<'p, [u8]>> {
        match verified.envelope {}
    }

    fn parse<'p>(
        &self,
        verified: Verified<'p, Infallible>,
        _payload: Payload<'p>,
        _policy: &Policy,
    ) -> Result<Delivery<'p>> {
        match verified.envelope {}
    }

    fn parse_trusted<'p>(&self, payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
        parse::parse_trusted(payload, policy)
    }

    fn seal(&self, _spec: Spec<'_>) -> Result<Sealed> {
        Err(seal::refusal())
    }

    /// The refusal says it all.
    fn diagnose(&self, _request: &Request<'_>, _policy: &Policy, _error: &Error, _diagnosis: &mut Diagnosis) {}
}
