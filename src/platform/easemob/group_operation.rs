//! Groups and chat rooms, new schema (`event` "group_op_event"): one row, one operation.
//!
//! `{id, type GROUP|CHATROOM, operation, operator, timestamp, payload{type, …}?, member_count?}`. The vendor says that
//! more operations will come.

use super::case::{Case, Facts, Read};
use super::ids::{bare, party};
use super::members::Members;
use crate::event::EventType::{
    ConversationCreated, ConversationDeleted, ConversationUpdated, MemberJoined, MemberLeft, MemberUpdated,
    RecordUpdated, Unknown,
};
use crate::event::{Conversation, ConversationKind, EventType, NativeType, Party, Text};
use crate::json::Kind;

/// Where an operation names those to whom it happens.
#[derive(Clone, Copy)]
enum Subjects {
    /// `payload.member[]`
    Members,
    /// `payload.admin[]`
    Admins,
    /// `payload.new_owner`, which is among the changes too
    NewOwner,
    /// `operator`
    Operator,
    Nobody,
}
use Subjects::{Admins, NewOwner, Nobody, Operator};

/// `operation[.payload.type]`, type, action, subjects (group and chat room events).
const OPERATIONS: &[(&str, EventType, &str, Subjects)] = &[
    ("CREATE", ConversationCreated, "created", Subjects::Members),
    ("DELETE", ConversationDeleted, "deleted", Subjects::Members),
    ("UPDATE.INFO", ConversationUpdated, "updated", Nobody),
    ("UPDATE.ANNOUNCEMENT", ConversationUpdated, "updated", Nobody),
    ("UPDATE.OWNER", ConversationUpdated, "transferred", NewOwner),
    ("UPDATE.MUTE", ConversationUpdated, "updated", Nobody),
    ("UPDATE.DISABLE", ConversationUpdated, "updated", Nobody),
    ("JOIN.DIRECT", MemberJoined, "joined", Subjects::Members),
    ("JOIN.INVITE", MemberJoined, "joined", Subjects::Members),
    ("JOIN.APPLY", MemberJoined, "joined", Subjects::Members),
    ("LEAVE.QUIT", MemberLeft, "left", Subjects::Members),
    ("LEAVE.KICK", MemberLeft, "removed", Subjects::Members),
    ("LEAVE.BLOCK", MemberLeft, "removed", Subjects::Members),
    ("LEAVE.DELETE", MemberLeft, "removed", Subjects::Members),
    ("MUTE.ADD", MemberUpdated, "muted", Subjects::Members),
    ("MUTE.REMOVE", MemberUpdated, "unmuted", Subjects::Members),
    ("BLOCK.ADD", MemberUpdated, "blocked", Subjects::Members),
    ("BLOCK.REMOVE", MemberUpdated, "unblocked", Subjects::Members),
    ("WHITE.ADD", MemberUpdated, "allowlisted", Subjects::Members),
    ("WHITE.REMOVE", MemberUpdated, "delisted", Subjects::Members),
    ("ADMIN.ADD", MemberUpdated, "promoted", Admins),
    ("ADMIN.REMOVE", MemberUpdated, "demoted", Admins),
    ("ROOM_SUPER_ADMIN.ADD", MemberUpdated, "promoted", Admins),
    ("ROOM_SUPER_ADMIN.REMOVE", MemberUpdated, "demoted", Admins),
    ("SHIELD.ADD", MemberUpdated, "shielded", Operator),
    ("SHIELD.REMOVE", MemberUpdated, "unshielded", Operator),
    ("SHARE_FILE.ADD", RecordUpdated, "created", Subjects::Members),
    ("SHARE_FILE.REMOVE", RecordUpdated, "deleted", Subjects::Members),
];

/// An update that switches something: the payload key that says so, the action of `true`, that of `false`.
const SWITCHES: &[(&str, &str, &str, &str)] =
    &[("UPDATE.MUTE", "mute", "muted", "unmuted"), ("UPDATE.DISABLE", "disable", "disabled", "enabled")];

pub(super) fn read<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.root.take("event");
    let operation = case.root.text(&mut case.reader, "operation");
    let detail = case.payload.text(&mut case.reader, "type");
    let row = OPERATIONS.iter().find(|(name, ..)| {
        let (first, second) = name.split_once('.').map_or((*name, None), |(first, second)| (first, Some(second)));
        operation == Some(first) && detail == second
    });
    let native_type = NativeType::new("group_op_event").and(operation).and(detail);
    let mut facts = Facts::new(row.map_or(Unknown, |(_, kind, ..)| *kind), native_type);

    let operator = case.id("operator");
    facts.data.actor = operator.map(party);
    let info = case.payload.look_into(&mut case.reader, "info")?;
    let place = match case.root.word("type").as_deref() {
        Some("GROUP") => Some(ConversationKind::Group),
        Some("CHATROOM") => Some(ConversationKind::Room),
        _ => None,
    };
    if place.is_some() {
        case.root.take("type");
    }
    let (id, name) = (case.id("id"), info.said("title", case.reader.arena()));
    let known = id.is_some() || place.is_some() || name.is_some();
    facts.conversation = known.then(|| Conversation { id, kind: place, name, ..Conversation::default() });

    let Some(&(name, _, action, subjects)) = row else {
        case.unknown_event();
        return Ok(facts);
    };
    facts.data.native_action = Some(name);
    facts.data.action = Some(switched(name, &case.payload).unwrap_or(action));
    facts.data.subjects = match subjects {
        Subjects::Members => people(case, "member")?,
        Admins => people(case, "admin")?,
        NewOwner => {
            case.payload.said("new_owner", case.reader.arena()).map(|id| party(case.bare(id))).into_iter().collect()
        }
        Operator => operator.map(party).into_iter().collect(),
        Nobody => Vec::new(),
    };
    if name.starts_with("SHARE_FILE") {
        facts.data.target_id = only_file(case)?;
    }
    let is_update = name.starts_with("UPDATE");
    if is_update && !case.payload.get("info").is_some_and(|info| info.kind() == Kind::Object) {
        std::mem::take(&mut case.payload).leave_in(&mut facts.data.changes);
    } else if (is_update || name == "CREATE")
        && let Some(info) = case.payload.object(&mut case.reader, "info")?
    {
        info.leave_in(&mut facts.data.changes);
    }
    Ok(facts)
}

/// What an update that switches something did.
fn switched(name: &str, payload: &Members<'_>) -> Option<&'static str> {
    let (_, key, on, off) = SWITCHES.iter().find(|(update, ..)| *update == name)?;
    match &*payload.word(key)? {
        "true" => Some(on),
        "false" => Some(off),
        _ => None,
    }
}

/// The people in a list of the payload. What is more than ids stays there too.
fn people<'p>(case: &mut Case<'p>, name: &str) -> Read<Vec<Party<'p>>> {
    let Some(value) = case.payload.get(name) else { return Ok(Vec::new()) };
    let (mut people, mut plain) = (Vec::new(), value.kind() == Kind::Array);
    if plain {
        let appkey = case.appkey;
        case.reader.again(value, |reader| {
            reader.elements(|reader, _| {
                let id = reader.raw()?;
                plain &= id.is_null() || id.text(reader.arena()).is_some();
                people.extend(id.text(reader.arena()).filter(|id| !id.is_empty()).map(|id| party(bare(id, appkey))));
                Ok(())
            })
        })?;
    }
    if plain {
        case.payload.take(name);
    } else {
        case.reader.warn_of(value, "unexpected_type", "not a list of ids; kept as it stands");
    }
    Ok(people)
}

/// The only entry of `payload.share_file[]`.
fn only_file<'p>(case: &mut Case<'p>) -> Read<Option<Text<'p>>> {
    let files = case.payload.get("share_file").filter(|files| files.kind() == Kind::Array);
    let Some(files) = files else { return Ok(None) };
    let (mut file, mut count) = (None, 0);
    case.reader.again(files, |reader| {
        reader.elements(|reader, index| {
            file = reader.scalar()?.filter(|file| !file.is_empty());
            count = index + 1;
            Ok(())
        })
    })?;
    Ok(file.filter(|_| count == 1))
}
