//! 企微管家 (open.wshoto.com): pushes about customers, groups, orders and archived messages.
//!
//! `{"message_id","type":int,"content":"JSON text","gmt_create":seconds}`, answered with the text `SUCCESS`. The vendor
//! publishes neither signature nor encryption: a receiver either names a secret that the push must show, or says that
//! it goes without a proof.

mod content;
mod credentials;
mod decrypt;
mod diagnose;
mod outer;
mod parse;
mod pushes;
mod seal;
mod verify;

use std::borrow::Cow;

use crate::config::{Credentials, Policy, Settings};
use crate::error::{Error, Result};
use crate::event::Delivery;
use crate::json::Arena;
use crate::platform::{Diagnosis, Payload, Platform, Sealed, Spec, Verified};
use crate::request::Request;
use credentials::Keys;
use verify::Push;

/// A configured endpoint for pushes.
pub(crate) struct Qiwei {
    credentials: Credentials<Keys>,
    /// Whether the configuration does without a proof.
    accept_unverified: bool,
}

impl Platform for Qiwei {
    const ID: &'static str = "qiwei";
    /// Nothing signs a time.
    const TOLERANCE_SECONDS: i64 = 0;
    type Envelope<'p> = Push<'p>;

    fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        let credentials = Credentials::configure(settings, Keys::configure)?;
        let accept_unverified = settings.word("verification", &["none"])?.is_some();
        if accept_unverified && credentials.all().is_ok() {
            return Err(settings.expected("verification", "left out where credentials are configured"));
        }
        Ok(Self { credentials, accept_unverified })
    }

    fn verify<'p>(
        &'p self,
        request: &Request<'p>,
        _arena: &'p Arena,
        _policy: &Policy,
    ) -> Result<Verified<'p, Push<'p>>> {
        verify::verify(self, request)
    }

    fn decrypt<'p>(&self, verified: &Verified<'p, Push<'p>>) -> Result<Cow<'p, [u8]>> {
        Ok(decrypt::decrypt(&verified.envelope))
    }

    fn parse<'p>(
        &self,
        verified: Verified<'p, Push<'p>>,
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
}
