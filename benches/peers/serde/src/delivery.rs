//! The delivery of a text message, as imhook writes it.

use serde::Serialize;

#[derive(Serialize)]
pub struct Delivery<'a> {
    schema: &'static str,
    platform: &'static str,
    kind: &'static str,
    auth: Auth,
    reply: Reply,
    events: [Event<'a>; 1],
}

#[derive(Serialize)]
struct Auth {
    verified: bool,
    scheme: &'static str,
    covers: [&'static str; 4],
    uncovered: [&'static str; 1],
    content: &'static str,
    credential: &'static str,
}

#[derive(Serialize)]
struct Reply {
    status: u16,
    content_type: &'static str,
    body: &'static str,
}

#[derive(Serialize)]
pub struct Event<'a> {
    pub id: String,
    pub platform: &'static str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub native_type: String,
    pub time_ms: i64,
    pub direction: &'static str,
    pub tenant_id: &'a str,
    pub auth: EventAuth,
    pub conversation: Party<'a>,
    pub sender: Party<'a>,
    pub message: Message<'a>,
    pub native: Native<'a>,
    pub raw_format: &'static str,
}

#[derive(Serialize)]
pub struct EventAuth {
    verified: bool,
    content: &'static str,
    credential: &'static str,
}

#[derive(Serialize)]
pub struct Party<'a> {
    pub id: &'a str,
    pub kind: &'a str,
}

#[derive(Serialize)]
pub struct Message<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub text: &'a str,
    pub segments: [Segment<'a>; 1],
}

#[derive(Serialize)]
pub struct Segment<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub text: &'a str,
}

#[derive(Serialize)]
pub struct Native<'a> {
    pub topic: &'a str,
    pub operation: &'a str,
    pub time: i64,
}

impl Default for EventAuth {
    fn default() -> Self {
        Self { verified: true, content: "partial", credential: "0" }
    }
}

/// How a delivery ends whose event has no `raw`.
const END: &str = "}]}";

impl<'a> Delivery<'a> {
    /// Writes it with this as the `raw` of its event, which is JSON.
    pub fn write(&self, raw: &str) -> serde_json::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(1024 + 4 * raw.len());
        serde_json::to_writer(&mut out, self)?;
        out.truncate(out.len() - END.len());
        for piece in [",\"raw\":", raw, END] {
            out.extend_from_slice(piece.as_bytes());
        }
        Ok(out)
    }

    pub fn of(events: [Event<'a>; 1]) -> Self {
        Self {
            schema: "imhook.delivery/1",
            platform: "wps",
            kind: "events",
            auth: Auth {
                verified: true,
                scheme: "wps-hmac-sha256",
                covers: ["topic", "nonce", "time", "encrypted_data"],
                uncovered: ["operation"],
                content: "partial",
                credential: "0",
            },
            reply: Reply { status: 200, content_type: "application/json", body: "{\"code\":0}" },
            events,
        }
    }
}
