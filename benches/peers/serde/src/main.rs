//! A text message of WPS by serde: typed structs that borrow, keys set up once, and the same delivery as imhook's at the end.
//!
//! It knows this one message, drops what it does not know, and lets a duplicate key fail. The process of a peer: `check`
//! answers with the message in the delivery, `time N` with the nanoseconds of N calls.

mod delivery;
mod wps;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use std::{env, fs, io};

use serde_json::Value;

use crate::wps::Receiver;

fn main() {
    let folder = env::args().nth(1).expect("the folder of a case");
    let read = |name: &str| fs::read(Path::new(&folder).join(name)).expect("a file of the case");
    let config: Value = serde_json::from_slice(&read("config.json")).expect("a configuration");
    let receiver = Receiver::new(text(&config["credentials"]["app_id"]), text(&config["credentials"]["app_key"]));
    let body = read("body");
    let now_ms: i64 = String::from_utf8(read("now")).expect("digits").parse().expect("a time");
    let receive = || receiver.receive(black_box(&body), now_ms).expect("a delivery");
    for line in io::stdin().lines() {
        match line.expect("a command").strip_prefix("time ") {
            Some(calls) => println!("{}", time(receive, calls.parse().expect("a number"))),
            None => println!("1\n{}", message(&receive())),
        }
    }
}

fn time(receive: impl Fn() -> Vec<u8>, calls: u32) -> u128 {
    for _ in 0..calls / 8 {
        black_box(receive()); // the caches are the last peer's
    }
    let begun = Instant::now();
    for _ in 0..calls {
        black_box(receive());
    }
    begun.elapsed().as_nanos()
}

/// Sender, conversation, id, time in milliseconds, content.
fn message(delivery: &[u8]) -> String {
    let delivery: Value = serde_json::from_slice(delivery).expect("JSON");
    let event = &delivery["events"][0];
    let [sender, conversation, id] =
        [&event["sender"], &event["conversation"], &event["message"]].map(|of| text(&of["id"]));
    format!("{sender}\t{conversation}\t{id}\t{}\t{}", event["time_ms"], text(&event["message"]["text"]))
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}
