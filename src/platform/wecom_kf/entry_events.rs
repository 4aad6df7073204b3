//! Events of `msg_list` by `event_type` (document 94670): one row, one event.

use super::entry::Read;
use crate::event::{Data, EventType, Party, PartyKind, Text};
use crate::json::{Arena, Kind, Raw, Reader};

/// What an entry's `event` says.
pub(super) struct Told<'p> {
    pub kind: EventType,
    pub event_type: Option<Text<'p>>,
    pub open_kfid: Option<Text<'p>>,
    pub customer: Option<Text<'p>>,
    pub data: Data<'p>,
    arena: &'p Arena,
}

/// Moves what an event says to where it means the same on every platform.
type Tell = for<'p> fn(&mut Told<'p>);

struct Row {
    name: &'static str,
    kind: EventType,
    tell: Tell,
}

const EVENTS: &[Row] = &[
    Row {
        name: "enter_session",
        kind: EventType::SessionEntered,
        tell: |told| {
            told.data.action = Some("entered");
            told.actor_is_customer();
        },
    },
    Row {
        name: "msg_send_fail",
        kind: EventType::MessageFailed,
        tell: |told| {
            told.data.action = Some("failed");
            told.data.target_id = told.take("fail_msgid");
            let fail_type = told.data.rest.get("fail_type").and_then(Raw::unescaped);
            told.data.reason = fail_type.and_then(|code| named(&code, FAILURES));
        },
    },
    Row {
        name: "servicer_status_change",
        kind: EventType::AgentUpdated,
        tell: |told| {
            told.coded("status", &[("1", "started"), ("2", "stopped")]);
            let is_suspension = told.data.rest.get("stop_type").and_then(Raw::unescaped).as_deref() == Some("1");
            if told.data.action == Some("stopped") && is_suspension {
                told.data.action = Some("suspended");
            }
            told.actor_is_servicer();
        },
    },
    Row {
        name: "session_status_change",
        kind: EventType::SessionUpdated,
        tell: |told| {
            let changes = [("1", "accepted"), ("2", "transferred"), ("3", "ended"), ("4", "reaccepted")];
            told.coded("change_type", &changes);
        },
    },
    Row {
        name: "user_recall_msg",
        kind: EventType::MessageRecalled,
        tell: |told| {
            told.data.action = Some("recalled");
            told.data.target_id = told.take("recall_msgid");
            told.actor_is_customer();
        },
    },
    Row {
        name: "servicer_recall_msg",
        kind: EventType::MessageRecalled,
        tell: |told| {
            told.data.action = Some("recalled");
            told.data.target_id = told.take("recall_msgid");
            told.actor_is_servicer();
        },
    },
    Row {
        name: "reject_customer_msg_switch_change",
        kind: EventType::ConversationUpdated,
        tell: |told| {
            told.coded("reject_switch", &[("1", "blocked"), ("0", "unblocked")]);
            told.actor_is_servicer();
        },
    },
];

/// Why a message was not sent, by `fail_type`.
const FAILURES: &[(&str, &str)] = &[
    ("0", "unknown"),
    ("1", "account_deleted"),
    ("2", "app_closed"),
    ("4", "over_48_hours"),
    ("5", "session_closed"),
    ("6", "over_5_messages"),
    ("7", "no_channels_account"),
    ("8", "unverified"),
    ("9", "no_channels_account_and_unverified"),
    ("10", "user_refused"),
    ("11", "nobody_logged_in"),
    ("12", "type_forbidden"),
    ("13", "safety_limit"),
];

/// Reads the `event` of the entry `record`, whose root may name the customer.
pub(super) fn read<'p>(
    event: Option<Raw<'p>>,
    record: Raw<'p>,
    customer: Option<Text<'p>>,
    reader: &mut Reader<'p>,
) -> Read<Told<'p>> {
    let (event_type, open_kfid, data) = (None, None, Data::default());
    let arena = reader.arena();
    let mut told = Told { kind: EventType::Unknown, event_type, open_kfid, customer, data, arena };
    let Some(event) = event else {
        reader.warn_of(record, "missing_content", "an event without its event member");
        return Ok(told);
    };
    if event.kind() != Kind::Object {
        reader.warn_of(event, "unexpected_type", "not an object; kept as it stands");
        told.data.rest.keep("event", event, false);
        return Ok(told);
    }
    let mut inside = None;
    reader.again(event, |reader| {
        reader.members(|r, f| {
            let rest = &mut told.data.rest;
            match f.name {
                "event_type" => told.event_type = r.text(f, rest)?,
                "open_kfid" => told.open_kfid = r.text(f, rest)?,
                "external_userid" => inside = r.text(f, rest)?,
                _ => r.keep_in(rest, f)?,
            }
            Ok(())
        })
    })?;
    told.customer = inside.or(told.customer);
    match EVENTS.iter().find(|row| Some(row.name) == told.event_type) {
        Some(row) => {
            told.kind = row.kind;
            (row.tell)(&mut told);
            told.data.native_action = told.data.native_action.take().or(told.event_type);
        }
        None => reader.warn_of(event, "unknown_event_type", "an event that is not documented; kept whole"),
    }
    Ok(told)
}

impl<'p> Told<'p> {
    /// Takes a member that holds text; anything else stays.
    fn take(&mut self, name: &str) -> Option<Text<'p>> {
        let text = self.data.rest.get(name)?.text(self.arena)?;
        self.data.rest.take(name);
        Some(text).filter(|text| !text.is_empty())
    }

    /// Says by a code what was done; one that is not documented, or none, says that something was.
    fn coded(&mut self, name: &str, actions: &[(&str, &'static str)]) {
        let code = self.take(name);
        let action = code.and_then(|code| named(code, actions));
        self.data.action = Some(action.unwrap_or("updated"));
        self.data.native_action = code;
    }

    fn actor_is_customer(&mut self) {
        self.data.actor = self.customer.map(|id| Party::new(PartyKind::External, Some(id)));
    }

    fn actor_is_servicer(&mut self) {
        self.data.actor = self.take("servicer_userid").map(|id| Party::new(PartyKind::Agent, Some(id)));
    }
}

fn named(code: &str, names: &[(&str, &'static str)]) -> Option<&'static str> {
    names.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}
