//! The vendor's published vector, and what public libraries got wrong: each failure is a test.

use base64_simd::STANDARD;

use super::credentials::Keys;
use super::decrypt::PAD_BLOCK;
use crate::config::Settings;
use crate::json::Arena;
use crate::{Error, Receiver, Request, Status};

const TOKEN: &str = "QDG6eK";
const KEY: &str = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
const CORP: &str = "wx5823bf96d3bd56c7";
const NOW: i64 = 1_409_659_813;

/// The vendor's sample request (weworkapi, VerifyURL), percent-encoded as it comes.
const ECHO: &str = "P9nAzCzyDtyTWESHep1vC5X9xho%2FqYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp%2B4RPcs8TgAE7OaBO%2BFZXvnaqQ%3D%3D";
const ECHO_SIGNED: &str = "msg_signature=5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3&timestamp=1409659589&nonce=263014780";

fn receiver() -> Receiver {
    receiver_for(&format!("{CORP:?}"))
}

fn receiver_for(receive_id: &str) -> Receiver {
    let keys = format!(r#""token":"{TOKEN}","encoding_aes_key":"{KEY}","receive_id":{receive_id}"#);
    Receiver::new(format!(r#"{{"platform":"wecom_kf","credentials":{{{keys}}}}}"#).as_bytes()).unwrap()
}

fn keys() -> Keys {
    let arena = Arena::default();
    let json = format!(r#"{{"token":"{TOKEN}","encoding_aes_key":"{KEY}","receive_id":""}}"#);
    let mut settings = Settings::read(json.as_bytes(), &arena, "keys", Status::InvalidConfig).unwrap();
    Keys::configure(&mut settings).unwrap()
}

/// A signed POST of whatever plaintext, padded or not.
struct Post {
    target: String,
    body: String,
}

impl Post {
    /// A message as it should be: random, length, text, receive id, padding.
    fn of(text: &str) -> Self {
        let length = u32::try_from(text.len()).unwrap();
        Self::of_plaintext(laid_out(length, &[text.as_bytes(), CORP.as_bytes()].concat()))
    }

    fn of_plaintext(mut plaintext: Vec<u8>) -> Self {
        let keys = keys();
        keys.cipher.cipher.encrypt(&keys.cipher.iv, &mut plaintext, PAD_BLOCK);
        Self::of_ciphertext(&plaintext)
    }

    /// A plaintext whose padding is the caller's.
    fn of_padded(mut plaintext: Vec<u8>) -> Self {
        let keys = keys();
        let length = plaintext.len();
        // A block of padding is added behind whole blocks, and changes nothing before it.
        keys.cipher.cipher.encrypt(&keys.cipher.iv, &mut plaintext, 16);
        Self::of_ciphertext(&plaintext[..length])
    }

    fn of_ciphertext(ciphertext: &[u8]) -> Self {
        Self::of_encrypt(&STANDARD.encode_to_string(ciphertext))
    }

    fn of_encrypt(encrypt: &str) -> Self {
        let signature = String::from_utf8(keys().sign(&NOW.to_string(), "n", encrypt).to_vec()).unwrap();
        let target = format!("/hook?msg_signature={signature}&timestamp={NOW}&nonce=n&corpid=$CORPID$");
        Self { target, body: format!("<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>") }
    }

    fn decrypted_by(&self, receiver: &Receiver) -> Result<String, Error> {
        self.call(|request| receiver.decrypt(request)).map(|text| String::from_utf8(text).unwrap())
    }

    fn received(&self) -> Result<String, Error> {
        let mut out = Vec::new();
        self.call(|request| receiver().receive_into(request, &mut out))?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn call<T>(&self, call: impl FnOnce(&Request<'_>) -> T) -> T {
        let (target, body) = (self.target.as_str(), self.body.as_bytes());
        call(&Request { target, body, now_ms: NOW * 1000, ..Request::default() })
    }
}

fn laid_out(length: u32, rest: &[u8]) -> Vec<u8> {
    [b"0123456789abcdef", &length.to_be_bytes()[..], rest].concat()
}

fn refusal<T>(result: Result<T, Error>) -> (Status, Option<i32>) {
    result.err().map_or((Status::Ok, None), |error| (error.status(), error.vendor_code()))
}

fn check(target: &str) -> Result<Vec<u8>, Error> {
    receiver().decrypt(&Request { method: "GET", target, now_ms: 1_409_659_589_000, ..Request::default() })
}

#[test]
fn the_vendors_check_of_an_address_is_echoed() {
    let target = format!("/hook?{ECHO_SIGNED}&echostr={ECHO}");
    assert_eq!(check(&target).unwrap(), b"1616140317555161061");
    let request = Request { method: "GET", target: &target, now_ms: 1_409_659_589_000, ..Request::default() };
    let receiver = receiver();
    let received = receiver.receive(&request).unwrap();
    let reply = received.delivery().reply.as_ref().unwrap();
    assert_eq!((reply.body, reply.content_type, reply.status), ("1616140317555161061", "text/plain", 200));
    assert!(received.delivery().events.is_empty());
}

#[test]
fn a_plus_that_came_undecoded_is_a_plus() {
    let target = format!("/hook?{ECHO_SIGNED}&echostr={}", ECHO.replace("%2B", "+"));
    assert!(check(&target).is_ok());
    for space in ["%20", " "] {
        let target = format!("/hook?{ECHO_SIGNED}&echostr={}", ECHO.replace("%2B", space));
        assert_eq!(refusal(check(&target)), (Status::SignatureMismatch, Some(-40001)));
        let request = Request { method: "GET", target: &target, now_ms: 1_409_659_589_000, ..Request::default() };
        let advice = String::from_utf8(receiver().diagnose(&request)).unwrap();
        assert!(
            advice.contains("plus_became_space") && advice.contains("proved: the request verifies once"),
            "{advice}"
        );
    }
}

#[test]
fn a_signature_covers_three_parameters_and_no_others() {
    let mut post = Post::of("<xml/>");
    assert_eq!(post.decrypted_by(&receiver()).unwrap(), "<xml/>");
    post.target.push_str("&a=1&a=2&echostr=x&echostr=y");
    assert_eq!(post.decrypted_by(&receiver()).unwrap(), "<xml/>");
    post.target.push_str("&nonce=n");
    assert_eq!(refusal(post.decrypted_by(&receiver())).0, Status::MalformedRequest);
}

#[test]
fn a_length_that_wraps_a_sum_is_refused() {
    for length in [u32::MAX, u32::MAX - 19, 1 << 31, 1000, 19] {
        let post = Post::of_plaintext(laid_out(length, CORP.as_bytes()));
        assert_eq!(refusal(post.decrypted_by(&receiver())), (Status::DecryptFailed, Some(-40007)), "{length}");
    }
    let post = Post::of_plaintext(b"shorter than 20".to_vec());
    assert_eq!(refusal(post.decrypted_by(&receiver())).0, Status::DecryptFailed);
}

#[test]
fn a_length_is_of_bytes() {
    assert_eq!(Post::of("你好").decrypted_by(&receiver()).unwrap(), "你好");
}

#[test]
fn every_pad_up_to_32_is_taken_and_every_byte_of_it_checked() {
    for pad in 1..=32u8 {
        let text = vec![b'x'; 100 - usize::from(pad)];
        let length = u32::try_from(text.len()).unwrap();
        let padding = vec![pad; usize::from(pad)];
        // 128 bytes in all.
        let plaintext = [laid_out(length, &text), CORP.as_bytes()[..8].to_vec(), padding].concat();
        let receiver = receiver_for(r#""wx5823bf""#);
        assert!(Post::of_padded(plaintext.clone()).decrypted_by(&receiver).is_ok(), "{pad}");
        let first = plaintext.len() - usize::from(pad);
        for at in first..plaintext.len() {
            let mut wrong = plaintext.clone();
            wrong[at] ^= 0x40;
            assert_eq!(refusal(Post::of_padded(wrong).decrypted_by(&receiver)).0, Status::DecryptFailed, "{pad}, {at}");
        }
    }
    for pad in [0, 33, 48, 255] {
        let post = Post::of_padded(vec![pad; 64]);
        assert_eq!(refusal(post.decrypted_by(&receiver())).0, Status::DecryptFailed, "{pad}");
    }
}

#[test]
fn a_receiver_is_never_left_unchecked() {
    let mismatch = (Status::ReceiverMismatch, Some(-40005));
    let named = Post::of("<xml/>");
    let nobody = Post::of_plaintext(laid_out(6, b"<xml/>"));
    for (receive_id, of_named, of_nobody) in [
        (r#""wx5823bf96d3bd56c7""#, (Status::Ok, None), mismatch),
        (r#"["other","wx5823bf96d3bd56c7"]"#, (Status::Ok, None), mismatch),
        (r#""wx5823bf96d3bd56c""#, mismatch, mismatch),
        (r#""""#, mismatch, (Status::Ok, None)),
        (r#"["","other"]"#, mismatch, (Status::Ok, None)),
        (r#""*""#, (Status::Ok, None), (Status::Ok, None)),
    ] {
        let receiver = receiver_for(receive_id);
        assert_eq!(refusal(named.decrypted_by(&receiver)), of_named, "{receive_id}");
        assert_eq!(refusal(nobody.decrypted_by(&receiver)), of_nobody, "{receive_id}");
    }
}

#[test]
fn a_body_without_ciphertext_is_not_read_as_plaintext() {
    let mut post = Post::of("<xml/>");
    for body in ["<xml><MsgType>text</MsgType></xml>", r#"{"MsgType":"text"}"#, "<xml><Encrypt/></xml>", "{}", "", "x"]
    {
        body.clone_into(&mut post.body);
        assert_eq!(refusal(post.received()), (Status::MalformedRequest, Some(-40002)), "{body:?}");
    }
}

#[test]
fn no_doctype_is_read_outside_or_inside() {
    let attack = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    let inside = Post::of(&format!("{attack}<xml><MsgType>&f;</MsgType></xml>"));
    assert_eq!(refusal(inside.received()), (Status::MalformedPayload, Some(-40002)));
    let mut outside = Post::of("<xml/>");
    outside.body.insert_str(0, attack);
    assert_eq!(refusal(outside.received()), (Status::MalformedRequest, Some(-40002)));
}

#[test]
fn what_users_and_editors_leave_behind_is_read() {
    let text = "\u{feff}\n<xml><MsgType> <![CDATA[text]]> </MsgType><Content><![CDATA[a\u{8}b]]></Content></xml>";
    let mut post = Post::of(text);
    post.body.insert(0, '\u{feff}');
    let delivery = post.received().unwrap();
    assert!(delivery.contains(r#""text":"a\bb""#) && delivery.contains("control_character"), "{delivery}");
}

#[test]
fn a_key_that_is_rotated_keeps_its_token() {
    let other = "A".repeat(43);
    let credential = |id, key: &str| {
        format!(r#"{{"id":"{id}","token":"{TOKEN}","encoding_aes_key":"{key}","receive_id":"{CORP}"}}"#)
    };
    let credentials = [credential("new", &other), credential("old", KEY)].join(",");
    let config = format!(r#"{{"platform":"wecom_kf","credentials":[{credentials}]}}"#);
    let receiver = Receiver::new(config.as_bytes()).unwrap();
    Post::of("<xml/>").call(|request| {
        let received = receiver.receive(request).unwrap();
        assert_eq!(received.delivery().auth.credential, Some("old"));
    });
}
