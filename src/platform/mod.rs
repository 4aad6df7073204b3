//! What a platform is: one folder that proves, opens and reads that platform's callbacks.
//!
//! Every folder has the same files, in the order in which a request travels:
//! `mod` (what the platform sends, and where that is documented), `credentials`, `verify`, `decrypt`, `parse`, `seal`,
//! `diagnose`, `tests`. A platform knows no other platform, no C ABI and no JSON output. To add one: its folder, and
//! its row in `receiver::platforms`. `archive` and `diagnosis` are no platforms: the one reads the records that two of them
//! hold, the other is what all of them use to say why a request is refused.

mod archive;
#[cfg(test)]
pub(crate) mod defective;
pub(crate) mod diagnosis;
pub(crate) mod easemob;
pub(crate) mod payload;
pub(crate) mod qiwei;
mod spec;
pub(crate) mod time;
pub(crate) mod verified;
pub(crate) mod wecom_archive;
pub(crate) mod wecom_kf;
pub(crate) mod wps;
pub(crate) mod yach;

pub(crate) use diagnosis::Diagnosis;
pub(crate) use payload::Payload;
pub(crate) use spec::{SealKind, Sealed, Spec};
pub(crate) use verified::Verified;

use std::borrow::Cow;

use crate::config::{Policy, Settings};
use crate::error::{Error, Result, Status};
use crate::event::Delivery;
use crate::json::Arena;
use crate::request::Request;

/// A configured platform.
pub(crate) trait Platform: Sized + Send + Sync + 'static {
    /// Its word in configurations and deliveries.
    const ID: &'static str;

    /// How far a signed time may be from now by default, in seconds; 0 = not judged.
    const TOLERANCE_SECONDS: i64;

    /// What a verified request hands on besides its plaintext.
    type Envelope<'p>;

    /// Takes the platform's keys. Credentials may be left out.
    fn configure(settings: &mut Settings<'_>) -> Result<Self>;

    /// Proves who sent the request. May assume nothing of it but that its body is within the cap. Judges the signature
    /// first and the time second, and decrypts nothing.
    fn verify<'p>(
        &'p self,
        request: &Request<'p>,
        arena: &'p Arena,
        policy: &Policy,
    ) -> Result<Verified<'p, Self::Envelope<'p>>>;

    /// As [`Platform::verify`], of two requests; for a platform whose proof is a long hash, which two share well.
    fn verify_two<'p>(
        &'p self,
        requests: [&Request<'p>; 2],
        arenas: [&'p Arena; 2],
        policy: &Policy,
    ) -> [Result<Verified<'p, Self::Envelope<'p>>>; 2] {
        [self.verify(requests[0], arenas[0], policy), self.verify(requests[1], arenas[1], policy)]
    }

    /// The plaintext of a verified request; on a cleartext platform its body.
    fn decrypt<'p>(&self, verified: &Verified<'p, Self::Envelope<'p>>) -> Result<Cow<'p, [u8]>>;

    /// Reads the plaintext of a verified request. Fails for its form only, never for its content.
    fn parse<'p>(
        &self,
        verified: Verified<'p, Self::Envelope<'p>>,
        payload: Payload<'p>,
        policy: &Policy,
    ) -> Result<Delivery<'p>>;

    /// Reads a payload that the caller vouches for. Needs no credentials.
    fn parse_trusted<'p>(&self, payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>>;

    /// Composes a request as the platform would send it, a reply, or a message.
    fn seal(&self, spec: Spec<'_>) -> Result<Sealed>;

    /// Says why a request that failed to verify did so, as far as that can be found out without decrypting anything.
    fn diagnose(&self, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis);

    /// Says why the ciphertext of a verified request failed to decrypt, on a platform that has any.
    fn diagnose_ciphertext(
        &self,
        _verified: &Verified<'_, Self::Envelope<'_>>,
        _error: &Error,
        _diagnosis: &mut Diagnosis,
    ) {
    }
}

/// The refusal of something that a platform has not.
pub(crate) fn unsupported(platform: &str, what: &str) -> Error {
    Error::new(Status::Unsupported, format!("{platform} has no {what}"))
}
