//! The token, the EncodingAESKey and the receive id of a callback address (document 90968).

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::codes;
use crate::config::{Named, Settings};
use crate::crypto::cbc::{BLOCK, Cipher};
use crate::crypto::digest::sha1;
use crate::crypto::hex_array;
use crate::error::Result;
use crate::json::Kind;
use crate::secret::Secret;

/// Characters of an EncodingAESKey: base64 of 32 bytes without its padding.
const KEY_CHARACTERS: usize = 43;

/// The last character carries two bits more than 32 bytes have. The vendor's key generator leaves them as they fall,
/// and so do all but a quarter of real keys: a strict decoder would refuse them.
const KEY_ENCODING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// What one callback address is configured with, prepared once.
#[derive(Debug)]
pub(super) struct Keys {
    token: Secret,
    pub cipher: CallbackCipher,
    pub receive_id: ReceiveId,
}

/// AES-256-CBC whose initialisation vector is the first half of its key.
#[derive(Clone)]
pub(super) struct CallbackCipher {
    pub cipher: Cipher,
    pub iv: Zeroizing<[u8; BLOCK]>,
}

/// Whom a message must name behind its text: the corp id (self-built), the suite id (third-party instruction callback),
/// the authorised corp's id (data callback) or nothing (internal bot).
#[derive(Debug, Clone)]
pub(super) enum ReceiveId {
    /// One of these; `""` demands that nobody is named.
    OneOf(Vec<String>),
    /// Anyone: `"*"`. The name becomes the event's tenant.
    Any,
}

impl Keys {
    pub fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        let token = settings.required_secret("token")?;
        let encoded = settings.required_secret("encoding_aes_key")?;
        let key = aes_key(&encoded).ok_or_else(|| {
            settings
                .expected("encoding_aes_key", &format!("{KEY_CHARACTERS} characters of base64"))
                .hint(what_is_wrong(&token, &encoded))
                .vendor(codes::AES_KEY)
        })?;
        let token = Secret::new(token.as_bytes());
        let mut iv = Zeroizing::new([0; BLOCK]);
        iv.copy_from_slice(key.first_chunk::<BLOCK>().unwrap_or(&[0; BLOCK]));
        let cipher = CallbackCipher { cipher: Cipher::new(&key), iv };
        Ok(Self { token, cipher, receive_id: ReceiveId::configure(settings)? })
    }

    /// The same with another token.
    pub fn with_token(&self, token: &[u8]) -> Self {
        Self { token: Secret::new(token), cipher: self.cipher.clone(), receive_id: self.receive_id.clone() }
    }

    pub fn token(&self) -> &[u8] {
        self.token.expose()
    }

    /// The signature of a request: lowercase hex SHA-1 of the four texts in byte order.
    pub fn sign(&self, timestamp: &str, nonce: &str, encrypted: &str) -> [u8; 40] {
        let mut pieces = [self.token.expose(), timestamp.as_bytes(), nonce.as_bytes(), encrypted.as_bytes()];
        pieces.sort_unstable();
        hex_array(&sha1(&pieces))
    }
}

/// The 32 bytes of an EncodingAESKey. White space that came along when it was pasted is dropped.
fn aes_key(encoded: &str) -> Option<Zeroizing<[u8; 32]>> {
    // Room for all: a text that grows leaves what it held behind.
    let mut letters = Zeroizing::new(String::with_capacity(encoded.len()));
    letters.extend(encoded.chars().filter(|letter| !letter.is_whitespace()));
    if letters.len() != KEY_CHARACTERS {
        return None;
    }
    let mut key = Zeroizing::new([0; 32]);
    let length = KEY_ENCODING.decode_slice(letters.as_bytes(), &mut *key).ok()?;
    (length == key.len()).then_some(key)
}

/// What to do about a key that is none. Its length is no secret.
fn what_is_wrong(token: &str, encoded: &str) -> String {
    if aes_key(token).is_some() {
        return "token has the shape of an EncodingAESKey: the two are the wrong way round".to_owned();
    }
    match encoded.chars().filter(|letter| !letter.is_whitespace()).count() {
        KEY_CHARACTERS => "it has letters that base64 has not: copy the EncodingAESKey again".to_owned(),
        characters if characters < KEY_CHARACTERS => {
            format!("{characters} are there: some got lost; copy the EncodingAESKey of this callback address whole")
        }
        characters => {
            format!("{characters} are there: copy the EncodingAESKey of this callback address, without a trailing =")
        }
    }
}

impl ReceiveId {
    fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        let ids = match settings.kind("receive_id") {
            Some(Kind::Array) => settings.texts("receive_id")?,
            Some(_) => match settings.text("receive_id")? {
                Some("*") => return Ok(Self::Any),
                id => id.into_iter().collect(),
            },
            None => return Err(settings.missing("receive_id").hint(
                "write the corp id or suite id, a list of them, \"*\" for any, or \"\" where the platform names none",
            )),
        };
        if ids.is_empty() || ids.contains(&"*") {
            return Err(settings.expected("receive_id", "an id, a list of at least one id, or \"*\" alone"));
        }
        Ok(Self::OneOf(ids.into_iter().map(str::to_owned).collect()))
    }

    pub fn accepts(&self, named: &[u8]) -> bool {
        match self {
            Self::OneOf(ids) => ids.iter().any(|id| id.as_bytes() == named),
            Self::Any => true,
        }
    }

    pub fn is_any(&self) -> bool {
        matches!(self, Self::Any)
    }

    /// The id to seal with: the first one.
    pub fn to_name(&self) -> &str {
        match self {
            Self::OneOf(ids) => ids.first().map_or("", String::as_str),
            Self::Any => "",
        }
    }
}

impl Named for Keys {
    fn names(&self) -> &[String] {
        match &self.receive_id {
            ReceiveId::OneOf(ids) => ids,
            ReceiveId::Any => &[],
        }
    }
}

impl std::fmt::Debug for CallbackCipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CallbackCipher(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_with_trailing_bits_or_pasted_white_space_is_read() {
        let vendors = aes_key("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C").unwrap();
        assert_eq!(&hex_array(&vendors), b"8d69989bbaabe67328014c194631ad0719b3dca035b64023df292447aab60760");
        assert_eq!(aes_key(" jWmYm7qr5nMoAUwZRjGt\r\nBxmz3KA1tkAj3ykkR6q2B2C\u{a0}\n"), Some(vendors));
        let no_trailing_bits = aes_key("4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws").unwrap();
        assert_eq!(&hex_array(&no_trailing_bits), b"e0c6b7601ad205b5f669ecfc309a571819dee4b483c201aa1db84cf563d8230b");
    }

    #[test]
    fn anything_but_43_characters_of_base64_is_no_key() {
        for other in
            ["", &"A".repeat(42), &"A".repeat(44), &format!("{}-", "A".repeat(42)), &format!("{}=", "A".repeat(42))]
        {
            assert_eq!(aes_key(other), None, "{other:?}");
        }
    }
}
