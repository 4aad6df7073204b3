//! The secrets of callback rules: every rule of an application has its own.

use crate::config::{Named, Settings};
use crate::crypto::digest::md5;
use crate::crypto::hex_array;
use crate::error::Result;
use crate::secret::Secret;

/// A callback rule.
#[derive(Debug)]
pub(super) struct Rule {
    secret: Secret,
    /// `org#app`: the only application that may use the rule.
    pub appkey: Option<String>,
}

impl Rule {
    pub fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        let secret = Secret::new(settings.required_secret("secret")?.as_bytes());
        let appkey = match settings.text("appkey")? {
            Some("") => return Err(settings.expected("appkey", "org#app")),
            appkey => appkey.map(str::to_owned),
        };
        Ok(Self { secret, appkey })
    }

    /// What `security` is of a callback under this rule.
    pub fn security(&self, call_id: &str, timestamp: &str) -> [u8; 32] {
        security(call_id, self.secret.expose(), timestamp)
    }

    /// The same with another secret.
    pub fn with_secret(&self, secret: &[u8]) -> Self {
        Self { secret: Secret::new(secret), appkey: self.appkey.clone() }
    }

    pub fn secret(&self) -> &[u8] {
        self.secret.expose()
    }

    /// Whether a body that names this application may use the rule.
    pub fn admits(&self, appkey: Option<&str>) -> bool {
        self.appkey.is_none() || self.appkey.as_deref() == appkey
    }
}

impl Named for Rule {
    fn names(&self) -> &[String] {
        self.appkey.as_slice()
    }
}

/// Lowercase hex of MD5 over `callId`, the secret and the digits of `timestamp` (callback overview).
fn security(call_id: &str, secret: &[u8], timestamp: &str) -> [u8; 32] {
    hex_array(&md5(&[call_id.as_bytes(), secret, timestamp.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vendor publishes no vector with its secret; this one is our own.
    #[test]
    fn security_is_the_digest_of_call_id_secret_and_timestamp() {
        let rule = Rule { secret: Secret::new(b"this is a secret"), appkey: None };
        let security = rule.security("easemob-demo#test_0990a64f-dp01-6c50-8696-cf3b48b20e7e", "1600060847294");
        assert_eq!(&security, b"f23ab7a537130e234cf94bbf6ce12714");
    }

    #[test]
    fn a_rule_of_one_application_admits_no_other_and_none() {
        let rule = |appkey: Option<&str>| Rule { secret: Secret::new(b"s"), appkey: appkey.map(str::to_owned) };
        assert!(rule(None).admits(None) && rule(None).admits(Some("a#b")) && rule(Some("a#b")).admits(Some("a#b")));
        assert!(!rule(Some("a#b")).admits(Some("a#c")) && !rule(Some("a#b")).admits(None));
    }
}
