//! The body of a request, read once. What it is about is known at its end only: the tells stand anywhere.

use super::members::Members;
use crate::event::{Few, Text};
use crate::json::{Arena, Fault, Field, Kind, Raw, Reader};

/// More members than the largest documented bodies have.
const MEMBERS: usize = 32;

/// A body as it came.
#[derive(Default)]
pub(super) struct Body<'p> {
    pub call_id: Once<'p>,
    pub timestamp: Once<'p>,
    pub security: Once<'p>,
    pub appkey: Once<'p>,
    /// All members but these four; that called `payload` too.
    pub members: Members<'p>,
    pub payload: Option<Payload<'p>>,
    /// `payload.data`, where that is an object.
    pub thread: Option<Box<Thread<'p>>>,
}

/// A member that the proof uses: it may be there once.
#[derive(Default, Clone, Copy)]
pub(super) struct Once<'p> {
    /// The last value, unless that is `null`.
    pub value: Option<Raw<'p>>,
    pub twice: bool,
}

/// A payload that holds a message, or facts: of the body, or of the last message of a thread.
#[derive(Default)]
pub(super) struct Payload<'p> {
    /// All members; what is also read below stands here as it came.
    pub members: Members<'p>,
    pub bodies: Few<Piece<'p>>,
}

/// An element of `bodies`.
pub(super) struct Piece<'p> {
    pub whole: Raw<'p>,
    pub members: Members<'p>,
}

/// `payload.data` of a thread.
#[derive(Default)]
pub(super) struct Thread<'p> {
    pub members: Members<'p>,
    pub last: Option<Last<'p>>,
}

/// `last_message` of a thread.
#[derive(Default)]
pub(super) struct Last<'p> {
    pub members: Members<'p>,
    pub payload: Option<Payload<'p>>,
}

impl<'p> Body<'p> {
    /// Reads the object that the body is.
    pub fn read(reader: &mut Reader<'p>) -> Result<(Self, Raw<'p>), Fault> {
        let mut body = Self { members: Members::with_capacity(MEMBERS), ..Self::default() };
        let ((), whole) = reader.spanned(|reader| {
            reader.members(|r, f| {
                match f.name {
                    "callId" => body.call_id.put(r.raw()?, f),
                    "timestamp" => body.timestamp.put(r.raw()?, f),
                    "security" => body.security.put(r.raw()?, f),
                    "appkey" => body.appkey.put(r.raw()?, f),
                    "payload" => {
                        body.thread = None;
                        let thread = &mut body.thread;
                        let read = nested(r, f, &mut body.members, |r| {
                            Payload::read(r, |r, f, members| {
                                *thread = nested(r, f, members, Thread::read)?.map(Box::new);
                                Ok(())
                            })
                        })?;
                        body.payload = read;
                    }
                    _ => keep(r, f, &mut body.members)?,
                }
                Ok(())
            })
        })?;
        Ok((body, whole))
    }
}

impl<'p> Payload<'p> {
    /// Reads a payload; `data` is read by the caller.
    fn read(
        reader: &mut Reader<'p>,
        mut data: impl FnMut(&mut Reader<'p>, Field<'p>, &mut Members<'p>) -> Result<(), Fault>,
    ) -> Result<Self, Fault> {
        let mut payload = Self::default();
        reader.members(|r, f| {
            match f.name {
                "data" => data(r, f, &mut payload.members)?,
                "bodies" => {
                    let (bodies, whole) = r.spanned(bodies)?;
                    payload.bodies = bodies;
                    payload.members.keep(f, whole);
                }
                _ => keep(r, f, &mut payload.members)?,
            }
            Ok(())
        })?;
        Ok(payload)
    }
}

/// Reads a list of bodies, or the only one.
fn bodies<'p>(reader: &mut Reader<'p>) -> Result<Few<Piece<'p>>, Fault> {
    let mut bodies = Few::None;
    let mut piece = |r: &mut Reader<'p>| {
        let (members, whole) = r.spanned(Members::read)?;
        bodies.push(Piece { whole, members });
        Ok(())
    };
    match reader.kind() {
        Kind::Array => reader.elements(|r, _| piece(r))?,
        Kind::Object => piece(reader)?,
        _ => {}
    }
    Ok(bodies)
}

impl<'p> Thread<'p> {
    fn read(reader: &mut Reader<'p>) -> Result<Self, Fault> {
        let mut thread = Self::default();
        reader.members(|r, f| {
            match f.name {
                "last_message" => thread.last = nested(r, f, &mut thread.members, Last::read)?,
                _ => keep(r, f, &mut thread.members)?,
            }
            Ok(())
        })?;
        Ok(thread)
    }
}

impl<'p> Last<'p> {
    fn read(reader: &mut Reader<'p>) -> Result<Self, Fault> {
        let mut last = Self::default();
        reader.members(|r, f| {
            match f.name {
                "payload" => last.payload = nested(r, f, &mut last.members, |r| Payload::read(r, keep))?,
                _ => keep(r, f, &mut last.members)?,
            }
            Ok(())
        })?;
        Ok(last)
    }
}

/// Keeps a member as it stands.
pub(super) fn keep<'p>(reader: &mut Reader<'p>, field: Field<'p>, members: &mut Members<'p>) -> Result<(), Fault> {
    let value = reader.raw()?;
    members.keep(field, value);
    Ok(())
}

/// Reads a member that may hold an object, and keeps it as it stands too. Of a repeated one the last stands.
pub(super) fn nested<'p, T>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    members: &mut Members<'p>,
    read: impl FnOnce(&mut Reader<'p>) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    let (value, whole) = reader.spanned(|reader| match reader.kind() {
        Kind::Object => read(reader).map(Some),
        _ => Ok(None),
    })?;
    members.keep(field, whole);
    Ok(value)
}

impl<'p> Once<'p> {
    fn put(&mut self, value: Raw<'p>, field: Field<'p>) {
        *self = Self { value: Some(value).filter(|value| !value.is_null()), twice: self.twice || field.repeated() };
    }

    /// The text of a string, the digits of a number; `""` is absent.
    pub fn text(self, arena: &'p Arena) -> Option<Text<'p>> {
        self.value.and_then(|value| value.text(arena)).filter(|text| !text.is_empty())
    }
}
