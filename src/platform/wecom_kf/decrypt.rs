//! The plaintext (document 90968, section 2.2): AES-256-CBC, PKCS#7 with a block of 32, and inside it
//! 16 random bytes ‖ length of the text, 4 bytes big-endian ‖ text ‖ receive id.

use std::borrow::Cow;

use super::codes;
use super::credentials::Keys;
use super::verify::Envelope;
use crate::error::{Error, Result, Status};

/// Twice the block of AES: a pad is 1 to 32 bytes long.
pub(super) const PAD_BLOCK: u8 = 32;

/// Bytes before the text.
pub(super) const RANDOM: usize = 16;
const LENGTH: usize = 4;

/// What decrypting finds out besides the text.
#[derive(Debug)]
pub(super) struct Opened<'p> {
    /// The credential whose key opened it.
    pub credential: &'p str,
    /// Whom the message names, where the configuration takes anyone.
    pub tenant: Option<String>,
}

pub(super) fn decrypt<'p>(envelope: &Envelope<'p>) -> Result<Cow<'p, [u8]>> {
    let mut first_error = None;
    for candidate in &envelope.candidates {
        match open(&candidate.keys, envelope.encrypted) {
            Ok((text, tenant)) => {
                let _ = envelope.opened.set(Opened { credential: &candidate.id, tenant });
                return Ok(Cow::Owned(text));
            }
            Err(error) => drop(first_error.get_or_insert(error)),
        }
    }
    Err(first_error.unwrap_or_else(undecryptable))
}

/// The text, and whom it names where anyone is taken.
fn open(keys: &Keys, encrypted: &str) -> Result<(Vec<u8>, Option<String>)> {
    let mut buffer = base64_simd::STANDARD
        .decode_to_vec(encrypted.as_bytes())
        .map_err(|_| Error::new(Status::BadEncoding, "Encrypt is not padded standard base64").vendor(codes::BASE64))?;
    let crypto = &keys.cipher;
    crypto.cipher.decrypt(&crypto.iv, &mut buffer, PAD_BLOCK).map_err(|_| undecryptable())?;
    let (text, receive_id) = split(&buffer).ok_or_else(undecryptable)?;
    if !keys.receive_id.accepts(receive_id) {
        return Err(Error::new(Status::ReceiverMismatch, "the message names another receiver than receive_id")
            .hint("receive_id is the corp id (self-built), the suite id (third party, instructions), the authorised corp's id (third party, data) or \"\" (internal bot)")
            .vendor(codes::RECEIVE_ID));
    }
    let tenant =
        (keys.receive_id.is_any() && !receive_id.is_empty()).then(|| String::from_utf8_lossy(receive_id).into_owned());
    let end = RANDOM + LENGTH + text.len();
    buffer.truncate(end);
    buffer.drain(..RANDOM + LENGTH);
    Ok((buffer, tenant))
}

/// Whom a verified message names that is meant for somebody else.
pub(super) fn receiver_of(envelope: &Envelope<'_>) -> Option<String> {
    let mut buffer = base64_simd::STANDARD.decode_to_vec(envelope.encrypted.as_bytes()).ok()?;
    let crypto = &envelope.candidates.first()?.keys.cipher;
    crypto.cipher.decrypt(&crypto.iv, &mut buffer, PAD_BLOCK).ok()?;
    let (_, receive_id) = split(&buffer)?;
    Some(String::from_utf8_lossy(receive_id.get(..LONGEST_ID).unwrap_or(receive_id)).into_owned())
}

/// Bytes of a receive id that are shown.
const LONGEST_ID: usize = 64;

/// The text and the receive id. The length is the sender's word: it is held against what is there, never added to
/// anything (a sum of 20 and a length near 2³² wraps in 32 bits).
fn split(plaintext: &[u8]) -> Option<(&[u8], &[u8])> {
    let after_random = plaintext.get(RANDOM..)?;
    let (length, rest) = after_random.split_first_chunk::<LENGTH>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

/// One error for every way in which a ciphertext fails.
fn undecryptable() -> Error {
    Error::new(Status::DecryptFailed, "Encrypt does not decrypt: its length, its padding or its layout is wrong")
        .hint("check encoding_aes_key: the token fits, so the request is authentic")
        .vendor(codes::DECRYPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(length: u32, rest: &[u8]) -> Vec<u8> {
        [&[b'r'; RANDOM][..], &length.to_be_bytes(), rest].concat()
    }

    #[test]
    fn a_length_is_checked_before_it_is_used() {
        assert_eq!(split(&laid_out(2, b"hicorp")), Some((&b"hi"[..], &b"corp"[..])));
        assert_eq!(split(&laid_out(0, b"")), Some((&b""[..], &b""[..])));
        assert_eq!(split(&laid_out(6, b"hicorp")), Some((&b"hicorp"[..], &b""[..])));
        for length in [7, 0x7fff_ffff, 0x8000_0000, u32::MAX - 19, u32::MAX] {
            assert_eq!(split(&laid_out(length, b"hicorp")), None, "{length}");
        }
        for short in 0..RANDOM + LENGTH {
            assert_eq!(split(&vec![0; short]), None, "{short}");
        }
    }

    #[test]
    fn a_length_counts_bytes() {
        assert_eq!(split(&laid_out(6, "你好corp".as_bytes())), Some(("你好".as_bytes(), &b"corp"[..])));
    }
}
