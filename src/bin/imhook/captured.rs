//! A captured request, whichever form it was kept in.

use std::borrow::Cow;

use imhook::Request;

use crate::{http, object};

/// A request as it came, and what its capture says that the library is not told.
pub struct Captured<'c> {
    pub method: Cow<'c, str>,
    pub target: Cow<'c, str>,
    /// Raw lines.
    pub headers: Cow<'c, [u8]>,
    pub body: Cow<'c, [u8]>,
    /// When it came, in Unix milliseconds, where that was kept.
    pub now_ms: Option<i64>,
    /// What is odd about the capture, for the operator.
    pub notes: Vec<String>,
}

impl<'c> Captured<'c> {
    /// Reads a capture: JSON when it begins with `{`, as no HTTP request does.
    pub fn read(text: &'c [u8]) -> Result<Self, String> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
        if text.starts_with(b"{") { object::read(text) } else { http::read(text) }
    }

    /// The request, judged by the time that the operator names, else by that of the capture, else by the clock.
    pub fn request(&self, now_ms: Option<i64>) -> Request<'_> {
        Request {
            method: &self.method,
            target: &self.target,
            headers: &self.headers,
            body: &self.body,
            now_ms: now_ms.or(self.now_ms).unwrap_or_default(),
        }
    }
}
