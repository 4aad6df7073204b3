//! The fields of a callback that may come encrypted (third-party code, two code bases agree): base64 of AES-128-ECB.
//!
//! Nothing proves their integrity, and no failure here is an error: a field that does not open stays as it came.

use base64_simd::Out;
use smallvec::SmallVec;

use super::credentials::{FieldCipher, Keys};
use crate::config::Credentials;
use crate::crypto::cbc::BLOCK;
use crate::event::Text;
use crate::json::{Arena, Reader};
use crate::limits::MAX_CREDENTIAL_TRIALS;

/// The keys that a callback which names none is tried with.
pub(super) fn keys_of(credentials: &Credentials<Keys>) -> SmallVec<[&FieldCipher; 1]> {
    let all = credentials.all().unwrap_or_default().iter();
    all.filter_map(|credential| credential.keys.fields.as_ref()).take(MAX_CREDENTIAL_TRIALS).collect()
}

/// Opens those of these named fields that are ciphertext, with the key that opens most of them.
pub(super) fn open<'p>(
    fields: &mut [(&'static str, &mut Option<Text<'p>>)],
    keys: &[&FieldCipher],
    reader: &mut Reader<'p>,
) {
    if keys.is_empty() {
        return;
    }
    let mut buffer = Buffer::new();
    let sealed: SmallVec<[bool; FIELDS]> =
        fields.iter().map(|(_, field)| field.is_some_and(|value| decode(value, &mut buffer).is_some())).collect();
    let wanted = sealed.iter().filter(|sealed| **sealed).count();
    let mut best: SmallVec<[Option<Text<'p>>; FIELDS]> = SmallVec::new();
    let mut most = None;
    for key in keys {
        let opened = fields.iter().map(|(_, field)| plaintext(key, (**field)?, &mut buffer, reader.arena()));
        let opened: SmallVec<[Option<Text<'p>>; FIELDS]> = opened.collect();
        let count = opened.iter().flatten().count();
        if most.is_none_or(|most| count > most) {
            (best, most) = (opened, Some(count));
        }
        if count == wanted {
            break;
        }
    }
    for (((name, field), is_sealed), opened) in fields.iter_mut().zip(sealed).zip(best) {
        match opened {
            Some(text) => **field = Some(text).filter(|text| !text.is_empty()),
            None if is_sealed => {
                let detail = format!("{name} looks encrypted and does not decrypt; left as it came");
                reader.warnings.add("field_not_decrypted", || (*name).to_owned(), detail);
            }
            None => {}
        }
    }
}

/// Fields that may come encrypted.
const FIELDS: usize = 5;

/// Room for one ciphertext. Ids and addresses fit in without a heap.
type Buffer = SmallVec<[u8; 256]>;

/// The bytes of a value that has the form of a ciphertext. Another one is plain: some deployments encrypt fewer fields.
fn decode<'b>(value: &str, buffer: &'b mut Buffer) -> Option<&'b mut [u8]> {
    let length = base64_simd::STANDARD.decoded_length(value.as_bytes()).ok()?;
    if length == 0 || !length.is_multiple_of(BLOCK) {
        return None;
    }
    buffer.resize(length, 0);
    base64_simd::STANDARD.decode(value.as_bytes(), Out::from_slice(buffer)).ok()
}

fn plaintext<'p>(key: &FieldCipher, value: &str, buffer: &mut Buffer, arena: &'p Arena) -> Option<Text<'p>> {
    let plaintext = key.0.decrypt(decode(value, buffer)?).ok()?;
    Some(arena.copy(std::str::from_utf8(plaintext).ok()?))
}

/// A field as the platform would send it.
pub(super) fn seal(key: &FieldCipher, plaintext: &str) -> String {
    let mut buffer = plaintext.as_bytes().to_vec();
    key.0.encrypt(&mut buffer);
    base64_simd::STANDARD.encode_to_string(&buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Derived by another implementation.
    const VECTORS: [(&str, &str); 2] = [
        ("0123456789abcdef", "ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE="),
        ("shortkey10", "V41btU4nO+4QO711p7k/NEUvBGMv8BYWhd6VVaBM1Dc="),
    ];
    const PLAIN: &str = "58230675760877818";

    fn opened(value: &str, keys: &[&FieldCipher]) -> (String, usize) {
        let arena = Arena::default();
        let mut reader = Reader::new("", &arena, 1);
        let mut field = Some(value);
        open(&mut [("senderId", &mut field)], keys, &mut reader);
        (field.unwrap_or_default().to_owned(), reader.warnings.as_slice().len())
    }

    #[test]
    fn the_derived_vectors_both_ways() {
        for (app_key, sealed) in VECTORS {
            let key = FieldCipher::new(app_key);
            assert_eq!(seal(&key, PLAIN), sealed);
            assert_eq!(opened(sealed, &[&key]), (PLAIN.to_owned(), 0));
        }
    }

    #[test]
    fn a_long_key_is_cut() {
        let long = FieldCipher::new("0123456789abcdefXYZ");
        assert_eq!(opened(VECTORS[0].1, &[&long]), (PLAIN.to_owned(), 0));
    }

    #[test]
    fn the_right_key_is_found_among_several() {
        let (other, right) = (FieldCipher::new("another"), FieldCipher::new(VECTORS[1].0));
        assert_eq!(opened(VECTORS[1].1, &[&other, &right]), (PLAIN.to_owned(), 0));
    }

    #[test]
    fn what_is_no_ciphertext_passes_and_what_does_not_open_is_told() {
        let key = FieldCipher::new("another");
        for plain in [PLAIN, "", "https://a/b.doc", "aGk="] {
            assert_eq!(opened(plain, &[&key]), (plain.to_owned(), 0));
        }
        assert_eq!(opened(VECTORS[0].1, &[&key]), (VECTORS[0].1.to_owned(), 1));
        assert_eq!(opened(VECTORS[0].1, &[]), (VECTORS[0].1.to_owned(), 0));
    }
}
