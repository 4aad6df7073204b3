//! Requests exactly as WeCom sends them, for tests and simulators; and passive replies (document 90968, section 3).

use std::borrow::Cow;

use base64_simd::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::WecomKf;
use super::credentials::Keys;
use super::decrypt::PAD_BLOCK;
use crate::config::{Credentials, Settings};
use crate::error::{Error, Result, Status};
use crate::json::Kind;
use crate::platform::{Platform, SealKind, Sealed, Spec, unsupported};

/// What stays in a query: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Clone, Copy)]
enum Format {
    Xml,
    Json,
}

/// The text that a challenge asks to be echoed.
enum Echo<'s> {
    Text(&'s str),
    Payload,
}

/// Takes `format` and `echo`.
pub(super) fn seal(credentials: &Credentials<Keys>, mut spec: Spec<'_>) -> Result<Sealed> {
    let format = match spec.settings.word("format", &["xml", "json"])? {
        Some("json") => Format::Json,
        _ => Format::Xml,
    };
    let echo = echo(&mut spec.settings)?;
    spec.finish()?;
    match spec.kind {
        SealKind::Send => Err(unsupported(WecomKf::ID, "signed send: its messages go through the vendor's API")),
        SealKind::Reply => {
            let text = spec.payload()?;
            reply(&Signed::of(credentials, &spec, text)?, format)
        }
        SealKind::Callback => match echo {
            Some(Echo::Text(text)) => Ok(challenge(&Signed::of(credentials, &spec, text)?)),
            Some(Echo::Payload) => Ok(challenge(&Signed::of(credentials, &spec, spec.payload()?)?)),
            None => Ok(callback(&Signed::of(credentials, &spec, spec.payload()?)?, format)),
        },
    }
}

fn echo<'s>(settings: &mut Settings<'s>) -> Result<Option<Echo<'s>>> {
    match settings.kind("echo") {
        Some(Kind::Bool) => Ok(settings.flag("echo")?.filter(|&wanted| wanted).map(|_| Echo::Payload)),
        _ => Ok(settings.text("echo")?.map(Echo::Text)),
    }
}

/// A text under its signature.
struct Signed<'k> {
    signature: String,
    timestamp: i64,
    nonce: String,
    encrypted: String,
    receiver: &'k str,
}

impl<'k> Signed<'k> {
    fn of(credentials: &'k Credentials<Keys>, spec: &Spec<'_>, text: &str) -> Result<Self> {
        let keys = &credentials.to_seal(spec.credential)?.keys;
        let receiver = keys.receive_id.to_name();
        let length = u32::try_from(text.len())
            .map_err(|_| Error::new(Status::InvalidMessage, "the text is longer than its length can say"))?;
        let random = spec.random()?;
        let mut buffer = [&random[..], &length.to_be_bytes(), text.as_bytes(), receiver.as_bytes()].concat();
        keys.cipher.cipher.encrypt(&keys.cipher.iv, &mut buffer, PAD_BLOCK);
        let encrypted = STANDARD.encode_to_string(&buffer);
        let timestamp = spec.timestamp_ms().div_euclid(1000);
        let nonce = spec.nonce()?.into_owned();
        let signature = keys.sign(itoa::Buffer::new().format(timestamp), &nonce, &encrypted);
        let signature = String::from_utf8(signature.to_vec()).unwrap_or_default();
        Ok(Self { signature, timestamp, nonce, encrypted, receiver })
    }

    fn target(&self) -> String {
        let Self { signature, timestamp, nonce, .. } = self;
        let nonce = utf8_percent_encode(nonce, RESERVED);
        format!("/?msg_signature={signature}&timestamp={timestamp}&nonce={nonce}")
    }
}

fn challenge(signed: &Signed<'_>) -> Sealed {
    let target = format!("{}&echostr={}", signed.target(), utf8_percent_encode(&signed.encrypted, RESERVED));
    Sealed { method: "GET", target, headers: Vec::new(), body: String::new() }
}

fn callback(signed: &Signed<'_>, format: Format) -> Sealed {
    #[derive(Serialize)]
    struct Body<'a> {
        #[serde(skip_serializing_if = "str::is_empty")]
        tousername: &'a str,
        encrypt: &'a str,
    }
    let Signed { encrypted, receiver, .. } = signed;
    let body = match format {
        Format::Json => serde_json::to_string(&Body { tousername: receiver, encrypt: encrypted }).unwrap_or_default(),
        Format::Xml => {
            let addressee = match receiver.is_empty() {
                true => String::new(),
                false => format!("<ToUserName>{}</ToUserName>", cdata(receiver)),
            };
            format!("<xml>{addressee}<Encrypt>{}</Encrypt></xml>", cdata(encrypted))
        }
    };
    Sealed { method: "POST", target: signed.target(), headers: content_type(format), body }
}

fn reply(signed: &Signed<'_>, format: Format) -> Result<Sealed> {
    #[derive(Serialize)]
    struct Body<'a> {
        encrypt: &'a str,
        msgsignature: &'a str,
        timestamp: i64,
        nonce: &'a str,
    }
    let Signed { signature, timestamp, nonce, encrypted, .. } = signed;
    let body = match format {
        Format::Json => {
            let body = Body { encrypt: encrypted, msgsignature: signature, timestamp: *timestamp, nonce };
            serde_json::to_string(&body).unwrap_or_default()
        }
        Format::Xml => format!(
            "<xml>\n<Encrypt>{}</Encrypt>\n<MsgSignature>{}</MsgSignature>\n<TimeStamp>{timestamp}</TimeStamp>\n<Nonce>{}</Nonce>\n</xml>",
            cdata(encrypted),
            cdata(signature),
            cdata(nonce)
        ),
    };
    Ok(Sealed { method: "", target: String::new(), headers: content_type(format), body })
}

fn content_type(format: Format) -> Vec<(Cow<'static, str>, String)> {
    let name = match format {
        Format::Xml => "text/xml",
        Format::Json => "application/json",
    };
    vec![("Content-Type".into(), name.to_owned())]
}

/// A CDATA section; one cannot hold its own end, so that is split over two.
fn cdata(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}
