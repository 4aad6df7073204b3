//! What happens to a body as a whole, and what a body that did not verify tells by itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode;

use super::{Change, Code, Diagnosis, Mishap, Trials, head, rewritten};
use crate::request::Request;

/// The mishaps of a body that is read before it is verified: they leave it unreadable.
pub(crate) const WRAPPED: &[Mishap] = &[
    Mishap {
        code: Code::ChunkedFraming,
        undone: "the sizes of its chunks are taken out",
        cure: "something reads the connection below HTTP: hand on the body after its transfer encoding is undone",
        undo: |request| one(unchunked(request.body)),
    },
    Mishap {
        code: Code::FormEncoded,
        undone: "its body is decoded from a form or a URL",
        cure: "something encoded it as application/x-www-form-urlencoded: send and hand on the body as it is",
        undo: |request| forms(request.body).into_iter().map(Change::Body).collect(),
    },
    Mishap {
        code: Code::BodyInBase64,
        undone: "its body is decoded from base64",
        cure: "a gateway encodes bodies (isBase64Encoded): decode them before you hand them on",
        undo: |request| one(STANDARD.decode(request.body.trim_ascii()).ok()),
    },
    Mishap {
        code: Code::BodyRewritten,
        undone: "its body is taken out of a JSON string",
        cure: "a framework serialised it twice: hand on the bytes as they came",
        undo: |request| one(serde_json::from_slice::<String>(request.body).ok().map(String::into_bytes)),
    },
    Mishap {
        code: Code::CharsetChanged,
        undone: "its body is in UTF-8 again",
        cure: "some layer read it in one character set and wrote it in another: hand on the bytes as they came",
        undo: |request| {
            [utf8_of_utf16(request.body), utf8_of_latin1(request.body)]
                .into_iter()
                .flatten()
                .map(Change::Body)
                .collect()
        },
    },
];

/// The mishaps of a body whose every byte is signed: it can be read for all that.
const EXACT: &[Mishap] = &[
    Mishap {
        code: Code::ByteOrderMark,
        undone: "its body begins without a byte order mark",
        cure: "something read or wrote it as a text file: hand on the bytes as they came",
        undo: |request| one(request.body.strip_prefix(BOM).map(<[u8]>::to_vec)),
    },
    Mishap {
        code: Code::TrailingBytes,
        undone: "its body ends where the sender ended it",
        cure: "bytes were added to its end or taken away from it, a line end mostly: hand on the bytes as they came",
        undo: |request| {
            let body = request.body;
            let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
            let end = body.iter().rposition(|byte| !blank(byte)).map_or(0, |last| last + 1);
            let declared = declared_length(request).filter(|length| *length < body.len());
            let cuts = [end, declared.unwrap_or(body.len())].into_iter().filter_map(|end| body.get(..end));
            let ends = [&b"\n"[..], b"\r\n"].into_iter().map(|end| [body, end].concat());
            cuts.filter(|cut| cut.len() < body.len()).map(<[u8]>::to_vec).chain(ends).map(Change::Body).collect()
        },
    },
    Mishap {
        code: Code::LineEndsChanged,
        undone: "its line ends are as the sender wrote them",
        cure: "some layer treats it as text and changes line ends: hand on the bytes as they came",
        undo: |request| {
            let Ok(text) = std::str::from_utf8(request.body) else { return Vec::new() };
            let unix = text.replace("\r\n", "\n");
            if !unix.contains('\n') {
                return Vec::new();
            }
            [unix.replace('\n', "\r\n"), unix].map(|text| Change::Body(text.into_bytes())).into()
        },
    },
];

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Undoes what happens to a body whose every byte is signed; `documented` are its keys in the vendor's order.
pub(crate) fn restore(trials: &mut Trials<'_, '_>, documented: &[&str]) {
    trials.undo(EXACT);
    rewritten::undo(trials, documented);
}

/// Says why a body that no proof covers cannot be read. `reads` judges another one.
pub(crate) fn explain(request: &Request<'_>, reads: &dyn Fn(&Request<'_>) -> bool, diagnosis: &mut Diagnosis) {
    let mut trials = Trials::of_reading(request, reads, diagnosis);
    trials.undo(WRAPPED);
    if !trials.proved() {
        tell(request, diagnosis);
    }
}

/// What a body tells without any proof.
pub(crate) fn tell(request: &Request<'_>, diagnosis: &mut Diagnosis) {
    let body = request.body;
    if body.is_empty() {
        match request.method() {
            "POST" => diagnosis.advise(
                Code::BodyEmpty,
                "the body is empty: something read it before, and a stream can be read once; or its size was lost on the way",
            ),
            method => diagnosis.advise(
                Code::MethodMismatch,
                format!("this is a {method} without a body, and callbacks come as POST: somebody opened the address, or a redirect (301, 302) turned POST into GET"),
            ),
        }
        return;
    }
    if let Some(compression) = compression(request) {
        diagnosis.advise(
            Code::BodyCompressed,
            format!("the body is compressed ({compression}): undo the content encoding before you hand it on"),
        );
    }
    if let Some(declared) = declared_length(request).filter(|declared| *declared > body.len()) {
        diagnosis.advise(
            Code::BodyTruncated,
            format!("Content-Length is {declared} and the body has {} bytes: read it to its end", body.len()),
        );
    } else if ends_early(body) {
        diagnosis.advise(
            Code::BodyTruncated,
            format!("the body ends after {} bytes in the middle of its {}: read it to its end, and look for a limit on its size", body.len(), if body.trim_ascii_start().starts_with(b"<") { "XML" } else { "JSON" }),
        );
    }
    let text = String::from_utf8_lossy(body);
    if compression(request).is_none() && text.contains(char::REPLACEMENT_CHARACTER) {
        diagnosis.advise(
            Code::CharsetChanged,
            "the body is not UTF-8, or lost letters when it was made so: some layer wrote it in another character set, GBK for example; hand on the bytes as they came",
        );
    }
}

/// The length that the head declares, where the body is not encoded.
fn declared_length(request: &Request<'_>) -> Option<usize> {
    match head::header(request, "Content-Encoding") {
        Some(encoding) if !encoding.eq_ignore_ascii_case("identity") => None,
        _ => head::header(request, "Content-Length")?.parse().ok(),
    }
}

/// By the first bytes of a body that is no text; what the head says goes for formats without such a mark.
fn compression(request: &Request<'_>) -> Option<&'static str> {
    let marks: [(&[u8], &str); 5] = [
        (b"\x1f\x8b", "gzip"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"\x78\x01", "deflate"),
        (b"\x78\x9c", "deflate"),
        (b"\x78\xda", "deflate"),
    ];
    let marked = marks.into_iter().find(|(mark, _)| request.body.starts_with(mark)).map(|(_, name)| name);
    let brotli = || {
        let named =
            head::header(request, "Content-Encoding").is_some_and(|encoding| encoding.eq_ignore_ascii_case("br"));
        (named && std::str::from_utf8(request.body).is_err()).then_some("br")
    };
    marked.or_else(brotli)
}

/// Whether a JSON or XML text stops before it is closed.
fn ends_early(body: &[u8]) -> bool {
    let body = body.strip_prefix(BOM).unwrap_or(body).trim_ascii();
    match body.first() {
        Some(b'<') => !body.ends_with(b">") || body.starts_with(b"<xml>") && !body.ends_with(b"</xml>"),
        Some(b'{' | b'[') => {
            let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
            for byte in body {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if in_string => escaped = true,
                    b'"' => in_string = !in_string,
                    b'{' | b'[' if !in_string => depth += 1,
                    b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            in_string || depth > 0
        }
        _ => false,
    }
}

/// The chunks of a chunked body (RFC 9112, section 7.1), joined.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut joined) = (body, Vec::new());
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(rest).ok()? else { return None };
        let size = usize::try_from(size).ok()?;
        rest = rest.get(start..)?;
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

/// What a form may hold: the decoded body, its names and its values, where they look like JSON or XML. A + that means
/// itself is kept, then one that means a space.
fn forms(body: &[u8]) -> Vec<Vec<u8>> {
    let is_document = |text: &[u8]| matches!(text.trim_ascii_start().first(), Some(b'{' | b'<' | b'['));
    if is_document(body) && !body.ends_with(b"=") {
        return Vec::new();
    }
    let whole = percent_decode(body).collect::<Vec<u8>>();
    let whole = [whole.strip_suffix(b"=").unwrap_or(&whole).to_vec(), whole.clone()];
    let raw = body.split(|byte| *byte == b'&').flat_map(|pair| {
        let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
            Some(at) => (pair.get(..at), pair.get(at + 1..)),
            None => (Some(pair), None),
        };
        [name, value].into_iter().flatten().map(|part| percent_decode(part).collect::<Vec<u8>>())
    });
    let decoded = form_urlencoded::parse(body)
        .flat_map(|(name, value)| [name.into_owned().into_bytes(), value.into_owned().into_bytes()]);
    let mut found: Vec<Vec<u8>> = Vec::new();
    for text in whole.into_iter().chain(raw).chain(decoded) {
        if is_document(&text) && text != body && !found.contains(&text) && found.len() < MAX_FORM_VALUES {
            found.push(text);
        }
    }
    found
}

/// Values of a form that are looked at: one of them is the body.
const MAX_FORM_VALUES: usize = 8;

fn utf8_of_utf16(body: &[u8]) -> Option<Vec<u8>> {
    let little_endian = match body {
        [0xff, 0xfe, ..] | [_, 0, ..] => true,
        [0xfe, 0xff, ..] | [0, _, ..] => false,
        _ => return None,
    };
    let units = body.as_chunks::<2>().0.iter().map(|pair| match little_endian {
        true => u16::from_le_bytes(*pair),
        false => u16::from_be_bytes(*pair),
    });
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    Some(text.trim_start_matches('\u{feff}').as_bytes().to_vec())
}

/// The bytes of a text that was UTF-8 and was read as Latin-1.
fn utf8_of_latin1(body: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(body).ok().filter(|text| !text.is_ascii())?;
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect::<Option<_>>()?;
    std::str::from_utf8(&bytes).is_ok().then_some(bytes)
}

fn one(body: Option<Vec<u8>>) -> Vec<Change> {
    body.map(Change::Body).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_stops_is_told_from_one_that_ends() {
        for early in ["{", "{\"a\":\"}", "{\"a\":[1,2]", "<xml><a>1</a>", "<xml", "[\"\\\"]"] {
            assert!(ends_early(early.as_bytes()), "{early}");
        }
        for whole in ["{}", " {\"a\":\"{\\\"\"}\n", "<xml></xml>\r\n", "", "text", "\u{feff}{}"] {
            assert!(!ends_early(whole.as_bytes()), "{whole}");
        }
    }

    #[test]
    fn chunks_are_joined_only_when_they_are_whole() {
        assert_eq!(unchunked(b"4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n").as_deref(), Some(&b"Wikipedia"[..]));
        for other in [&b"{}"[..], b"4\r\nWi\r\n", b"ffffffffffffffff\r\nx\r\n", b"4\r\nWikipedia", b""] {
            assert_eq!(unchunked(other), None);
        }
    }

    #[test]
    fn a_form_gives_the_documents_in_it() {
        let texts = |body: &str| {
            forms(body.as_bytes()).into_iter().map(|text| String::from_utf8(text).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(texts("data=%7B%22a%22%3A%22+%22%7D"), [r#"{"a":"+"}"#, r#"{"a":" "}"#]);
        assert_eq!(texts("%7B%22a%22%3A1%7D="), [r#"{"a":1}"#, r#"{"a":1}="#]);
        assert_eq!(texts(r#"{"a":"b"}"#), [""; 0]);
    }

    #[test]
    fn other_character_sets_become_utf8() {
        let utf16: Vec<u8> = "{你}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(utf8_of_utf16(&utf16).as_deref(), Some("{你}".as_bytes()));
        let mojibake: String = "{你}".bytes().map(char::from).collect();
        assert_eq!(utf8_of_latin1(mojibake.as_bytes()).as_deref(), Some("{你}".as_bytes()));
        assert_eq!(utf8_of_latin1("{你}".as_bytes()), None);
    }
}
