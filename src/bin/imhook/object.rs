//! A request as a JSON object: what `imhook seal --json` prints, and what a log of requests may hold.
//!
//! | member | |
//! | --- | --- |
//! | `method` | POST when absent |
//! | `target` | as received: path and query |
//! | `headers` | an object, or a list of `[name, value]` where the order counts or a name occurs twice |
//! | `body` | text; `body_base64` where it is not UTF-8 |
//! | `now_ms` | when it came, in Unix milliseconds |

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::captured::Captured;

/// Reads the object.
pub fn read(text: &[u8]) -> Result<Captured<'_>, String> {
    // The reader's own words could quote what it reads: of those, the place alone is told.
    let object: Object<'_> = serde_json::from_slice(text).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => format!("no request as {KEYS}: at {place}"),
            _ => format!("not JSON: at {place}"),
        }
    })?;
    let body = match (object.body, object.body_base64) {
        (Some(_), Some(_)) => return Err("body and body_base64 are both there".into()),
        (None, Some(encoded)) => {
            Cow::Owned(BASE64_STANDARD.decode(&*encoded).map_err(|_| "body_base64 is not base64")?)
        }
        (Some(Cow::Borrowed(text)), None) => Cow::Borrowed(text.as_bytes()),
        (Some(Cow::Owned(text)), None) => Cow::Owned(text.into_bytes()),
        (None, None) => Cow::Borrowed(&[][..]),
    };
    Ok(Captured {
        method: object.method,
        target: object.target,
        headers: Cow::Owned(object.headers.0),
        body,
        now_ms: object.now_ms,
        notes: Vec::new(),
    })
}

const KEYS: &str = "{\"method\",\"target\",\"headers\",\"body\" or \"body_base64\",\"now_ms\"}";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Object<'c> {
    #[serde(borrow, default)]
    method: Cow<'c, str>,
    #[serde(borrow, default)]
    target: Cow<'c, str>,
    #[serde(default)]
    headers: HeaderLines,
    #[serde(borrow)]
    body: Option<Cow<'c, str>>,
    #[serde(borrow)]
    body_base64: Option<Cow<'c, str>>,
    now_ms: Option<i64>,
}

/// Raw header lines.
#[derive(Default)]
struct HeaderLines(Vec<u8>);

impl HeaderLines {
    fn push<E: serde::de::Error>(&mut self, name: &str, value: &str) -> Result<(), E> {
        // A line end in a value would begin a header of its own.
        if [name, value].iter().any(|part| part.contains(['\r', '\n'])) {
            return Err(E::custom("a header with a line end"));
        }
        self.0.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        Ok(())
    }
}

impl<'de> Deserialize<'de> for HeaderLines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Headers)
    }
}

struct Headers;

impl<'de> Visitor<'de> for Headers {
    type Value = HeaderLines;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, or a list of [name, value]")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<HeaderLines, A::Error> {
        let mut lines = HeaderLines::default();
        while let Some((name, value)) = map.next_entry::<Cow<'_, str>, Cow<'_, str>>()? {
            lines.push(&name, &value)?;
        }
        Ok(lines)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<HeaderLines, A::Error> {
        let mut lines = HeaderLines::default();
        while let Some((name, value)) = list.next_element::<(Cow<'_, str>, Cow<'_, str>)>()? {
            lines.push(&name, &value)?;
        }
        Ok(lines)
    }
}
