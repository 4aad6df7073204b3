//! The keys of a WPS application.

use zeroize::Zeroizing;

use crate::config::{Named, Settings};
use crate::crypto::cbc::Cipher;
use crate::crypto::digest::md5;
use crate::crypto::hex_array;
use crate::crypto::mac::HmacSha256;
use crate::error::Result;
use crate::secret::Secret;

/// An application's id and what its key is used for, prepared once.
#[derive(Debug)]
pub(super) struct Keys {
    pub app_id: String,
    pub app_key: Secret,
    pub mac: Mac,
    /// That of events, whose signed text begins with the application's id.
    pub event_mac: Mac,
    pub cipher: EventCipher,
}

/// HMAC-SHA256 under the application's key.
pub(super) struct Mac(pub HmacSha256);

/// AES-256-CBC under the key that the application's key gives.
pub(super) struct EventCipher(pub Cipher);

impl Keys {
    pub fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        let app_id = settings.required_text("app_id")?.to_owned();
        let app_key = Secret::new(settings.required_secret("app_key")?.as_bytes());
        Ok(Self::new(app_id, app_key))
    }

    pub fn new(app_id: String, app_key: Secret) -> Self {
        // The AES key is the 32 ASCII characters of the hex digest, not its 16 bytes (event subscription, decryption).
        let digest = Zeroizing::new(md5(&[app_key.expose()]));
        let key: Zeroizing<[u8; 32]> = Zeroizing::new(hex_array(&digest));
        let cipher = EventCipher(Cipher::new(&key));
        let mac = HmacSha256::new(app_key.expose());
        let event_mac = Mac(mac.after(&[app_id.as_bytes(), b":"]));
        Self { app_id, app_key, mac: Mac(mac), event_mac, cipher }
    }
}

impl Named for Keys {
    fn names(&self) -> &[String] {
        std::slice::from_ref(&self.app_id)
    }
}

impl std::fmt::Debug for Mac {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mac(redacted)")
    }
}

impl std::fmt::Debug for EventCipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EventCipher(redacted)")
    }
}
