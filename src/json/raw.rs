//! Pieces of native JSON that pass through untouched.

use std::borrow::Cow;

use super::arena::Arena;
use super::few::Few;
use super::text;

/// What kind a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the six kinds of RFC 8259")]
pub enum Kind {
    Object,
    Array,
    String,
    Number,
    Bool,
    Null,
}

impl Kind {
    /// By the first byte; what starts no value is taken for a number and refused when read.
    pub(super) fn of(first: Option<u8>) -> Kind {
        match first {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        }
    }
}

/// One well-formed JSON value, verbatim as received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw<'p>(pub(super) &'p str);

impl<'p> Raw<'p> {
    /// What stands for nothing.
    pub const NULL: Raw<'static> = Raw("null");

    /// The token of a truth value.
    pub const fn boolean(value: bool) -> Raw<'static> {
        Raw(if value { "true" } else { "false" })
    }

    /// The text as received.
    pub fn as_str(self) -> &'p str {
        self.0
    }

    /// What the value is.
    pub fn kind(self) -> Kind {
        Kind::of(self.0.as_bytes().first().copied())
    }

    /// Whether it says that there is nothing.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The text of a string, the digits of a number, `true` or `false`; nothing for null, an object or an array. One
    /// that had escapes is kept in the arena.
    pub(crate) fn text(self, arena: &'p Arena) -> Option<&'p str> {
        self.inside().map(|(inside, escaped)| if escaped { arena.unescaped(inside) } else { inside })
    }

    /// As `text`, for who only looks at it.
    pub fn unescaped(self) -> Option<Cow<'p, str>> {
        let (inside, escaped) = self.inside()?;
        Some(if escaped { Cow::Owned(text::unescape(inside)) } else { Cow::Borrowed(inside) })
    }

    /// What stands between the quotes of a string, and whether it has escapes; the token of a number or truth value.
    fn inside(self) -> Option<(&'p str, bool)> {
        match self.kind() {
            Kind::String => {
                let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
                Some((inside, inside.contains('\\')))
            }
            Kind::Number | Kind::Bool => Some((self.0, false)),
            Kind::Null | Kind::Object | Kind::Array => None,
        }
    }
}

/// A key and its value, as a native object had them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'p> {
    pub name: &'p str,
    pub value: Raw<'p>,
}

/// What a platform does not know, in the order received: nothing of it is lost.
#[derive(Debug, Clone, Default)]
pub struct Rest<'p> {
    members: Few<Member<'p>>,
    repeated: bool,
}

impl<'p> Rest<'p> {
    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() || self.repeated && self.members().is_empty()
    }

    /// Keeps a member. `null` means absent and is not kept.
    pub fn keep(&mut self, name: &'p str, value: Raw<'p>, repeated: bool) {
        self.repeated |= repeated;
        if !value.is_null() || repeated {
            // Growing by fours, not twos: a record of many unknown fields would spend its allocations on it.
            if self.members.len() == self.members.capacity() {
                self.members.reserve(3 * self.members.len());
            }
            self.members.push(Member { name, value });
        }
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.members.reserve(more);
    }

    /// Keeps all of another's members after its own.
    pub fn append(&mut self, other: Rest<'p>) {
        self.repeated |= other.repeated;
        if self.members.is_empty() {
            self.members = other.members;
        } else {
            self.members.reserve(other.members.len());
            other.members.iter().for_each(|member| self.members.push(*member));
        }
    }

    /// The last value under this name. (Inlined into a loop, it is compiled to look at a member before it knows that there
    /// is one: harmless, but memory checkers tell of it.)
    #[inline(never)]
    pub fn get(&self, name: &str) -> Option<Raw<'p>> {
        self.members.iter().rev().find(|member| member.name == name).map(|member| member.value)
    }

    /// Takes the last value under this name out.
    pub fn take(&mut self, name: &str) -> Option<Raw<'p>> {
        let value = self.get(name)?;
        self.members.retain(|member| member.name != name);
        Some(value)
    }

    /// The members, each name once: of repeated ones the last, at the place of the first.
    pub fn members(&self) -> Cow<'_, [Member<'p>]> {
        if !self.repeated {
            return Cow::Borrowed(&self.members);
        }
        let mut places = std::collections::HashMap::new();
        let mut unique: Vec<Member<'p>> = Vec::new();
        for member in &self.members {
            match places.get(&member.name) {
                Some(&at) => {
                    if let Some(place) = unique.get_mut::<usize>(at) {
                        place.clone_from(member);
                    }
                }
                None => {
                    places.insert(member.name, unique.len());
                    unique.push(*member);
                }
            }
        }
        unique.retain(|member| !member.value.is_null());
        Cow::Owned(unique)
    }
}
