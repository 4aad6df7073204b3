//! Pushes as the vendor sends them, with the shared secret where the configuration wants it; and the answer.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::Qiwei;
use super::credentials::{Keys, Place};
use crate::config::Credentials;
use crate::error::{Error, Result, Status};
use crate::platform::{Platform, SealKind, Sealed, Spec, unsupported};

const CONTENT_TYPE: &str = "Content-Type";
const JSON: &str = "application/json";

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn seal(credentials: &Credentials<Keys>, mut spec: Spec<'_>) -> Result<Sealed> {
    spec.finish()?;
    match spec.kind {
        SealKind::Callback => callback(credentials, &spec),
        SealKind::Reply => reply(&spec),
        SealKind::Send => Err(unsupported(Qiwei::ID, "messages to send: its messages go through the vendor's API")),
    }
}

/// A whole push.
fn callback(credentials: &Credentials<Keys>, spec: &Spec<'_>) -> Result<Sealed> {
    let mut sealed = Sealed {
        method: "POST",
        target: "/".to_owned(),
        headers: vec![(CONTENT_TYPE.into(), JSON.to_owned())],
        body: spec.payload()?.to_owned(),
    };
    if credentials.all().is_err() {
        // A simulator of a receiver that goes without a proof.
        return match spec.credential {
            None => Ok(sealed),
            Some(_) => Err(Error::new(Status::InvalidArgument, "credential is not the id of a configured one")),
        };
    }
    let Keys { secret, place, .. } = &credentials.to_seal(spec.credential)?.keys;
    match place {
        Place::Header(name) => {
            let value = String::from_utf8_lossy(secret.expose()).into_owned();
            sealed.headers.push((name.clone().into(), value));
        }
        Place::Query(name) => {
            let name = percent_encode(name.as_bytes(), RESERVED);
            sealed.target = format!("/?{name}={}", percent_encode(secret.expose(), RESERVED));
        }
    }
    Ok(sealed)
}

/// What the vendor takes for an acknowledgement, or whatever else is answered.
fn reply(spec: &Spec<'_>) -> Result<Sealed> {
    let content_type = if spec.payload_is_text() { "text/plain" } else { JSON };
    Ok(Sealed {
        method: "",
        target: String::new(),
        headers: vec![(CONTENT_TYPE.into(), content_type.to_owned())],
        body: spec.payload()?.to_owned(),
    })
}
