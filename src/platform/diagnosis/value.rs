//! One value of a request: where it stands, and how it is spelled there.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Change, Code, Trials};
use crate::request::Request;

/// Where a value stands.
#[derive(Clone, Copy)]
pub(crate) enum Place<'n> {
    /// A member of a JSON body, a string or a number.
    Member(&'n str),
    /// An element of an XML body that holds text.
    Element(&'n str),
    /// A parameter of the query.
    Parameter(&'n str),
    /// A header line.
    Header(&'n str),
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Spelling {
    /// Standard base64 with its padding.
    Base64,
    /// URL-safe base64 without padding.
    Base64Url,
    /// Lowercase hex.
    Hex,
    /// A whole number.
    Integer,
    Text,
}

/// A value that a proof uses.
pub(crate) type Value<'n> = (Place<'n>, Spelling);

/// What happens to the spelling of a value.
struct Misspelling {
    code: Code,
    undone: &'static str,
    cure: &'static str,
    /// The value as it may have been; as it is when this cannot have happened to it.
    undo: fn(Spelling, &str) -> Cow<'_, str>,
}

const MISSPELLINGS: &[Misspelling] = &[
    Misspelling {
        code: Code::PlusBecameSpace,
        undone: "has its + again where it has spaces",
        cure: "some layer read it as a form, where + means a space: hand the request on undecoded",
        undo: |spelling, value| match spelling {
            Spelling::Base64 => replaced(value.trim(), " ", "+"),
            _ => Cow::Borrowed(value),
        },
    },
    Misspelling {
        code: Code::EncodedTwice,
        undone: "is percent-decoded once more",
        cure: "some layer encoded it again, or did not decode it: hand it on as the sender wrote it",
        undo: |_, value| percent_decode_str(value).decode_utf8().unwrap_or(Cow::Borrowed(value)),
    },
    Misspelling {
        code: Code::EscapesLeftIn,
        undone: "has no escapes of JSON or XML any more",
        cure: "some layer escaped it again, or cut it out of the text without decoding: hand the body on as it came",
        undo: |spelling, value| match spelling {
            Spelling::Text => Cow::Borrowed(value),
            _ if value.contains("\\u00") || value.contains("&#") || value.contains("&amp;") => {
                Cow::Owned(without_entities(value))
            }
            _ => replaced(value, "\\", ""),
        },
    },
    Misspelling {
        code: Code::Base64Variant,
        undone: "is written in the base64 of the platform",
        cure: "some layer changed its alphabet, its padding or its lines: hand it on as it came",
        undo: |spelling, value| match spelling {
            Spelling::Base64 => Cow::Owned(base64(value, ['+', '/'], true)),
            Spelling::Base64Url => Cow::Owned(base64(value, ['-', '_'], false)),
            _ => Cow::Borrowed(value),
        },
    },
    Misspelling {
        code: Code::LetterCaseChanged,
        undone: "is in lower case",
        cure: "some layer changed its letters: hand it on as it came",
        undo: |spelling, value| match spelling {
            Spelling::Hex => Cow::Owned(value.to_ascii_lowercase()),
            _ => Cow::Borrowed(value),
        },
    },
    Misspelling {
        code: Code::BodyRewritten,
        undone: "is a whole number again",
        cure: "some layer read the body into floating-point numbers and wrote it anew: hand on the bytes as they came",
        undo: |spelling, value| match spelling {
            Spelling::Integer => whole(value).map_or(Cow::Borrowed(value), Cow::Owned),
            _ => Cow::Borrowed(value),
        },
    },
];

/// Undoes what happens to the spelling of these values, one by one.
pub(crate) fn respell(trials: &mut Trials<'_, '_>, values: &[Value<'_>]) {
    for misspelling in MISSPELLINGS {
        for (place, spelling) in values {
            if trials.over() {
                return;
            }
            let respelled = |value: &str| (misspelling.undo)(*spelling, value).into_owned();
            let Some(change) = place.edited(trials.request, respelled) else { continue };
            let undone = format!("{} {}", place.name(), misspelling.undone);
            trials.attempt(misspelling.code, &undone, misspelling.cure, [change]);
        }
    }
}

impl<'n> Place<'n> {
    pub fn name(self) -> &'n str {
        let (Self::Member(name) | Self::Element(name) | Self::Parameter(name) | Self::Header(name)) = self;
        name
    }

    /// The value as it stands there, a parameter percent-decoded.
    pub fn read(self, request: &Request<'_>) -> Option<String> {
        let (text, range) = self.find(request)?;
        let value = text.get(range)?;
        match self {
            Self::Parameter(_) => Some(percent_decode_str(value).decode_utf8().ok()?.into_owned()),
            _ => Some(value.to_owned()),
        }
    }

    /// The request with another text in this place; nothing when `edit` changes nothing.
    fn edited(self, request: &Request<'_>, edit: impl FnOnce(&str) -> String) -> Option<Change> {
        let value = self.read(request)?;
        let edited = edit(&value);
        if edited == value {
            return None;
        }
        let (text, Range { start, end }) = self.find(request)?;
        let edited = match self {
            Self::Parameter(_) => utf8_percent_encode(&edited, NON_ALPHANUMERIC).to_string(),
            _ => edited,
        };
        let text = [text.get(..start)?, &edited, text.get(end..)?].concat();
        Some(match self {
            Self::Member(_) | Self::Element(_) => Change::Body(text.into_bytes()),
            Self::Parameter(_) => Change::Target(text),
            Self::Header(_) => Change::Headers(text.into_bytes()),
        })
    }

    /// The text that holds the value, and where in it.
    fn find<'r>(self, request: &Request<'r>) -> Option<(&'r str, Range<usize>)> {
        let text = match self {
            Self::Parameter(_) => request.target,
            Self::Header(_) => std::str::from_utf8(request.headers).ok()?,
            Self::Member(_) | Self::Element(_) => std::str::from_utf8(request.body).ok()?,
        };
        let value = match self {
            Self::Member(name) => member(text, name)?,
            Self::Element(name) => element(text, name)?,
            Self::Parameter(name) => {
                let query = text.split_once('?')?.1.split('#').next()?;
                query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?.1
            }
            Self::Header(name) => {
                let lines = text.lines().filter_map(|line| line.split_once(':'));
                lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.trim()
            }
        };
        let start = value.as_ptr() as usize - text.as_ptr() as usize;
        Some((text, start..start + value.len()))
    }
}

/// What stands between the quotes of a member, or its token.
fn member<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let quoted = format!("\"{name}\"");
    let after = text.match_indices(&quoted).find_map(|(at, key)| {
        let after = text.get(at + key.len()..)?.trim_start();
        after.strip_prefix(':')
    });
    let value = after?.trim_start();
    match value.strip_prefix('"') {
        Some(inside) => {
            let mut escaped = false;
            let end = inside.find(|letter| {
                let ends = letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                ends
            })?;
            inside.get(..end)
        }
        None => value.split([',', '}', ']']).next().map(str::trim_end),
    }
}

/// The text of an element, or of its CDATA section.
fn element<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (_, after) = text.split_once(&format!("<{name}>"))?;
    let (content, _) = after.split_once(&format!("</{name}>"))?;
    let content = content.trim();
    Some(content.strip_prefix("<![CDATA[").and_then(|inside| inside.strip_suffix("]]>")).unwrap_or(content))
}

fn replaced<'v>(value: &'v str, from: &str, to: &str) -> Cow<'v, str> {
    if value.contains(from) { Cow::Owned(value.replace(from, to)) } else { Cow::Borrowed(value) }
}

/// Without the references that stand for letters of base64.
fn without_entities(value: &str) -> String {
    let spelled = [
        ("&amp;", "&"),
        ("\\\\u", "\\u"),
        ("\\u002b", "+"),
        ("\\u002B", "+"),
        ("\\u002f", "/"),
        ("\\u002F", "/"),
        ("\\u003d", "="),
        ("\\u003D", "="),
        ("&#43;", "+"),
        ("&#x2B;", "+"),
        ("&#x2b;", "+"),
        ("&#47;", "/"),
        ("&#x2F;", "/"),
        ("&#x2f;", "/"),
        ("&#61;", "="),
        ("&#x3D;", "="),
        ("&#x3d;", "="),
    ];
    spelled.iter().fold(value.to_owned(), |value, (from, to)| value.replace(from, to))
}

/// The value in this variant of base64: the two letters that variants differ in, with or without padding.
fn base64(value: &str, [plus, slash]: [char; 2], padded: bool) -> String {
    let value = value.replace("\\r", "").replace("\\n", "");
    let letters = value.chars().filter(|letter| !letter.is_whitespace());
    let mut text: String = letters
        .map(|letter| match letter {
            '+' | '-' => plus,
            '/' | '_' => slash,
            letter => letter,
        })
        .collect();
    text.truncate(text.trim_end_matches('=').len());
    while padded && !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// The digits of a number in exponent form, or with a fraction of zeros.
fn whole(value: &str) -> Option<String> {
    let (mantissa, exponent) = value.split_once(['e', 'E']).unwrap_or((value, "0"));
    let exponent: usize = exponent.trim_start_matches('+').parse().ok().filter(|exponent| *exponent < 20)?;
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let zeros = exponent.checked_sub(fraction.len())?;
    let digits = format!("{integer}{fraction}{}", "0".repeat(zeros));
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_where_they_stand() {
        let request = Request {
            target: "/hook?a=b&sig=x%2By#sig=z",
            headers: b"Host: h\r\nSign:  s \r\n",
            body: br#"{"Encrypt" : "a\"b", "time":1.7e+09 }"#,
            ..Request::default()
        };
        let read = |place: Place<'_>| place.read(&request).unwrap_or_default();
        assert_eq!(read(Place::Member("Encrypt")), r#"a\"b"#);
        assert_eq!(read(Place::Member("time")), "1.7e+09");
        assert_eq!(read(Place::Parameter("sig")), "x+y");
        assert_eq!(read(Place::Header("sign")), "s");
        assert_eq!(read(Place::Element("Encrypt")), "");
        let xml = Request::post(b"<xml><Encrypt><![CDATA[ab+/]]></Encrypt><A> c </A></xml>");
        assert_eq!(Place::Element("Encrypt").read(&xml).as_deref(), Some("ab+/"));
        assert_eq!(Place::Element("A").read(&xml).as_deref(), Some("c"));
    }

    #[test]
    fn a_number_is_whole_again() {
        for (written, number) in [
            ("1.600060847294E12", Some("1600060847294")),
            ("1.7040744e+09", Some("1704074400")),
            ("1704074400.0", Some("1704074400")),
            ("1.5", None),
            ("1e99", None),
            ("x", None),
        ] {
            assert_eq!(whole(written).as_deref(), number, "{written}");
        }
    }

    #[test]
    fn base64_changes_its_variant() {
        assert_eq!(base64("ab-_c\\n", ['+', '/'], true), "ab+/c===");
        assert_eq!(base64("ab+/cd==", ['-', '_'], false), "ab-_cd");
    }
}
