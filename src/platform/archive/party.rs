//! Who: ids tell what kind of a party they name.

use super::fields::list;
use super::types::Read;
use crate::event::{Few, Party, PartyKind, Text};
use crate::json::{Field, Kind, Reader, Rest};

/// The kind of the party of this id (path/91774, field descriptions): `wm` and `wo` begin the ids of external
/// contacts, `wb` those of robots.
pub(crate) fn kind_of(id: &str) -> PartyKind {
    match id.as_bytes() {
        [b'w', b'm' | b'o', ..] => PartyKind::External,
        [b'w', b'b', ..] => PartyKind::Bot,
        _ => PartyKind::User,
    }
}

/// The party of this id.
pub(super) fn party(id: Text<'_>) -> Party<'_> {
    Party::new(kind_of(id), Some(id))
}

pub(super) fn is_external(party: &Party<'_>) -> bool {
    party.kind == Some(PartyKind::External)
}

/// Reads a member that holds the ids of recipients: a list; in pushes text, of one id or of several with an
/// unpublished delimiter between them. Text that had to be split is kept in `rest` too.
pub(super) fn recipients<'p>(r: &mut Reader<'p>, f: Field<'p>, rest: &mut Rest<'p>) -> Read<Few<Party<'p>>> {
    let mut recipients = Few::None;
    if r.kind() == Kind::Array {
        list(r, f, rest, |r| {
            let is_text = matches!(r.kind(), Kind::String | Kind::Number | Kind::Null);
            let id = r.scalar()?.filter(|id| is_text && !id.is_empty());
            recipients.extend(id.map(party));
            Ok(is_text)
        })?;
        return Ok(recipients);
    }
    let (ids, value) = r.spanned(|r| r.text(f, rest))?;
    let Some(ids) = ids else { return Ok(recipients) };
    if !ids.contains([',', '|', ';']) && ids.trim() == ids {
        recipients.push(party(ids));
        return Ok(recipients);
    }
    let pieces = ids.split([',', '|', ';']).map(str::trim).filter(|id| !id.is_empty());
    recipients.extend(pieces.map(|id| party(id)));
    rest.keep(f.name, value, f.repeated());
    Ok(recipients)
}
