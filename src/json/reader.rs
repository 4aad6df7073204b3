//! A pull reader for JSON: one pass, no tree, every limit enforced, every oddity noticed.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "offsets are those that a scan has just found, at ASCII bytes"
)]

use std::borrow::Cow;

use super::arena::Arena;
use super::fault::{Expected, Fault};
use super::keys::Seen;
use super::path;
use super::raw::{Kind, Raw};
use super::warning::Warnings;
use super::{number, scan};

pub(super) type Read<T> = Result<T, Fault>;

/// The member of an object that is being read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'p> {
    pub name: &'p str,
    /// The offset of the key, and in the lowest bit whether it was there before. One word: a copy that reads a word and a
    /// bit together would wait for both to be stored.
    mark: usize,
}

impl Field<'_> {
    /// Whether the object had this key before: then this value replaces that one.
    pub fn repeated(self) -> bool {
        self.mark & 1 == 1
    }

    pub(super) fn offset(self) -> usize {
        self.mark >> 1
    }
}

/// A key, and where it and the value after it begin.
#[derive(Clone, Copy)]
struct Key<'p> {
    name: &'p str,
    offset: usize,
    value: usize,
}

/// Reads one JSON text from its start to its end.
pub struct Reader<'p> {
    text: &'p str,
    pub(super) position: usize,
    depth: u32,
    cap: u32,
    arena: &'p Arena,
    /// The member reached last. Not as a [`Field`]: one that was just stored by words and is copied in one piece waits
    /// for its stores.
    name: &'p str,
    mark: usize,
    pub warnings: Warnings,
}

impl<'p> Reader<'p> {
    /// `cap` is the deepest nesting allowed; 1 is a flat object.
    pub fn new(text: &'p str, arena: &'p Arena, cap: u32) -> Self {
        Self { text, position: 0, depth: 0, cap, arena, name: "", mark: 0, warnings: Warnings::default() }
    }

    /// Where texts that outlive the reader are kept.
    pub fn arena(&self) -> &'p Arena {
        self.arena
    }

    /// What the next value is.
    #[inline(always)]
    pub fn kind(&mut self) -> Kind {
        self.blank();
        Kind::of(self.peek())
    }

    /// Ends the reading: nothing but white space may follow.
    pub fn end(&mut self) -> Read<()> {
        self.blank();
        if self.position == self.text.len() { Ok(()) } else { self.expected(Expected::End) }
    }

    /// Reads an object. `member` is called for each key and may read the value; one that it leaves is skipped.
    #[inline]
    pub fn members(&mut self, mut member: impl FnMut(&mut Self, Field<'p>) -> Read<()>) -> Read<()> {
        let mut seen = Seen::default();
        let inside = self.depth + 1;
        self.first_member(&mut seen)?;
        while self.depth == inside {
            let value = self.position;
            member(self, Field { name: self.name, mark: self.mark })?;
            if self.position == value {
                self.skip()?;
            }
            self.next_member(&mut seen)?;
        }
        Ok(())
    }

    /// Reads an array. `element` is called for each index and may read the value; one that it leaves is skipped.
    #[inline]
    pub fn elements(&mut self, mut element: impl FnMut(&mut Self, usize) -> Read<()>) -> Read<()> {
        let inside = self.depth + 1;
        self.first_element()?;
        let mut index = 0;
        while self.depth == inside {
            let value = self.position;
            element(self, index)?;
            if self.position == value {
                self.skip()?;
            }
            index += 1;
            self.next_element()?;
        }
        Ok(())
    }

    // What does not depend on who reads stands below once, not in every copy of the two loops above. What it finds
    // goes through `self`, for a result of several words would travel over the stack and back: the member through
    // `name` and `mark`, the end of the object or array through `depth`.
    //
    // Each comes as a pair. The first of it knows only what nearly every callback looks like, compact and plain, and
    // leaves all else to the second by a call at its very end: so it needs no registers but those that are free.

    fn first_member(&mut self, seen: &mut Seen<'p>) -> Read<()> {
        match self.plain_key(b'{') {
            Some(key) if self.depth < self.cap => {
                self.depth += 1;
                self.member(key, seen)
            }
            _ => self.odd_first_member(seen),
        }
    }

    #[inline(never)]
    fn odd_first_member(&mut self, seen: &mut Seen<'p>) -> Read<()> {
        self.blank();
        self.take(b'{', Expected::Object)?;
        self.enter()?;
        self.blank();
        if self.taken(b'}') {
            self.depth -= 1;
            return Ok(());
        }
        self.odd_member(seen)
    }

    fn next_member(&mut self, seen: &mut Seen<'p>) -> Read<()> {
        match self.plain_key(b',') {
            Some(key) => self.member(key, seen),
            None => self.odd_next_member(seen),
        }
    }

    #[inline(never)]
    fn odd_next_member(&mut self, seen: &mut Seen<'p>) -> Read<()> {
        self.blank();
        if self.taken(b'}') {
            self.depth -= 1;
            return Ok(());
        }
        self.take(b',', Expected::CommaOrEnd)?;
        self.blank();
        self.odd_member(seen)
    }

    /// Remembers the member whose value is read next.
    #[inline(always)]
    fn member(&mut self, key: Key<'p>, seen: &mut Seen<'p>) -> Read<()> {
        self.position = key.value;
        (self.name, self.mark) = (key.name, key.offset << 1);
        if seen.is_new(key.name) { Ok(()) } else { self.judge_member(seen) }
    }

    fn odd_member(&mut self, seen: &mut Seen<'p>) -> Read<()> {
        let offset = self.position;
        let name = self.key()?;
        (self.name, self.mark) = (name, offset << 1);
        self.judge_member(seen)
    }

    /// Finds out whether the object had this member before.
    #[inline(never)]
    fn judge_member(&mut self, seen: &mut Seen<'p>) -> Read<()> {
        if seen.again(self.name) {
            self.warn_at(self.mark >> 1, "duplicate_key", "the last value stands");
            self.mark |= 1;
        }
        Ok(())
    }

    /// A short and plain key that is in a row with the byte before it, with its colon and with its value.
    #[inline(always)]
    fn plain_key(&self, before: u8) -> Option<Key<'p>> {
        let offset = self.position + 1;
        let [first, b'"'] = self.text.as_bytes().get(self.position..)?.first_chunk()? else { return None };
        let (name, end) = self.plain_string(offset)?;
        let [b':', value] = self.text.as_bytes().get(end..)?.first_chunk()? else { return None };
        (*first == before && *value > b' ').then_some(Key { name, offset, value: end + 1 })
    }

    fn first_element(&mut self) -> Read<()> {
        self.blank();
        self.take(b'[', Expected::Array)?;
        self.enter()?;
        self.blank();
        self.depth -= u32::from(self.taken(b']'));
        Ok(())
    }

    fn next_element(&mut self) -> Read<()> {
        self.blank();
        if self.taken(b']') {
            self.depth -= 1;
            return Ok(());
        }
        self.take(b',', Expected::CommaOrEnd)
    }

    /// Takes any value as it stands.
    pub fn raw(&mut self) -> Read<Raw<'p>> {
        self.blank();
        let from = self.position;
        self.skip()?;
        Ok(Raw(self.between(from, self.position)))
    }

    /// Reads a string. Its text is that of the input, or where it has escapes, one that the arena keeps.
    pub fn string(&mut self) -> Read<&'p str> {
        if self.peek() == Some(b'"')
            && let Some((text, end)) = self.plain_string(self.position)
        {
            self.position = end;
            return Ok(text);
        }
        self.odd_string()
    }

    /// As [`Reader::string`], for what may be there besides a string of plain characters.
    #[inline(never)]
    fn odd_string(&mut self) -> Read<&'p str> {
        self.blank();
        let (inside, escaped) = self.string_token()?;
        Ok(if escaped { self.arena.unescaped(inside) } else { inside })
    }

    /// The string after the quote at this offset, and where it ends, when it is short and plain.
    #[inline(always)]
    fn plain_string(&self, quote: usize) -> Option<(&'p str, usize)> {
        let end = quote + 1 + scan::near_special(self.text.as_bytes().get(quote + 1..)?)?;
        let is_plain = self.text.as_bytes().get(end) == Some(&b'"');
        is_plain.then(|| (self.between(quote + 1, end), end + 1))
    }

    /// Reads a value and takes its text too.
    pub fn spanned<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<(T, Raw<'p>)> {
        self.blank();
        let from = self.position;
        let value = read(self)?;
        if self.position == from {
            self.skip()?;
        }
        Ok((value, Raw(self.between(from, self.position))))
    }

    /// Reads a value of this text again that was taken as it stood.
    pub fn again<T>(&mut self, value: Raw<'p>, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let offset = self.offset_of(value);
        let position = std::mem::replace(&mut self.position, offset);
        let read = read(self);
        self.position = position;
        read
    }

    /// Goes back to where a value begins that was read before.
    pub fn rewind(&mut self, value: Raw<'p>) {
        self.position = self.offset_of(value);
    }

    /// Reads on as if `levels` deeper: for what is read again by itself, out of the objects that it stands in.
    pub fn deeper<T>(&mut self, levels: u32, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.depth += levels;
        let read = read(self);
        self.depth -= levels;
        read
    }

    fn offset_of(&self, value: Raw<'p>) -> usize {
        let offset = (value.as_str().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        offset.min(self.text.len())
    }

    /// Reads JSON that stands inside a string; its nesting counts on from here. Text that is not JSON gives nothing.
    pub fn embedded<T>(&mut self, text: &'p str, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        let mut inner = Self { depth: self.depth, ..Self::new(text, self.arena, self.cap) };
        let value = match read(&mut inner).and_then(|value| inner.end().map(|()| value)) {
            Ok(value) => value,
            Err(fault) if fault.is_too_deep() => return Err(fault),
            Err(_) => return Ok(None),
        };
        if !inner.warnings.as_slice().is_empty() {
            let outer = match self.warnings.is_full() {
                true => String::new(),
                false => path::of(self.text, self.position.saturating_sub(1)),
            };
            for warning in inner.warnings.as_slice() {
                let path = [outer.as_str(), &warning.path].into_iter().filter(|part| !part.is_empty());
                let path = path.collect::<Vec<_>>().join(".");
                self.warnings.add(warning.code, || path, warning.detail.clone());
            }
        }
        Ok(Some(value))
    }

    /// Notes something about the record as a whole.
    pub fn warn_record(&mut self, code: &'static str, detail: impl Into<Cow<'static, str>>) {
        self.warnings.add(code, String::new, detail);
    }

    /// Notes something about a value taken from this text.
    pub fn warn_of(&mut self, value: Raw<'p>, code: &'static str, detail: impl Into<Cow<'static, str>>) {
        self.warn_at(self.offset_of(value), code, detail);
    }

    pub(super) fn warn_at(&mut self, offset: usize, code: &'static str, detail: impl Into<Cow<'static, str>>) {
        self.warnings.add(code, || path::of(self.text, offset), detail);
    }

    /// Reads a key and goes on to its value.
    fn key(&mut self) -> Read<&'p str> {
        if self.peek() != Some(b'"') {
            return self.expected(Expected::Key);
        }
        let (inside, escaped) = self.string_token()?;
        let name = match escaped {
            true => self.arena.unescaped(inside),
            false => inside,
        };
        self.blank();
        self.take(b':', Expected::Colon)?;
        self.blank();
        Ok(name)
    }

    /// Checks one value and passes over it. A loop, not a recursion: its stack is a bit per level.
    fn skip(&mut self) -> Read<()> {
        let (mut open, mut objects) = (0u32, 0u128);
        loop {
            self.blank();
            match self.peek() {
                Some(b'"') => {
                    self.string_token()?;
                }
                Some(opening @ (b'{' | b'[')) => {
                    let is_object = opening == b'{';
                    self.position += 1;
                    self.enter()?;
                    objects = objects << 1 | u128::from(is_object);
                    open += 1;
                    self.blank();
                    if self.peek() != Some(if is_object { b'}' } else { b']' }) {
                        if is_object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                Some(b't') => self.word("true")?,
                Some(b'f') => self.word("false")?,
                Some(b'n') => self.word("null")?,
                _ => match number::token_length(&self.text.as_bytes()[self.position..]) {
                    Some(length) => self.position += length,
                    None => return self.expected(Expected::Value),
                },
            }
            loop {
                if open == 0 {
                    return Ok(());
                }
                self.blank();
                let is_object = objects & 1 == 1;
                if self.taken(b',') {
                    self.blank();
                    if is_object {
                        self.key()?;
                    }
                    break;
                }
                self.take(if is_object { b'}' } else { b']' }, Expected::CommaOrEnd)?;
                objects >>= 1;
                open -= 1;
                self.depth -= 1;
            }
        }
    }

    /// Passes over a string token; gives its inside and whether that has escapes.
    #[inline(always)]
    fn string_token(&mut self) -> Read<(&'p str, bool)> {
        let quote = self.position;
        self.take(b'"', Expected::String)?;
        self.position += scan::string_special(&self.text.as_bytes()[self.position..]);
        let escaped = self.peek() != Some(b'"') && self.odd_token(quote)?;
        let inside = self.between(quote + 1, self.position);
        self.position += 1;
        Ok((inside, escaped))
    }

    /// Goes on to the quote that ends a string with escapes or bare control characters; tells whether it has escapes.
    #[inline(never)]
    fn odd_token(&mut self, quote: usize) -> Read<bool> {
        let (mut escaped, mut control) = (false, false);
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.position += self.escape_length()?;
                }
                Some(_) => {
                    control = true;
                    self.position += 1;
                }
                None => return self.expected(Expected::EndOfString),
            }
            self.position += scan::string_special(&self.text.as_bytes()[self.position..]);
        }
        if control {
            self.warn_at(quote, "control_character", "a bare control character inside a string");
        }
        Ok(escaped)
    }

    fn escape_length(&self) -> Read<usize> {
        let rest = &self.text.as_bytes()[self.position + 1..];
        match rest.first() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
            Some(b'u') if rest.len() >= 5 && rest[1..5].iter().all(u8::is_ascii_hexdigit) => Ok(6),
            _ => self.expected(Expected::Escape),
        }
    }

    fn word(&mut self, word: &'static str) -> Read<()> {
        if !self.text[self.position..].starts_with(word) {
            return self.expected(Expected::Value);
        }
        self.position += word.len();
        Ok(())
    }

    fn enter(&mut self) -> Read<()> {
        self.depth += 1;
        if self.depth > self.cap { Err(Fault::too_deep(self.cap)) } else { Ok(()) }
    }

    #[inline]
    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.position += 1;
        }
    }

    /// A piece of the text. (Two splits compile to half of what a range costs.)
    #[inline(always)]
    fn between(&self, from: usize, end: usize) -> &'p str {
        self.text.split_at(end).0.split_at(from).1
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    #[inline]
    fn taken(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.position += usize::from(found);
        found
    }

    #[inline]
    fn take(&mut self, byte: u8, expected: Expected) -> Read<()> {
        if self.taken(byte) { Ok(()) } else { self.expected(expected) }
    }

    #[cold]
    fn expected<T>(&self, expected: Expected) -> Read<T> {
        Err(Fault::syntax(expected, self.position))
    }
}

#[cfg(test)]
mod tests;
