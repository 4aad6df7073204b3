//! Reading a member as what the documents say it is, and losing nothing when it is something else.

use super::number;
use super::raw::{Kind, Rest};
use super::reader::{Field, Read, Reader};

impl<'p> Reader<'p> {
    /// Keeps the member as it stands.
    pub fn keep_in(&mut self, rest: &mut Rest<'p>, field: Field<'p>) -> Read<()> {
        let value = self.raw()?;
        rest.keep(field.name, value, field.repeated());
        Ok(())
    }

    /// Reads a member that holds an object, and lends `rest` to each of its members. `null` is absent; anything else is
    /// kept in `rest`. Tells whether it was read.
    pub fn object(
        &mut self,
        field: Field<'p>,
        rest: &mut Rest<'p>,
        mut member: impl FnMut(&mut Self, Field<'p>, &mut Rest<'p>) -> Read<()>,
    ) -> Read<bool> {
        match self.kind() {
            Kind::Object => self.members(|reader, field| member(reader, field, rest)).map(|()| true),
            _ => self.unexpected(field, rest).map(|()| false),
        }
    }

    /// Reads a member that holds an array, as [`Reader::object`] does an object.
    pub fn array(
        &mut self,
        field: Field<'p>,
        rest: &mut Rest<'p>,
        element: impl FnMut(&mut Self, usize) -> Read<()>,
    ) -> Read<bool> {
        match self.kind() {
            Kind::Array => self.elements(element).map(|()| true),
            _ => self.unexpected(field, rest).map(|()| false),
        }
    }

    /// Reads a member that holds text; a number or a boolean gives its token. `null` and `""` are absent; anything else
    /// is kept in `rest`.
    #[inline(always)]
    pub fn text(&mut self, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<&'p str>> {
        let text = self.words(field, rest)?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// Reads any value; gives the text of a string, the token of a number or truth value, nothing for the rest.
    pub fn scalar(&mut self) -> Read<Option<&'p str>> {
        Ok(match self.kind() {
            Kind::String => Some(self.string()?),
            Kind::Number | Kind::Bool => Some(self.raw()?.as_str()),
            Kind::Null | Kind::Object | Kind::Array => None,
        })
    }

    /// The text of a member, `""` when it is absent or kept.
    fn words(&mut self, field: Field<'p>, rest: &mut Rest<'p>) -> Read<&'p str> {
        match self.kind() {
            Kind::String => self.string(),
            Kind::Number | Kind::Bool => Ok(self.raw()?.as_str()),
            Kind::Null | Kind::Object | Kind::Array => self.unexpected(field, rest).map(|()| ""),
        }
    }

    /// As [`Reader::text`], with `""` as present: for what a person wrote.
    pub fn content(&mut self, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<&'p str>> {
        match self.kind() {
            Kind::String => self.string().map(Some),
            _ => self.text(field, rest),
        }
    }

    /// Reads a member that holds a whole number, as a number or as text.
    pub fn integer(&mut self, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<i64>> {
        self.converted(field, rest, number::integer)
    }

    /// Reads a member that holds a decimal number, as a number or as text, times a power of ten: seconds to
    /// milliseconds with 1000. Digits are never lost: what does not fit is kept in `rest`.
    pub fn scaled(&mut self, field: Field<'p>, rest: &mut Rest<'p>, scale: i64) -> Read<Option<i64>> {
        self.converted(field, rest, |text| number::scaled(text, scale))
    }

    /// Reads a member that holds a truth value: `true`, `1`, or either as text.
    pub fn boolean(&mut self, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<bool>> {
        self.converted(field, rest, |text| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        })
    }

    /// Reads a member that holds a number whose digits must stay, as a number or as text.
    pub fn digits(&mut self, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<Digits<'p>>> {
        let from = self.position;
        let Some(text) = self.text(field, rest)? else { return Ok(None) };
        if let Some(digits) = Digits::new(text) {
            return Ok(Some(digits));
        }
        self.position = from;
        self.unexpected(field, rest).map(|()| None)
    }

    /// Reads a member whose text `convert` understands; `null` and `""` are absent, anything else is kept in `rest`.
    pub fn converted<T>(
        &mut self,
        field: Field<'p>,
        rest: &mut Rest<'p>,
        convert: impl FnOnce(&str) -> Option<T>,
    ) -> Read<Option<T>> {
        let from = self.position;
        let Some(text) = self.text(field, rest)? else { return Ok(None) };
        if let Some(value) = convert(text) {
            return Ok(Some(value));
        }
        self.position = from;
        self.unexpected(field, rest).map(|()| None)
    }

    /// Keeps a documented member that is not of its documented type, and says so. `null` is absent.
    pub fn unexpected(&mut self, field: Field<'p>, rest: &mut Rest<'p>) -> Read<()> {
        if self.kind() != Kind::Null {
            self.warn_at(field.offset(), "unexpected_type", "not of the documented type; kept as it stands");
        }
        self.keep_in(rest, field)
    }
}

/// The digits of a number, as received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits<'p>(&'p str);

impl<'p> Digits<'p> {
    /// The digits of this text, when it is a number token of RFC 8259.
    pub fn new(text: &'p str) -> Option<Self> {
        number::is_token(text).then_some(Self(text))
    }

    /// A token of RFC 8259.
    pub fn as_str(self) -> &'p str {
        self.0
    }
}
