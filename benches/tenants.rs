//! What many credentials cost: time and allocations of `verify` by how many are configured, and memory of each.
//!
//! A request names its tenant where its platform can: an event of WPS by its address, WeCom and Easemob in the body.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark times, and fails by panicking"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use imhook::{Receiver, Request, Status};
use serde_json::{Value, json};

const NOW_MS: i64 = 1_704_074_400_000;
const COUNTS: [usize; 4] = [1, 10, 100, 500];

/// A platform whose requests name their tenant.
struct Platform {
    id: &'static str,
    credential: fn(usize) -> Value,
    /// A request as the platform would send it to this tenant.
    sealed: fn(&Receiver, usize) -> Sealed,
}

struct Sealed {
    target: String,
    body: String,
}

const PLATFORMS: [Platform; 3] = [
    Platform {
        id: "wps",
        credential: |tenant| json!({"app_id": format!("AK{tenant:06}"), "app_key": format!("not-a-real-key-{tenant:06}")}),
        sealed: |receiver, tenant| {
            let sealed = seal(receiver, tenant, json!({"topic": "kso.app_chat.message", "operation": "create"}));
            Sealed { target: format!("/hook?app_id=AK{tenant:06}"), ..sealed }
        },
    },
    Platform {
        id: "wecom_kf",
        credential: |tenant| {
            json!({"token": format!("ExampleToken{tenant}"), "receive_id": format!("ww{tenant:016}"),
                   "encoding_aes_key": format!("{:0<43}", format!("ThisIsNotARealKey{tenant}"))})
        },
        sealed: |receiver, tenant| seal(receiver, tenant, json!({"format": "xml"})),
    },
    Platform {
        id: "easemob",
        credential: |tenant| json!({"secret": format!("not-a-real-secret-{tenant}"), "appkey": format!("org#app{tenant}")}),
        sealed: |receiver, tenant| seal(receiver, tenant, json!({})),
    },
];

fn main() {
    println!("| platform | credentials | first | last | forged | allocations, last | bytes a credential |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for platform in &PLATFORMS {
        let alone = memory(platform, 1);
        for count in COUNTS {
            let receiver = receiver(platform, count);
            let (first, last) = ((platform.sealed)(&receiver, 0), (platform.sealed)(&receiver, count - 1));
            // As long as the right one, and made by nobody: every trial is in vain.
            let elsewhere = Receiver::new(config(platform, count + 1).as_bytes()).expect("a configuration");
            let stranger = (platform.sealed)(&elsewhere, count);
            let allocations = allocation_counter::measure(|| verify(&receiver, &last, Status::Ok)).count_total;
            let each = match count {
                1 => alone,
                _ => (memory(platform, count) - alone) / i64::try_from(count - 1).expect("few"),
            };
            println!(
                "| {} | {count} | {:.2} µs | {:.2} µs | {:.2} µs | {allocations} | {each} |",
                platform.id,
                best(|| verify(&receiver, &first, Status::Ok)),
                best(|| verify(&receiver, &last, Status::Ok)),
                best(|| verify(&receiver, &stranger, Status::SignatureMismatch)),
            );
        }
    }
}

fn config(platform: &Platform, count: usize) -> String {
    let credentials: Vec<Value> = (0..count).map(platform.credential).collect();
    json!({"platform": platform.id, "credentials": credentials}).to_string()
}

fn receiver(platform: &Platform, count: usize) -> Receiver {
    Receiver::new(config(platform, count).as_bytes()).expect("a configuration")
}

/// What a receiver holds, in bytes.
fn memory(platform: &Platform, count: usize) -> i64 {
    let config = config(platform, count);
    let mut receiver = None;
    let info =
        allocation_counter::measure(|| receiver = Some(Receiver::new(config.as_bytes()).expect("a configuration")));
    info.bytes_current
}

fn seal(receiver: &Receiver, tenant: usize, mut spec: Value) -> Sealed {
    let content = json!({"callId": "org#app_0990a64f", "appkey": format!("org#app{tenant}"), "timestamp": NOW_MS,
        "eventType": "chat", "chat_type": "chat", "from": "u1", "to": "u2", "msg_id": "8924312242322",
        "payload": {"bodies": [{"msg": "the build is green, 今天的构建通过了. ".repeat(20), "type": "txt"}]}});
    let members = spec.as_object_mut().expect("an object");
    members.insert("kind".to_owned(), json!("callback"));
    members.insert("credential".to_owned(), json!(tenant.to_string()));
    members.insert("timestamp_ms".to_owned(), json!(NOW_MS));
    members.insert("nonce".to_owned(), json!("71a2b3c4d5e6f707"));
    let is_xml = members.contains_key("format");
    members.insert("payload".to_owned(), if is_xml { json!(format!("<xml>{content}</xml>")) } else { content });
    let sealed = receiver.seal(spec.to_string().as_bytes()).expect("a sealed request");
    let sealed: Value = serde_json::from_slice(&sealed).expect("JSON");
    let text = |name: &str| sealed.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Sealed { target: text("target"), body: text("body") }
}

fn verify(receiver: &Receiver, sealed: &Sealed, expected: Status) {
    let request = Request { now_ms: NOW_MS, target: &sealed.target, ..Request::post(sealed.body.as_bytes()) };
    let status = black_box(receiver.verify(&request)).map_or_else(|error| error.status(), |_| Status::Ok);
    assert_eq!(status, expected);
}

/// The best time of many turns, in microseconds.
fn best(mut work: impl FnMut()) -> f64 {
    let end = Instant::now() + Duration::from_millis(500);
    let mut best = Duration::MAX;
    while Instant::now() < end {
        let start = Instant::now();
        for _ in 0..16 {
            work();
        }
        best = best.min(start.elapsed() / 16);
    }
    best.as_secs_f64() * 1e6
}
