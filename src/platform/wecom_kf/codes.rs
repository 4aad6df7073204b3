//! The vendor's own error numbers (WXBizMsgCrypt, return codes), carried in errors as a hint for those who search them.

use crate::error::{Error, Status};

/// The signature is not the one that the token makes.
pub(super) const SIGNATURE: i32 = -40001;
/// The body cannot be read, as XML or as JSON.
pub(super) const PARSE: i32 = -40002;
/// The EncodingAESKey is none.
pub(super) const AES_KEY: i32 = -40004;
/// The message is meant for another receiver.
pub(super) const RECEIVE_ID: i32 = -40005;
/// The ciphertext does not decrypt.
pub(super) const DECRYPT: i32 = -40007;
/// The ciphertext is not base64.
pub(super) const BASE64: i32 = -40010;

/// Gives an error about the form of a text its number; one about its depth has none.
pub(super) fn parse(error: Error) -> Error {
    match error.status() {
        Status::TooDeep => error,
        _ => error.vendor(PARSE),
    }
}
