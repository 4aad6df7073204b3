//! Why a push did not verify, as far as its request tells.

use super::Qiwei;
use super::credentials::Place;
use crate::error::{Error, Status};
use crate::platform::Diagnosis;
use crate::request::Request;

pub(super) fn diagnose(qiwei: &Qiwei, request: &Request<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    match error.status() {
        Status::Unverifiable => diagnosis.advise(
            "choose_verification",
            "the vendor publishes no signature: configure credentials with shared_secret and shared_secret_in, \
             or write \"verification\":\"none\" to accept pushes without a proof",
        ),
        Status::MissingSignature => {
            for credential in qiwei.credentials.to_try().unwrap_or_default() {
                let (code, text) = match &credential.keys.place {
                    Place::Header(_) if request.headers.is_empty() => {
                        ("pass_headers", "the request has no header lines")
                    }
                    Place::Header(_) => ("add_header", "the header that shared_secret_in names is not there or empty"),
                    Place::Query(_) if !request.target.contains('?') => ("pass_target", "the target has no query"),
                    Place::Query(_) => ("add_query", "the parameter that shared_secret_in names is not there or empty"),
                };
                diagnosis.advise(code, text);
            }
        }
        Status::SignatureMismatch => {
            let place = qiwei.credentials.to_try().unwrap_or_default().first().map(|credential| &credential.keys.place);
            if let Some(Place::Query(_)) = place {
                diagnosis.advise("check_encoding", "in a query, + and % have meanings of their own; encode the secret");
            }
        }
        _ => {}
    }
}
