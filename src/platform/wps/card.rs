//! Card callbacks (callback subscription, card): somebody pressed a button or filled a field.
//!
//! `{"callback_name":"xz_card","app_id","data":{"company_id","app_ctx_id","content":{"action":K, K?:value}}}`

use super::content::Read;
use super::kso1::Signed;
use crate::event::{Data, Delivery, Event, EventType, Identity, NativeType, Text};
use crate::json::{Reader, Rest};
use crate::platform::Payload;

/// Reads a card callback whose request had this `X-Kso-Date`; gives the application that its body names.
pub(super) fn read<'p>(
    date: &str,
    signed: Option<&Signed<'p>>,
    payload: &Payload<'p>,
    reader: &mut Reader<'p>,
    delivery: &mut Delivery<'p>,
) -> Read<Option<Text<'p>>> {
    let (mut name, mut app_id, mut company_id) = (None, None, None);
    let mut data = Data { action: Some("submitted"), ..Data::default() };
    let mut content = Rest::default();
    let ((), record) = reader.spanned(|r| {
        r.members(|r, f| {
            let rest = &mut data.rest;
            match f.name {
                "callback_name" => name = r.text(f, rest)?,
                "app_id" => {
                    let value = r.raw()?;
                    app_id = value.text(r.arena());
                    rest.keep(f.name, value, f.repeated());
                }
                "data" => {
                    let target_id = &mut data.target_id;
                    r.object(f, rest, |r, f, rest| {
                        match f.name {
                            "company_id" => company_id = r.text(f, rest)?,
                            "app_ctx_id" => *target_id = r.text(f, rest)?,
                            "content" => {
                                r.object(f, rest, |r, f, _| r.keep_in(&mut content, f))?;
                            }
                            _ => r.keep_in(rest, f)?,
                        }
                        Ok(())
                    })?;
                }
                _ => r.keep_in(rest, f)?,
            }
            Ok(())
        })
    })?;
    data.native_action = content.take("action").and_then(|action| action.text(reader.arena()));
    if let Some(value) = data.native_action.and_then(|action| content.take(action)) {
        data.rest.keep("value", value, false);
    }
    data.rest.append(content);

    // Not sent again when unanswered, so the request's date belongs to what happened: two clicks are two events.
    let identity = Identity::digest(payload.record_bytes(record), date);
    let native_type = NativeType::new(name.unwrap_or_default());
    let mut event = Event::new(EventType::InteractionSubmitted, native_type, identity, payload.json_record(record));
    event.tenant_id = company_id;
    event.time_ms = signed.map(|signed| signed.time_ms);
    event.data = Some(Box::new(data));
    delivery.events.push(event);
    Ok(app_id)
}
