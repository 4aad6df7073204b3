//! People, in the shapes in which WPS names them.

use super::content::Read;
use crate::event::{Party, PartyKind, Text};
use crate::json::{Field, Kind, Reader, Rest};

/// Reads a member that holds an identity `{id, type: user|app|sp|service_principal|unknown, name}`.
pub(super) fn identity<'p>(reader: &mut Reader<'p>, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<Party<'p>>> {
    match reader.kind() {
        Kind::Object => party(reader, rest).map(Some),
        _ => reader.unexpected(field, rest).map(|()| None),
    }
}

/// Reads an identity.
pub(super) fn party<'p>(reader: &mut Reader<'p>, rest: &mut Rest<'p>) -> Read<Party<'p>> {
    let mut party = Party::default();
    let mut kind = None;
    reader.members(|r, f| {
        match f.name {
            "id" => party.id = r.text(f, rest)?,
            "name" => party.name = r.text(f, rest)?,
            "type" => kind = r.text(f, rest)?,
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    })?;
    party.kind = Some(match kind {
        Some("user") => PartyKind::User,
        Some("app" | "sp" | "service_principal") => PartyKind::Bot,
        _ => PartyKind::Unknown,
    });
    Ok(party)
}

/// A person or a choice by its label: text as it is; of an object its name or id, and the object in `extra`.
pub(super) fn label<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Text<'p>>> {
    if reader.kind() != Kind::Object {
        return reader.text(field, extra);
    }
    let (label, whole) = reader.spanned(object_label)?;
    extra.keep(field.name, whole, field.repeated());
    Ok(label)
}

/// Labels in a list; when one is an object, the list is in `extra` too.
pub(super) fn labels<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Vec<Text<'p>>> {
    if reader.kind() != Kind::Array {
        return reader.unexpected(field, extra).map(|()| Vec::new());
    }
    let (mut labels, mut plain) = (Vec::new(), true);
    let ((), whole) = reader.spanned(|reader| {
        reader.elements(|reader, _| {
            let label = match reader.kind() {
                Kind::Object => {
                    plain = false;
                    object_label(reader)?
                }
                _ => reader.scalar()?,
            };
            plain &= label.is_some();
            labels.extend(label);
            Ok(())
        })
    })?;
    if !plain {
        extra.keep(field.name, whole, field.repeated());
    }
    Ok(labels)
}

fn object_label<'p>(reader: &mut Reader<'p>) -> Read<Option<Text<'p>>> {
    const BEST_FIRST: [&str; 5] = ["name", "title", "text", "content", "id"];
    let mut found: [Option<Text<'p>>; 5] = Default::default();
    reader.members(|reader, field| {
        if let Some((_, place)) = BEST_FIRST.iter().zip(&mut found).find(|(key, _)| **key == field.name) {
            *place = reader.scalar()?.filter(|text| !text.is_empty());
        }
        Ok(())
    })?;
    Ok(found.into_iter().flatten().next())
}
