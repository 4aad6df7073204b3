//! What a stranger learns from a refusal: before the signature fits nothing about the ciphertext, and after it not why
//! decryption failed. What an operator may learn goes into warnings, never into the reply.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use aes::Aes256;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use cbc::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::NoPadding};
use hmac::{Hmac, KeyInit, Mac};
use imhook::{Receiver, Request};
use md5::Md5;
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

const NOW_MS: i64 = 1_704_074_400_000;
const NONCE: &str = "71a2b3c4d5e6f707";

const APP_KEY: &str = "not-a-real-key-00000000000000000";
const TOKEN: &str = "ExampleCallbackToken";
const AES_KEY: &str = "ThisIsNotARealKeyButItHasFortyThreeCharactA";

fn receiver(config: &Value) -> Receiver {
    Receiver::new(config.to_string().as_bytes()).expect("a configuration")
}

fn wps() -> Receiver {
    receiver(&json!({"platform": "wps", "credentials": {"app_id": "AK1", "app_key": APP_KEY}}))
}

fn wecom() -> Receiver {
    receiver(
        &json!({"platform": "wecom_kf", "credentials": {"token": TOKEN, "encoding_aes_key": AES_KEY, "receive_id": "ww0"}}),
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn enciphered(key: &[u8], iv: &[u8], padded: &[u8]) -> String {
    let mut buffer = padded.to_vec();
    let length = buffer.len();
    let encryptor = cbc::Encryptor::<Aes256>::new_from_slices(key, iv).expect("32 and 16 bytes");
    encryptor.encrypt_padded::<NoPadding>(&mut buffer, length).expect("whole blocks");
    STANDARD.encode(buffer)
}

/// Plaintext with every kind of wrong pad, in blocks of `block`, after text of a length that leaves room for it.
fn wrong_pads(block: u8, text_of: impl Fn(usize) -> Vec<u8>) -> Vec<Vec<u8>> {
    let blocks = usize::from(block);
    let before = |pad: u8| text_of((2 * 256 - text_of(0).len() - usize::from(pad)) % blocks);
    let mut padded = Vec::new();
    for pad in 1..=block {
        for at in 0..usize::from(pad) - 1 {
            let mut padding = vec![pad; usize::from(pad)];
            padding[at] ^= 1;
            padded.push([before(pad), padding].concat());
        }
    }
    for pad in (0..=255).filter(|pad| !(1..=block).contains(pad)) {
        let mut text = before(block);
        text.extend(vec![block; blocks - 1]);
        text.push(pad);
        padded.push(text);
    }
    padded
}

/// The error as the C ABI hands it out.
fn refusal(receiver: &Receiver, target: &str, body: &str) -> String {
    let request = Request { target, now_ms: NOW_MS, ..Request::post(body.as_bytes()) };
    let error = receiver.decrypt(&request).expect_err("the request is refused");
    let whole = receiver.receive(&request).expect_err("the request is refused");
    assert_eq!(error.to_json(), whole.to_json(), "decrypt and receive say the same");
    String::from_utf8(error.to_json()).expect("JSON")
}

/// An event around this ciphertext, under the right signature or a wrong one.
fn event(encrypted_data: &str, is_signed: bool) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(APP_KEY.as_bytes()).expect("any key");
    mac.update(format!("AK1:t:{NONCE}:{}:{encrypted_data}", NOW_MS / 1000).as_bytes());
    let mut signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    if !is_signed {
        let other = if signature.starts_with('A') { "B" } else { "A" };
        signature.replace_range(..1, other);
    }
    json!({
        "topic": "t", "operation": "create", "time": NOW_MS / 1000, "nonce": NONCE,
        "encrypted_data": encrypted_data, "signature": signature,
    })
    .to_string()
}

/// Target and body of a callback around this ciphertext.
fn callback(encrypted: &str, is_signed: bool) -> (String, String) {
    let timestamp = (NOW_MS / 1000).to_string();
    let mut pieces = [TOKEN, &timestamp, NONCE, encrypted];
    pieces.sort_unstable();
    let mut signature = hex(&Sha1::digest(pieces.concat()));
    if !is_signed {
        let other = if signature.starts_with('0') { "1" } else { "0" };
        signature.replace_range(..1, other);
    }
    let target = format!("/?msg_signature={signature}&timestamp={timestamp}&nonce={NONCE}");
    (target, format!("<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"))
}

fn wps_ciphertexts() -> Vec<String> {
    let key = hex(&Md5::digest(APP_KEY));
    let text_of = |more: usize| format!(r#"{{"message":{{"id":"m"}}}}{}"#, " ".repeat(more)).into_bytes();
    wrong_pads(16, text_of).iter().map(|padded| enciphered(key.as_bytes(), NONCE.as_bytes(), padded)).collect()
}

fn laid_out(length: u32, text: &[u8], receive_id: &[u8]) -> Vec<u8> {
    [b"0123456789abcdef", &length.to_be_bytes()[..], text, receive_id].concat()
}

fn wecom_ciphertexts() -> Vec<String> {
    let key = STANDARD_NO_PAD.decode(AES_KEY).expect("a key");
    let text = |more: usize| format!("<xml><A>1</A></xml>{}", " ".repeat(more)).into_bytes();
    let text_of = |more: usize| {
        let text = text(more);
        laid_out(u32::try_from(text.len()).expect("short"), &text, b"ww0")
    };
    let mut padded = wrong_pads(32, text_of);
    // A right pad around a length that is not there, and around too little for a length.
    for length in [100, 0x7fff_ffff, 0x8000_0000, u32::MAX - 19, u32::MAX] {
        padded.push([laid_out(length, &[b'x'; 25], b"ww0"), vec![16; 16]].concat());
    }
    padded.extend(
        (1..20).map(|size: u8| [vec![b'x'; usize::from(size)], vec![32 - size; usize::from(32 - size)]].concat()),
    );
    padded.iter().map(|padded| enciphered(&key, &key[..16], padded)).collect()
}

#[test]
fn after_the_signature_every_failure_to_decrypt_is_the_same_error() {
    let (wps, wecom) = (wps(), wecom());
    // Of a length that is no block's, too.
    let cut = ["AAAA", "QUFBQUFBQUFBQUFBQUFBQUFBQUE="].map(str::to_owned);
    let found: BTreeSet<String> =
        wps_ciphertexts().iter().chain(&cut).map(|cipher| refusal(&wps, "", &event(cipher, true))).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.iter().all(|error| error.contains(r#""name":"decrypt_failed""#)), "{found:?}");

    let refused = |cipher: &String| {
        let (target, body) = callback(cipher, true);
        refusal(&wecom, &target, &body)
    };
    let found: BTreeSet<String> = wecom_ciphertexts().iter().chain(&cut).map(refused).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.iter().all(|error| error.contains(r#""name":"decrypt_failed""#)), "{found:?}");
}

#[test]
fn before_the_signature_no_ciphertext_makes_a_difference() {
    let (wps, wecom) = (wps(), wecom());
    let key = hex(&Md5::digest(APP_KEY));
    let good =
        enciphered(key.as_bytes(), NONCE.as_bytes(), b"{}\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e");
    let others = [good, "not base64!".to_owned(), "AAAA".to_owned(), "=".to_owned(), "A".repeat(10_000)];
    let found: BTreeSet<String> =
        wps_ciphertexts().iter().chain(&others).map(|cipher| refusal(&wps, "", &event(cipher, false))).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.iter().all(|error| error.contains(r#""name":"signature_mismatch""#)), "{found:?}");

    let key = STANDARD_NO_PAD.decode(AES_KEY).expect("a key");
    let good = [laid_out(2, b"hi", b"ww0"), vec![7; 7]].concat();
    let others_receiver = [laid_out(2, b"hi", b"ww1"), vec![7; 7]].concat();
    let others = [enciphered(&key, &key[..16], &good), enciphered(&key, &key[..16], &others_receiver)]
        .into_iter()
        .chain(others.into_iter().skip(1));
    let refused = |cipher: String| {
        let (target, body) = callback(&cipher, false);
        refusal(&wecom, &target, &body)
    };
    let found: BTreeSet<String> = wecom_ciphertexts().into_iter().chain(others).map(refused).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.iter().all(|error| error.contains(r#""name":"signature_mismatch""#)), "{found:?}");
}

/// Nothing covers Yach's encrypted fields, so that anybody may send one. Whether it opens is for the operator to read;
/// what is answered is the same.
#[test]
fn an_unsigned_field_that_does_not_open_is_answered_as_one_that_does() {
    let yach =
        receiver(&json!({"platform": "yach", "verification": "none", "credentials": {"app_key": "0123456789abcdef"}}));
    let answer = |sender: &str| {
        let body = json!({"msgtype": "text", "content": "hi", "msgId": "1", "conversationId": "2", "senderId": sender});
        let (body, headers) = (body.to_string(), b"Content-Type: application/json\r\n");
        let request = Request { headers, now_ms: NOW_MS, ..Request::post(body.as_bytes()) };
        let delivery: Value =
            serde_json::from_slice(&yach.receive(&request).expect("a delivery").to_json()).expect("JSON");
        (delivery["reply"].to_string(), delivery["warnings"].as_array().map_or(0, Vec::len))
    };
    let (opened, warned) = answer("ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE=");
    assert_eq!(warned, 0, "the vector opens");
    let mut answers = BTreeSet::new();
    for last in 0..=255 {
        let mut sealed = STANDARD.decode("ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE=").expect("base64");
        sealed[15] = last;
        sealed[31] ^= 1;
        let (answer, warned) = answer(&STANDARD.encode(sealed));
        assert!(warned <= 1);
        answers.insert(answer);
    }
    assert_eq!(answers.into_iter().collect::<Vec<_>>(), [opened]);
}
