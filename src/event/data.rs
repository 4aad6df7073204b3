//! What an event that is not a message says.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Message, Party, Text};
use crate::json::writer::{Emit, Object};
use crate::json::{Kind, Raw, Rest};

/// The facts of an event. The named keys mean the same on every platform; `rest` holds every other native key, in
/// snake_case.
#[derive(Debug, Clone, Default)]
pub struct Data<'p> {
    /// What was done: created, updated, deleted, …
    pub action: Option<&'static str>,
    /// The platform's own word for it.
    pub native_action: Option<Text<'p>>,
    /// The message or record acted on.
    pub target_id: Option<Text<'p>>,
    pub actor: Option<Party<'p>>,
    pub subjects: Vec<Party<'p>>,
    pub reason: Option<Text<'p>>,
    pub changes: Rest<'p>,
    /// The newest message of a thread.
    pub last_message: Option<Box<LastMessage<'p>>>,
    /// A native value that the platform's folder gives a name of its own.
    pub value: Option<Raw<'p>>,
    pub rest: Rest<'p>,
}

/// A message inside an event about something else: message-shaped, with its sender and time.
#[derive(Debug, Clone, Default)]
pub struct LastMessage<'p> {
    pub sender: Option<Party<'p>>,
    pub time_ms: Option<i64>,
    pub message: Message<'p>,
}

impl Emit for LastMessage<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        let Self { sender, time_ms, message } = self;
        let mut object = Object::begin(out);
        object.member("sender", sender).member("time_ms", time_ms);
        message.members(&mut object);
        object.end();
    }
}

impl Data<'_> {
    /// The keys with a meaning of their own. A native key of the same name has its place here when it is text and
    /// nothing else says it; otherwise it stays in the raw record alone.
    pub const FIELDS: &'static [&'static str] = &[
        "action", "native_action", "target_id", "actor", "subjects", "reason", "changes", "last_message", "value",
    ];

    /// Whether one of the keys that hold text is free.
    fn lacks(&self, key: &str) -> bool {
        match key {
            "native_action" => self.native_action.is_none(),
            "target_id" => self.target_id.is_none(),
            "reason" => self.reason.is_none(),
            "value" => self.value.is_none(),
            _ => false,
        }
    }

    pub fn is_empty(&self) -> bool {
        let Self { action, native_action, target_id, actor, subjects, reason, changes, last_message, value, rest } = self;
        action.is_none()
            && native_action.is_none()
            && target_id.is_none()
            && actor.is_none()
            && subjects.is_empty()
            && reason.is_none()
            && changes.is_empty()
            && last_message.is_none()
            && value.is_none()
            && !rest.members().iter().any(|member| self.has_place(&snake_case(&member.name), member.value))
    }

    /// Whether a native key of this name in snake_case is written.
    fn has_place(&self, name: &str, value: Raw<'_>) -> bool {
        !Self::FIELDS.contains(&name) || self.lacks(name) && value.kind() == Kind::String
    }
}

impl Emit for Data<'_> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn emit(&self, out: &mut Vec<u8>) {
        let Self { action, native_action, target_id, actor, subjects, reason, changes, last_message, value, rest } = self;
        let mut object = Object::begin(out);
        object
            .member("action", action)
            .member("native_action", native_action)
            .member("target_id", target_id)
            .member("actor", actor)
            .member("subjects", subjects)
            .member("reason", reason)
            .member("changes", changes)
            .member("last_message", last_message)
            .member("value", value);
        let members = rest.members();
        let many = (members.len() > FEW).then(|| members.iter().map(|member| &*member.name).collect::<HashSet<_>>());
        let is_received = |name: &str| match &many {
            Some(names) => names.contains(name),
            None => members.iter().any(|member| member.name == name),
        };
        for member in members.iter() {
            let mut name = snake_case(&member.name);
            if matches!(name, Cow::Owned(_)) && is_received(&name) {
                name = Cow::Borrowed(&member.name);
            }
            if self.has_place(&name, member.value) {
                object.named(&name, &member.value);
            }
        }
        object.end();
    }
}

/// So many names are compared one by one; more go to a set, or hostile input would make it take their square.
const FEW: usize = 32;

/// `anyName`, `AnyName` and `any-name` as `any_name`; borrowed when it is so already.
fn snake_case(name: &str) -> Cow<'_, str> {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'-') {
        return Cow::Borrowed(name);
    }
    let mut snake = String::with_capacity(name.len() + 4);
    let mut word = false;
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let next_is_lower = letters.peek().is_some_and(char::is_ascii_lowercase);
        if letter.is_ascii_uppercase() && !snake.is_empty() && !snake.ends_with('_') && (word || next_is_lower) {
            snake.push('_');
        }
        word = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        snake.push(if letter == '-' { '_' } else { letter.to_ascii_lowercase() });
    }
    Cow::Owned(snake)
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn native_keys_become_snake_case() {
        for (native, snake) in [
            ("chat_id", "chat_id"),
            ("feedType", "feed_type"),
            ("OpenKfId", "open_kf_id"),
            ("ToUserName", "to_user_name"),
            ("AgentID", "agent_id"),
            ("URLValue", "url_value"),
            ("device-id", "device_id"),
            ("v2Name", "v2_name"),
            ("消息Id", "消息_id"),
        ] {
            assert_eq!(snake_case(native), snake);
        }
    }
}
