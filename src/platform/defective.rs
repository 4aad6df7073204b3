//! A platform for tests, each of whose steps panics where its input names it: `panic in verify`. Compiled for unit tests
//! only, it shows what the boundary of the C ABI makes of a defect.

use std::borrow::Cow;

use crate::config::{Policy, Settings};
use crate::error::{Error, Result, Status};
use crate::event::{Delivery, DeliveryKind};
use crate::json::Arena;
use crate::platform::{Diagnosis, Payload, Platform, Sealed, Spec, Verified};
use crate::request::Request;

/// Panics when it is dropped, where its configuration says so.
pub(crate) struct Defective {
    panics_in: String,
}

/// What verification hands on; dropped when the request has been parsed.
pub(crate) struct Fragile<'p>(&'p [u8]);

fn reach(step: &str, input: &[u8]) {
    let words = format!("panic in {step}");
    assert!(!input.windows(words.len()).any(|window| window == words.as_bytes()), "injected in {step}");
}

impl Platform for Defective {
    const ID: &'static str = "defective";
    const TOLERANCE_SECONDS: i64 = 0;
    type Envelope<'p> = Fragile<'p>;

    fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        let panics_in = settings.text("defect")?.unwrap_or_default().to_owned();
        reach("configure", panics_in.as_bytes());
        Ok(Self { panics_in })
    }

    fn verify<'p>(&'p self, request: &Request<'p>, _: &'p Arena, _: &Policy) -> Result<Verified<'p, Fragile<'p>>> {
        reach("verify", request.body);
        match request.body {
            b"panic in diagnose" => Err(Error::new(Status::SignatureMismatch, "as the test wants it")),
            body => Ok(Verified::unverified_by_config(DeliveryKind::Events, Fragile(body), &[])),
        }
    }

    fn decrypt<'p>(&self, verified: &Verified<'p, Fragile<'p>>) -> Result<Cow<'p, [u8]>> {
        reach("decrypt", verified.envelope.0);
        Ok(Cow::Borrowed(verified.envelope.0))
    }

    fn parse<'p>(&self, verified: Verified<'p, Fragile<'p>>, payload: Payload<'p>, _: &Policy) -> Result<Delivery<'p>> {
        reach("parse", payload.bytes());
        Ok(Delivery::new(Self::ID, verified.kind, verified.auth))
    }

    fn parse_trusted<'p>(&self, payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
        reach("parse_trusted", payload.bytes());
        self.parse(Verified::unverified_by_config(DeliveryKind::Events, Fragile(b""), &[]), payload, policy)
    }

    fn seal(&self, mut spec: Spec<'_>) -> Result<Sealed> {
        spec.finish()?;
        let body = spec.payload()?.to_owned();
        reach("seal", body.as_bytes());
        Ok(Sealed { method: "POST", target: "/".to_owned(), headers: Vec::new(), body })
    }

    fn diagnose(&self, request: &Request<'_>, _: &Policy, _: &Error, _: &mut Diagnosis) {
        reach("diagnose", request.body);
    }
}

impl Drop for Defective {
    fn drop(&mut self) {
        reach("free", self.panics_in.as_bytes());
    }
}

impl Drop for Fragile<'_> {
    fn drop(&mut self) {
        reach("drop", self.0);
    }
}
