//! The way of a request: cap, verify, decrypt, parse, write. The same for every platform.

use std::borrow::Cow;

use super::report;
use crate::config::{Policy, Settings};
use crate::error::Result;
use crate::event::Delivery;
use crate::json::Arena;
use crate::platform::diagnosis::body;
use crate::platform::payload::within;
use crate::platform::{Diagnosis, Payload, Platform, Sealed, Spec, Verified};
use crate::request::Request;

/// A configured platform of whichever kind.
pub(crate) trait Endpoint: Send + Sync {
    fn platform(&self) -> &'static str;
    fn policy(&self) -> &Policy;
    fn receive<'p>(&'p self, request: &Request<'p>, arena: &'p Arena) -> Result<Delivery<'p>>;
    fn receive_two<'p>(&'p self, requests: [&Request<'p>; 2], arenas: [&'p Arena; 2]) -> [Result<Delivery<'p>>; 2];
    fn verify(&self, request: &Request<'_>) -> Result<Vec<u8>>;
    fn decrypt(&self, request: &Request<'_>) -> Result<Vec<u8>>;
    fn parse<'p>(&'p self, payload: &'p [u8], arena: &'p Arena) -> Result<Delivery<'p>>;
    fn seal(&self, spec: Spec<'_>) -> Result<Sealed>;
    fn diagnose(&self, request: &Request<'_>) -> Diagnosis;
}

/// Makes an endpoint of platform `P` from its configuration.
pub(crate) fn endpoint<P: Platform>(mut settings: Settings<'_>) -> Result<Box<dyn Endpoint>> {
    let policy = Policy::configure(&mut settings, P::TOLERANCE_SECONDS)?;
    let platform = P::configure(&mut settings)?;
    settings.finish()?;
    Ok(Box::new(Pipeline { platform, policy }))
}

struct Pipeline<P> {
    platform: P,
    policy: Policy,
}

impl<P: Platform> Pipeline<P> {
    fn sized(&self, request: &Request<'_>) -> Result<()> {
        within(self.policy.max_body_bytes, "max_body_bytes", "body", request.body)
    }

    fn verified<'p>(&'p self, request: &Request<'p>, arena: &'p Arena) -> Result<Verified<'p, P::Envelope<'p>>> {
        self.sized(request)?;
        self.platform.verify(request, arena, &self.policy)
    }

    fn opened<'p>(&self, verified: Verified<'p, P::Envelope<'p>>, arena: &'p Arena) -> Result<Delivery<'p>> {
        let plaintext = self.platform.decrypt(&verified)?;
        self.parsed(verified, plaintext, arena)
    }

    fn parsed<'p>(
        &self,
        verified: Verified<'p, P::Envelope<'p>>,
        plaintext: Cow<'p, [u8]>,
        arena: &'p Arena,
    ) -> Result<Delivery<'p>> {
        self.platform.parse(verified, Payload::new(plaintext, arena), &self.policy)
    }
}

impl<P: Platform> Endpoint for Pipeline<P> {
    fn platform(&self) -> &'static str {
        P::ID
    }

    fn policy(&self) -> &Policy {
        &self.policy
    }

    fn receive<'p>(&'p self, request: &Request<'p>, arena: &'p Arena) -> Result<Delivery<'p>> {
        self.opened(self.verified(request, arena)?, arena)
    }

    fn receive_two<'p>(&'p self, requests: [&Request<'p>; 2], arenas: [&'p Arena; 2]) -> [Result<Delivery<'p>>; 2] {
        let [first, second] = match requests.map(|request| self.sized(request)) {
            [Ok(()), Ok(())] => self.platform.verify_two(requests, arenas, &self.policy),
            _ => [self.verified(requests[0], arenas[0]), self.verified(requests[1], arenas[1])],
        };
        let opened = |verified: Result<_>, arena| self.opened(verified?, arena);
        [opened(first, arenas[0]), opened(second, arenas[1])]
    }

    fn verify(&self, request: &Request<'_>) -> Result<Vec<u8>> {
        let arena = Arena::default();
        let verified = self.verified(request, &arena)?;
        Ok(report::verification(P::ID, verified.kind, &verified.auth))
    }

    fn decrypt(&self, request: &Request<'_>) -> Result<Vec<u8>> {
        let arena = Arena::default();
        let verified = self.verified(request, &arena)?;
        Ok(self.platform.decrypt(&verified)?.into_owned())
    }

    fn parse<'p>(&'p self, payload: &'p [u8], arena: &'p Arena) -> Result<Delivery<'p>> {
        within(self.policy.max_payload_bytes, "max_payload_bytes", "payload", payload)?;
        self.platform.parse_trusted(Payload::new(payload.into(), arena), &self.policy)
    }

    fn seal(&self, spec: Spec<'_>) -> Result<Sealed> {
        self.platform.seal(spec)
    }

    fn diagnose(&self, request: &Request<'_>) -> Diagnosis {
        let arena = Arena::default();
        let mut diagnosis = Diagnosis::new(P::ID);
        let Some(()) = diagnosis.step("request", self.sized(request)) else { return diagnosis };
        let verified = self.platform.verify(request, &arena, &self.policy);
        if let Err(error) = &verified {
            self.platform.diagnose(request, &self.policy, error, &mut diagnosis);
        }
        let Some(verified) = diagnosis.step("verify", verified) else { return diagnosis };
        let plaintext = self.platform.decrypt(&verified);
        if let Err(error) = &plaintext {
            self.platform.diagnose_ciphertext(&verified, error, &mut diagnosis);
        }
        let Some(plaintext) = diagnosis.step("decrypt", plaintext) else { return diagnosis };
        let is_body = matches!(plaintext, Cow::Borrowed(_));
        let parsed = self.parsed(verified, plaintext, &arena);
        if parsed.is_err() && is_body {
            body::explain(request, &|request| self.receive(request, &Arena::default()).is_ok(), &mut diagnosis);
        }
        let _ = diagnosis.step("parse", parsed);
        diagnosis
    }
}
