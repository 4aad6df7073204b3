//! What only the whole record tells: where its body is, and what its fields mean for its type.

use super::bodies::{self, VOTE_MEMBERS};
use super::body;
use super::party::party;
use super::record::{RECALL, Record, SEND};
use super::types::{Content, Facts, Read, Row, TEXT, VOICE_CALL, VOTE};
use crate::event::{Body, Few, Segment, Text};
use crate::json::{Arena, Kind, Raw, Reader, Rest};

impl<'p> Record<'p> {
    /// Finds what only the whole record tells: where the body is, and what the fields mean for its type.
    pub(super) fn settle(&mut self, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        if self.msgtype.is_some() && !matches!(self.action, None | Some(SEND | RECALL)) {
            reader.warn_record("unknown_action", "an action that is not documented");
        }
        self.find_body(whole, reader)?;
        let rest = &mut self.data.rest;
        if let Some(Segment { body: Body::Call(call), .. }) = self.segments.first_mut()
            && self.row.is_some_and(|row| row.msgtype == VOICE_CALL)
        {
            call.id = take_text(rest, "voiceid", reader.arena());
        }
        if self.is_switch() {
            self.data.actor = take_text(&mut self.data.rest, "user", reader.arena()).map(party);
        }
        let rest = &mut self.data.rest;
        if let (Some(_), Some(second)) = (&self.corpid, &self.tenant_id) {
            rest.keep("tenant_id", reader.arena().string_token(second), false);
        }
        if let (Some(first), Some(second)) = (self.msgtime, self.time)
            && first != 0
            && second != 0
        {
            rest.keep("time", reader.arena().number_token(second), false);
        }
        Ok(())
    }

    fn find_body(&mut self, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        let Some(msgtype) = self.msgtype else { return Ok(()) };
        if self.action == Some(RECALL) && self.row.is_none_or(Row::is_message) {
            self.unread_body();
            return Ok(());
        }
        let rest = &mut self.data.rest;
        let Some(row) = self.row else {
            reader.warn_record("unknown_message_type", "a message type that is not documented; kept whole");
            let data = rest.take(msgtype).filter(|data| !data.is_null());
            self.segments = Few::One(Segment::unknown(msgtype, data));
            return Ok(());
        };
        if self.body.is_some() {
            return Ok(());
        }
        let is_there = |key: &&str| rest.get(key).is_some_and(|value| !value.is_null());
        let key = row.keys.iter().copied().find(is_there).or(Some(row.msgtype).filter(is_there));
        match (key, row.content) {
            (Some(key), Content::Facts(facts)) => self.read_facts(key, facts, whole, reader),
            (Some(key), _) => {
                rest.take(key);
                // Once more from the start: the body counts its depth from where it stands.
                let segments = &mut self.segments;
                reader.again(whole, |r| {
                    r.members(|r, f| {
                        if f.name == key && r.kind() != Kind::Null {
                            *segments = body::segments(r, row, row.msgtype)?;
                        }
                        Ok(())
                    })
                })
            }
            (None, _) => self.do_without_body(row, whole, reader),
        }
    }

    fn read_facts(&mut self, key: &str, facts: Facts, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        let (mut target_id, mut actor, mut read) = (None, None, None);
        reader.again(whole, |r| {
            r.members(|r, f| {
                if f.name != key {
                    return Ok(());
                }
                let mut rest = Rest::default();
                let object = body::object(r, |r| {
                    r.members(|r, f| match Some(f.name) {
                        name if name == facts.target => r.text(f, &mut rest).map(|id| target_id = id),
                        name if name == facts.actor => r.text(f, &mut rest).map(|id| actor = id),
                        _ => r.keep_in(&mut rest, f),
                    })
                })?;
                read = object.map(|()| rest);
                Ok(())
            })
        })?;
        let rest = &mut self.data.rest;
        match read {
            Some(leftovers) => {
                rest.take(key);
                // One of the record may have the same name.
                for member in leftovers.members().iter() {
                    rest.keep(member.name, member.value, true);
                }
            }
            None => reader.warn_record("unexpected_type", "the body is no object; kept as it stands"),
        }
        self.data.target_id = target_id;
        self.data.actor = actor.map(party);
        Ok(())
    }

    /// A record whose type has no body under any of its keys.
    fn do_without_body(&mut self, row: &Row, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        let rest = &mut self.data.rest;
        if row.msgtype == TEXT
            && let Some(text) = take_text(rest, "content", reader.arena())
        {
            self.segments = Few::One(Segment::text(text));
            return Ok(());
        }
        if row.msgtype == VOTE {
            let mut unused = Rest::default();
            let vote = reader.again(whole, |r| bodies::vote(r, &mut unused))?.filter(|vote| !vote.is_empty());
            if let Some(vote) = vote {
                for key in VOTE_MEMBERS.iter().filter(|key| unused.get(key).is_none()) {
                    rest.take(key);
                }
                self.segments = Few::One(Segment::new(vote, Rest::default()));
                return Ok(());
            }
        }
        reader.warn_record("missing_content", "the record has no body of its type");
        if row.is_message() {
            self.segments = Few::One(Segment::unknown(row.msgtype, None));
        }
        Ok(())
    }
}

/// Takes a text out that is there and not empty.
fn take_text<'p>(rest: &mut Rest<'p>, key: &str, arena: &'p Arena) -> Option<Text<'p>> {
    let text = rest.get(key)?.text(arena).filter(|text| !text.is_empty())?;
    rest.take(key);
    Some(text)
}
