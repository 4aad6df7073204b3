//! Who sent it. The vendor signs nothing: a secret that the user arranged, or nothing by configuration.

use smallvec::SmallVec;

use super::Qiwei;
use crate::error::{Error, Result, Status};
use crate::event::{Content, DeliveryKind};
use crate::platform::Verified;
use crate::platform::verified::Coverage;
use crate::request::Request;

/// What a verified request hands on: its body.
pub(crate) struct Push<'p> {
    pub body: &'p [u8],
}

/// The secret says who speaks and nothing of what is said.
const SHARED_SECRET: Coverage =
    Coverage { scheme: "shared-secret", covers: &[], uncovered: &["body"], content: Content::Unsigned };

pub(super) fn verify<'p>(qiwei: &'p Qiwei, request: &Request<'p>) -> Result<Verified<'p, Push<'p>>> {
    let push = Push { body: request.body };
    if qiwei.accept_unverified {
        return Ok(Verified::unverified_by_config(DeliveryKind::Events, push, SHARED_SECRET.uncovered));
    }
    // Each place that a credential names is read before any is judged: one that is there twice proves nothing.
    let mut shown: SmallVec<[_; 1]> = SmallVec::new();
    for credential in qiwei.credentials.to_try()? {
        if let Some(received) = credential.keys.place.read(request)? {
            shown.push((credential, received));
        }
    }
    if shown.is_empty() {
        return Err(Error::new(Status::MissingSignature, "the shared secret is missing")
            .hint("pass the target and the headers on as they came; shared_secret_in says where it must stand"));
    }
    let proven =
        shown.into_iter().find_map(|(credential, received)| Some((credential.keys.prove(&received)?, credential)));
    let (proof, credential) = proven.ok_or_else(|| {
        Error::new(Status::SignatureMismatch, "the shared secret is not a configured one")
            .hint(qiwei.credentials.hint("check shared_secret here and where the push gets it from"))
    })?;
    Ok(Verified::proven(proof, DeliveryKind::Events, push, SHARED_SECRET, &credential.id))
}
