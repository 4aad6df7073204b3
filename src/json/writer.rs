//! The output: one `Vec`, written once, from left to right.

#![expect(clippy::indexing_slicing, reason = "offsets are those that a scan has just found")]

use std::borrow::Cow;

use super::arena::Arena;
use super::raw::{Kind, Raw, Rest};
use super::reader::Reader;
pub use super::text::escape_into;
use super::typed::Digits;
use super::{scan, text};
use crate::limits::MAX_DEPTH_CEILING;

/// Something that has a place in the output.
pub trait Emit {
    /// Whether there is nothing to say: then the member is left out, for absent is absent.
    fn is_absent(&self) -> bool {
        false
    }

    fn emit(&self, out: &mut Vec<u8>);

    /// Writes it after its key, and the comma after it.
    #[inline(always)]
    fn emit_member(&self, key: Key, out: &mut Vec<u8>) {
        out.extend_from_slice(key.before_value().as_bytes());
        self.emit(out);
        out.push(b',');
    }
}

/// A key as it is written before a string, `"key":"`: copying it is one store.
#[derive(Clone, Copy)]
pub struct Key(pub(crate) &'static str);

impl Key {
    #[inline(always)]
    fn before_string(self) -> &'static str {
        self.0
    }

    /// Without the quote that opens a string.
    #[inline(always)]
    fn before_value(self) -> &'static str {
        self.0.split_at(self.0.len() - 1).0
    }
}

/// The [`Key`] of this name, which needs no escaping.
macro_rules! key {
    ($name:expr) => {
        $crate::json::writer::Key(concat!("\"", $name, "\":\""))
    };
}
pub(crate) use key;

/// An object being written. Every member ends in a comma; the last one becomes the closing brace.
pub struct Object<'o>(&'o mut Vec<u8>);

impl<'o> Object<'o> {
    #[inline]
    pub fn begin(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        Self(out)
    }

    /// Writes the member unless its value is absent.
    #[inline(always)]
    pub fn member(&mut self, key: Key, value: &(impl Emit + ?Sized)) -> &mut Self {
        if !value.is_absent() {
            value.emit_member(key, self.0);
        }
        self
    }

    /// Writes a member whose value needs no escaping.
    #[inline(always)]
    pub fn word(&mut self, key: Key, value: &str) -> &mut Self {
        word_member(key, value, self.0);
        self
    }

    /// Writes a member whose key is not ours and may need escaping.
    pub fn named(&mut self, key: &str, value: &impl Emit) -> &mut Self {
        if !value.is_absent() {
            key.emit(self.0);
            self.0.push(b':');
            value.emit(self.0);
            self.0.push(b',');
        }
        self
    }

    /// Writes a member whose value is the string that `write` writes the inside of.
    #[inline]
    pub fn string(&mut self, key: Key, write: impl FnOnce(&mut Vec<u8>)) -> &mut Self {
        self.0.extend_from_slice(key.before_string().as_bytes());
        write(self.0);
        self.0.extend_from_slice(b"\",");
        self
    }

    #[inline]
    pub fn end(self) {
        close(self.0, b'}');
    }
}

/// Turns the comma after the last member into the closing bracket.
#[inline]
fn close(out: &mut Vec<u8>, bracket: u8) {
    match out.last_mut() {
        Some(last) if *last == b',' => *last = bracket,
        _ => out.push(bracket),
    }
}

/// Writes a string that needs no escaping.
#[inline]
pub fn word(word: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(word.as_bytes());
    out.push(b'"');
}

/// Writes a member that holds a string that needs no escaping.
#[inline(always)]
pub fn word_member(key: Key, word: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(key.before_string().as_bytes());
    out.extend_from_slice(word.as_bytes());
    out.extend_from_slice(b"\",");
}

impl Emit for str {
    fn emit(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        escape_into(out, self);
        out.push(b'"');
    }

    #[inline(always)]
    fn emit_member(&self, key: Key, out: &mut Vec<u8>) {
        out.extend_from_slice(key.before_string().as_bytes());
        rest_of_member(self, out);
    }
}

/// What comes after the quote that opens the string of a member.
#[inline(never)]
fn rest_of_member(text: &str, out: &mut Vec<u8>) {
    escape_into(out, text);
    out.extend_from_slice(b"\",");
}

impl Emit for Cow<'_, str> {
    fn emit(&self, out: &mut Vec<u8>) {
        (**self).emit(out);
    }

    #[inline(always)]
    fn emit_member(&self, key: Key, out: &mut Vec<u8>) {
        (**self).emit_member(key, out);
    }
}

impl Emit for String {
    fn emit(&self, out: &mut Vec<u8>) {
        self.as_str().emit(out);
    }

    #[inline(always)]
    fn emit_member(&self, key: Key, out: &mut Vec<u8>) {
        self.as_str().emit_member(key, out);
    }
}

impl<T: Emit + ?Sized> Emit for &T {
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    #[inline]
    fn emit(&self, out: &mut Vec<u8>) {
        (**self).emit(out);
    }

    #[inline(always)]
    fn emit_member(&self, key: Key, out: &mut Vec<u8>) {
        (**self).emit_member(key, out);
    }
}

impl Emit for bool {
    fn emit(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

impl Emit for i64 {
    fn emit(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(itoa::Buffer::new().format(*self).as_bytes());
    }
}

impl Emit for Digits<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_str().as_bytes());
    }
}

impl<T: Emit> Emit for Option<T> {
    #[inline]
    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Emit::is_absent)
    }

    #[inline]
    fn emit(&self, out: &mut Vec<u8>) {
        if let Some(value) = self {
            value.emit(out);
        }
    }

    #[inline(always)]
    fn emit_member(&self, key: Key, out: &mut Vec<u8>) {
        if let Some(value) = self {
            value.emit_member(key, out);
        }
    }
}

impl<T: Emit + ?Sized> Emit for Box<T> {
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn emit(&self, out: &mut Vec<u8>) {
        (**self).emit(out);
    }
}

impl<T: Emit> Emit for [T] {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for element in self {
            element.emit(out);
            out.push(b',');
        }
        close(out, b']');
    }
}

impl<T: Emit> Emit for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn emit(&self, out: &mut Vec<u8>) {
        self.as_slice().emit(out);
    }
}

/// A native value outside the raw record: its tokens as received, its nulls left out.
impl Emit for Raw<'_> {
    fn is_absent(&self) -> bool {
        self.is_null()
    }

    fn emit(&self, out: &mut Vec<u8>) {
        let may_hold_null = matches!(self.kind(), Kind::Object | Kind::Array) && self.as_str().contains("null");
        if may_hold_null { without_nulls(*self, out) } else { verbatim(self.as_str(), out) }
    }
}

impl Emit for Rest<'_> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn emit(&self, out: &mut Vec<u8>) {
        let mut object = Object::begin(out);
        for member in self.members().iter() {
            object.named(member.name, &member.value);
        }
        object.end();
    }
}

/// Writes JSON token by token as received, on one line: CR and LF between tokens become a space, a bare control
/// character inside a string its `\u00XX` escape. Nothing else changes.
pub fn verbatim(json: &str, out: &mut Vec<u8>) {
    let mut rest = json.as_bytes();
    let mut inside = false;
    loop {
        let at = scan::control(rest);
        let Some(&byte) = rest.get(at) else { break out.extend_from_slice(rest) };
        inside = ends_inside_string(inside, &rest[..at]);
        out.extend_from_slice(&rest[..at]);
        match byte {
            _ if inside => text::control_escape_into(out, byte),
            b'\r' | b'\n' => out.push(b' '),
            other => out.push(other),
        }
        rest = &rest[at + 1..];
    }
}

fn ends_inside_string(mut inside: bool, piece: &[u8]) -> bool {
    let mut rest = piece;
    loop {
        rest = &rest[scan::string_special(rest)..];
        match rest {
            [b'"', ..] => (inside, rest) = (!inside, &rest[1..]),
            [b'\\', _, ..] => rest = &rest[2..],
            _ => return inside,
        }
    }
}

/// Copies a checked value and leaves the nulls out.
fn without_nulls(value: Raw<'_>, out: &mut Vec<u8>) {
    let arena = Arena::default();
    let mut reader = Reader::new(value.as_str(), &arena, MAX_DEPTH_CEILING);
    copy_present(&mut reader, out);
}

fn copy_present(reader: &mut Reader<'_>, out: &mut Vec<u8>) {
    // The text was read before: a fault cannot happen, and would only end the copy.
    let _ = match reader.kind() {
        Kind::Object => {
            out.push(b'{');
            let read = reader.members(|reader, field| {
                if reader.kind() != Kind::Null {
                    field.name.emit(out);
                    out.push(b':');
                    copy_present(reader, out);
                    out.push(b',');
                }
                Ok(())
            });
            close(out, b'}');
            read
        }
        Kind::Array => {
            out.push(b'[');
            let read = reader.elements(|reader, _| {
                if reader.kind() != Kind::Null {
                    copy_present(reader, out);
                    out.push(b',');
                }
                Ok(())
            });
            close(out, b']');
            read
        }
        _ => reader.raw().map(|value| verbatim(value.as_str(), out)),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn members_are_left_out_when_absent() {
        let json = written(|out| {
            let mut object = Object::begin(out);
            object.member(key!("a"), "x\"\n").member(key!("b"), &None::<i64>).member(key!("c"), &Vec::<i64>::new());
            object.member(key!("d"), &Some(7)).string(key!("e"), |out| escape_into(out, "1:\\"));
            object.end();
        });
        assert_eq!(json, r#"{"a":"x\"\n","d":7,"e":"1:\\"}"#);
        assert_eq!(written(|out| Object::begin(out).end()), "{}");
    }

    #[test]
    fn a_raw_value_becomes_one_line_and_nothing_else() {
        let verbatim = |json: &str| written(|out| verbatim(json, out));
        assert_eq!(verbatim("{\r\n\t\"a\" : 1.10,\n\"a\":1e400}"), "{  \t\"a\" : 1.10, \"a\":1e400}");
        assert_eq!(verbatim("[\"x\ty\",\"\\\"\n\",\n1]"), "[\"x\\u0009y\",\"\\\"\\u000a\", 1]");
        assert_eq!(verbatim(r#"["\ud800","\/"]"#), r#"["\ud800","\/"]"#);
    }

    #[test]
    fn nulls_are_left_out_at_every_depth() {
        let raw = Raw(r#"{"a":null,"b":{"c":null},"d":[null,1,{"e":null}],"f":"null"}"#);
        assert_eq!(written(|out| raw.emit(out)), r#"{"b":{},"d":[1,{}],"f":"null"}"#);
    }
}
