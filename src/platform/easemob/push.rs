//! What became of an offline push (`step` "push").
//!
//! `{status success|fail|error, detail?, channel?, data?, device_id?, device_token?, notifier_name?, target, msg_id}`

use super::case::{Case, Facts, Read, direct};
use super::ids::party;
use crate::event::{Conversation, ConversationKind, EventType, NativeType};

/// Status, action (offline push callback).
const STATUSES: &[(&str, &str)] = &[("success", "delivered"), ("fail", "failed"), ("error", "failed")];

pub(super) fn read<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.root.take("step");
    let status = case.root.text(&mut case.reader, "status");
    let mut facts = Facts::new(EventType::PushUpdated, NativeType::new("push").and(status));
    // One callback may tell of several devices.
    let target = case.root.text(&mut case.reader, "target");
    facts.identity = [target, case.root.said("device_id", case.reader.arena())];
    let row = STATUSES.iter().find(|(word, _)| Some(*word) == status);
    facts.data.action = row.map(|(_, action)| *action);
    facts.data.native_action = status;
    facts.data.target_id = case.root.text(&mut case.reader, "msg_id");
    facts.data.subjects.extend(target.map(|target| party(case.bare(target))));
    facts.data.reason = case.root.text(&mut case.reader, "detail");
    facts.sender = case.id("from").map(party);
    let group_id = case.id("group_id");
    facts.conversation = match case.chat_type {
        Some("chat") => Some(direct()),
        Some("groupchat") => {
            Some(Conversation { id: group_id, kind: Some(ConversationKind::Group), ..Conversation::default() })
        }
        _ => None,
    };
    Ok(facts)
}
