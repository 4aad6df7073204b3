//! Twice the input takes twice the memory: of longer texts, and of more elements.

use serde_json::{Value, json};

use crate::message::{self, Message, TEXTS, Text};
use crate::{heap, none, text};

/// Bytes of text.
const SIZES: [usize; 5] = [300, 2 << 10, 64 << 10, 1 << 20, 8 << 20];

/// Bytes on the heap at once, and in all, a byte of the body; more is taken in all than at once where a buffer grows.
/// Of a short message what every message takes is the larger part.
fn most(size: usize) -> [(f64, &'static str); 2] {
    if size < 64 << 10 { [(6.0, "at once"), (8.5, "in all")] } else { [(3.0, "at once"), (6.0, "in all")] }
}

/// Elements of each shape. The first count is large enough for what a message takes once to be little beside it.
const COUNTS: [usize; 3] = [100, 1_000, 10_000];

/// How much more a byte of the body may take among more elements. A list that doubles has either just done so or not.
const MOST_DRIFT: f64 = 1.5;

/// Makes the message with so many elements.
type OfCount = fn(usize) -> Message;

/// What a message may hold many of.
const SHAPES: [(&str, OfCount); 7] = [
    ("rich-text elements", rich_text),
    ("rich-text elements inside another", nested_rich_text),
    ("messages passed on", chatrecord),
    ("pieces of a mixed message", mixed),
    ("unknown members", |count| message::wps("text", json!({"text": {"content": "hi", "type": "plain"}}), count)),
    ("members that are warned of", faulty),
    ("entries of a page", page),
];

#[test]
fn a_longer_text_takes_memory_in_proportion() {
    let mut faults = Vec::new();
    for Text { name, of, .. } in TEXTS {
        for size in SIZES {
            let message = of(&text(size, true), 0);
            let taken = heap(&message);
            for (bytes, (most, how)) in [taken.bytes_max, taken.bytes_total].into_iter().zip(most(size)) {
                let times = bytes as f64 / message.body.len() as f64;
                if times > most {
                    faults.push(format!(
                        "{name}, {size} B of text: takes {times:.2} times its body {how}, at most {most} are allowed"
                    ));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn more_elements_take_memory_in_proportion() {
    let mut faults = Vec::new();
    for (name, of) in SHAPES {
        let [few, more @ ..] = COUNTS.map(|count| {
            let message = of(count);
            heap(&message).bytes_total as f64 / message.body.len() as f64
        });
        for (times, count) in more.into_iter().zip(&COUNTS[1..]) {
            if times > MOST_DRIFT * few {
                faults.push(format!(
                    "{name}: {count} take {times:.1} times their body, {} take {few:.1} times",
                    COUNTS[0]
                ));
            }
        }
    }
    none(&faults);
}

fn several(count: usize, element: impl Fn(usize) -> Value) -> Value {
    (0..count).map(element).collect()
}

fn element(index: usize) -> Value {
    match index % 3 {
        0 => {
            json!({"type": "text", "index": index, "text_content": {"content": "the build is green", "type": "plain"}})
        }
        1 => json!({"type": "text", "style_text_content": {"text": "今天的构建通过了", "style": {"bold": true}}}),
        _ => json!({"type": "mention", "mention_content": {"text": "@Ling", "type": "user",
                    "identity": {"type": "user", "id": "erueru", "name": "Ling"}}}),
    }
}

fn rich_text(count: usize) -> Message {
    message::wps("rich_text", json!({"rich_text": {"elements": several(count, element)}}), 0)
}

fn nested_rich_text(count: usize) -> Message {
    let list = json!({"type": "ol", "elements": several(count, element)});
    message::wps("rich_text", json!({"rich_text": {"elements": [list]}}), 0)
}

fn chatrecord(count: usize) -> Message {
    let item = |_| {
        json!({"type": "ChatRecordText", "msgtime": message::NOW_MS / 1000, "content": r#"{"content":"the build is green"}"#,
               "from_chatroom": false})
    };
    let chatrecord = json!({"title": "Release", "item": several(count, item)});
    message::archive(json!({"msgtype": "chatrecord", "chatrecord": chatrecord}), 0)
}

fn mixed(count: usize) -> Message {
    let item = |_| json!({"type": "text", "content": r#"{"content":"the build is green"}"#});
    message::archive(json!({"msgtype": "mixed", "mixed": {"item": several(count, item)}}), 0)
}

/// A number where text stands.
fn faulty(count: usize) -> Message {
    let element = |index| json!({"type": "text", "index": "no number", "text_content": {"content": index}});
    message::wps("rich_text", json!({"rich_text": {"elements": several(count, element)}}), 0)
}

fn page(count: usize) -> Message {
    let entry = |index: usize| {
        json!({
            "msgid": format!("m{index}"), "open_kfid": "wk0", "external_userid": "wm0", "origin": 3, "msgtype": "text",
            "send_time": message::NOW_MS / 1000, "text": {"content": "the build is green"},
        })
    };
    let page = json!({"errcode": 0, "next_cursor": "c", "has_more": 0, "msg_list": several(count, entry)});
    Message::parsed(&json!({"platform": "wecom_kf"}), &page)
}
