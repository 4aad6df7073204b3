//! Configuration and seal specs: flat JSON objects whose every key is known and whose every error names its key.

mod credentials;

pub(crate) use credentials::{Credential, Credentials, Named};

use zeroize::Zeroizing;

use crate::error::{Error, Result, Status};
use crate::event::{Format, Presentation};
use crate::json::{Arena, Fault, Kind, Raw, Reader};
use crate::limits;

/// What a receiver does with input, whatever the platform.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    /// Furthest distance of a signed time from now, in seconds; 0 means that time is not judged.
    pub tolerance_seconds: i64,
    pub max_body_bytes: usize,
    pub max_payload_bytes: usize,
    pub max_depth: u32,
    pub presentation: Presentation,
}

impl Policy {
    /// Takes the common keys.
    pub fn configure(settings: &mut Settings<'_>, tolerance_seconds: i64) -> Result<Self> {
        let bytes = 0..=i64::MAX;
        let depth = 1..=i64::from(limits::MAX_DEPTH_CEILING);
        Ok(Self {
            tolerance_seconds: settings.integer("tolerance_seconds", 0..=i64::MAX / 1000)?.unwrap_or(tolerance_seconds),
            max_body_bytes: settings.integer("max_body_bytes", bytes.clone())?.map_or(limits::MAX_BODY_BYTES, size),
            max_payload_bytes: settings.integer("max_payload_bytes", bytes)?.map_or(limits::MAX_PAYLOAD_BYTES, size),
            max_depth: settings
                .integer("max_depth", depth)?
                .and_then(|depth| u32::try_from(depth).ok())
                .unwrap_or(limits::MAX_DEPTH),
            presentation: Presentation {
                embed_raw: settings.word("raw", &["embed", "omit"])? != Some("omit"),
                format: match settings.word("format", &["delivery", "cloudevents"])? {
                    Some("cloudevents") => Format::CloudEvents,
                    _ => Format::Delivery,
                },
            },
        })
    }

    /// The same, where no time is judged.
    pub fn at_any_time(&self) -> Self {
        Self { tolerance_seconds: 0, ..self.clone() }
    }

    /// Judges a signed time.
    ///
    /// # Errors
    /// `stale_timestamp` when it is further from `now_ms` than the tolerance, on either side.
    pub fn judge_time(&self, time_ms: i64, now_ms: i64) -> Result<()> {
        let distance_ms = time_ms.abs_diff(now_ms);
        let tolerance_ms = self.tolerance_seconds.unsigned_abs().saturating_mul(1000);
        if self.tolerance_seconds == 0 || distance_ms <= tolerance_ms {
            return Ok(());
        }
        let side = if time_ms < now_ms { "behind" } else { "ahead of" };
        Err(Error::new(
            Status::StaleTimestamp,
            format!("signed time is {} s {side} now, tolerance is {} s", distance_ms / 1000, self.tolerance_seconds),
        )
        .hint("check the clocks; for recorded requests give now_ms or set tolerance_seconds to 0"))
    }
}

fn size(bytes: i64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// A JSON object whose keys are taken one by one; one that nobody takes is an error.
pub(crate) struct Settings<'c> {
    members: Vec<(&'c str, Raw<'c>)>,
    arena: &'c Arena,
    /// What comes before a key in a message: `credentials.0.`.
    prefix: String,
    /// The status of every error here: `invalid_config`, or `invalid_argument` for a seal spec.
    status: Status,
}

impl<'c> Settings<'c> {
    /// Reads an object. `what` names the input in errors.
    pub fn read(bytes: &'c [u8], arena: &'c Arena, what: &str, status: Status) -> Result<Self> {
        let text = simdutf8::basic::from_utf8(bytes).map_err(|_| Error::new(status, format!("{what} is not UTF-8")))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::new(text, arena, limits::MAX_DEPTH_CEILING);
        if reader.kind() != Kind::Object {
            return Err(Error::new(status, format!("{what} is not a JSON object")));
        }
        let value = reader.raw().and_then(|value| reader.end().map(|()| value));
        let value = value.map_err(|fault| unreadable(fault, what, status))?;
        Self::of(value, arena, String::new(), status)
    }

    fn of(object: Raw<'c>, arena: &'c Arena, prefix: String, status: Status) -> Result<Self> {
        let mut members = Vec::new();
        let mut repeated = None;
        let mut reader = Reader::new(object.as_str(), arena, limits::MAX_DEPTH_CEILING);
        let read = reader.members(|reader, field| {
            if field.repeated() {
                repeated = Some(field.name);
            }
            members.push((field.name, reader.raw()?));
            Ok(())
        });
        read.map_err(|fault| fault.within("configuration", status))?;
        match repeated {
            Some(key) => Err(Error::new(status, format!("{prefix}{key} occurs twice"))),
            None => Ok(Self { members, arena, prefix, status }),
        }
    }

    /// The value as it stands. `null` is as good as left out.
    pub fn raw(&mut self, key: &str) -> Option<Raw<'c>> {
        let at = self.members.iter().position(|(name, _)| *name == key)?;
        Some(self.members.swap_remove(at).1).filter(|value| !value.is_null())
    }

    pub fn text(&mut self, key: &str) -> Result<Option<&'c str>> {
        let Some(value) = self.raw(key) else { return Ok(None) };
        match value.kind() {
            Kind::String => Ok(value.text(self.arena)),
            _ => Err(self.expected(key, "a string")),
        }
    }

    /// The text of a string, the token of a number or truth value.
    pub fn text_of(&self, value: Raw<'c>) -> Option<&'c str> {
        value.text(self.arena)
    }

    pub fn required_text(&mut self, key: &str) -> Result<&'c str> {
        match self.text(key)? {
            Some(text) if !text.is_empty() => Ok(text),
            Some(_) => Err(self.error(format!("{}{key} is empty", self.prefix))),
            None => Err(self.missing(key)),
        }
    }

    /// A text that is secret, in memory of its own: nothing of it stays in the arena.
    pub fn secret(&mut self, key: &str) -> Result<Option<Zeroizing<String>>> {
        let Some(value) = self.raw(key) else { return Ok(None) };
        let text = value.unescaped().filter(|_| value.kind() == Kind::String);
        text.map(|text| Zeroizing::new(text.into_owned())).map(Some).ok_or_else(|| self.expected(key, "a string"))
    }

    pub fn required_secret(&mut self, key: &str) -> Result<Zeroizing<String>> {
        match self.secret(key)? {
            Some(text) if !text.is_empty() => Ok(text),
            Some(_) => Err(self.error(format!("{}{key} is empty", self.prefix))),
            None => Err(self.missing(key)),
        }
    }

    /// What stands under a key, without taking it.
    pub fn kind(&self, key: &str) -> Option<Kind> {
        let (_, value) = self.members.iter().find(|(name, value)| *name == key && !value.is_null())?;
        Some(value.kind())
    }

    /// A list of strings.
    pub fn texts(&mut self, key: &str) -> Result<Vec<&'c str>> {
        let Some(value) = self.raw(key) else { return Ok(Vec::new()) };
        let texts = self.elements(key, value)?.into_iter().map(|value| match value.kind() {
            Kind::String => value.text(self.arena).ok_or_else(|| self.expected(key, "a list of strings")),
            _ => Err(self.expected(key, "a list of strings")),
        });
        texts.collect()
    }

    pub fn integer(&mut self, key: &str, range: std::ops::RangeInclusive<i64>) -> Result<Option<i64>> {
        let Some(value) = self.raw(key) else { return Ok(None) };
        let number = Some(value).filter(|value| value.kind() == Kind::Number);
        let number = number.and_then(|value| crate::json::number::integer(value.as_str()));
        match number.filter(|number| range.contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(self.expected(key, &format!("a whole number from {} to {}", range.start(), range.end()))),
        }
    }

    pub fn flag(&mut self, key: &str) -> Result<Option<bool>> {
        let Some(value) = self.raw(key) else { return Ok(None) };
        match value.as_str() {
            "true" => Ok(Some(true)),
            "false" => Ok(Some(false)),
            _ => Err(self.expected(key, "true or false")),
        }
    }

    /// One of these words.
    pub fn word(&mut self, key: &str, words: &[&'static str]) -> Result<Option<&'static str>> {
        let Some(value) = self.raw(key) else { return Ok(None) };
        self.word_of(key, value, words).map(Some)
    }

    /// A list of these words.
    pub fn words(&mut self, key: &str, words: &[&'static str]) -> Result<Vec<&'static str>> {
        let Some(value) = self.raw(key) else { return Ok(Vec::new()) };
        self.elements(key, value)?.into_iter().map(|value| self.word_of(key, value, words)).collect()
    }

    fn word_of(&self, key: &str, value: Raw<'c>, words: &[&'static str]) -> Result<&'static str> {
        let text = Some(value).filter(|value| value.kind() == Kind::String).and_then(|value| value.text(self.arena));
        let found = words.iter().find(|word| Some(**word) == text);
        found.copied().ok_or_else(|| {
            let listed: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            self.expected(key, &listed.join(" or "))
        })
    }

    /// The objects under a key that holds one or a list of them.
    pub fn objects(&mut self, key: &str) -> Result<Vec<Settings<'c>>> {
        let Some(value) = self.raw(key) else { return Ok(Vec::new()) };
        if value.kind() == Kind::Object {
            return Ok(vec![Self::of(value, self.arena, format!("{}{key}.", self.prefix), self.status)?]);
        }
        let elements = self.elements(key, value)?.into_iter().enumerate();
        let objects = elements.map(|(index, value)| match value.kind() {
            Kind::Object => Self::of(value, self.arena, format!("{}{key}.{index}.", self.prefix), self.status),
            _ => Err(self.expected(&format!("{key}.{index}"), "an object")),
        });
        objects.collect()
    }

    fn elements(&self, key: &str, value: Raw<'c>) -> Result<Vec<Raw<'c>>> {
        if value.kind() != Kind::Array {
            return Err(self.expected(key, "a list"));
        }
        let mut elements = Vec::new();
        let mut reader = Reader::new(value.as_str(), self.arena, limits::MAX_DEPTH_CEILING);
        let read = reader.elements(|reader, _| {
            elements.push(reader.raw()?);
            Ok(())
        });
        read.map_err(|fault| fault.within(key, self.status))?;
        Ok(elements)
    }

    /// Ends the taking.
    ///
    /// # Errors
    /// When a key is left that nobody knows.
    pub fn finish(&self) -> Result<()> {
        match self.members.iter().find(|(_, value)| !value.is_null()) {
            Some((key, _)) => {
                let message = format!("{}{key} is not a known key here", self.prefix);
                Err(self.error(message).hint("remove it, or check its spelling and the platform's table of keys"))
            }
            None => Ok(()),
        }
    }

    /// An error about a key that must be there.
    pub fn missing(&self, key: &str) -> Error {
        self.error(format!("{}{key} is missing", self.prefix))
    }

    /// An error about a key whose value is not what it must be. The value is not shown: it may be a secret.
    pub fn expected(&self, key: &str, expected: &str) -> Error {
        self.error(format!("{}{key} must be {expected}", self.prefix))
    }

    pub fn error(&self, message: String) -> Error {
        Error::new(self.status, message)
    }
}

/// What is wrong with a text that cannot be read. One nested too deep is the caller's mistake like any other: `max_depth`
/// is for what a platform sends.
fn unreadable(fault: Fault, what: &str, status: Status) -> Error {
    match fault.is_too_deep() {
        true => Error::new(status, format!("{what} is nested deeper than {}", limits::MAX_DEPTH_CEILING)),
        false => fault.within(what, status),
    }
}
