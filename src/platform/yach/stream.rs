//! Streams (message types and formats, 11): `text/event-stream` (WHATWG HTML, server-sent events), each event's data being
//! `{"msg_id","content","is_finished"}`. The documents' own sample has a comma before its closing brace.

use std::borrow::Cow;
use std::collections::HashMap;

use super::inbound::Read;
use super::sse::{Frame, Frames};
use crate::config::Policy;
use crate::error::{Result, Status};
use crate::event::{
    Data, Delivery, Direction, Event, EventType, Few, Identity, Message, NativeType, Party, PartyKind, Record, Segment,
    Text,
};
use crate::json::writer::{Object, key};
use crate::json::{Arena, Kind, Raw, Reader, Rest, Warnings};
use crate::platform::Payload;

/// What the platform takes for a stream.
pub(super) const CONTENT_TYPE: &str = "text/event-stream";

const NATIVE_TYPE: &str = "stream";

/// Reads a stream from its start. A tail that is not a whole frame is told, and comes again when there is more of it.
pub(super) fn read<'p>(delivery: &mut Delivery<'p>, payload: &Payload<'p>, policy: &Policy) -> Result<()> {
    // The blank line that ends the last frame belongs to it.
    let bytes = payload.untrimmed();
    let mut warnings = Warnings::default();
    let mut progress = HashMap::new();
    let mut frames = Frames::new(bytes);
    for (index, frame) in frames.by_ref().enumerate() {
        let event = event(index, &frame, payload.arena, policy.max_depth, &mut progress, &mut warnings);
        delivery.events.push(event.map_err(|fault| fault.within("payload", Status::MalformedPayload))?);
    }
    let tail = frames.settled;
    let blank = bytes.get(tail..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if tail + blank < bytes.len() {
        let detail = format!("the last frame is not complete: it begins at byte {tail}");
        warnings.add("incomplete_frame", || tail.to_string(), detail);
    }
    delivery.warnings.append(warnings);
    Ok(())
}

/// How far the message of an id has come.
#[derive(Default)]
struct Progress {
    chunks: usize,
    content: String,
    is_finished: bool,
}

fn event<'p>(
    index: usize,
    frame: &Frame<'p>,
    arena: &'p Arena,
    depth: u32,
    progress: &mut HashMap<Text<'p>, Progress>,
    warnings: &mut Warnings,
) -> Read<Event<'p>> {
    let record = match std::str::from_utf8(frame.bytes) {
        Ok(text) => Record::Text("sse", text),
        Err(_) => {
            warnings.add(
                "invalid_utf8",
                String::new,
                "bytes that are not UTF-8 read as U+FFFD; raw holds them in base64",
            );
            Record::Base64(frame.bytes)
        }
    };
    let text = arena_text(frame.data(), arena);
    let mut reader = Reader::new(text, arena, depth);
    let chunk = match Chunk::read(&mut reader) {
        Err(fault) if !fault.is_too_deep() => None,
        read => read?,
    };
    for warning in reader.warnings.as_slice() {
        warnings.add(warning.code, || format!("{index}.{}", warning.path), warning.detail.clone());
    }
    let native_type = NativeType::new(NATIVE_TYPE);
    let Some(Chunk { msg_id, content, is_finished, rest }) = chunk else {
        warnings.add("malformed_frame", || index.to_string(), "data is not a chunk with msg_id; kept whole");
        let identity = Identity::digest(frame.bytes.trim_ascii(), "");
        return Ok(Event { part: Some(index), ..Event::new(EventType::Unknown, native_type, identity, record) });
    };

    let progress = progress.entry(msg_id).or_default();
    if std::mem::take(&mut progress.is_finished) {
        progress.content.clear();
        warnings.add("chunk_after_finish", || index.to_string(), "a chunk of a message that was finished");
    }
    let content = content.unwrap_or_default();
    progress.content.push_str(content);
    let mut data = Data { rest, ..Data::default() };
    if let Some(value) = is_finished {
        data.rest.keep("is_finished", value, true);
        progress.is_finished = value.unescaped().is_some_and(|text| matches!(&*text, "true" | "1"));
    }
    if progress.is_finished {
        data.rest.keep("joined", arena.string_token(&progress.content), true);
    }
    let mut event = Event::new(EventType::MessageStreamChunk, native_type, Identity::native(msg_id), record);
    event.part = Some(progress.chunks);
    progress.chunks += 1;
    event.direction = Some(Direction::Out);
    event.sender = Some(Party::new(PartyKind::Bot, None));
    let segments = Few::One(Segment::text(content));
    event.message = Some(Message { id: Some(msg_id), segments, ..Message::default() });
    event.data = (!data.is_empty()).then(|| Box::new(data));
    Ok(event)
}

/// The data of one event.
#[derive(Default)]
struct Chunk<'p> {
    msg_id: Text<'p>,
    content: Option<Text<'p>>,
    is_finished: Option<Raw<'p>>,
    rest: Rest<'p>,
}

impl<'p> Chunk<'p> {
    /// Nothing, where it is another object or none.
    fn read(reader: &mut Reader<'p>) -> Read<Option<Self>> {
        if reader.kind() != Kind::Object {
            return Ok(None);
        }
        let mut chunk = Self::default();
        let mut msg_id = None;
        reader.members(|r, f| {
            let rest = &mut chunk.rest;
            match f.name {
                "msg_id" => msg_id = r.text(f, rest)?,
                "content" => chunk.content = r.content(f, rest)?,
                "is_finished" => chunk.is_finished = Some(r.raw()?).filter(|value| !value.is_null()),
                _ => r.keep_in(rest, f)?,
            }
            Ok(())
        })?;
        reader.end()?;
        Ok(msg_id.map(|msg_id| Self { msg_id, ..chunk }))
    }
}

/// Text of bytes, without a comma before its closing brace.
fn arena_text<'p>(data: Cow<'p, [u8]>, arena: &'p Arena) -> &'p str {
    let text = match data {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    };
    let text = arena.settle(text);
    match text.trim_end().strip_suffix('}').and_then(|rest| rest.trim_end().strip_suffix(',')) {
        Some(open) => arena.keep(format!("{open}}}")),
        None => text,
    }
}

/// A chunk as a frame.
pub(super) fn frame(msg_id: &str, content: &str, is_finished: bool) -> String {
    let mut out = b"data: ".to_vec();
    let mut object = Object::begin(&mut out);
    object.member(key!("msg_id"), msg_id).member(key!("content"), content).member(key!("is_finished"), &is_finished);
    object.end();
    out.extend_from_slice(b"\n\n");
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_comma_is_forgiven() {
        let arena = Arena::default();
        let read = |text: &'static str| arena_text(Cow::Borrowed(text.as_bytes()), &arena);
        assert_eq!(read("{\"a\":1,\n}\n"), "{\"a\":1}");
        assert_eq!(read("{\"a\":\",\"}"), "{\"a\":\",\"}");
    }

    #[test]
    fn a_chunk_is_one_line_whatever_it_says() {
        assert_eq!(
            frame("m", "知\n\"", false),
            "data: {\"msg_id\":\"m\",\"content\":\"知\\n\\\"\",\"is_finished\":false}\n\n"
        );
    }
}
