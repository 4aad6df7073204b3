//! What was found in a message (`eventType` "keyword_alert", "moderation").
//!
//! keyword_alert `{alertReason through|intercepted|replaced, chatType, contentUri, contentOwner, contentReceiver,
//! contentType, sensitiveWords[], status pass|refuse|replace}`
//!
//! moderation `{moderationResult PASS|REJECT|EXCHANGE|RECALL, providerResult, messageType, messageId, targetType,
//! source{}, riskType?, from, to, msg, url}`

use super::case::{Case, Facts, Read, place};
use super::ids::party;
use crate::event::{ConversationKind, EventType, NativeType, Text};

/// `status` of an alert, action; where it is none of these, `alertReason` tells.
const ALERT_STATUSES: &[(&str, &str)] = &[("pass", "passed"), ("refuse", "rejected"), ("replace", "replaced")];

/// `alertReason`, action.
const ALERT_REASONS: &[(&str, &str)] = &[("through", "passed"), ("intercepted", "rejected"), ("replaced", "replaced")];

/// `moderationResult`, action.
const MODERATION_RESULTS: &[(&str, &str)] =
    &[("PASS", "passed"), ("REJECT", "rejected"), ("EXCHANGE", "replaced"), ("RECALL", "recalled")];

/// `targetType` of a moderated message.
const PLACES: &[(&str, ConversationKind)] =
    &[("chat", ConversationKind::Direct), ("groupchat", ConversationKind::Group), ("chatroom", ConversationKind::Room)];

pub(super) fn keyword<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.root.take("eventType");
    let reason = case.root.text(&mut case.reader, "alertReason");
    let mut facts = Facts::new(EventType::ModerationDecided, NativeType::new("keyword_alert").and(reason));
    let status = case.root.word("status");
    facts.data.action = of(ALERT_STATUSES, status.as_deref()).or_else(|| of(ALERT_REASONS, reason));
    facts.data.native_action = reason;
    facts.data.target_id =
        case.root.said("contentUri", case.reader.arena()).map(|uri| uri.strip_prefix("msync:").unwrap_or(uri));
    facts.sender = case.id("contentOwner").map(party);
    let receiver = case.id("contentReceiver");
    let place = case.root.word("chatType").and_then(|chat_type| place(&chat_type));
    facts.place(place, receiver);
    Ok(facts)
}

pub(super) fn moderation<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.root.take("eventType");
    let result = case.root.text(&mut case.reader, "moderationResult");
    let mut facts = Facts::new(EventType::ModerationDecided, NativeType::new("moderation").and(result));
    facts.data.action = of(MODERATION_RESULTS, result);
    facts.data.native_action = result;
    facts.data.target_id = case.root.text(&mut case.reader, "messageId");
    facts.sender = case.id("from").map(party);
    let to = case.id("to");
    let target_type: Option<Text<'p>> = case.root.said("targetType", case.reader.arena());
    facts.place(of(PLACES, target_type), to);
    Ok(facts)
}

fn of<T: Copy>(table: &[(&str, T)], word: Option<&str>) -> Option<T> {
    table.iter().find(|(known, _)| Some(*known) == word).map(|(_, meaning)| *meaning)
}
