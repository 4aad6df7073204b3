//! Groups and chat rooms, old schema (`chat_type` "muc"): one row, one operation.
//!
//! `payload{muc_id, is_chatroom, operation, status{description, error_code}?, reason?, event_info{type, ext}?}`

use super::body::nested;
use super::case::{Case, Facts, Read};
use super::ids::party;
use super::members::Members;
use crate::event::EventType::{
    ConversationCreated, ConversationDeleted, ConversationUpdated, MemberJoined, MemberLeft, MemberUpdated,
    RecordUpdated, Unknown,
};
use crate::event::{Conversation, ConversationKind, EventType, NativeType, PartyKind};
use crate::json::{Kind, Raw, Reader};

/// To whom an operation happens.
#[derive(Clone, Copy, PartialEq)]
enum Subject {
    From,
    To,
    Nobody,
}
use Subject::{From, Nobody, To};

/// Operation, type, action, subject (post-send events: groups, chat rooms).
const OPERATIONS: &[(&str, EventType, &str, Subject)] = &[
    ("create", ConversationCreated, "created", Nobody),
    ("destroy", ConversationDeleted, "deleted", Nobody),
    ("update", ConversationUpdated, "updated", Nobody),
    ("apply", MemberUpdated, "applied", From),
    ("apply_accept", MemberJoined, "joined", To),
    ("invite", MemberUpdated, "invited", To),
    ("invite_accept", MemberJoined, "joined", From),
    ("invite_decline", MemberUpdated, "declined", From),
    ("kick", MemberLeft, "removed", To),
    ("ban", MemberUpdated, "blocked", To),
    ("allow", MemberUpdated, "unblocked", To),
    // A member shuts the group's messages out, or lets them in again.
    ("block", MemberUpdated, "shielded", From),
    ("unblock", MemberUpdated, "unshielded", From),
    ("presence", MemberJoined, "joined", From),
    ("direct_joined", MemberJoined, "joined", From),
    ("absence", MemberLeft, "left", From),
    ("leave", MemberLeft, "left", From),
    // The vendor's spelling.
    ("assing_owner", ConversationUpdated, "transferred", To),
    ("add_admin", MemberUpdated, "promoted", To),
    ("remove_admin", MemberUpdated, "demoted", To),
    ("add_mute", MemberUpdated, "muted", To),
    ("remove_mute", MemberUpdated, "unmuted", To),
    ("update_announcement", ConversationUpdated, "updated", Nobody),
    ("delete_announcement", ConversationUpdated, "updated", Nobody),
    ("upload_file", RecordUpdated, "created", Nobody),
    ("delete_file", RecordUpdated, "deleted", Nobody),
    ("add_user_white_list", MemberUpdated, "allowlisted", To),
    ("remove_user_white_list", MemberUpdated, "delisted", To),
    ("ban_group", ConversationUpdated, "muted", Nobody),
    ("remove_ban_group", ConversationUpdated, "unmuted", Nobody),
    ("set_metadata", ConversationUpdated, "updated", Nobody),
    ("delete_metadata", ConversationUpdated, "updated", Nobody),
    ("group_member_metadata_update", MemberUpdated, "updated", To),
];

pub(super) fn read<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.judge_payload();
    let operation = case.payload.text(&mut case.reader, "operation");
    let row = OPERATIONS.iter().find(|(name, ..)| Some(*name) == operation);
    let (kind, subject) = row.map_or((Unknown, Nobody), |(_, kind, _, subject)| (*kind, *subject));
    let mut facts = Facts::new(kind, NativeType::new("muc").and(operation));

    let place = match case.payload.take_kind(&mut case.reader, "is_chatroom", Kind::Bool).map(Raw::as_str) {
        Some("true") => Some(ConversationKind::Room),
        Some(_) => Some(ConversationKind::Group),
        None => None,
    };
    let muc_id = case.payload.said("muc_id", case.reader.arena()).map(|id| case.bare(id));
    let id = case.id("group_id").or(muc_id);
    let (from, to) = (case.id("from"), case.id("to"));
    let actor = from.map(|from| {
        let is_place = Some(&from) == id.as_ref();
        let mut actor = party(from);
        if is_place {
            actor.kind = Some(PartyKind::System);
        }
        actor
    });
    match subject {
        From => facts.data.subjects.extend(from.map(party)),
        To => facts.data.subjects.extend(to.map(party)),
        Nobody => {}
    }
    if subject != To {
        facts.recipients.extend(to.filter(|to| Some(to) != id.as_ref()).map(party));
    }
    facts.conversation =
        (id.is_some() || place.is_some()).then(|| Conversation { id, kind: place, ..Conversation::default() });
    facts.data.actor = actor;

    reason(case, &mut facts, operation.unwrap_or_default())?;
    event_info(case, &mut facts)?;
    match row {
        None => case.unknown_event(),
        Some((_, _, action, _)) => {
            facts.data.native_action = operation;
            facts.data.action = Some(action);
            if has_failed(case)? {
                facts.kind = ConversationUpdated;
                facts.data.action = Some("failed");
            }
        }
    }
    Ok(facts)
}

/// Whether `payload.status` says that nothing happened.
pub(super) fn has_failed(case: &mut Case<'_>) -> Read<bool> {
    let status = case.payload.look_into(&mut case.reader, "status")?;
    Ok(status.word("error_code").is_some_and(|code| code != "ok"))
}

/// `payload.reason`: what somebody wrote, or what was changed, as an object or as the text of one.
pub(super) fn reason<'p>(case: &mut Case<'p>, facts: &mut Facts<'p>, operation: &str) -> Read<()> {
    let Some(value) = case.payload.take("reason") else { return Ok(()) };
    let data = &mut facts.data;
    if matches!(operation, "update_announcement" | "delete_announcement") {
        data.changes.keep("announcement", value, false);
        return Ok(());
    }
    match document(&mut case.reader, value, REASON_DEPTH)? {
        Some((members, file)) => {
            let about = if operation.ends_with("_file") { file.unwrap_or(members) } else { members };
            match operation {
                "upload_file" | "delete_file" => data.target_id = about.said("file_id", case.reader.arena()),
                _ => {}
            }
            if operation != "delete_file" {
                about.leave_in(&mut data.changes);
            }
        }
        None => match value.text(case.reader.arena()).filter(|_| value.kind() != Kind::Bool) {
            Some(text) if operation == "delete_file" => data.target_id = Some(text).filter(|text| !text.is_empty()),
            Some(text) => data.reason = Some(text).filter(|text| !text.is_empty()),
            None => case.reader.warn_of(value, "unexpected_type", "neither text nor an object; it stands in raw"),
        },
    }
    Ok(())
}

/// `payload.event_info.ext`: what was changed. The reason's changes stand before it.
fn event_info<'p>(case: &mut Case<'p>, facts: &mut Facts<'p>) -> Read<()> {
    let info = case.payload.look_into(&mut case.reader, "event_info")?;
    if let Some(ext) = info.get("ext").filter(|_| facts.data.changes.is_empty())
        && let Some((members, _)) = document(&mut case.reader, ext, REASON_DEPTH + 1)?
    {
        members.leave_in(&mut facts.data.changes);
    }
    Ok(())
}

/// How deep `payload.reason` stands.
const REASON_DEPTH: u32 = 2;

/// Reads an object, or text that holds one, and the object under its `data`.
fn document<'p>(
    reader: &mut Reader<'p>,
    value: Raw<'p>,
    depth: u32,
) -> Read<Option<(Members<'p>, Option<Members<'p>>)>> {
    let read = |r: &mut Reader<'p>| {
        let (mut members, mut data) = (Members::default(), None);
        r.members(|r, f| match f.name {
            "data" => {
                data = nested(r, f, &mut members, Members::read)?;
                Ok(())
            }
            _ => super::body::keep(r, f, &mut members),
        })?;
        Ok((members, data))
    };
    match value.kind() {
        Kind::Object => reader.again(value, read).map(Some),
        Kind::String => reader.again(value, |reader| {
            let text = reader.string()?;
            match text.trim_start().starts_with('{') {
                true => reader.deeper(depth, |reader| reader.embedded(text, read)),
                false => Ok(None),
            }
        }),
        _ => Ok(None),
    }
}
