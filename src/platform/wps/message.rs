//! The event of a message, of either generation.

use super::content::{Content, Read};
use super::events::Around;
use super::identity::identity;
use super::mentions::{self, NativeMention};
use crate::event::{
    Conversation, ConversationKind, Data, Delivery, Direction, Event, EventType, Few, Message, Party, PartyKind, Text,
};
use crate::json::{Field, Kind, Reader, Rest};
use crate::platform::{Payload, time};

/// The topic of messages.
pub(super) const TOPIC: &str = "kso.app_chat.message";

/// The older generation's: its payload has the message's members at the top, ids are numbers, and so is the type.
pub(super) const OLD_TOPIC: &str = "wps.open.xz.message";

/// Reads the payload of a message event. Nothing, and nothing read, when it holds no message.
pub(super) fn read<'p>(
    around: &mut Around<'p>,
    payload: &Payload<'p>,
    reader: &mut Reader<'p>,
    delivery: &mut Delivery<'p>,
) -> Read<bool> {
    let mut facts = Facts::default();
    let ((), record) = reader.spanned(|reader| match reader.kind() {
        Kind::Object => reader.members(|reader, field| facts.member(reader, field)),
        _ => Ok(()),
    })?;
    if !facts.is_message {
        reader.rewind(record);
        return Ok(false);
    }
    let Facts {
        company_id, conversation, send_time_ms, sender, mut message, native_type, content, mentions, rest, ..
    } = facts;
    let mentioned = mentions.iter().filter(|mention| !mention.everyone);
    message.mentions = mentioned.filter_map(|mention| mention.identity.clone()).collect();
    message.segments = content.into_segments(native_type, &mentions, reader);
    if message.mentions.is_empty() {
        // Rich text says whom it mentions in place.
        mentions::collect(&message.segments, &mut message.mentions);
    }
    let from_user = sender.as_ref().is_some_and(|sender| sender.kind == Some(PartyKind::User));
    let identity = around.identify(message.id, payload.record_bytes(record), delivery);
    delivery.events.push(Event {
        identity,
        part: None,
        kind: EventType::MessageCreated,
        native_type: around.native_type(),
        time_ms: send_time_ms.or_else(|| around.time_ms()),
        sequence: None,
        direction: from_user.then_some(Direction::In),
        tenant_id: company_id,
        conversation,
        sender,
        recipients: Few::None,
        message: Some(message),
        data: (!rest.is_empty()).then(|| Box::new(Data { rest, ..Data::default() })),
        native: std::mem::take(&mut around.native),
        record: payload.json_record(record),
    });
    Ok(true)
}

/// The members of a payload that holds a message.
#[derive(Default)]
struct Facts<'p> {
    company_id: Option<Text<'p>>,
    conversation: Option<Conversation<'p>>,
    send_time_ms: Option<i64>,
    sender: Option<Party<'p>>,
    is_message: bool,
    message: Message<'p>,
    native_type: Option<Text<'p>>,
    content: Content<'p>,
    mentions: Vec<NativeMention<'p>>,
    rest: Rest<'p>,
}

impl<'p> Facts<'p> {
    /// A member of the payload.
    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.rest;
        match f.name {
            "company_id" => self.company_id = r.text(f, rest)?,
            "send_time" => self.send_time_ms = r.converted(f, rest, time::parse_ms)?,
            "chat" => {
                let mut chat = Conversation::default();
                let read = r.object(f, rest, |r, f, rest| {
                    match f.name {
                        "id" => chat.id = r.text(f, rest)?,
                        "name" => chat.name = r.text(f, rest)?,
                        "type" => chat.kind = r.text(f, rest)?.and_then(chat_kind),
                        _ => {}
                    }
                    Ok(())
                })?;
                self.conversation = read.then_some(chat);
            }
            "sender" => self.sender = sender(r, f, rest, &mut self.company_id)?,
            "message" if r.kind() == Kind::Object => {
                self.is_message = true;
                self.message = Message::default();
                r.members(|r, f| self.body_member(r, f))?;
            }
            // The old generation has the members of the message at the top.
            "chat_id" => self.conversation.get_or_insert_default().id = r.text(f, rest)?,
            "chat_type" => {
                let kind = r.text(f, rest)?.and_then(chat_kind);
                self.conversation.get_or_insert_default().kind = kind;
            }
            "message_id" => {
                self.is_message = true;
                self.message.id = r.text(f, rest)?;
            }
            "message_type" => self.native_type = r.text(f, rest)?,
            "content" => self.content = Content::read(r)?,
            "mentions" => self.mentions = mentions::read(r, f, rest)?,
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    }

    /// A member of `message`.
    fn body_member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let ext = &mut self.message.ext;
        match f.name {
            "id" => self.message.id = r.text(f, ext)?,
            "type" => self.native_type = r.text(f, ext)?,
            "content" => self.content = Content::read(r)?,
            "mentions" => self.mentions = mentions::read(r, f, ext)?,
            "quote_msg_id" => self.message.reply_to = r.text(f, ext)?,
            _ => r.keep_in(ext, f)?,
        }
        Ok(())
    }
}

/// `p2p|group` by the documents, `single` by an SDK, 2 and 3 of the old generation.
fn chat_kind(native: &str) -> Option<ConversationKind> {
    match native {
        "p2p" | "single" | "3" => Some(ConversationKind::Direct),
        "group" | "2" => Some(ConversationKind::Group),
        _ => None,
    }
}

/// `{id, type, name?}`, or the old generation's `{company_uid, company_id}`.
fn sender<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    rest: &mut Rest<'p>,
    company_id: &mut Option<Text<'p>>,
) -> Read<Option<Party<'p>>> {
    let mut leftovers = Rest::default();
    let Some(mut party) = identity(reader, field, &mut leftovers)? else {
        rest.append(leftovers);
        return Ok(None);
    };
    if party.id.is_none()
        && let Some(id) = leftovers.get("company_uid").and_then(|value| value.text(reader.arena()))
    {
        party = Party { id: Some(id).filter(|id| !id.is_empty()), kind: Some(PartyKind::User), ..party };
        let company = leftovers.get("company_id").and_then(|value| value.text(reader.arena()));
        *company_id = company_id.take().or(company).filter(|id| !id.is_empty());
    }
    Ok(Some(party))
}
