//! A second signer: the proofs of the platforms as their documents say, written without a look at the library's own.

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use base64::Engine as _;
use base64::alphabet::STANDARD as LETTERS;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::case::{Http, NOW_MS};

/// What a request shows as its proof, and what would be one: by each key that is configured.
pub struct Claim {
    /// The first is by a key that both receivers have.
    pub expected: Vec<String>,
    pub shown: Vec<String>,
}

impl Claim {
    pub fn holds(&self) -> bool {
        self.shown.iter().any(|shown| self.expected.contains(shown))
    }
}

/// Reads the claim of a request; nothing where a plain reader cannot tell what is signed.
pub type Signer = fn(&Http) -> Option<Claim>;

/// How a platform encrypts.
pub struct Envelope {
    /// The plaintext around a text.
    pub layout: fn(&[u8]) -> Vec<u8>,
    pub pad_block: usize,
    /// The signed request that holds these blocks.
    pub seal: fn(Vec<u8>) -> Http,
}

const NONCE: &str = "71a2b3c4d5e6f707";
const WPS_KEYS: [(&str, &str); 2] = [("AK123456", "sk098765"), ("AK654321", "another-app-key")];
const WECOM_TOKENS: [&str; 2] = ["ExampleToken", "QDG6eK"];
const WECOM_KEY: &str = "ExampleKeyForVectors0123456789abcdefghijklZ";
const EASEMOB_SECRETS: [&str; 2] = ["easemob-s3cret-one", "easemob-s3cret-two"];
const YACH_SECRET: &str = "SECexample0123456789";

pub fn wps(http: &Http) -> Option<Claim> {
    let Value::Object(body) = json_of(&http.body)? else { return None };
    if !body.contains_key("encrypted_data") {
        return kso_1(http);
    }
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let signed = [text("topic")?, text("nonce")?, &token(body.get("time")?)?, text("encrypted_data")?].join(":");
    let expected = WPS_KEYS.iter().map(|(app_id, app_key)| wps_signature(app_id, app_key, &signed)).collect();
    Some(Claim { expected, shown: vec![text("signature")?.to_owned()] })
}

fn wps_signature(app_id: &str, app_key: &str, signed: &str) -> String {
    URL_SAFE_NO_PAD.encode(hmac_sha256(app_key, &format!("{app_id}:{signed}")))
}

fn kso_1(http: &Http) -> Option<Claim> {
    let authorization = http.header("X-Kso-Authorization")?;
    let (app_id, shown) = authorization.strip_prefix("KSO-1 ")?.trim().split_once(':')?;
    let content_type = http.header("Content-Type").unwrap_or_default();
    let method = if http.method.is_empty() { "POST" } else { &http.method };
    let digest = if http.body.is_empty() { String::new() } else { hex(&Sha256::digest(&http.body)) };
    let date = http.header("X-Kso-Date")?;
    let signed = format!("KSO-1{method}{}{content_type}{date}{digest}", path_and_query(&http.target));
    let (_, app_key) = WPS_KEYS.iter().find(|(own, _)| *own == app_id)?;
    Some(Claim { expected: vec![hex(&hmac_sha256(app_key, &signed))], shown: vec![shown.to_owned()] })
}

fn path_and_query(target: &str) -> String {
    let path = match target.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            rest.find(['/', '?']).map_or("", |at| &rest[at..])
        }
        _ => target,
    };
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
}

/// An event of WPS as it is stored.
#[derive(Deserialize)]
pub struct Topic<'p> {
    pub topic: String,
    pub operation: String,
    #[serde(borrow)]
    pub payload: &'p RawValue,
}

pub fn wps_topic(payload: &str) -> Option<Topic<'_>> {
    serde_json::from_str(payload).ok()
}

pub fn wps_envelope(mut blocks: Vec<u8>) -> Http {
    let (app_id, app_key) = WPS_KEYS[0];
    let key = hex(&Md5::digest(app_key));
    encrypt(key.as_bytes(), NONCE.as_bytes(), &mut blocks);
    let (encrypted, time, topic) = (STANDARD.encode(&blocks), NOW_MS / 1000, "kso.app_chat.message");
    let signature = wps_signature(app_id, app_key, &format!("{topic}:{NONCE}:{time}:{encrypted}"));
    let body = json!({"topic": topic, "operation": "create", "time": time, "nonce": NONCE, "signature": signature, "encrypted_data": encrypted});
    Http { method: "POST".to_owned(), target: "/".to_owned(), body: body.to_string().into(), ..Http::default() }
}

pub fn wecom(http: &Http) -> Option<Claim> {
    let encrypted = match &*http.method {
        "GET" => http.parameter("echostr")?,
        _ => encrypted_of(&http.body)?,
    };
    let (timestamp, nonce) = (http.parameter("timestamp")?, http.parameter("nonce")?);
    let expected = WECOM_TOKENS.iter().map(|token| wecom_signature(token, &timestamp, &nonce, &encrypted)).collect();
    Some(Claim { expected, shown: vec![http.parameter("msg_signature")?] })
}

fn wecom_signature(token: &str, timestamp: &str, nonce: &str, encrypted: &str) -> String {
    let mut pieces = [token, timestamp, nonce, encrypted];
    pieces.sort_unstable();
    hex(&Sha1::digest(pieces.concat()))
}

fn encrypted_of(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        let body = json_of(body)?;
        return body.get("encrypt").or(body.get("Encrypt"))?.as_str().map(str::to_owned);
    }
    // XML is read in its usual form alone.
    let (_, rest) = text.split_once("<Encrypt><![CDATA[")?;
    let (encrypted, rest) = rest.split_once("]]></Encrypt>")?;
    let usual = !encrypted.contains(['<', '>'])
        && !text.contains("<!--")
        && !rest.contains("Encrypt")
        && text.matches("<Encrypt").count() == 1;
    usual.then(|| encrypted.to_owned())
}

/// 16 bytes, the length of the text, the text, whom it is for.
pub fn wecom_layout(text: &[u8]) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap_or_default().to_be_bytes();
    [&[b'r'; 16][..], &length, text, b"wwexamplecorp00001"].concat()
}

pub fn wecom_envelope(mut blocks: Vec<u8>) -> Http {
    const BITS_ALLOWED: GeneralPurpose = GeneralPurpose::new(
        &LETTERS,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::RequireNone),
    );
    let key = BITS_ALLOWED.decode(WECOM_KEY).expect("a key in base64");
    encrypt(&key, &key[..16], &mut blocks);
    let (encrypted, timestamp) = (STANDARD.encode(&blocks), (NOW_MS / 1000).to_string());
    let signature = wecom_signature(WECOM_TOKENS[0], &timestamp, NONCE, &encrypted);
    Http {
        method: "POST".to_owned(),
        target: format!("/?msg_signature={signature}&timestamp={timestamp}&nonce={NONCE}"),
        headers: Vec::new(),
        body: format!("<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>").into(),
    }
}

pub fn easemob(http: &Http) -> Option<Claim> {
    let body = json_of(&http.body)?;
    let (call_id, timestamp) = (body.get("callId")?.as_str()?, token(body.get("timestamp")?)?);
    let digest = |secret: &&str| hex(&Md5::digest(format!("{call_id}{secret}{timestamp}")));
    let expected = EASEMOB_SECRETS.iter().map(digest).collect();
    Some(Claim { expected, shown: vec![body.get("security")?.as_str()?.to_owned()] })
}

pub fn yach(http: &Http) -> Option<Claim> {
    let timestamp = http.header("timestamp")?;
    let expected = vec![STANDARD.encode(hmac_sha256(YACH_SECRET, &format!("{timestamp}\n{YACH_SECRET}")))];
    Some(Claim { expected, shown: vec![http.header("sign")?] })
}

/// Each secret has its place; either will do.
pub fn qiwei(http: &Http) -> Option<Claim> {
    let claim = |expected: &str, shown: String| Claim { expected: vec![expected.to_owned()], shown: vec![shown] };
    // In a form a space is a plus.
    let form = Http { target: http.target.replace('+', "%20"), ..http.clone() };
    let by_header = http.header("X-Hook-Secret").map(|shown| claim("s3cret-for-tests", shown));
    let by_query = form.parameter("token").map(|shown| claim("s3cret+of%query", shown));
    match (by_header, by_query) {
        (Some(by_header), Some(by_query)) if !by_header.holds() => Some(by_query),
        (by_header, by_query) => by_header.or(by_query),
    }
}

/// The request that `seal` made.
pub fn http_of(sealed: &[u8]) -> Http {
    #[derive(Deserialize)]
    struct Sealed {
        method: String,
        target: String,
        headers: std::collections::BTreeMap<String, String>,
        body: String,
    }
    let Sealed { method, target, headers, body } = serde_json::from_slice(sealed).expect("a sealed request");
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    Http { method, target, headers: headers.into(), body: body.into() }
}

fn json_of(body: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(body);
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok()
}

/// The text of a string, the digits of a number.
fn token(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn hmac_sha256(key: &str, text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of every length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn encrypt(key: &[u8], iv: &[u8], blocks: &mut [u8]) {
    let cipher = cbc::Encryptor::<Aes256>::new_from_slices(key, iv).expect("32 bytes and 16");
    let length = blocks.len();
    cipher.encrypt_padded::<NoPadding>(blocks, length).expect("whole blocks");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
