//! Why a WPS request did not verify, as far as its fields tell.

use super::credentials::Keys;
use crate::config::Credentials;
use crate::error::{Error, Status};
use crate::receiver::Diagnosis;
use crate::request::Request;

pub(super) fn diagnose(
    _credentials: &Credentials<Keys>,
    _request: &Request<'_>,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    if error.status() == Status::SignatureMismatch {
        diagnosis.advise("check_credentials", "x");
    }
}
