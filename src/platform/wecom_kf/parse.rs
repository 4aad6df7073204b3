//! From plaintext to delivery: which form it has.
//!
//! | plaintext | is |
//! | --- | --- |
//! | begins with `<` | a callback in XML |
//! | JSON with `MsgType` or `InfoType` | a callback in JSON |
//! | JSON with `msg_list` or `errcode` | a page of `sync_msg` |
//! | JSON with `msgtype` | one entry of it |

use super::callback::{self, Source};
use super::fields::Fields;
use super::verify::Envelope;
use super::{WecomKf, codes, entry, page, xml};
use crate::config::Policy;
use crate::error::{Error, Result, Status};
use crate::event::{Auth, Delivery, DeliveryKind, Event, Few, Page, Reply, Text};
use crate::json::{Fault, Kind, Raw, Rest, Warnings};
use crate::platform::{Payload, Platform, Verified};

/// Any answer of status 200 will do; this one is what the vendor's samples send.
const ACKNOWLEDGED: &str = "success";

pub(super) fn parse<'p>(
    verified: Verified<'p, Envelope<'p>>,
    payload: Payload<'p>,
    policy: &Policy,
) -> Result<Delivery<'p>> {
    let Verified { mut auth, kind, envelope } = verified;
    let tenant = envelope.opened.into_inner().and_then(|opened| {
        auth.credential = Some(opened.credential);
        opened.tenant.map(|tenant| payload.arena.keep(tenant))
    });
    let mut delivery = Delivery::new(WecomKf::ID, kind, auth);
    if kind == DeliveryKind::Challenge {
        if !payload.is_utf8() {
            return Err(malformed("echostr decrypts to text that is not UTF-8"));
        }
        delivery.reply = Some(reply(payload.received));
        return Ok(delivery);
    }
    delivery.warnings = envelope.warnings;
    delivery.reply = Some(reply(ACKNOWLEDGED));
    let around = Around { tenant, native: envelope.native };
    Reading::of(&payload, policy, Some(&around))?.deliver(&mut delivery, &payload, Some(around));
    Ok(delivery)
}

/// Any of the forms; what is none of them is refused.
pub(super) fn parse_trusted<'p>(payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
    let mut delivery = Delivery::new(WecomKf::ID, DeliveryKind::Events, Auth::NOT_CHECKED);
    Reading::of(&payload, policy, None)?.deliver(&mut delivery, &payload, None);
    Ok(delivery)
}

/// What a verified request says besides its plaintext.
struct Around<'p> {
    /// Whom the message names, where the configuration takes anyone.
    tenant: Option<Text<'p>>,
    native: Rest<'p>,
}

/// What a plaintext says.
struct Reading<'p> {
    events: Few<Event<'p>>,
    page: Option<Page<'p>>,
    warnings: Warnings,
}

impl<'p> Reading<'p> {
    /// Reads a plaintext; one that came without a verified request must be of a known form.
    fn of(payload: &Payload<'p>, policy: &Policy, around: Option<&Around<'p>>) -> Result<Self> {
        match payload.text.trim_start_matches(xml::BLANK).starts_with('<') {
            true => Self::of_xml(payload, policy, around),
            false => Self::of_json(payload, policy, around),
        }
    }

    fn of_xml(payload: &Payload<'p>, policy: &Policy, around: Option<&Around<'p>>) -> Result<Self> {
        let root = xml::read(payload.text.trim_matches(xml::BLANK), payload.arena, policy.max_depth)
            .map_err(|fault| codes::parse(fault.within("payload", Status::MalformedPayload)))?;
        if around.is_none() && root.fields.has("Encrypt") && !callback::is_callback(&root.fields) {
            return Err(malformed("payload is still encrypted")
                .hint("parse takes plaintext; give the whole request to receive, or decrypt it first"));
        }
        let (event, warnings) = callback::read(
            root.fields,
            &Source {
                record: payload.text_record("xml"),
                bytes: payload.bytes(),
                tenant: around.and_then(|around| around.tenant),
                arena: payload.arena,
            },
        );
        Ok(Self { events: Few::One(event), page: None, warnings })
    }

    fn of_json(payload: &Payload<'p>, policy: &Policy, around: Option<&Around<'p>>) -> Result<Self> {
        let mut reader = payload.json(policy.max_depth);
        let mut fields = Fields::new(payload.arena);
        let mut list: Option<(Few<Event<'p>>, Warnings)> = None;
        let ((), whole) = reader
            .spanned(|reader| match reader.kind() {
                Kind::Object => reader.members(|reader, field| {
                    let value = if field.name == "msg_list" && page::is_page(&fields) && reader.kind() == Kind::Array {
                        // Read at once: a page can be large. Its warnings count only if this really is a page.
                        let before = std::mem::take(&mut reader.warnings);
                        let (events, value) = reader.spanned(|reader| page::entries(reader, payload))?;
                        list = Some((events, std::mem::replace(&mut reader.warnings, before)));
                        value
                    } else {
                        list = list.take().filter(|_| field.name != "msg_list");
                        reader.raw()?
                    };
                    fields.put(field.name, value, field.repeated());
                    Ok(())
                }),
                _ => Ok(()),
            })
            .and_then(|read| reader.end().map(|()| read))
            .map_err(not_json)?;

        if callback::is_callback(&fields) {
            return Ok(Self::of_fields(fields, whole, reader.warnings, payload, around));
        }
        if fields.has("msg_list") || page::is_page(&fields) {
            let (events, of_list) = match list {
                Some(read) => read,
                None => (page::entries_of(&mut fields, &mut reader, payload).map_err(not_json)?, Warnings::default()),
            };
            let page = page::read(&mut fields);
            let mut warnings = reader.warnings;
            warnings.append(of_list);
            warnings.append(fields.warnings);
            return Ok(Self { events, page: Some(page), warnings });
        }
        if fields.has("msgtype") {
            let event = reader.again(whole, |reader| entry::read(reader, payload)).map_err(not_json)?;
            return Ok(Self { events: Few::One(event), page: None, warnings: reader.warnings });
        }
        if around.is_none() {
            return Err(malformed("payload is not one of WeCom's").hint(
                "expected a callback (XML, or JSON with MsgType or InfoType), a sync_msg response (msg_list or errcode) or one entry of it (msgtype)",
            ));
        }
        Ok(Self::of_fields(fields, whole, reader.warnings, payload, around))
    }

    /// A callback in JSON, or something unknown that is JSON.
    fn of_fields(
        fields: Fields<'p>,
        whole: Raw<'p>,
        mut warnings: Warnings,
        payload: &Payload<'p>,
        around: Option<&Around<'p>>,
    ) -> Self {
        let (event, noticed) = callback::read(
            fields,
            &Source {
                record: payload.json_record(whole),
                bytes: payload.record_bytes(whole),
                tenant: around.and_then(|around| around.tenant),
                arena: payload.arena,
            },
        );
        warnings.append(noticed);
        Self { events: Few::One(event), page: None, warnings }
    }

    fn deliver(self, delivery: &mut Delivery<'p>, payload: &Payload<'p>, around: Option<Around<'p>>) {
        let Self { mut events, page, warnings } = self;
        if let Some(Around { tenant, native }) = around {
            events.iter_mut().for_each(|event| event.tenant_id = tenant.or(event.tenant_id));
            if let Some((last, others)) = events.split_last_mut() {
                others.iter_mut().for_each(|event| event.native = native.clone());
                last.native = native;
            }
        }
        if page.is_some() {
            delivery.kind = DeliveryKind::Page;
        }
        delivery.page = page;
        delivery.events = events;
        delivery.warnings.append(payload.warnings(warnings));
    }
}

fn reply(text: &str) -> Reply<'_> {
    Reply { status: 200, content_type: "text/plain", body: text }
}

fn not_json(fault: Fault) -> Error {
    codes::parse(fault.within("payload", Status::MalformedPayload))
}

fn malformed(message: &'static str) -> Error {
    codes::parse(Error::new(Status::MalformedPayload, message))
}
