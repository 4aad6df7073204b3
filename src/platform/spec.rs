//! The way out: what a seal call is given, and what it gives.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::clock;
use crate::config::Settings;
use crate::crypto::digest::sha256;
use crate::error::{Error, Result, Status};
use crate::json::{Arena, Kind, Raw};

/// What to compose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SealKind {
    /// A request exactly as the platform would send it.
    Callback,
    /// An answer to the platform.
    Reply,
    /// An outgoing message.
    Send,
}

/// A seal spec. What it leaves out is drawn or read from the clock. A platform takes the keys of its own from
/// `settings` and then calls [`Spec::finish`].
pub(crate) struct Spec<'s> {
    pub kind: SealKind,
    pub settings: Settings<'s>,
    pub credential: Option<&'s str>,
    payload: Option<Raw<'s>>,
    timestamp_ms: Option<i64>,
    nonce: Option<&'s str>,
}

impl<'s> Spec<'s> {
    /// Reads the keys that every platform knows.
    ///
    /// # Errors
    /// `invalid_argument` that names the key.
    pub fn read(spec: &'s [u8], arena: &'s Arena) -> Result<Self> {
        let mut settings = Settings::read(spec, arena, "seal spec", Status::InvalidArgument)?;
        let kind = match settings.word("kind", &["callback", "reply", "send"])? {
            Some("callback") => SealKind::Callback,
            Some("reply") => SealKind::Reply,
            Some(_) => SealKind::Send,
            None => return Err(settings.expected("kind", "\"callback\" or \"reply\" or \"send\"")),
        };
        Ok(Self {
            kind,
            payload: settings.raw(if kind == SealKind::Send { "message" } else { "payload" }),
            timestamp_ms: settings.integer("timestamp_ms", 0..=i64::MAX)?,
            nonce: settings.text("nonce")?,
            credential: settings.text("credential")?,
            settings,
        })
    }

    /// Ends the taking of keys.
    ///
    /// # Errors
    /// `invalid_argument` when a key is left that nobody knows.
    pub fn finish(&mut self) -> Result<()> {
        self.settings.finish()
    }

    /// The payload or, to send, the message: the text of a string, or a JSON value as it stands in the spec.
    ///
    /// # Errors
    /// `invalid_argument` when there is none.
    pub fn payload(&self) -> Result<&'s str> {
        match self.payload {
            Some(value) if value.kind() == Kind::String => Ok(self.settings.text_of(value).unwrap_or_default()),
            Some(value) => Ok(value.as_str()),
            None => {
                let key = if self.kind == SealKind::Send { "message" } else { "payload" };
                Err(Error::new(Status::InvalidArgument, format!("{key} is missing")))
            }
        }
    }

    /// Unix milliseconds to sign, where the spec says so.
    pub fn given_timestamp_ms(&self) -> Option<i64> {
        self.timestamp_ms
    }

    /// Whether the payload is given as text, not as a JSON value.
    pub fn payload_is_text(&self) -> bool {
        self.payload.is_some_and(|value| value.kind() == Kind::String)
    }

    /// Unix milliseconds to sign.
    pub fn timestamp_ms(&self) -> i64 {
        self.timestamp_ms.unwrap_or_else(clock::now_ms)
    }

    /// The nonce given, or 32 random hex characters.
    ///
    /// # Errors
    /// `internal` when the system has no randomness.
    pub fn nonce(&self) -> Result<Cow<'_, str>> {
        if let Some(nonce) = self.nonce {
            return Ok(Cow::Borrowed(nonce));
        }
        Ok(Cow::Owned(String::from_utf8(crate::crypto::hex(&drawn()?)).unwrap_or_default()))
    }

    /// 16 random bytes. Where a nonce is given they are the first of its SHA-256, so that one spec seals to one text.
    ///
    /// # Errors
    /// `internal` when the system has no randomness.
    pub fn random(&self) -> Result<[u8; 16]> {
        match &self.nonce {
            Some(nonce) => Ok(sha256(&[nonce.as_bytes()]).first_chunk().copied().unwrap_or_default()),
            None => drawn(),
        }
    }
}

fn drawn() -> Result<[u8; 16]> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| Error::new(Status::Internal, "the system gives no random bytes"))?;
    Ok(random)
}

/// What was composed: an HTTP request; for a reply, whose connection is open already, method and target are empty.
#[derive(Serialize)]
pub(crate) struct Sealed {
    pub method: &'static str,
    pub target: String,
    #[serde(serialize_with = "as_map")]
    pub headers: Vec<(Cow<'static, str>, String)>,
    pub body: String,
}

impl Sealed {
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

fn as_map<S: Serializer>(headers: &[(Cow<'static, str>, String)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(headers.len()))?;
    for (name, value) in headers {
        map.serialize_entry(name, value)?;
    }
    map.end()
}
