//! A request as it was captured from the wire: head, blank line, body.
//!
//! Lenient where a capture is not the wire: line ends may be LF, the target may hold what a logger decoded, the body may be
//! cut off. The library judges; what it is not told is noted for the operator.

use std::borrow::Cow;
use std::str;

use httparse::{EMPTY_HEADER, Header, InvalidChunkSize, Status, parse_chunk_size, parse_headers};
use imhook::limits::MAX_HEADERS;

use crate::captured::Captured;

/// Reads the text of a request.
pub fn read(text: &[u8]) -> Result<Captured<'_>, String> {
    let (line, rest) = split_line(text).ok_or("the capture ends before its head does")?;
    let (method, target) = request_line(line)?;
    let mut fields = [EMPTY_HEADER; MAX_HEADERS];
    let (length, fields) = match parse_headers(rest, &mut fields) {
        Ok(Status::Complete(parsed)) => parsed,
        Ok(Status::Partial) => {
            return Err("the capture ends before its head does: no blank line follows the headers".into());
        }
        Err(httparse::Error::TooManyHeaders) => {
            return Err(format!("the head has more than {MAX_HEADERS} header lines"));
        }
        Err(_) => return Err(format!("line {} of the head is no `Name: value`", malformed_line(rest))),
    };
    let (headers, body) = rest.split_at(length);
    let headers = headers.strip_suffix(b"\r\n").or(headers.strip_suffix(b"\n")).unwrap_or(headers);
    let mut notes = Vec::new();
    let body = content(fields, body, &mut notes);
    Ok(Captured { method: method.into(), target: target.into(), headers: headers.into(), body, now_ms: None, notes })
}

/// Method and target of `POST /hook?a=b HTTP/1.1`. What stands between the outer two spaces is the target, spaces and all.
fn request_line(line: &[u8]) -> Result<(&str, &str), String> {
    let line = str::from_utf8(line).map_err(|_| "the first line is not UTF-8")?;
    let wrong = || "the first line is not that of an HTTP request, such as `POST /hook HTTP/1.1`".to_owned();
    let (method, rest) = line.split_once(' ').ok_or_else(wrong)?;
    let (target, version) = rest.rsplit_once(' ').ok_or_else(wrong)?;
    let named = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic());
    if named && version.starts_with("HTTP/") { Ok((method, target)) } else { Err(wrong()) }
}

/// The number of the first header line that is none; the request line is number 1.
fn malformed_line(lines: &[u8]) -> usize {
    let malformed = |line: &[u8]| {
        let alone = [line.trim_ascii_end(), b"\r\n\r\n"].concat();
        parse_headers(&alone, &mut [EMPTY_HEADER]).is_err()
    };
    lines.split(|&byte| byte == b'\n').position(malformed).map_or(2, |index| index + 2)
}

/// The body, as long as its head declares, out of the chunks that it came in.
fn content<'c>(fields: &[Header<'_>], body: &'c [u8], notes: &mut Vec<String>) -> Cow<'c, [u8]> {
    let value = |name: &str| fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value);
    let codings = value("transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    if codings.trim_ascii().ends_with(b"chunked") {
        return match unchunked(body, notes) {
            Ok(content) => content.into(),
            Err(InvalidChunkSize) => {
                notes.push("the head says chunked, but the body is not: it is taken as it stands".into());
                body.into()
            }
        };
    }
    let declared = value("content-length").and_then(|length| str::from_utf8(length).ok()?.trim().parse::<usize>().ok());
    match declared {
        Some(length) if length < body.len() => {
            let (content, beyond) = body.split_at(length);
            // An editor ends a file with a line end.
            if !beyond.trim_ascii().is_empty() {
                notes.push(format!("{} bytes stand behind the {length} of Content-Length: left out", beyond.len()));
            }
            content.into()
        }
        Some(length) if length > body.len() => {
            let found = body.len();
            notes.push(format!("the body has {found} of the {length} bytes of Content-Length: the capture is cut off"));
            body.into()
        }
        _ => body.into(),
    }
}

/// What the chunks hold (RFC 9112, section 7.1); trailers are no part of it.
fn unchunked(mut rest: &[u8], notes: &mut Vec<String>) -> Result<Vec<u8>, InvalidChunkSize> {
    let mut content = Vec::with_capacity(rest.len());
    while let Status::Complete((start, size)) = parse_chunk_size(rest)? {
        let size = usize::try_from(size).map_err(|_| InvalidChunkSize)?;
        if size == 0 {
            return Ok(content);
        }
        let chunk = rest.get(start..).unwrap_or_default();
        content.extend_from_slice(chunk.get(..size).unwrap_or(chunk));
        rest = chunk.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
    }
    notes.push("the last chunk is missing: the capture is cut off".into());
    Ok(content)
}

/// The first line, without its end, and what follows.
fn split_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (line, rest) = text.split_at_checked(memchr::memchr(b'\n', text)? + 1)?;
    Some((line.trim_ascii_end(), rest))
}
