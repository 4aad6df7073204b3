//! What an event that is not a message says.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Message, Party, Text};
use crate::json::writer::{Emit, Object, key};
use crate::json::{Kind, Raw, Rest};

/// Up to so many keys are compared one by one.
const MANY: usize = 32;

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
        object.member(key!("sender"), sender).member(key!("time_ms"), time_ms);
        message.members(&mut object);
        object.end();
    }
}

impl Data<'_> {
    /// The keys with a meaning of their own. A native key of the same name has its place here when it is text and
    /// nothing else says it; otherwise it stays in the raw record alone.
    pub const FIELDS: &'static [&'static str] =
        &["action", "native_action", "target_id", "actor", "subjects", "reason", "changes", "last_message"];

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        let Self { action, native_action, target_id, actor, subjects, reason, changes, last_message, rest } = self;
        action.is_none()
            && native_action.is_none()
            && target_id.is_none()
            && actor.is_none()
            && subjects.is_empty()
            && reason.is_none()
            && changes.is_empty()
            && last_message.is_none()
            && (rest.is_empty() || self.hides_all())
    }

    /// Whether a native key has no place here: then the raw record must stay.
    pub(super) fn hides_some(&self) -> bool {
        self.rest.members().iter().any(|member| self.shown_as(member.name, member.value).is_none())
    }

    fn hides_all(&self) -> bool {
        self.rest.members().iter().all(|member| self.shown_as(member.name, member.value).is_none())
    }

    /// The key under which a native one is written, if it has a place.
    fn shown_as<'n>(&self, name: &'n str, value: Raw<'_>) -> Option<Cow<'n, str>> {
        let snake = snake_case(name);
        let is_ours = Self::FIELDS.contains(&snake.as_ref());
        (!is_ours || self.lacks(&snake) && value.kind() == Kind::String).then_some(snake)
    }

    /// Whether one of the keys that hold text is free.
    fn lacks(&self, key: &str) -> bool {
        match key {
            "native_action" => self.native_action.is_none(),
            "target_id" => self.target_id.is_none(),
            "reason" => self.reason.is_none(),
            _ => false,
        }
    }
}

impl Emit for Data<'_> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn emit(&self, out: &mut Vec<u8>) {
        let Self { action, native_action, target_id, actor, subjects, reason, changes, last_message, rest } = self;
        let mut object = Object::begin(out);
        object
            .member(key!("action"), action)
            .member(key!("native_action"), native_action)
            .member(key!("target_id"), target_id)
            .member(key!("actor"), actor)
            .member(key!("subjects"), subjects)
            .member(key!("reason"), reason)
            .member(key!("changes"), changes)
            .member(key!("last_message"), last_message);
        let members = rest.members();
        // A record can be all keys: they are looked up in a set, for their square would be too much.
        let names: HashSet<&str> = match members.len() {
            0..=MANY => HashSet::new(),
            _ => members.iter().map(|member| member.name).collect(),
        };
        let is_taken = |name: &str| match names.is_empty() {
            true => members.iter().any(|member| member.name == name),
            false => names.contains(name),
        };
        let mut renamed = HashSet::new();
        for member in members.iter() {
            let Some(mut name) = self.shown_as(member.name, member.value) else { continue };
            if let Cow::Owned(made) = &name
                && (is_taken(made) || !renamed.insert(made.clone()))
            {
                name = Cow::Borrowed(member.name);
            }
            object.named(&name, &member.value);
        }
        object.end();
    }
}
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
