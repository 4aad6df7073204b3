//! The framing of `text/event-stream` (WHATWG HTML, server-sent events): which bytes make an event, and what its data is.

use std::borrow::Cow;

/// Whether a text begins like a stream: with a field that server-sent events have, or a comment.
pub(super) fn begins(text: &str) -> bool {
    ["data:", "event:", "id:", "retry:", ":"].iter().any(|field| text.starts_with(field))
}

/// One event of a stream: its lines, from behind the event before it to its blank line.
pub(super) struct Frame<'b> {
    pub bytes: &'b [u8],
}

impl<'b> Frame<'b> {
    /// The values of the data lines, joined by line feeds.
    pub fn data(&self) -> Cow<'b, [u8]> {
        let mut lines = Lines(self.bytes).filter_map(|line| value(line, b"data"));
        let Some(first) = lines.next() else { return Cow::Borrowed(&[]) };
        let mut data = Cow::Borrowed(first);
        for line in lines {
            let data = data.to_mut();
            data.push(b'\n');
            data.extend_from_slice(line);
        }
        data
    }
}

/// The whole frames of a stream that have data.
pub(super) struct Frames<'b> {
    bytes: &'b [u8],
    /// The end of the last whole frame.
    taken: usize,
    /// The end of the last blank line, which may have ended nothing but comments.
    pub settled: usize,
}

impl<'b> Frames<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, taken: 0, settled: 0 }
    }
}

impl<'b> Iterator for Frames<'b> {
    type Item = Frame<'b>;

    fn next(&mut self) -> Option<Frame<'b>> {
        let start = self.taken;
        let mut at = start;
        let mut has_data = false;
        loop {
            let (line, length) = line(self.bytes.get(at..)?)?;
            at += length;
            if !line.is_empty() {
                has_data |= value(line, b"data").is_some();
                continue;
            }
            self.settled = at;
            if has_data {
                self.taken = at;
                return self.bytes.get(start..at).map(|bytes| Frame { bytes });
            }
        }
    }
}

/// The ended lines of a text.
struct Lines<'b>(&'b [u8]);

impl<'b> Iterator for Lines<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        let (line, length) = line(self.0)?;
        self.0 = self.0.get(length..).unwrap_or_default();
        Some(line)
    }
}

/// The first line, and its length with its end: CR LF, LF or CR. A line without an end is none.
fn line(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let end = memchr::memchr2(b'\r', b'\n', bytes)?;
    let (line, rest) = bytes.split_at(end);
    Some((line, end + if rest.starts_with(b"\r\n") { 2 } else { 1 }))
}

/// The value of a line of this field; one space after the colon belongs to the syntax.
fn value<'b>(line: &'b [u8], field: &[u8]) -> Option<&'b [u8]> {
    let after = line.strip_prefix(field)?;
    match after.strip_prefix(b":") {
        Some(value) => Some(value.strip_prefix(b" ").unwrap_or(value)),
        None => after.is_empty().then_some(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data_of(text: &str) -> (Vec<String>, usize) {
        let mut frames = Frames::new(text.as_bytes());
        let data = frames.by_ref().map(|frame| String::from_utf8(frame.data().into_owned()).unwrap()).collect();
        (data, frames.settled)
    }

    #[test]
    fn frames_end_at_blank_lines_of_every_kind() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["data: a", "", ": ping", "", "event: x", "data:b", "data:  c", "", "data: tail"].join(end);
            let (data, taken) = data_of(&text);
            assert_eq!(data, ["a", "b\n c"]);
            assert_eq!(text.get(taken..), Some("data: tail"));
        }
        assert_eq!(data_of(": ping\n\n: pong\n\n").0, [""; 0]);
        assert_eq!(data_of("data\n\n").0, [""]);
        assert_eq!(data_of("database: x\n\n").0, [""; 0]);
    }
}
