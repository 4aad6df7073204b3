//! Contacts (`chat_type` "roster"): one row, one operation.
//!
//! `payload{operation, roster_ver?, reason?, status{error_code}?}`

use super::case::{Case, Facts, Read};
use super::ids::party;
use super::muc::{has_failed, reason};
use crate::event::{EventType, NativeType};

/// Operation, action (post-send events: contacts).
const OPERATIONS: &[(&str, &str)] = &[
    ("add", "requested"),
    ("remove", "removed"),
    ("accept", "accepted"),
    ("remote_accept", "accepted"),
    ("decline", "declined"),
    ("remote_decline", "declined"),
    ("ban", "blocked"),
    ("allow", "unblocked"),
];

pub(super) fn read<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.judge_payload();
    let operation = case.payload.text(&mut case.reader, "operation");
    let row = OPERATIONS.iter().find(|(name, _)| Some(*name) == operation);
    let kind = row.map_or(EventType::Unknown, |_| EventType::ContactUpdated);
    let mut facts = Facts::new(kind, NativeType::new("roster").and(operation));
    facts.data.actor = case.id("from").map(party);
    let to = case.id("to").map(party);
    reason(case, &mut facts, "")?;
    match row {
        Some((_, action)) => {
            facts.data.subjects.extend(to);
            facts.data.native_action = operation;
            facts.data.action = Some(if has_failed(case)? { "failed" } else { action });
        }
        None => {
            facts.recipients.extend(to);
            case.unknown_event();
        }
    }
    Ok(facts)
}
