//! The members of a native object, as they came. A family takes those that it knows; what nobody takes is left over.

use std::borrow::Cow;
use std::collections::HashSet;

use smallvec::SmallVec;

use crate::event::Text;
use crate::json::Digits;
use crate::json::{Arena, Fault, Field, Kind, Raw, Reader, Rest, number};
use crate::platform::time;

/// Most objects of a callback fit in without a heap.
const FEW: usize = 6;

/// From here on names are looked up in a set: what a sender can make long must not cost its square.
const MANY: usize = 32;

/// Names and values in the order received.
#[derive(Default)]
pub(super) struct Members<'p> {
    list: SmallVec<[(&'p str, Raw<'p>); FEW]>,
    repeated: bool,
}

impl<'p> Members<'p> {
    /// For an object of more members than most.
    pub fn with_capacity(count: usize) -> Self {
        Self { list: SmallVec::with_capacity(count), repeated: false }
    }

    /// Reads an object; what is none has no members.
    pub fn read(reader: &mut Reader<'p>) -> Result<Self, Fault> {
        let mut members = Self::default();
        if reader.kind() == Kind::Object {
            reader.members(|reader, field| {
                let value = reader.raw()?;
                members.keep(field, value);
                Ok(())
            })?;
        }
        Ok(members)
    }

    /// Adds a member. Of a repeated one the last stands.
    pub fn keep(&mut self, field: Field<'p>, value: Raw<'p>) {
        self.repeated |= field.repeated();
        self.list.push((field.name, value));
    }

    /// Adds a member, or the last word on one.
    pub fn put(&mut self, name: &'static str, value: Raw<'p>) {
        self.remove(name);
        self.list.push((name, value));
    }

    /// The value under this name, unless it is `null`.
    pub fn get(&self, name: &str) -> Option<Raw<'p>> {
        let found = self.list.iter().rev().find(|(other, _)| *other == name);
        found.map(|(_, value)| *value).filter(|value| !value.is_null())
    }

    /// Whether there is a value under this name.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The text under this name, left where it is, to be looked at; `""` is absent.
    pub fn word(&self, name: &str) -> Option<Cow<'p, str>> {
        self.get(name).and_then(Raw::unescaped).filter(|word| !word.is_empty())
    }

    /// The text under this name, left where it is, for the event; `""` is absent.
    pub fn said(&self, name: &str, arena: &'p Arena) -> Option<Text<'p>> {
        self.get(name).and_then(|value| value.text(arena)).filter(|text| !text.is_empty())
    }

    /// Takes the value under this name out.
    pub fn take(&mut self, name: &str) -> Option<Raw<'p>> {
        let value = self.get(name);
        self.remove(name);
        value
    }

    /// Takes a value out that must be of this kind; another stays, with a warning.
    pub fn take_kind(&mut self, reader: &mut Reader<'p>, name: &str, kind: Kind) -> Option<Raw<'p>> {
        let value = self.get(name)?;
        match value.kind() == kind {
            true => self.take(name),
            false => self.refuse(reader, value),
        }
    }

    /// Takes text out; a number or a boolean gives its token, `""` is absent.
    pub fn text(&mut self, reader: &mut Reader<'p>, name: &str) -> Option<Text<'p>> {
        self.content(reader, name).filter(|text| !text.is_empty())
    }

    /// As [`Members::text`], with `""` as present: for what a person wrote.
    pub fn content(&mut self, reader: &mut Reader<'p>, name: &str) -> Option<Text<'p>> {
        let value = self.get(name)?;
        match value.text(reader.arena()) {
            Some(text) => {
                self.remove(name);
                Some(text)
            }
            None => self.refuse(reader, value),
        }
    }

    /// Takes a whole number out, written as a number or as text.
    pub fn integer(&mut self, reader: &mut Reader<'p>, name: &str) -> Option<i64> {
        self.converted(reader, name, number::integer)
    }

    /// Takes a whole number of seconds out, as milliseconds.
    pub fn seconds_ms(&mut self, reader: &mut Reader<'p>, name: &str) -> Option<i64> {
        self.converted(reader, name, |text| number::integer(text)?.checked_mul(1000))
    }

    /// Takes a time out, as Unix milliseconds.
    pub fn time_ms(&mut self, reader: &mut Reader<'p>, name: &str) -> Option<i64> {
        self.converted(reader, name, |text| number::integer(text).map(time::unix_ms))
    }

    /// Takes a number out whose digits must stay.
    pub fn digits(&mut self, reader: &mut Reader<'p>, name: &str) -> Option<Digits<'p>> {
        self.converted(reader, name, Digits::new)
    }

    /// Takes out what `convert` understands; `""` is absent, anything else stays, with a warning.
    pub fn converted<T>(
        &mut self,
        reader: &mut Reader<'p>,
        name: &str,
        convert: impl FnOnce(Text<'p>) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(name)?;
        let converted = match value.text(reader.arena()) {
            Some("") => {
                self.remove(name);
                return None;
            }
            text => text.and_then(convert),
        };
        match converted {
            Some(converted) => {
                self.remove(name);
                Some(converted)
            }
            None => self.refuse(reader, value),
        }
    }

    /// Reads a value that must be an object, and takes it out; another stays, with a warning.
    pub fn object(&mut self, reader: &mut Reader<'p>, name: &str) -> Result<Option<Members<'p>>, Fault> {
        let Some(value) = self.take_kind(reader, name, Kind::Object) else { return Ok(None) };
        reader.again(value, Members::read).map(Some)
    }

    /// Reads a value that may be an object, and leaves it where it is.
    pub fn look_into(&self, reader: &mut Reader<'p>, name: &str) -> Result<Members<'p>, Fault> {
        match self.get(name) {
            Some(value) => reader.again(value, Members::read),
            None => Ok(Members::default()),
        }
    }

    /// Moves what is left to the end of `rest`; what stands nearer the root is there already, and stays.
    pub fn leave_in(mut self, rest: &mut Rest<'p>) {
        let nearer = rest.members();
        if nearer.len() > MANY {
            let nearer: HashSet<&str> = nearer.iter().map(|member| member.name).collect();
            self.list.retain(|(name, _)| !nearer.contains(*name));
        } else if !nearer.is_empty() {
            self.list.retain(|(name, _)| !nearer.iter().any(|member| member.name == *name));
        }
        drop(nearer);
        rest.reserve(self.list.len());
        for (name, value) in self.list {
            rest.keep(name, value, self.repeated);
        }
    }

    /// Adds the members of an object further in; of the same names its own stand.
    pub fn append(&mut self, mut other: Members<'p>) {
        if !other.list.is_empty() {
            self.repeated = true;
            other.list.extend(std::mem::take(&mut self.list));
            self.list = other.list;
        }
    }

    fn remove(&mut self, name: &str) {
        self.list.retain(|(other, _)| *other != name);
    }

    /// Notes that a value is not what the documents say.
    pub fn refuse<T>(&self, reader: &mut Reader<'p>, value: Raw<'p>) -> Option<T> {
        reader.warn_of(value, "unexpected_type", "not of the documented type; kept as it stands");
        None
    }
}
