//! What became of a message: receipts, recall, edit.

use super::case::{Case, Facts, Read};
use super::ids::party;
use super::message;
use crate::event::{Conversation, ConversationKind, EventType, Message, NativeType};
use crate::json::Raw;

/// read_ack `payload{ext, ack_message_id, bodies:[]}`, of a group `{…, msg_config{allow_group_ack}, type}`;
/// channel_ack `payload{ack_message_id, type}`: a whole conversation was read.
pub(super) fn receipt<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.judge_payload();
    let chat_type = case.chat_type.unwrap_or_default();
    let mut facts = Facts::new(EventType::MessageRead, NativeType::new(chat_type));
    facts.data.action = Some("read");
    facts.data.native_action = Some(chat_type);
    facts.data.target_id = case.payload.text(&mut case.reader, "ack_message_id");
    facts.data.actor = case.id("from").map(party);
    drop_empty(case);

    let config = case.payload.look_into(&mut case.reader, "msg_config")?;
    let group_id = case.id("group_id");
    let to = case.id("to");
    if group_id.is_some() || config.word("allow_group_ack").as_deref() == Some("true") {
        facts.place(Some(ConversationKind::Group), group_id.or(to));
    } else {
        facts.place(Some(ConversationKind::Direct), to);
    }
    Ok(facts)
}

/// `recall_id` at the root is `payload.ack_message_id`.
pub(super) fn recall<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.judge_payload();
    let mut facts = Facts::new(EventType::MessageRecalled, NativeType::new("recall"));
    facts.data.action = Some("recalled");
    facts.data.native_action = Some("recall");
    let recalled = case.root.text(&mut case.reader, "recall_id");
    if recalled.is_none() || recalled == case.payload.said("ack_message_id", case.reader.arena()) {
        let acknowledged = case.payload.text(&mut case.reader, "ack_message_id");
        facts.data.target_id = recalled.or(acknowledged);
    } else {
        facts.data.target_id = recalled;
    }
    facts.data.actor = case.id("from").map(party);
    drop_empty(case);
    let to = case.id("to");
    place(case, &mut facts, to);
    Ok(facts)
}

/// `payload{bodies, edit_message_id, from, to, type, meta.edit_msg{count, edit_time, operator, send_time, sender}}`.
/// The root's `from` and `to` are internal.
pub(super) fn edit<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.judge_payload();
    let mut facts = Facts::new(EventType::MessageUpdated, NativeType::new("edit"));
    let from = case.payload_id("from");
    let to = case.payload_id("to");
    let meta = case.payload.look_into(&mut case.reader, "meta")?;
    let edited = meta.look_into(&mut case.reader, "edit_msg")?;
    let person = |name| edited.said(name, case.reader.arena()).map(|id| case.bare(id)).or(from).map(party);
    facts.sender = person("sender");
    facts.data.actor = person("operator");
    facts.data.action = Some("updated");
    facts.data.native_action = Some("edit");
    facts.data.target_id = case.payload.text(&mut case.reader, "edit_message_id");
    let ext = message::ext(case)?;
    let (_, segments) = case.segments()?;
    facts.message = Some(Message { segments, ext, ..Message::default() });
    place(case, &mut facts, to);
    Ok(facts)
}

/// Where it happened. Without `content_type` and `group_id` nothing tells whether `to` is a person or a group.
fn place<'p>(case: &mut Case<'p>, facts: &mut Facts<'p>, to: Option<crate::event::Text<'p>>) {
    let group_id = case.id("group_id");
    match case.place() {
        kind if group_id.is_some() => {
            facts.conversation = Some(Conversation { id: group_id, kind, ..Conversation::default() });
        }
        kind => facts.place(kind, to),
    }
}

/// Drops `ext` and `bodies` that are there and say nothing.
fn drop_empty(case: &mut Case<'_>) {
    for name in ["ext", "bodies"] {
        if case.payload.get(name).is_some_and(is_empty) {
            case.payload.take(name);
        }
    }
}

fn is_empty(value: Raw<'_>) -> bool {
    let inside = value.as_str().strip_prefix(['{', '[']).and_then(|rest| rest.strip_suffix(['}', ']']));
    inside.is_some_and(|inside| inside.trim_ascii().is_empty())
}
