//! The steps that an archive has not: it is fetched, never sent.

use super::WecomArchive;
use crate::error::Error;
use crate::platform::{Platform, unsupported};
use crate::receiver::Diagnosis;

const ADVICE: &str =
    "fetch with GetChatData, decrypt with the vendor's DecryptData, and give parse or parse_lines the result";

pub(super) fn request() -> Error {
    unsupported(WecomArchive::ID, "requests: its records are fetched").hint(ADVICE)
}

pub(super) fn seal() -> Error {
    unsupported(WecomArchive::ID, "requests or replies to seal: its records are fetched")
}

pub(super) fn diagnose(diagnosis: &mut Diagnosis) {
    diagnosis.advise("use_parse", ADVICE);
}
