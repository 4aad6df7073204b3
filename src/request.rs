//! The HTTP request as it came: method, target, header lines, body bytes.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use smallvec::SmallVec;

use crate::clock;
use crate::error::{Error, Result, Status};
use crate::limits::MAX_HEADERS;

/// One HTTP request. Everything is borrowed, nothing is re-serialised.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'r> {
    /// "POST", "GET"; empty means POST.
    pub method: &'r str,
    /// As received: `/hook?a=b`, an absolute URL, or `?a=b`; empty means none.
    pub target: &'r str,
    /// Raw lines `Name: value`, each ended by CR LF or LF; empty means none.
    pub headers: &'r [u8],
    /// The exact bytes of the body.
    pub body: &'r [u8],
    /// Unix milliseconds to judge freshness by; 0 reads the system clock.
    pub now_ms: i64,
}

impl<'r> Request<'r> {
    /// A POST with this body and nothing else.
    pub fn post(body: &'r [u8]) -> Self {
        Self { body, ..Self::default() }
    }

    pub(crate) fn method(&self) -> &'r str {
        if self.method.is_empty() { "POST" } else { self.method }
    }

    pub(crate) fn now_ms(&self) -> i64 {
        if self.now_ms == 0 { clock::now_ms() } else { self.now_ms }
    }

    /// The path and query, as RFC 9112 calls it the origin form, whichever form the target came in.
    pub(crate) fn origin_form(&self) -> Cow<'r, str> {
        let target = self.target;
        let path = match target.split_once("://") {
            Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => {
                rest.find(['/', '?']).map_or("", |at| rest.split_at(at).1)
            }
            _ => target,
        };
        if path.starts_with('/') { Cow::Borrowed(path) } else { Cow::Owned(format!("/{path}")) }
    }

    /// The value of a query parameter that a proof uses.
    ///
    /// # Errors
    /// `malformed_request` when it occurs twice: which one was signed would be a guess.
    pub(crate) fn query(&self, name: &str) -> Result<Option<Cow<'r, str>>> {
        let Some((_, query)) = self.target.split_once('?') else { return Ok(None) };
        let query = query.split('#').next().unwrap_or_default();
        let values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name).map(|(_, value)| value);
        only(values, "query parameter", name)
    }

    /// As [`Request::query`], with a `+` as itself: where values are base64, in which a space has no place. RFC 3986
    /// gives `+` no other meaning; it is HTML forms that write a space so.
    ///
    /// # Errors
    /// `malformed_request` when it occurs twice, or is not UTF-8.
    pub(crate) fn query_with_plus(&self, name: &str) -> Result<Option<Cow<'r, str>>> {
        let Some((_, query)) = self.target.split_once('?') else { return Ok(None) };
        let query = query.split('#').next().unwrap_or_default();
        let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let values = pairs.filter(|(key, _)| percent_decode_str(key).eq(name.bytes())).map(|(_, value)| value);
        let Some(value) = only(values, "query parameter", name)? else { return Ok(None) };
        percent_decode_str(value)
            .decode_utf8()
            .map(Some)
            .map_err(|_| Error::new(Status::MalformedRequest, format!("query parameter {name} is not UTF-8")))
    }

    /// The value of a header that a proof uses, white space around it dropped.
    ///
    /// # Errors
    /// `malformed_request` when the lines are no header lines, or when the header occurs twice or is not UTF-8.
    pub(crate) fn header(&self, name: &str) -> Result<Option<Cow<'r, str>>> {
        if self.headers.is_empty() {
            return Ok(None);
        }
        // httparse stops at the blank line that ends a head; the caller passes lines alone. Most fit on the stack.
        let head = Head::of(self.headers.trim_ascii_end());
        let mut lines = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let httparse::Status::Complete((_, lines)) =
            httparse::parse_headers(&head.0, &mut lines).map_err(|_| malformed_headers())?
        else {
            return Err(malformed_headers());
        };
        let values = lines.iter().filter(|line| line.name.eq_ignore_ascii_case(name)).map(|line| line.value);
        let Some(value) = only(values, "header", name)? else { return Ok(None) };
        // The same bytes where the caller has them, which live longer.
        let from = value.as_ptr() as usize - head.0.as_ptr() as usize;
        let value = self.headers.get(from..from + value.len()).unwrap_or_default();
        let text = std::str::from_utf8(value)
            .map_err(|_| Error::new(Status::MalformedRequest, format!("header {name} is not UTF-8")))?;
        Ok(Some(Cow::Borrowed(text.trim())))
    }
}

/// Header lines with the blank one after them. Zeroized when dropped: one may hold a shared secret.
struct Head(SmallVec<[u8; 2048]>);

impl Head {
    fn of(lines: &[u8]) -> Self {
        let mut head = SmallVec::from_slice(lines);
        head.extend_from_slice(b"\r\n\r\n");
        Self(head)
    }
}

impl Drop for Head {
    fn drop(&mut self) {
        self.0.fill(0);
        // `zeroize` would write byte by byte; the barrier alone keeps the compiler from leaving the fill out.
        zeroize::optimization_barrier(self.0.as_slice());
    }
}

/// The only value, or none; two are ambiguous, and a proof must not be.
fn only<T>(mut values: impl Iterator<Item = T>, what: &str, name: &str) -> Result<Option<T>> {
    let first = values.next();
    if values.next().is_some() {
        return Err(Error::new(Status::MalformedRequest, format!("{what} {name} occurs twice"))
            .hint("the sender or a proxy doubled it; pass the request on as it came"));
    }
    Ok(first)
}

fn malformed_headers() -> Error {
    Error::new(Status::MalformedRequest, format!("headers are not lines of `Name: value`, or more than {MAX_HEADERS}"))
        .hint("pass the request's header lines as received, each ended by CR LF")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_comes_in_three_forms() {
        let origin = |target| Request { target, ..Request::default() }.origin_form().into_owned();
        assert_eq!(origin("/hook?a=b"), "/hook?a=b");
        assert_eq!(origin("https://example.com/hook?a=b"), "/hook?a=b");
        assert_eq!(origin("https://example.com"), "/");
        assert_eq!(origin("https://example.com?a=b"), "/?a=b");
        assert_eq!(origin("?u=http://x/"), "/?u=http://x/");
        assert_eq!(origin(""), "/");
    }

    #[test]
    fn a_header_is_found_whatever_its_case_and_line_end() {
        let request = |headers: &'static [u8]| Request { headers, ..Request::default() };
        for lines in [&b"A: 1\r\nX-Kso-Date:  now \r\n"[..], b"a: 1\nx-kso-date: now", b"X-KSO-DATE: now\r\n\r\n"] {
            assert_eq!(request(lines).header("x-kso-date").unwrap().as_deref(), Some("now"));
        }
        assert_eq!(request(b"").header("x-kso-date").unwrap(), None);
        let status = |lines| request(lines).header("x").unwrap_err().status();
        assert_eq!(status(b"X: 1\r\nx: 2\r\n"), Status::MalformedRequest);
        assert_eq!(status(b"no colon here"), Status::MalformedRequest);
        assert_eq!(status(b"X: \xff\r\n"), Status::MalformedRequest);
    }

    #[test]
    fn a_query_parameter_is_decoded_once_and_never_guessed() {
        let request = |target| Request { target, ..Request::default() };
        assert_eq!(request("/?a=%2541").query("a").unwrap().as_deref(), Some("%41"));
        assert_eq!(request("/").query("a").unwrap(), None);
        assert_eq!(request("/?a=1&a=2").query("a").unwrap_err().status(), Status::MalformedRequest);
    }

    #[test]
    fn a_plus_is_a_space_only_where_a_form_wrote_it() {
        let request = |target| Request { target, ..Request::default() };
        assert_eq!(request("/?a=x+y%2B").query("a").unwrap().as_deref(), Some("x y+"));
        let value = |target| request(target).query_with_plus("a").unwrap();
        assert_eq!(value("https://h/p?b=1&a=x+y%2B%20#a=z").as_deref(), Some("x+y+ "));
        assert_eq!(value("?%61=%zz%3D").as_deref(), Some("%zz="));
        assert_eq!(value("?a&b").as_deref(), Some(""));
        assert_eq!(value("?b=a"), None);
        for wrong in ["?a=1&a=1", "?a=1&%61=2", "?a=%ff"] {
            assert_eq!(request(wrong).query_with_plus("a").unwrap_err().status(), Status::MalformedRequest, "{wrong}");
        }
    }
}
