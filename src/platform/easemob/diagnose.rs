//! Why an Easemob request did not verify, as far as its fields tell.

use super::credentials::Rule;
use crate::config::Credentials;
use crate::error::{Error, Status};
use crate::receiver::Diagnosis;
use crate::request::Request;

pub(super) fn diagnose(_: &Credentials<Rule>, _: &Request<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    if error.status() == Status::SignatureMismatch {
        diagnosis.advise("check_secret", "x");
    }
}
