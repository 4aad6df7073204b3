//! Members that several bodies read alike.

use super::types::Read;
use crate::event::Text;
use crate::json::{Field, Kind, Raw, Reader, Rest};
use crate::platform::time;

/// A platform's codes, and the words of the delivery for them.
pub(super) type Codes = &'static [(&'static str, &'static str)];

/// Reads a member that holds a code. One that is not documented stands for itself.
pub(super) fn coded<'p>(r: &mut Reader<'p>, f: Field<'p>, rest: &mut Rest<'p>, codes: Codes) -> Read<Option<Text<'p>>> {
    let code = r.text(f, rest)?;
    Ok(code.map(|code| match codes.iter().find(|(known, _)| *known == code) {
        Some((_, word)) => *word,
        None => code,
    }))
}

/// Reads a member that holds a time: Unix seconds, or milliseconds, which their size tells.
pub(super) fn time_ms<'p>(r: &mut Reader<'p>, f: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<i64>> {
    Ok(r.integer(f, rest)?.map(time::unix_ms))
}

/// Reads a member that holds a list of texts, or one text.
pub(super) fn texts<'p>(r: &mut Reader<'p>, f: Field<'p>, rest: &mut Rest<'p>) -> Read<Vec<Text<'p>>> {
    if r.kind() != Kind::Array {
        return Ok(r.text(f, rest)?.into_iter().collect());
    }
    let mut texts = Vec::new();
    list(r, f, rest, |r| {
        let text = r.scalar()?;
        let is_text = text.is_some();
        texts.extend(text);
        Ok(is_text)
    })?;
    Ok(texts)
}

/// Reads a member that holds a list of objects. When one has more than `member` knows, the list is kept in `rest` too.
pub(super) fn objects<'p, T: Default>(
    r: &mut Reader<'p>,
    f: Field<'p>,
    rest: &mut Rest<'p>,
    into: &mut Vec<T>,
    member: impl Fn(&mut Reader<'p>, Field<'p>, &mut T, &mut Rest<'p>) -> Read<()>,
) -> Read<()> {
    let mut leftovers = Rest::default();
    into.clear();
    let whole = each(r, f, rest, |r| {
        let mut object = T::default();
        r.members(|r, f| member(r, f, &mut object, &mut leftovers))?;
        into.push(object);
        Ok(())
    })?;
    if let Some(whole) = whole.filter(|_| !leftovers.is_empty()) {
        rest.keep(f.name, whole, f.repeated());
    }
    Ok(())
}

/// Reads a member that holds a list of objects; `element` reads one. Gives the list where it is not kept in `rest`.
pub(super) fn each<'p>(
    r: &mut Reader<'p>,
    f: Field<'p>,
    rest: &mut Rest<'p>,
    mut element: impl FnMut(&mut Reader<'p>) -> Read<()>,
) -> Read<Option<Raw<'p>>> {
    if r.kind() != Kind::Array {
        return r.unexpected(f, rest).map(|()| None);
    }
    list(r, f, rest, |r| match r.kind() {
        Kind::Object => element(r).map(|()| true),
        _ => Ok(false),
    })
}

/// Reads a list whose elements `element` tells to be of the documented type or not. Where one is not, the list is kept
/// in `rest`; where all are, it is given.
pub(super) fn list<'p>(
    r: &mut Reader<'p>,
    f: Field<'p>,
    rest: &mut Rest<'p>,
    mut element: impl FnMut(&mut Reader<'p>) -> Read<bool>,
) -> Read<Option<Raw<'p>>> {
    let mut sound = true;
    let ((), list) = r.spanned(|r| {
        r.elements(|r, _| {
            sound &= element(r)?;
            Ok(())
        })
    })?;
    if sound {
        return Ok(Some(list));
    }
    r.warn_of(list, "unexpected_type", "an element is not of the documented type; the list is kept as it stands");
    rest.keep(f.name, list, f.repeated());
    Ok(None)
}
