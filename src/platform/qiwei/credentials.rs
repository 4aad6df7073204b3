//! The shared secret that the user's own gateway, or the address given to the vendor, adds to every push.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::config::{Named, Settings};
use crate::crypto::Proof;
use crate::crypto::digest::sha256_into;
use crate::error::Result;
use crate::request::Request;
use crate::secret::Secret;

/// A secret, and where a push must show it.
#[derive(Debug)]
pub(super) struct Keys {
    pub secret: Secret,
    pub place: Place,
    /// SHA-256 of the secret: digests are as long as each other, so that comparing them tells no length either.
    digest: Secret,
}

/// Where in a request the secret stands.
#[derive(Debug, Clone)]
pub(super) enum Place {
    Header(String),
    Query(String),
}

impl Keys {
    pub fn configure(settings: &mut Settings<'_>) -> Result<Self> {
        let secret = Secret::new(settings.required_secret("shared_secret")?.as_bytes());
        let place = Place::of(settings.required_text("shared_secret_in")?)
            .ok_or_else(|| settings.expected("shared_secret_in", "\"header:NAME\" or \"query:NAME\""))?;
        if secret.expose().iter().any(u8::is_ascii_control) {
            return Err(settings.expected("shared_secret", "without control characters"));
        }
        // Space around a header's value is no part of it.
        if matches!(place, Place::Header(_)) && secret.expose() != secret.expose().trim_ascii() {
            return Err(settings.expected("shared_secret", "without space around it to stand in a header"));
        }
        Ok(Self::new(secret.expose(), place))
    }

    pub fn new(secret: &[u8], place: Place) -> Self {
        let mut digest = Zeroizing::new([0; 32]);
        sha256_into(&[secret], &mut digest);
        Self { secret: Secret::new(secret), place, digest: Secret::new(&*digest) }
    }

    /// The proof that this is the secret.
    pub fn prove(&self, received: &str) -> Option<Proof> {
        let mut digest = Zeroizing::new([0; 32]);
        sha256_into(&[received.as_bytes()], &mut digest);
        Proof::of(self.digest.expose(), &*digest)
    }
}

impl Named for Keys {}

impl Place {
    fn of(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("header", name) if is_header_name(name) => Some(Self::Header(name.to_owned())),
            ("query", name) if !name.is_empty() => Some(Self::Query(name.to_owned())),
            _ => None,
        }
    }

    /// What stands there; nothing and `""` are as good.
    pub fn read<'r>(&self, request: &Request<'r>) -> Result<Option<Cow<'r, str>>> {
        let value = match self {
            Self::Header(name) => request.header(name)?,
            Self::Query(name) => request.query(name)?,
        };
        Ok(value.filter(|value| !value.is_empty()))
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header:{name}"),
            Self::Query(name) => write!(f, "query:{name}"),
        }
    }
}

/// A token of RFC 9110.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
