//! The window in which a signed time is fresh: its borders to the millisecond, on both sides, and times that no clock has.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use imhook::{Receiver, Request, Status};
use serde_json::{Value, json};

/// A whole second, so that each platform says it in its own unit.
const SENT_MS: i64 = 1_704_074_400_000;

/// A request as the platform would send it, and where its time is signed.
struct Recorded {
    name: &'static str,
    config: Value,
    method: String,
    target: String,
    headers: String,
    body: String,
}

impl Recorded {
    fn sealed(name: &'static str, config: Value, mut spec: Value) -> Self {
        spec["kind"] = json!("callback");
        spec["timestamp_ms"] = json!(SENT_MS);
        let sealed = receiver(&config).seal(spec.to_string().as_bytes()).expect("a spec");
        let sealed: Value = serde_json::from_slice(&sealed).expect("JSON");
        let text = |key: &str| sealed[key].as_str().expect("text").to_owned();
        let headers = sealed["headers"].as_object().expect("headers").iter();
        let headers = headers.map(|(name, value)| format!("{name}: {}\r\n", value.as_str().expect("text"))).collect();
        Self { name, config, method: text("method"), target: text("target"), headers, body: text("body") }
    }

    fn status(&self, tolerance_seconds: i64, now_ms: i64) -> Status {
        let mut config = self.config.clone();
        config["tolerance_seconds"] = json!(tolerance_seconds);
        let (headers, body) = (self.headers.as_bytes(), self.body.as_bytes());
        let request = Request { method: &self.method, target: &self.target, headers, body, now_ms };
        receiver(&config).receive(&request).map_or_else(|error| error.status(), |_| Status::Ok)
    }
}

fn receiver(config: &Value) -> Receiver {
    Receiver::new(config.to_string().as_bytes()).expect("a configuration")
}

/// Every scheme that signs a time.
fn recorded() -> Vec<Recorded> {
    let wps = json!({"platform": "wps", "require_kso1": true, "credentials": {"app_id": "AK1", "app_key": "k"}});
    let wecom = json!({"platform": "wecom_kf", "credentials": {
        "token": "t", "encoding_aes_key": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "receive_id": "ww0"}});
    let easemob = json!({"platform": "easemob", "credentials": {"secret": "s"}});
    let yach = json!({"platform": "yach", "sign": "timestamp_secret", "credentials": {"secret": "s"}});
    let message = json!({"message": {"id": "m", "type": "text", "content": {"text": {"content": "666"}}}});
    let card = json!({"callback_name": "xz_card", "app_id": "AK1", "data": {"content": {"action": "k"}}});
    let chat = json!({"callId": "o#a_1", "eventType": "chat", "timestamp": SENT_MS, "chat_type": "chat", "from": "a", "to": "b",
        "msg_id": "1", "payload": {"ext": {}, "bodies": [{"msg": "hi", "type": "txt"}]}, "appkey": "o#a"});
    let robot = json!({"msgtype": "text", "content": "hi", "msgId": "1", "conversationId": "2", "senderId": "3"});
    vec![
        Recorded::sealed("wps event", wps.clone(), json!({"topic": "kso.app_chat.message", "payload": message})),
        Recorded::sealed("wps card", wps.clone(), json!({"payload": card})),
        Recorded::sealed("wps challenge under KSO-1", wps, json!({"payload": {"challenge": "c"}})),
        Recorded::sealed("wecom_kf XML", wecom.clone(), json!({"format": "xml", "payload": "<xml><A>1</A></xml>"})),
        Recorded::sealed("wecom_kf JSON", wecom.clone(), json!({"format": "json", "payload": {"A": 1}})),
        Recorded::sealed("wecom_kf check of the address", wecom, json!({"echo": "1616140317555161061"})),
        Recorded::sealed("easemob", easemob, json!({"payload": chat})),
        Recorded::sealed("yach", yach, json!({"payload": robot})),
    ]
}

#[test]
fn the_window_is_closed_at_both_ends_to_the_millisecond() {
    for recorded in recorded() {
        for tolerance in [1, 60, 300, 86_400] {
            for (distance_ms, expected) in [
                (0, Status::Ok),
                (tolerance * 1000 - 1, Status::Ok),
                (tolerance * 1000, Status::Ok),
                (tolerance * 1000 + 1, Status::StaleTimestamp),
                (tolerance * 1000 + 1000, Status::StaleTimestamp),
            ] {
                for now_ms in [SENT_MS + distance_ms, SENT_MS - distance_ms] {
                    let found = recorded.status(tolerance, now_ms);
                    assert_eq!(found, expected, "{}, tolerance {tolerance} s, {distance_ms} ms off", recorded.name);
                }
            }
        }
    }
}

#[test]
fn without_tolerance_no_time_is_judged_and_with_the_largest_none_wraps() {
    for recorded in recorded() {
        for now_ms in [1, i64::MAX, i64::MIN, -1] {
            assert_eq!(recorded.status(0, now_ms), Status::Ok, "{}", recorded.name);
            assert_eq!(recorded.status(1, now_ms), Status::StaleTimestamp, "{}, now {now_ms}", recorded.name);
        }
        assert_eq!(recorded.status(i64::MAX / 1000, SENT_MS), Status::Ok, "{}", recorded.name);
        assert_eq!(recorded.status(i64::MAX / 1000, 1), Status::Ok, "{}", recorded.name);
    }
}

/// A forger gets the same answer whatever time he writes, so that he learns nothing of the clock.
#[test]
fn a_forged_time_is_a_wrong_signature_and_never_a_stale_one() {
    let wps =
        Receiver::new(br#"{"platform":"wps","credentials":{"app_id":"AK1","app_key":"k"}}"#).expect("a configuration");
    for time in ["0", "1704074400", "9223372036854775807", "1"] {
        let body = format!(
            r#"{{"topic":"t","operation":"c","time":{time},"nonce":"71a2b3c4d5e6f707","signature":"{}","encrypted_data":"AAAA"}}"#,
            "A".repeat(43)
        );
        let request = Request { now_ms: SENT_MS, ..Request::post(body.as_bytes()) };
        let error = wps.receive(&request).expect_err("the request is refused");
        assert_eq!(error.status(), Status::SignatureMismatch, "{time}");
    }
}
