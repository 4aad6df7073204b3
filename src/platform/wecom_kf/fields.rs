//! The members of a record that comes as XML or as JSON, read the same way from either.

use std::collections::HashMap;

use smallvec::{Array, SmallVec};

use crate::event::Text;
use crate::json::writer::{self, Emit};
use crate::json::{Arena, Kind, Raw, Rest, Warnings, number};

/// What stands under a name.
#[derive(Debug, Clone)]
pub(super) enum Value<'p> {
    /// The text of an XML element.
    Text(Text<'p>),
    /// The elements in an XML element. They become an object when they are written: composed level by level, a deep
    /// document would take its length in memory at each.
    Elements(Vec<(&'p str, Value<'p>)>),
    Json(Raw<'p>),
}

impl<'p> Value<'p> {
    /// The text of an element or a string, the digits of a number.
    pub fn text(&self, arena: &'p Arena) -> Option<Text<'p>> {
        match self {
            Value::Text(text) => Some(text),
            Value::Elements(_) => None,
            Value::Json(value) => value.text(arena),
        }
    }

    fn is_null(&self) -> bool {
        matches!(self, Value::Json(value) if value.is_null())
    }

    pub fn raw(&self, arena: &'p Arena) -> Raw<'p> {
        match self {
            Value::Text(text) => arena.string_token(text),
            Value::Elements(_) => arena.value(|out| self.emit(out)),
            Value::Json(value) => *value,
        }
    }
}

impl Emit for Value<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        match self {
            Value::Text(text) => text.emit(out),
            Value::Elements(elements) => emit_object(elements, out),
            Value::Json(value) => writer::verbatim(value.as_str(), out),
        }
    }
}

#[derive(Debug)]
struct Member<'p> {
    name: &'p str,
    value: Value<'p>,
    used: bool,
}

impl Member<'_> {
    /// Whether it goes by this name and nobody has taken it.
    fn is_left(&self, name: &str) -> bool {
        self.name == name && !self.used && !self.value.is_null()
    }
}

/// Members that fit in without a heap: an ordinary message has fewer.
const ROOM: usize = 12;

/// The members of a record, in the order received. What is not taken by its name is left over.
pub(super) struct Fields<'p> {
    arena: &'p Arena,
    members: SmallVec<[Member<'p>; ROOM]>,
    /// Where each name of a JSON object stands, once one is repeated.
    places: Option<HashMap<&'p str, usize>>,
    pub warnings: Warnings,
}

impl<'p> Fields<'p> {
    /// No fields; what their texts need is kept in the arena.
    pub fn new(arena: &'p Arena) -> Self {
        Self { arena, members: SmallVec::new(), places: None, warnings: Warnings::default() }
    }

    /// Adds a member; of one name there may be several, as XML writes a list.
    pub fn push(&mut self, name: &'p str, value: Value<'p>) {
        self.members.push(Member { name, value, used: false });
    }

    /// Adds a member of a JSON object; a repeated one takes the place of the first. `null` means absent.
    pub fn put(&mut self, name: &'p str, value: Raw<'p>, repeated: bool) {
        if repeated {
            let members = &self.members;
            let places =
                self.places.get_or_insert_with(|| members.iter().enumerate().map(|(at, m)| (m.name, at)).collect());
            if let Some(member) = places.get(name).and_then(|&at| self.members.get_mut(at)) {
                member.value = Value::Json(value);
                return;
            }
        }
        if let Some(places) = &mut self.places {
            places.insert(name, self.members.len());
        }
        self.push(name, Value::Json(value));
    }

    pub fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The values under this name, without taking them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Value<'p>> {
        self.present().filter(move |member| member.name == name).map(|member| &member.value)
    }

    fn present(&self) -> impl Iterator<Item = &Member<'p>> {
        self.members.iter().filter(|member| !member.value.is_null())
    }

    /// The last text under this name, without taking it; `""` is absent.
    pub fn peek(&self, name: &str) -> Option<Text<'p>> {
        self.all(name).last().and_then(|value| value.text(self.arena)).filter(|text| !text.is_empty())
    }

    /// Takes what holds text; `""` is absent. Anything else is left over.
    pub fn text(&mut self, name: &str) -> Option<Text<'p>> {
        self.content(name).filter(|text| !text.is_empty())
    }

    /// As [`Fields::text`], with `""` as present.
    pub fn content(&mut self, name: &str) -> Option<Text<'p>> {
        self.converted(name, Some)
    }

    /// Takes what holds text that `convert` understands. Anything else is left over.
    pub fn converted<T>(&mut self, name: &str, convert: impl FnOnce(Text<'p>) -> Option<T>) -> Option<T> {
        let text = self.all(name).last()?.text(self.arena);
        let value = text.and_then(convert);
        match value {
            Some(_) => drop(self.take(name)),
            None => self.warn(name, "unexpected_type", "not of the documented type; kept as it stands"),
        }
        value
    }

    /// Takes a member of a segment: what is not of its type goes into `extra`.
    pub fn of_segment<T>(
        &mut self,
        name: &'static str,
        extra: &mut Rest<'p>,
        convert: impl FnOnce(Text<'p>) -> Option<T>,
    ) -> Option<T> {
        // "" says nothing, whatever the type.
        if self.all(name).last().and_then(|value| value.text(self.arena)).is_some_and(|text| text.is_empty()) {
            self.take(name);
            return None;
        }
        let value = self.converted(name, convert);
        if value.is_none()
            && let Some(kept) = self.take(name)
        {
            extra.keep(name, kept.raw(self.arena), false);
        }
        value
    }

    /// Takes the last value under this name.
    pub fn take(&mut self, name: &str) -> Option<Value<'p>> {
        let (mut value, mut count) = (None, 0);
        for member in self.members.iter_mut().filter(|member| member.is_left(name)) {
            member.used = true;
            value = Some(member.value.clone());
            count += 1;
        }
        if count > 1 {
            self.warn(name, "duplicate_key", "the last value stands");
        }
        value
    }

    /// Takes the values under this name as a list, whether there is one or several.
    pub fn list(&mut self, name: &str) -> Option<Raw<'p>> {
        let mut values = Vec::new();
        for member in self.members.iter_mut().filter(|member| member.is_left(name)) {
            member.used = true;
            values.push(member.value.clone());
        }
        match &values[..] {
            [] => None,
            [Value::Json(list)] if list.kind() == Kind::Array => Some(*list),
            several => Some(self.arena.value(|out| several.emit(out))),
        }
    }

    /// Takes all but these as one JSON object, those that were taken before too.
    pub fn object_without(&mut self, names: &[&str]) -> Option<Raw<'p>> {
        let mut wanted = Vec::new();
        let is_wanted = |member: &&mut Member<'p>| !names.contains(&member.name) && !member.value.is_null();
        for member in self.members.iter_mut().filter(is_wanted) {
            member.used = true;
            wanted.push((member.name, member.value.clone()));
        }
        (!wanted.is_empty()).then(|| self.arena.value(|out| emit_object(&wanted, out)))
    }

    /// Keeps what is left over in `rest`, values of one name as a list, under the names that `rename` gives.
    pub fn into_rest(self, rest: &mut Rest<'p>, rename: impl Fn(&'p str) -> Text<'p>) {
        let arena = self.arena;
        let left = self.members.into_iter().filter(|member| !member.used).map(|member| (member.name, member.value));
        let left: SmallVec<[_; ROOM]> = left.collect();
        rest.reserve(left.len());
        for (name, values) in grouped::<[_; ROOM]>(&left) {
            let value = match &values[..] {
                [only] => only.raw(arena),
                several => arena.value(|out| several.emit(out)),
            };
            rest.keep(rename(name), value, false);
        }
    }

    pub fn warn(&mut self, name: &str, code: &'static str, detail: &'static str) {
        self.warnings.add(code, || name.to_owned(), detail);
    }
}

/// Writes a JSON object of these members, values of one name as a list. Objects nest as deep as the cap allows, so that
/// little of one stands on the stack.
fn emit_object(members: &[(&str, Value<'_>)], out: &mut Vec<u8>) {
    let mut object = writer::Object::begin(out);
    for (name, values) in &grouped::<[_; 1]>(members) {
        match &values[..] {
            [only] => object.named(name, only),
            several => object.named(name, &several),
        };
    }
    object.end();
}

type Group<'a, 'p> = (&'p str, SmallVec<[&'a Value<'p>; 1]>);

/// The values of each name, at the place of its first.
#[inline(never)]
fn grouped<'a, 'p: 'a, A: Array<Item = Group<'a, 'p>>>(members: &'a [(&'p str, Value<'p>)]) -> SmallVec<A> {
    let mut groups = SmallVec::<A>::with_capacity(members.len());
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (name, value) in members {
        // A few names are compared in place; many, at a cost that nobody can raise.
        let at = match groups.len() {
            0..=FEW => groups.iter().position(|(other, _)| other == name),
            _ => {
                if places.is_empty() {
                    places.extend(groups.iter().enumerate().map(|(at, (name, _))| (*name, at)));
                }
                places.get(name).copied()
            }
        };
        match at.and_then(|at| groups.get_mut(at)) {
            Some((_, values)) => values.push(value),
            None => {
                if !places.is_empty() {
                    places.insert(name, groups.len());
                }
                groups.push((name, SmallVec::from_slice(&[value])));
            }
        }
    }
    groups
}

/// Names that are compared one by one.
const FEW: usize = 24;

/// A number whose digits stay.
pub(super) fn digits(text: Text<'_>) -> Option<crate::json::Digits<'_>> {
    crate::json::Digits::new(text)
}

/// A whole number.
pub(super) fn integer(text: &str) -> Option<i64> {
    number::integer(text)
}
