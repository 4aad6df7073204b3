//! The keys of a Yach robot.

use super::Yach;
use crate::config::{Credentials, Named, Settings};
use crate::crypto::ecb;
use crate::crypto::mac::HmacSha256;
use crate::error::Result;
use crate::secret::Secret;

/// What signs, and what opens fields: at least one of the two.
pub(super) struct Keys {
    pub signer: Option<Signer>,
    /// As configured: who finds out what is wrong with the secret needs it.
    pub app_key: Option<Secret>,
    pub fields: Option<FieldCipher>,
    /// Whether callbacks are held against the signer: the formula is unconfirmed, so it must be asked for.
    pub judges: bool,
}

/// A robot's secret, prepared.
pub(super) struct Signer {
    pub secret: Secret,
    pub mac: HmacSha256,
}

/// AES-128-ECB under a robot's app key.
#[derive(Clone)]
pub(super) struct FieldCipher(pub ecb::Cipher);

/// Takes `credentials`, `sign` and `verification`.
pub(super) fn configure(settings: &mut Settings<'_>) -> Result<Yach> {
    let for_all = sign(settings)?;
    let waived = settings.word("verification", &["none"])?.is_some();
    let mut judged = false;
    let credentials = Credentials::configure(settings, |object| {
        let keys = keys(object, for_all)?;
        judged |= keys.judges;
        Ok(keys)
    })?;
    if for_all && !judged {
        return Err(settings.error("sign needs a credential with a secret".to_owned()));
    }
    if waived && judged {
        return Err(settings.error("verification and sign exclude each other".to_owned()));
    }
    Ok(Yach { credentials, waived })
}

fn keys(object: &mut Settings<'_>, judge: bool) -> Result<Keys> {
    let fields = object.secret("app_key")?;
    if fields.as_ref().is_some_and(|key| key.is_empty()) {
        return Err(object.expected("app_key", "left out or not empty"));
    }
    let secret = match fields {
        Some(_) => object.secret("secret")?.filter(|secret| !secret.is_empty()),
        None => Some(object.required_secret("secret")?),
    };
    let judges = sign(object)?;
    if judges && secret.is_none() {
        return Err(object.expected("sign", "left out where there is no secret"));
    }
    let signer = secret.map(|secret| Signer::new(secret.as_bytes()));
    Ok(Keys {
        judges: judges || judge && signer.is_some(),
        signer,
        app_key: fields.as_deref().map(|app_key| Secret::new(app_key.as_bytes())),
        fields: fields.as_deref().map(|app_key| FieldCipher::new(app_key)),
    })
}

fn sign(settings: &mut Settings<'_>) -> Result<bool> {
    Ok(settings.word("sign", &["timestamp_secret"])?.is_some())
}

impl Named for Keys {}

impl Signer {
    pub fn new(secret: &[u8]) -> Self {
        Self { secret: Secret::new(secret), mac: HmacSha256::new(secret) }
    }
}

impl FieldCipher {
    /// The key's first 16 bytes, with zeros where it is shorter (third-party code, two code bases).
    pub fn new(app_key: &str) -> Self {
        let mut key = zeroize::Zeroizing::new([0; 16]);
        key.iter_mut().zip(app_key.bytes()).for_each(|(slot, byte)| *slot = byte);
        Self(ecb::Cipher::new(&key))
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(redacted)")
    }
}
