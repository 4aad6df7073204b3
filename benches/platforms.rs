//! One case of every platform's own shape: time per call and per event, throughput, heap allocations per event.
//!
//! Criterion times the calls; the closing table has the best time of each, taken turn by turn, which says something on
//! any machine, and counts what each call allocates.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark times, and fails by panicking"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use imhook::{Receiver, Request};
use serde_json::{Value, json};

const NOW_MS: i64 = 1_704_074_400_000;
const ENTRIES: usize = 1_000;

fn main() {
    let cases = [wecom_callback(), sync_msg_page(), archive_line(), easemob_message(), easemob_thread()];
    let mut criterion = Criterion::default().configure_from_args();
    for case in &cases {
        let mut group = criterion.benchmark_group(case.name);
        group.throughput(Throughput::Bytes(case.input.len() as u64));
        let mut out = Vec::new();
        group.bench_function(case.call.name(), |bencher| bencher.iter(|| black_box(case.run(&mut out))));
        group.finish();
    }
    criterion.final_summary();

    println!("\n| case | call | input | best | per event | throughput | allocations per event |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for case in &cases {
        let mut out = Vec::new();
        let events = case.run(&mut out);
        // The output is kept, as a batch keeps it: what is counted is what a call makes besides.
        let allocations = allocation_counter::measure(|| _ = black_box(case.run(&mut out))).count_total;
        let best = best(|| _ = black_box(case.run(&mut out))).as_secs_f64();
        println!(
            "| {} | {} | {} B | {:.2} µs | {:.0} ns | {:.0} MB/s | {:.1} |",
            case.name,
            case.call.name(),
            case.input.len(),
            best * 1e6,
            best * 1e9 / events as f64,
            case.input.len() as f64 / best / 1e6,
            allocations as f64 / events as f64,
        );
    }
}

/// The best of many turns.
fn best(mut work: impl FnMut()) -> Duration {
    let end = Instant::now() + Duration::from_secs(2);
    let mut best = Duration::MAX;
    while Instant::now() < end {
        let start = Instant::now();
        for _ in 0..8 {
            work();
        }
        best = best.min(start.elapsed() / 8);
    }
    best
}

#[derive(Clone, Copy)]
enum Call {
    Receive,
    Parse,
}

impl Call {
    fn name(self) -> &'static str {
        match self {
            Call::Receive => "receive",
            Call::Parse => "parse",
        }
    }
}

struct Case {
    name: &'static str,
    call: Call,
    receiver: Receiver,
    target: String,
    input: String,
}

impl Case {
    fn parse(name: &'static str, config: &Value, payload: &Value) -> Self {
        let receiver = Receiver::new(config.to_string().as_bytes()).expect("a configuration");
        Self { name, call: Call::Parse, receiver, target: String::new(), input: payload.to_string() }
    }

    /// A callback as the platform would send it.
    fn receive(name: &'static str, config: &Value, spec: &Value) -> Self {
        let receiver = Receiver::new(config.to_string().as_bytes()).expect("a configuration");
        let sealed = receiver.seal(spec.to_string().as_bytes()).expect("a spec");
        let sealed: Value = serde_json::from_slice(&sealed).expect("JSON");
        let text = |key: &str| sealed[key].as_str().expect("text").to_owned();
        Self { name, call: Call::Receive, receiver, target: text("target"), input: text("body") }
    }

    /// Runs the call and gives the number of events.
    fn run(&self, out: &mut Vec<u8>) -> usize {
        out.clear();
        match self.call {
            Call::Parse => self.receiver.parse_into(self.input.as_bytes(), out).expect("a payload"),
            Call::Receive => {
                let request = Request { target: &self.target, now_ms: NOW_MS, ..Request::post(self.input.as_bytes()) };
                self.receiver.receive_into(&request, out).expect("a request");
            }
        }
        assert!(out.len() > self.input.len() / 4, "a delivery");
        if self.name.contains("page") { ENTRIES } else { 1 }
    }
}

fn wecom_callback() -> Case {
    let config = json!({
        "platform": "wecom_kf",
        "credentials": {"token": "t", "encoding_aes_key": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "receive_id": "ww0"},
    });
    let xml = "<xml><ToUserName><![CDATA[ww0]]></ToUserName><FromUserName><![CDATA[mycreate]]></FromUserName>\
        <CreateTime>1348831860</CreateTime><MsgType><![CDATA[text]]></MsgType>\
        <Content><![CDATA[the build is green, 今天的构建通过了: everything that had been merged since Monday is in it]]></Content>\
        <MsgId>1234567890123456</MsgId><AgentID>1</AgentID></xml>";
    let spec = json!({"kind": "callback", "format": "xml", "payload": xml, "timestamp_ms": NOW_MS, "nonce": "n"});
    Case::receive("WeCom XML callback", &config, &spec)
}

fn sync_msg_page() -> Case {
    let entry = |index: usize| {
        json!({
            "msgid": format!("m{index}"), "open_kfid": "wk0", "external_userid": "wm0", "send_time": 1_704_074_400 + index,
            "origin": 3, "msgtype": "text", "text": {"content": "the build is green, 今天的构建通过了", "menu_id": "1"},
        })
    };
    let entries: Vec<Value> = (0..ENTRIES).map(entry).collect();
    let page = json!({"errcode": 0, "errmsg": "ok", "next_cursor": "c", "has_more": 0, "msg_list": entries});
    Case::parse("sync_msg page of 1,000", &json!({"platform": "wecom_kf"}), &page)
}

fn archive_line() -> Case {
    let record = json!({
        "msgid": "4538352996756104940_1691386670520_external", "action": "send", "from": "wm0", "tolist": ["zhangsan"],
        "roomid": "", "msgtime": 1_691_386_666_454_i64, "msgtype": "file",
        "file": {"sdkfileid": "CoMEKjEqRmRZQmNqWWxrWGl".repeat(8), "md5sum": "dba562ac49757cbb9b9079d686076a87",
                 "filename": "report.xls", "fileext": "xls", "filesize": 32768},
    });
    Case::parse("archive line", &json!({"platform": "wecom_archive"}), &record)
}

fn easemob(name: &'static str, payload: &Value) -> Case {
    let config = json!({"platform": "easemob", "credentials": {"secret": "s"}});
    Case::receive(name, &config, &json!({"kind": "callback", "payload": payload, "timestamp_ms": NOW_MS}))
}

fn easemob_message() -> Case {
    easemob(
        "Easemob message",
        &json!({
            "callId": "org#app_0990a64f", "eventType": "chat", "timestamp": NOW_MS, "chat_type": "chat", "from": "u1", "to": "u2",
            "msg_id": "8924312242322", "payload": {"ext": {"k": "v"}, "bodies": [{"msg": "the build is green", "type": "txt"}]},
            "securityVersion": "1.0.0", "appkey": "org#app", "host": "h", "content_type": "chat:user:text",
        }),
    )
}

fn easemob_thread() -> Case {
    easemob(
        "Easemob thread",
        &json!({
            "callId": "org#app_0990a64f", "chat_type": "notify", "host": "h", "appkey": "org#app", "from": "admin", "to": "g1",
            "eventType": "chat", "msg_id": "1024", "timestamp": NOW_MS,
            "payload": {"type": "thread", "data": {
                "msg_parent_id": "98", "name": "test", "from": "user1", "id": "17", "message_count": 49,
                "operation": "update_msg", "muc_parent_id": "g1", "timestamp": 1_651_029_973_455_i64,
                "last_message": {
                    "from": "org#app_user1", "id": "10", "to": "org#app_17", "timestamp": 1_651_029_973_455_i64,
                    "payload": {"ext": {}, "bodies": [{"msg": "thread test", "type": "txt"}], "from": "user1", "to": "17",
                                "type": "groupchat", "meta": {"thread": {"msg_parent_id": "98", "thread_name": "test"}}},
                },
            }},
        }),
    )
}
