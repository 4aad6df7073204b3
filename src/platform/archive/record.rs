//! A record: the fields around the body, and the event that they become.
//!
//! | field | place in the event |
//! | --- | --- |
//! | msgid | id, message.id |
//! | seq | sequence |
//! | corpid, tenant_id | tenant_id |
//! | msgtime; of a switch log time | time_ms |
//! | from, is_from_ext | sender |
//! | tolist | recipients |
//! | roomid | conversation |
//! | action | type, data.native_action |
//! | msgtype and the body under its key | type, message |
//! | user of a switch log | data.actor |
//! | voiceid of a call | the call's id |
//! | id, from_avatar, content, voipid, is_grp, is_rb, is_ext, is_from_ext, what is unknown | data |

use super::body;
use super::party::recipients;
use super::types::{Read, Row, find, is_key_of_a_body};
use crate::event::{Data, Few, Party, Segment, Text};
use crate::json::{Field, Kind, Raw, Reader, Rest};

/// The native type of a record that says that the archive was switched on for someone.
const SWITCH: &str = "switch";
pub(super) const RECALL: &str = "recall";
pub(super) const SEND: &str = "send";

/// A record as read.
#[derive(Default)]
pub(crate) struct Record<'p> {
    pub(super) msgtype: Option<Text<'p>>,
    pub(super) row: Option<&'static Row>,
    pub(super) action: Option<Text<'p>>,
    pub(super) msgid: Option<Text<'p>>,
    pub(super) sequence: Option<Text<'p>>,
    pub(super) corpid: Option<Text<'p>>,
    pub(super) tenant_id: Option<Text<'p>>,
    pub(super) from: Option<Text<'p>>,
    pub(super) is_from_external: bool,
    pub(super) recipients: Few<Party<'p>>,
    pub(super) room: Option<Text<'p>>,
    pub(super) msgtime: Option<i64>,
    pub(super) time: Option<i64>,
    /// Where the body was read in place: its key, and its text for the case that it turns out to be none.
    pub(super) body: Option<(&'p str, Raw<'p>)>,
    pub(super) segments: Few<Segment<'p>>,
    pub(super) data: Data<'p>,
}

impl<'p> Record<'p> {
    /// Reads an object, and gives its text too.
    pub fn read(reader: &mut Reader<'p>) -> Read<(Self, Raw<'p>)> {
        let mut record = Self::default();
        let ((), whole) = reader.spanned(|r| r.members(|r, f| record.member(r, f)))?;
        record.settle(whole, reader)?;
        Ok((record, whole))
    }

    /// Whether it says what it is: a type, or the action of a switch log.
    pub fn is_recognised(&self) -> bool {
        self.msgtype.is_some() || self.is_switch()
    }

    pub(super) fn is_switch(&self) -> bool {
        self.msgtype.is_none() && self.action == Some(SWITCH)
    }

    /// The type, or `switch`; nothing where it says neither.
    pub fn native_type(&self) -> Option<Text<'p>> {
        self.msgtype.or_else(|| self.is_switch().then_some(SWITCH))
    }

    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.data.rest;
        match f.name {
            "msgid" => self.msgid = r.text(f, rest)?,
            "action" => self.action = r.text(f, rest)?,
            "from" => self.from = r.text(f, rest)?,
            "tolist" => self.recipients = recipients(r, f, rest)?,
            "roomid" => self.room = r.text(f, rest)?,
            "msgtime" => self.msgtime = r.integer(f, rest)?,
            "msgtype" => {
                if f.repeated() {
                    self.unread_body();
                }
                let rest = &mut self.data.rest;
                self.msgtype = match r.kind() {
                    Kind::String => r.text(f, rest)?,
                    _ => r.unexpected(f, rest).map(|()| None)?,
                };
                self.row = self.msgtype.and_then(find);
            }
            "seq" => self.sequence = r.text(f, rest)?,
            "corpid" => self.corpid = r.text(f, rest)?,
            "tenant_id" => self.tenant_id = r.text(f, rest)?,
            "time" => self.time = r.integer(f, rest)?,
            "is_from_ext" => self.is_from_external = flag(r, f, rest)?,
            "is_grp" | "is_rb" | "is_ext" => flag(r, f, rest).map(drop)?,
            name => match self.row_to_read_here(r, f) {
                Some(row) => {
                    let (segments, value) = r.spanned(|r| body::segments(r, row, row.msgtype))?;
                    self.body = (!segments.is_empty()).then_some((name, value));
                    self.segments = segments;
                }
                None => self.other(r, f)?,
            },
        }
        Ok(())
    }

    /// The row, where this member is the body as it nearly always stands: the type is known, and there is no better
    /// place for it.
    fn row_to_read_here(&self, r: &mut Reader<'p>, f: Field<'p>) -> Option<&'static Row> {
        let row = self.row.filter(|row| row.keys.first() == Some(&f.name) && row.is_message())?;
        let is_read = !f.repeated() && self.action != Some(RECALL) && r.kind() != Kind::Null;
        is_read.then_some(row)
    }

    /// Takes back what was read of the body: it is none, or one of another type.
    pub(super) fn unread_body(&mut self) {
        if let Some((key, value)) = self.body.take() {
            self.data.rest.keep(key, value, false);
        }
        self.segments = Few::None;
    }

    fn other(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        if f.repeated() && self.body.is_some_and(|(key, _)| key == f.name) {
            self.body = None;
        }
        let value = r.raw()?;
        let is_empty = value.as_str() == "\"\"" && (OPTIONAL.contains(&f.name) || is_key_of_a_body(f.name));
        if !is_empty || f.repeated() {
            self.data.rest.keep(f.name, if is_empty { Raw::NULL } else { value }, f.repeated());
        }
        Ok(())
    }
}

/// Fields that say nothing when they are empty.
const OPTIONAL: &[&str] = &["id", "from_avatar", "content", "user", "voiceid", "voipid"];

/// Reads a truth value, and keeps it as one.
fn flag<'p>(r: &mut Reader<'p>, f: Field<'p>, rest: &mut Rest<'p>) -> Read<bool> {
    let flag = r.boolean(f, rest)?;
    if let Some(flag) = flag {
        rest.keep(f.name, Raw::boolean(flag), f.repeated());
    }
    Ok(flag.unwrap_or(false))
}
