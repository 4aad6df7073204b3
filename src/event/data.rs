//! What an event that is not a message says.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use std::borrow::Cow;

use smallvec::SmallVec;

use super::snake_case::{Snake, snake_case};
use super::{Message, Party, Text};
use crate::json::raw::Member;
use crate::json::writer::{Emit, Object, key};
use crate::json::{Kind, Raw, Rest, Seen};

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

impl<'p> Data<'p> {
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

    /// What the delivery has under `target_id`: text, which may be that of a native key of this name.
    pub(crate) fn shown_target_id(&self) -> Option<Cow<'_, str>> {
        const KEY: &str = "target_id";
        if let Some(target_id) = self.target_id {
            return Some(Cow::Borrowed(target_id));
        }
        let members = self.rest.members();
        let shown = |member: &&Member<'p>| {
            self.shown_as(member.name, member.value).is_some_and(|shown| shown.key(member.name) == KEY)
        };
        let same = members.iter().find(|member| member.name == KEY);
        same.or_else(|| members.iter().find(shown)).filter(shown)?.value.unescaped()
    }

    /// Whether a native key has no place here: then the raw record must stay.
    pub(super) fn hides_some(&self) -> bool {
        self.rest.members().iter().any(|member| self.shown_as(member.name, member.value).is_none())
    }

    fn hides_all(&self) -> bool {
        self.rest.members().iter().all(|member| self.shown_as(member.name, member.value).is_none())
    }

    /// How the key of a native one is written, if it has a place.
    fn shown_as(&self, name: &str, value: Raw<'_>) -> Option<Shown> {
        let shown = snake_case(name).map_or(Shown::AsItIs, Shown::Renamed);
        let key = shown.key(name);
        let is_ours = Self::FIELDS.contains(&key);
        (!is_ours || self.lacks(key) && value.kind() == Kind::String).then_some(shown)
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

/// The key of a native value in the output.
enum Shown {
    AsItIs,
    Renamed(Snake),
}

impl Shown {
    fn key<'n>(&'n self, name: &'n str) -> &'n str {
        match self {
            Shown::AsItIs => name,
            Shown::Renamed(snake) => snake.as_str(),
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
        let shown = members.iter().map(|member| self.shown_as(member.name, member.value));
        let shown: SmallVec<[Option<Shown>; 16]> = shown.collect();
        let mut taken = Seen::default();
        if shown.iter().flatten().any(|shown| matches!(shown, Shown::Renamed(_))) {
            members.iter().for_each(|member| _ = taken.again(member.name));
        }
        for (member, shown) in members.iter().zip(&shown) {
            match shown {
                Some(Shown::Renamed(snake)) if !taken.again(snake.as_str()) => {
                    object.named(snake.as_str(), &member.value)
                }
                Some(_) => object.named(member.name, &member.value),
                None => &mut object,
            };
        }
        object.end();
    }
}
