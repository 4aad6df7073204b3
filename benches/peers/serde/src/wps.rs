//! Verifies and decrypts an envelope, and makes a delivery of the text message in it.

use std::borrow::Cow;

use aes::Aes256;
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, InnerIvInit, KeyInit};
use hmac::{Hmac, Mac};
use md5::{Digest, Md5};
use serde::Deserialize;
use sha2::Sha256;

use crate::delivery;

const TOLERANCE_MS: i64 = 300_000;

/// Why there is no delivery.
#[derive(Debug)]
pub enum Refusal {
    Malformed,
    Forged,
    Stale,
    Undecipherable,
}

/// Keys that are set up once.
pub struct Receiver {
    app_id: String,
    mac: Hmac<Sha256>,
    cipher: Aes256,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    topic: Cow<'a, str>,
    #[serde(borrow)]
    operation: Cow<'a, str>,
    time: i64,
    #[serde(borrow)]
    nonce: Cow<'a, str>,
    #[serde(borrow)]
    signature: Cow<'a, str>,
    #[serde(borrow)]
    encrypted_data: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Event<'a> {
    #[serde(borrow)]
    chat: Party<'a>,
    #[serde(borrow)]
    company_id: Cow<'a, str>,
    #[serde(borrow)]
    message: Message<'a>,
    send_time: i64,
    #[serde(borrow)]
    sender: Party<'a>,
}

#[derive(Deserialize)]
struct Party<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    content: Content<'a>,
}

#[derive(Deserialize)]
struct Content<'a> {
    #[serde(borrow)]
    text: Text<'a>,
}

#[derive(Deserialize)]
struct Text<'a> {
    #[serde(borrow)]
    content: Cow<'a, str>,
}

impl Receiver {
    pub fn new(app_id: &str, app_key: &str) -> Self {
        let key: String = Md5::digest(app_key).iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            app_id: app_id.to_owned(),
            mac: Hmac::new_from_slice(app_key.as_bytes()).expect("any key"),
            cipher: Aes256::new_from_slice(key.as_bytes()).expect("32 letters"),
        }
    }

    pub fn receive(&self, body: &[u8], now_ms: i64) -> Result<Vec<u8>, Refusal> {
        let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?;
        self.verify(&envelope)?;
        if now_ms.abs_diff(envelope.time.saturating_mul(1000)) > TOLERANCE_MS.unsigned_abs() {
            return Err(Refusal::Stale);
        }
        let plaintext = self.decrypt(&envelope)?;
        let raw = str::from_utf8(&plaintext).map_err(|_| Refusal::Malformed)?;
        let event: Event<'_> = serde_json::from_str(raw).map_err(|_| Refusal::Malformed)?;
        delivery(&envelope, &event).write(raw).map_err(|_| Refusal::Malformed)
    }

    fn verify(&self, envelope: &Envelope<'_>) -> Result<(), Refusal> {
        let time = envelope.time.to_string();
        let mut mac = self.mac.clone();
        for piece in
            [&self.app_id, ":", &*envelope.topic, ":", &*envelope.nonce, ":", &time, ":", &*envelope.encrypted_data]
        {
            mac.update(piece.as_bytes());
        }
        let mut signature = [0; 32];
        let out = base64_simd::Out::from_slice(&mut signature);
        match base64_simd::URL_SAFE_NO_PAD.decode(envelope.signature.as_bytes(), out) {
            Ok(signature) => mac.verify_slice(signature).map_err(|_| Refusal::Forged),
            Err(_) => Err(Refusal::Forged),
        }
    }

    fn decrypt(&self, envelope: &Envelope<'_>) -> Result<Vec<u8>, Refusal> {
        let nonce: &[u8; 16] = envelope.nonce.as_bytes().first_chunk().ok_or(Refusal::Undecipherable)?;
        let mut bytes = base64_simd::STANDARD
            .decode_to_vec(envelope.encrypted_data.as_bytes())
            .map_err(|_| Refusal::Undecipherable)?;
        let decryptor = Decryptor::inner_iv_init(&self.cipher, nonce.into());
        let len = decryptor.decrypt_padded::<Pkcs7>(&mut bytes).map_err(|_| Refusal::Undecipherable)?.len();
        bytes.truncate(len);
        Ok(bytes)
    }
}

fn delivery<'a>(envelope: &'a Envelope<'_>, event: &'a Event<'_>) -> delivery::Delivery<'a> {
    let native_type = format!("{}.{}", envelope.topic, envelope.operation);
    let text = &*event.message.content.text.content;
    delivery::Delivery::of([delivery::Event {
        id: format!("{native_type}:{}", event.message.id),
        platform: "wps",
        kind: "message.created",
        native_type,
        time_ms: event.send_time,
        direction: "in",
        tenant_id: &event.company_id,
        auth: delivery::EventAuth::default(),
        conversation: delivery::Party {
            id: &event.chat.id,
            kind: if event.chat.kind == "group" { "group" } else { "direct" },
        },
        sender: delivery::Party { id: &event.sender.id, kind: &event.sender.kind },
        message: delivery::Message {
            id: &event.message.id,
            kind: &event.message.kind,
            text,
            segments: [delivery::Segment { kind: "text", text }],
        },
        native: delivery::Native { topic: &envelope.topic, operation: &envelope.operation, time: envelope.time },
        raw_format: "json",
    }])
}
