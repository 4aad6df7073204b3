//! The plaintext of an event (event subscription, decryption): AES-256-CBC, PKCS#7 of block 16.

use std::borrow::Cow;

use super::verify::{Envelope, Event, malformed};
use crate::crypto::cbc::BLOCK;
use crate::error::{Error, Result, Status};

pub(super) const PAD_BLOCK: u8 = 16;

pub(super) fn decrypt<'p>(envelope: &Envelope<'p>) -> Result<Cow<'p, [u8]>> {
    let event = match envelope {
        Envelope::Event(event) => event,
        Envelope::Card { body, .. } | Envelope::Challenge { body, .. } => return Ok(Cow::Borrowed(body)),
    };
    let iv = iv(event.nonce).ok_or_else(|| malformed(format!("nonce is shorter than {BLOCK} bytes")))?;
    let mut buffer = base64_simd::STANDARD
        .decode_to_vec(event.encrypted_data.as_bytes())
        .map_err(|_| Error::new(Status::BadEncoding, "encrypted_data is not padded standard base64"))?;
    event.cipher.0.decrypt(&iv, &mut buffer, PAD_BLOCK).map_err(|_| {
        Error::new(Status::DecryptFailed, "encrypted_data does not decrypt: its length or padding is wrong")
    })?;
    Ok(Cow::Owned(buffer))
}

/// The first 16 bytes of the nonce as text. Vendor samples disagree on longer nonces: Go's cuts, Java's and Python's
/// pass them whole to an IV of 16 bytes.
pub(super) fn iv(nonce: &str) -> Option<[u8; BLOCK]> {
    nonce.as_bytes().first_chunk().copied()
}

/// Whether a verified event that does not decrypt would, had it been padded to another block. Nothing of it comes out.
pub(super) fn opens_with_pad_block(event: &Event<'_>, pad_block: u8) -> bool {
    let buffer = base64_simd::STANDARD.decode_to_vec(event.encrypted_data.as_bytes()).ok();
    let opens = |iv, mut buffer| event.cipher.0.decrypt(&iv, &mut buffer, pad_block).is_ok();
    iv(event.nonce).zip(buffer).is_some_and(|(iv, buffer)| opens(iv, buffer))
}
