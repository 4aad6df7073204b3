//! Which family a body belongs to. There is no single discriminator: the tells are asked in this order.
//!
//! | tell | family |
//! | --- | --- |
//! | `event` "group_op_event" | groups and chat rooms, new schema |
//! | `eventType` "keyword_alert", "moderation" | what was found in a message |
//! | `step` "push" | offline push; its `chat_type` is that of the message |
//! | `status`, `reason` and `user`, no `eventType` | presence |
//! | `chat_type` | all the rest; of "notify" the payload's `type` tells more |

use super::body::Body;

/// What a body is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    GroupOperation,
    KeywordAlert,
    Moderation,
    Push,
    UserStatus,
    Message,
    Receipt,
    Recall,
    Edit,
    Muc,
    Roster,
    Thread,
    Reaction,
    Unknown,
}

/// `chat_type` by family. The table of the pre-send page says `group` and `chatroom` where its samples say `groupchat`.
const CHAT_TYPES: &[(&str, Family)] = &[
    ("chat", Family::Message),
    ("groupchat", Family::Message),
    ("group", Family::Message),
    ("chatroom", Family::Message),
    ("read_ack", Family::Receipt),
    ("channel_ack", Family::Receipt),
    ("recall", Family::Recall),
    ("edit", Family::Edit),
    ("muc", Family::Muc),
    ("roster", Family::Roster),
];

impl Family {
    pub fn of(body: &Body<'_>) -> Self {
        let word = |key| body.members.word(key);
        if word("event").as_deref() == Some("group_op_event") {
            return Family::GroupOperation;
        }
        let event_type = word("eventType");
        match event_type.as_deref() {
            Some("keyword_alert") => return Family::KeywordAlert,
            Some("moderation") => return Family::Moderation,
            _ => {}
        }
        if word("step").as_deref() == Some("push") {
            return Family::Push;
        }
        if event_type.is_none() && ["status", "reason", "user"].iter().all(|key| body.members.has(key)) {
            return Family::UserStatus;
        }
        let Some(chat_type) = word("chat_type") else { return Family::Unknown };
        if chat_type == "notify" {
            let noticed = body.payload.as_ref().and_then(|payload| payload.members.word("type"));
            return match noticed.as_deref() {
                Some("thread") => Family::Thread,
                Some("reaction") => Family::Reaction,
                _ => Family::Unknown,
            };
        }
        CHAT_TYPES.iter().find(|(word, _)| *word == chat_type).map_or(Family::Unknown, |(_, family)| *family)
    }

    /// The word by which a configuration lets the family in without a proof.
    pub fn waivable(self) -> Option<&'static str> {
        WAIVABLE.iter().find(|(family, _)| *family == self).map(|(_, word)| *word)
    }
}

/// The families whose documents show no `security` (thread, reaction), or show one sample without (push).
const WAIVABLE: &[(Family, &str)] =
    &[(Family::Thread, "thread"), (Family::Reaction, "reaction"), (Family::Push, "push")];

/// The words of [`WAIVABLE`].
#[expect(clippy::indexing_slicing, reason = "in a constant: out of range would not compile")]
pub(super) const WAIVABLE_WORDS: &[&str] = &[WAIVABLE[0].1, WAIVABLE[1].1, WAIVABLE[2].1];

/// Whether the platform waits for a verdict: a message of no `eventType` whose payload is its only body.
pub(super) fn is_pending(family: Family, body: &Body<'_>) -> bool {
    let flat = body.payload.as_ref().is_some_and(|payload| !payload.members.has("bodies"));
    family == Family::Message && flat && body.members.word("eventType").is_none()
}
