//! The fields of a callback that may come encrypted (third-party code, two code bases agree): base64 of AES-128-ECB.
//!
//! Nothing proves their integrity, and no failure here is an error: a field that does not open stays as it came.

use smallvec::SmallVec;

use super::credentials::{FieldCipher, Keys};
use crate::config::Credentials;
use crate::crypto::cbc::BLOCK;
use crate::event::Text;
use crate::json::Reader;
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
    let sealed: SmallVec<[Option<Vec<u8>>; 5]> =
        fields.iter().map(|(_, field)| field.as_deref().and_then(ciphertext)).collect();
    let wanted = sealed.iter().flatten().count();
    let mut best: SmallVec<[Option<String>; 5]> = SmallVec::new();
    let mut most = None;
    for key in keys {
        let opened: SmallVec<_> =
            sealed.iter().map(|sealed| sealed.as_ref().and_then(|sealed| plaintext(key, sealed))).collect();
        let count = opened.iter().filter(|field: &&Option<String>| field.is_some()).count();
        if most.is_none_or(|most| count > most) {
            (best, most) = (opened, Some(count));
        }
        if count == wanted {
            break;
        }
    }
    for (((name, field), sealed), opened) in fields.iter_mut().zip(sealed).zip(best) {
        match opened {
            Some(text) => **field = Some(reader.arena().keep(text)).filter(|text| !text.is_empty()),
            None if sealed.is_some() => {
                let detail = format!("{name} looks encrypted and does not decrypt; left as it came");
                reader.warnings.add("field_not_decrypted", || (*name).to_owned(), detail);
            }
            None => {}
        }
    }
}

/// The bytes of a value that has the form of a ciphertext. Another one is plain: some deployments encrypt fewer fields.
fn ciphertext(value: &str) -> Option<Vec<u8>> {
    let bytes = base64_simd::STANDARD.decode_to_vec(value.as_bytes()).ok()?;
    (!bytes.is_empty() && bytes.len().is_multiple_of(BLOCK)).then_some(bytes)
}

fn plaintext(key: &FieldCipher, ciphertext: &[u8]) -> Option<String> {
    let mut buffer = ciphertext.to_vec();
    key.0.decrypt(&mut buffer).ok()?;
    String::from_utf8(buffer).ok()
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
    use crate::json::Arena;

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
