//! Hundreds of credentials in one receiver: a request that names its own is proven by it, and costs no more heap than
//! alone; keys are exchanged while requests under both come.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking"
)]

use imhook::{Receiver, Request, Status};
use serde_json::{Value, json};

const NOW_MS: i64 = 1_704_074_400_000;
const TENANTS: usize = 500;

/// A platform whose requests name their tenant.
struct Platform {
    id: &'static str,
    /// The credential of a tenant, of this generation.
    credential: fn(usize, &str) -> Value,
    /// What is sealed for a tenant.
    spec: fn(usize) -> Value,
    /// What the address adds; `""` where the body names the tenant.
    address: fn(usize) -> String,
}

const PLATFORMS: [Platform; 3] = [
    Platform {
        id: "wps",
        credential: |tenant, generation| json!({"app_id": format!("AK{tenant:06}"), "app_key": format!("key-{generation}-{tenant}")}),
        spec: |_| json!({"topic": "kso.app_chat.message", "operation": "create", "payload": {}}),
        address: |tenant| format!("/hook?app_id=AK{tenant:06}"),
    },
    Platform {
        id: "wecom_kf",
        credential: |tenant, generation| {
            json!({"token": format!("Token{generation}{tenant}"), "receive_id": format!("ww{tenant:016}"),
                   "encoding_aes_key": format!("{:0<43}", format!("NotARealKey{generation}{tenant}"))})
        },
        spec: |_| json!({"format": "xml", "payload": "<xml><MsgType>event</MsgType><Event>enter_agent</Event></xml>"}),
        address: |_| String::new(),
    },
    Platform {
        id: "easemob",
        credential: |tenant, generation| json!({"secret": format!("secret-{generation}-{tenant}"), "appkey": format!("org#app{tenant:06}")}),
        spec: |tenant| {
            json!({"payload": {"callId": "org#app_1", "appkey": format!("org#app{tenant:06}"), "timestamp": NOW_MS,
            "eventType": "chat", "chat_type": "chat", "from": "u1", "to": "u2", "msg_id": "1", "payload": {"bodies": []}}})
        },
        address: |_| String::new(),
    },
];

struct Sealed {
    target: String,
    body: String,
}

impl Platform {
    fn receiver(&self, credentials: Vec<Value>) -> Receiver {
        let config = json!({"platform": self.id, "credentials": credentials});
        Receiver::new(config.to_string().as_bytes()).expect("a configuration")
    }

    fn tenants(&self, generation: &str) -> Vec<Value> {
        (0..TENANTS).map(|tenant| self.named(tenant, generation)).collect()
    }

    /// A credential under the id `GENERATION-TENANT`.
    fn named(&self, tenant: usize, generation: &str) -> Value {
        let mut credential = (self.credential)(tenant, generation);
        credential["id"] = json!(format!("{generation}-{tenant}"));
        credential
    }

    /// A request as the platform sends it to a tenant that has this key.
    fn sealed(&self, tenant: usize, generation: &str) -> Sealed {
        let mut spec = (self.spec)(tenant);
        spec["kind"] = json!("callback");
        spec["timestamp_ms"] = json!(NOW_MS);
        spec["nonce"] = json!("71a2b3c4d5e6f707");
        let sender = self.receiver(vec![(self.credential)(tenant, generation)]);
        let sealed = sender.seal(spec.to_string().as_bytes()).expect("a sealed request");
        let sealed: Value = serde_json::from_slice(&sealed).expect("JSON");
        let text = |name: &str| sealed[name].as_str().expect("a text").to_owned();
        let address = (self.address)(tenant);
        Sealed { target: if address.is_empty() { text("target") } else { address }, body: text("body") }
    }
}

impl Sealed {
    fn request(&self) -> Request<'_> {
        Request { now_ms: NOW_MS, target: &self.target, ..Request::post(self.body.as_bytes()) }
    }
}

/// The id of the credential that proved it.
fn proven_by(receiver: &Receiver, sealed: &Sealed) -> Result<String, imhook::Error> {
    let mut delivery = Vec::new();
    receiver.receive_into(&sealed.request(), &mut delivery)?;
    let delivery: Value = serde_json::from_slice(&delivery).expect("JSON");
    Ok(delivery["auth"]["credential"].as_str().expect("a credential").to_owned())
}

#[test]
fn each_of_hundreds_is_found_by_its_name() {
    for platform in &PLATFORMS {
        let receiver = platform.receiver(platform.tenants("old"));
        for tenant in [0, 15, 16, 17, TENANTS / 2, TENANTS - 1] {
            let found = proven_by(&receiver, &platform.sealed(tenant, "old")).expect("a delivery");
            assert_eq!(found, format!("old-{tenant}"), "{}", platform.id);
            let forged = proven_by(&receiver, &platform.sealed(tenant, "forged")).expect_err("a refusal");
            assert_eq!(forged.status(), Status::SignatureMismatch, "{}", platform.id);
            assert!(forged.what_to_do().is_some_and(|hint| hint.contains("at most 16 are tried")), "{}", platform.id);
        }
    }
}

/// The recipe of docs/tenants.md: the new key beside the old one, a while of both, the old one gone.
#[test]
fn a_key_is_exchanged_while_requests_under_both_come() {
    for platform in &PLATFORMS {
        let last = TENANTS - 1;
        let (under_old, under_new) = (platform.sealed(last, "old"), platform.sealed(last, "new"));

        let before = platform.receiver(platform.tenants("old"));
        assert!(proven_by(&before, &under_old).is_ok() && proven_by(&before, &under_new).is_err(), "{}", platform.id);

        let mut both = platform.tenants("old");
        both.push(platform.named(last, "new"));
        let during = platform.receiver(both);
        assert_eq!(proven_by(&during, &under_old).expect("a delivery"), format!("old-{last}"), "{}", platform.id);
        assert_eq!(proven_by(&during, &under_new).expect("a delivery"), format!("new-{last}"), "{}", platform.id);

        let mut exchanged = platform.tenants("old");
        exchanged.pop();
        exchanged.push(platform.named(last, "new"));
        let after = platform.receiver(exchanged);
        assert!(proven_by(&after, &under_old).is_err() && proven_by(&after, &under_new).is_ok(), "{}", platform.id);
    }
}

/// Keys that all have the name: as many as are tried, and no more.
#[test]
fn of_one_name_sixteen_keys_are_tried() {
    for platform in &PLATFORMS {
        let generations: Vec<String> = (0..TENANTS).map(|number| format!("g{number}")).collect();
        let receiver = platform.receiver(generations.iter().map(|generation| platform.named(7, generation)).collect());
        assert!(proven_by(&receiver, &platform.sealed(7, "g15")).is_ok(), "{}", platform.id);
        assert!(proven_by(&receiver, &platform.sealed(7, "g16")).is_err(), "{}", platform.id);
    }
}

#[test]
fn a_call_takes_no_more_heap_beside_hundreds_than_alone() {
    for platform in &PLATFORMS {
        let last = TENANTS - 1;
        let sealed = platform.sealed(last, "old");
        let taken = |receiver: &Receiver| {
            let mut delivery = Vec::with_capacity(64 << 10);
            receiver.receive_into(&sealed.request(), &mut delivery).expect("a delivery");
            delivery.clear();
            let receive = || receiver.receive_into(&sealed.request(), &mut delivery).expect("a delivery");
            let info = allocation_counter::measure(receive);
            (info.count_total, info.bytes_total)
        };
        let alone = taken(&platform.receiver(vec![platform.named(last, "old")]));
        assert_eq!(taken(&platform.receiver(platform.tenants("old"))), alone, "{}", platform.id);
    }
}
