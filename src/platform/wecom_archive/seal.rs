//! Nothing goes this way either.

use super::WecomArchive;
use crate::error::Error;
use crate::platform::{Platform, unsupported};

pub(super) fn refusal() -> Error {
    unsupported(WecomArchive::ID, "requests or replies to seal: its records are fetched")
}
