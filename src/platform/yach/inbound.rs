//! A callback: what somebody wrote to the robot. No part of it is signed.
//!
//! | field [third-party code] | place |
//! | --- | --- |
//! | msgtype | native_type, and by it the type of the event |
//! | content, originName, audio_text, image_recognize_code, image_text, historyChatRecord | message, by msgtype; else data |
//! | appID | tenant_id |
//! | msgId, msgIdClient | the event's id, message.id |
//! | createAt | time_ms |
//! | conversationType "1" single, "2" group; conversationId, conversationTitle | conversation |
//! | senderId, senderNick, senderNickName, userJson.name | sender |
//! | chatbotUserId, chatbotUserName | recipients |
//! | replyMsgId | message.reply_to |
//! | replyMsgType, replyContent, quoteMsgId, userJson, callbackUrl, uniqueKey, callbackMode, any other | data |

use super::content::{self, Content};
use super::credentials::FieldCipher;
use super::decrypt;
use super::mentions::Robot;
use super::parse::{INBOUND_KEYS, MSGTYPE};
use crate::event::{
    Conversation, ConversationKind, Data, Direction, Event, EventType, Identity, Message, NativeType, Party, PartyKind,
    Record, Text,
};
use crate::json::{Fault, Field, Kind, Raw, Reader, Rest};
use crate::platform::{Payload, time};

pub(super) type Read<T> = Result<T, Fault>;

/// The msgtype that says that a session begins, and holds no message.
const NEW_SESSION: &str = "start_new_session";
/// The native type of what names none.
const NAMELESS: &str = "unknown";

/// Reads a callback, flat or in `{"value":…}`. `form` is the record where the reader reads a form's fields.
pub(super) fn read<'p>(
    keys: &[&FieldCipher],
    payload: &Payload<'p>,
    form: Option<Record<'p>>,
    reader: &mut Reader<'p>,
) -> Read<Event<'p>> {
    let mut facts = Facts::default();
    let ((), mut whole) = reader.spanned(|reader| match reader.kind() {
        Kind::Object => reader.members(|reader, field| facts.member(reader, field)),
        _ => Ok(()),
    })?;
    let mut native = Rest::default();
    if !facts.is_recognised
        && let Some(value) = facts.value
    {
        native = std::mem::take(&mut facts).rest;
        native.take("value");
        reader.again(value, |reader| reader.members(|reader, field| facts.member(reader, field)))?;
        whole = value;
    }
    let (record, bytes) = match form {
        Some(record) => (record, payload.bytes()),
        None => (payload.json_record(whole), payload.record_bytes(whole)),
    };
    let mut event = facts.into_event(keys, record, bytes, reader)?;
    event.direction = (whole.kind() == Kind::Object).then_some(Direction::In);
    event.native = native;
    Ok(event)
}

/// The members of a callback.
#[derive(Default)]
struct Facts<'p> {
    /// Whether it has a key that only a callback has.
    is_recognised: bool,
    value: Option<Raw<'p>>,
    msgtype: Option<Text<'p>>,
    content: Content<'p>,
    app_id: Option<Text<'p>>,
    msg_id: Option<Text<'p>>,
    msg_id_client: Option<Text<'p>>,
    created: Option<Raw<'p>>,
    time_ms: Option<i64>,
    conversation: Conversation<'p>,
    sender_id: Option<Text<'p>>,
    nick: Option<Text<'p>>,
    nick_name: Option<Text<'p>>,
    user_name: Option<Text<'p>>,
    bot: Party<'p>,
    reply_to: Option<Text<'p>>,
    rest: Rest<'p>,
}

impl<'p> Facts<'p> {
    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.rest;
        self.is_recognised |= f.name == MSGTYPE || INBOUND_KEYS.contains(&f.name);
        match f.name {
            MSGTYPE => self.msgtype = r.text(f, rest)?,
            "content" => self.content.value = Some(r.raw()?),
            "appID" => self.app_id = r.text(f, rest)?,
            "msgId" => self.msg_id = r.text(f, rest)?,
            "msgIdClient" => self.msg_id_client = r.text(f, rest)?,
            "createAt" => {
                let (time_ms, created) = r.spanned(|r| r.converted(f, rest, time::parse_ms))?;
                (self.time_ms, self.created) = (time_ms, Some(created));
            }
            "conversationType" => self.conversation.kind = r.converted(f, rest, conversation_kind)?,
            "conversationId" => self.conversation.id = r.text(f, rest)?,
            "conversationTitle" => self.conversation.name = r.text(f, rest)?,
            "senderId" => self.sender_id = r.text(f, rest)?,
            "senderNick" => self.nick = r.text(f, rest)?,
            "senderNickName" => self.nick_name = r.text(f, rest)?,
            "chatbotUserId" => self.bot.id = r.text(f, rest)?,
            "chatbotUserName" => self.bot.name = r.text(f, rest)?,
            "replyMsgId" => self.reply_to = r.text(f, rest)?,
            "userJson" => {
                let user = content::embedded(r, f, rest, Kind::Object)?;
                self.user_name = user.map(|user| user_name(r, user)).transpose()?.flatten();
                user.into_iter().for_each(|user| rest.keep(f.name, user, f.repeated()));
            }
            "originName" => self.content.name = content::said(r)?,
            "audio_text" => self.content.audio_text = content::said(r)?,
            "image_recognize_code" => self.content.image_code = content::said(r)?,
            "image_text" => self.content.image_text = content::unpacked(r, Kind::Array)?,
            "historyChatRecord" => self.content.history = content::embedded(r, f, rest, Kind::Array)?,
            "replyMsgType" | "replyContent" | "quoteMsgId" | "callbackUrl" | "uniqueKey" | "callbackMode" => {
                let value = content::said(r)?;
                value.into_iter().for_each(|value| rest.keep(f.name, value, f.repeated()));
            }
            _ => {
                let value = r.raw()?;
                if f.name == "value" && value.kind() == Kind::Object {
                    self.value = Some(value);
                }
                rest.keep(f.name, value, f.repeated());
            }
        }
        Ok(())
    }

    fn into_event(
        self,
        keys: &[&FieldCipher],
        record: Record<'p>,
        bytes: &[u8],
        reader: &mut Reader<'p>,
    ) -> Read<Event<'p>> {
        let Self { msgtype, mut content, mut conversation, mut sender_id, bot, mut msg_id, mut rest, .. } = self;
        let mut robot = Robot { id_as_sent: bot.id, id: bot.id, name: bot.name };
        let mut file = content.text(reader.arena()).filter(|_| msgtype == Some("file"));
        let fields = &mut [
            ("senderId", &mut sender_id),
            ("conversationId", &mut conversation.id),
            ("msgId", &mut msg_id),
            ("chatbotUserId", &mut robot.id),
            ("content", &mut file),
        ];
        decrypt::open(fields, keys, reader);
        content.opened = file;

        let created = self.created.and_then(Raw::unescaped).unwrap_or_default();
        let identity = match msg_id.as_ref().or(self.msg_id_client.as_ref()) {
            Some(id) => Identity::native(id),
            None => Identity::digest(bytes, &created),
        };
        if let Some(id) = self.msg_id_client.as_ref().filter(|_| msg_id.is_some()) {
            rest.keep("msgIdClient", reader.arena().string_token(id), false);
        }
        if let Some(other) =
            self.nick_name.as_ref().filter(|other| self.nick.as_ref().is_some_and(|nick| nick != *other))
        {
            rest.keep("senderNickName", reader.arena().string_token(other), false);
        }

        let mut data = Data::default();
        let mut message = None;
        let kind = match msgtype {
            Some(NEW_SESSION) => {
                data.action = Some("entered");
                data.native_action = msgtype;
                content.into_rest(&mut rest);
                EventType::SessionEntered
            }
            Some(name) => {
                let (segments, mentions) = content.into_segments(name, &robot, &mut rest, reader)?;
                let id = msg_id.or(self.msg_id_client);
                message = Some(Message { id, segments, reply_to: self.reply_to, mentions, ..Message::default() });
                EventType::MessageCreated
            }
            None => {
                reader.warn_record("unknown_event_type", "a callback without msgtype; kept whole");
                content.into_rest(&mut rest);
                EventType::Unknown
            }
        };
        data.rest = rest;

        let native_type = NativeType::new(msgtype.unwrap_or(NAMELESS));
        let mut event = Event::new(kind, native_type, identity, record);
        event.time_ms = self.time_ms;
        event.tenant_id = self.app_id;
        event.conversation = Some(conversation);
        let name = self.nick.or(self.nick_name).or(self.user_name);
        if sender_id.is_some() || name.is_some() {
            event.sender = Some(Party::new(PartyKind::User, sender_id).named(name));
        }
        if robot.id.is_some() || robot.name.is_some() {
            event.recipients.push(Party::new(PartyKind::Bot, robot.id).named(robot.name));
        }
        event.message = message;
        event.data = (!data.is_empty()).then(|| Box::new(data));
        Ok(event)
    }
}

fn conversation_kind(native: &str) -> Option<ConversationKind> {
    match native {
        "1" => Some(ConversationKind::Direct),
        "2" => Some(ConversationKind::Group),
        _ => None,
    }
}

/// `{name, workCode, deptName}`
fn user_name<'p>(reader: &mut Reader<'p>, user: Raw<'p>) -> Read<Option<Text<'p>>> {
    let mut name = None;
    reader.embedded(user.as_str(), |reader| {
        reader.members(|reader, field| {
            if field.name == "name" {
                name = reader.scalar()?.filter(|name| !name.is_empty());
            }
            Ok(())
        })
    })?;
    Ok(name)
}
