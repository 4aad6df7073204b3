//! What an input says, where it is a request or a payload. The first byte is how the rest is handed on:
//!
//! | | the rest | what is done with it |
//! | --- | --- | --- |
//! | `r` | a request | received as it stands |
//! | `s` | a request | received with its proof put where `$PROOF` stands: what is signed is the input's own |
//! | `p` | a payload | parsed; and received in a request that the library sealed |
//! | `m` | two bytes of place, one of mask, a payload | received in a sealed request in which bits were flipped |
//! | `c` | a plaintext | received padded, encrypted and signed: a payload that need not be text |
//! | `b` | blocks | received encrypted and signed: layout and padding are the input's own |
//!
//! The same in capitals goes to the platform's second receiver. A request is its method, a space and its target, its
//! header lines, an empty line, its body; a line ends in LF.

use imhook::Request;

/// Where the proof of a request is put in.
pub const PROOF: &str = "$PROOF";

/// The time by which freshness is judged.
pub const NOW_MS: i64 = 1_704_074_400_000;

pub enum Case<'i> {
    Request(Http),
    Signed(Http),
    Payload(&'i [u8]),
    Changed { place: usize, mask: u8, payload: &'i [u8] },
    Plaintext(&'i [u8]),
    Blocks(&'i [u8]),
}

impl<'i> Case<'i> {
    /// The case, and whether it is for the second receiver.
    pub fn read(input: &'i [u8]) -> Option<(Self, bool)> {
        let (how, rest) = input.split_first()?;
        let case = match how.to_ascii_lowercase() {
            b'r' => Self::Request(Http::read(rest)),
            b's' => Self::Signed(Http::read(rest)),
            b'p' => Self::Payload(rest),
            b'm' => {
                let ([high, low, mask], payload) = rest.split_first_chunk()?;
                Self::Changed { place: usize::from(u16::from_be_bytes([*high, *low])), mask: *mask, payload }
            }
            b'c' => Self::Plaintext(rest),
            b'b' => Self::Blocks(rest),
            _ => return None,
        };
        Some((case, how.is_ascii_uppercase()))
    }
}

/// A request that owns its parts.
#[derive(Clone, Default)]
pub struct Http {
    pub method: String,
    pub target: String,
    /// Each line with its LF.
    pub headers: Vec<u8>,
    pub body: Vec<u8>,
}

impl Http {
    pub fn read(text: &[u8]) -> Self {
        let (head, body) = split_at(text, b"\n\n").unwrap_or((text, b""));
        let (line, headers) = split_at(head, b"\n").unwrap_or((head, b""));
        let line = String::from_utf8_lossy(line);
        let (method, target) = line.split_once(' ').unwrap_or((&line, ""));
        Self { method: method.to_owned(), target: target.to_owned(), headers: headers.to_vec(), body: body.to_vec() }
    }

    /// As it is written in an input.
    pub fn write(&self) -> Vec<u8> {
        let headers = self.headers.trim_ascii_end();
        let before_headers: &[u8] = if headers.is_empty() { b"" } else { b"\n" };
        [self.method.as_bytes(), b" ", self.target.as_bytes(), before_headers, headers, b"\n\n", &self.body].concat()
    }

    pub fn request(&self) -> Request<'_> {
        Request { method: &self.method, target: &self.target, headers: &self.headers, body: &self.body, now_ms: NOW_MS }
    }

    /// Writes a proof wherever `$PROOF` stands.
    pub fn put_proof(&mut self, proof: &str) {
        self.target = self.target.replace(PROOF, proof);
        self.headers = replaced(&self.headers, proof);
        self.body = replaced(&self.body, proof);
    }

    /// The value of the only header line of this name.
    pub fn header(&self, name: &str) -> Option<String> {
        let lines = self.headers.split(|byte| *byte == b'\n');
        let fields = lines.filter_map(|line| split_at(line, b":"));
        let values = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value);
        String::from_utf8(only(values)?.trim_ascii().to_vec()).ok()
    }

    /// The value of the only query parameter of this name, percent-decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().ok().map(String::from);
        let (_, query) = self.target.split_once('?')?;
        let pairs = query.split('#').next()?.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let values = pairs.filter(|(key, _)| decoded(key).is_some_and(|key| key == name)).map(|(_, value)| value);
        decoded(only(values)?)
    }

    /// All of it, to look for a text in.
    pub fn contains(&self, text: &str) -> bool {
        let text = text.as_bytes();
        [self.target.as_bytes(), &self.headers, &self.body].iter().any(|part| crate::text::find(part, text).is_some())
    }
}

impl std::fmt::Debug for Http {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.write()))
    }
}

fn only<T>(mut values: impl Iterator<Item = T>) -> Option<T> {
    values.next().filter(|_| values.next().is_none())
}

fn split_at<'t>(text: &'t [u8], end: &[u8]) -> Option<(&'t [u8], &'t [u8])> {
    let at = crate::text::find(text, end)?;
    Some((&text[..at], &text[at + end.len()..]))
}

fn replaced(bytes: &[u8], proof: &str) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    while let Some((before, after)) = split_at(rest, PROOF.as_bytes()) {
        out.extend_from_slice(before);
        out.extend_from_slice(proof.as_bytes());
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}
