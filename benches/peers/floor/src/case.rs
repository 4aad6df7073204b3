//! The case, and what all peers must agree on.

use std::env;
use std::fs;
use std::path::Path;

use serde_json::Value;

pub struct Case {
    pub app_key: String,
    pub signed_head: String,
    pub nonce: String,
    pub signature: String,
    pub encrypted_data: String,
}

impl Case {
    /// Reads the folder that the first argument names.
    pub fn read() -> Self {
        let folder = env::args().nth(1).expect("the folder of a case");
        let read = |name: &str| fs::read(Path::new(&folder).join(name)).expect("a file of the case");
        let credentials = &json(&read("config.json"))["credentials"];
        let envelope = json(&read("body"));
        let (topic, nonce, time) = (text(&envelope["topic"]), text(&envelope["nonce"]), &envelope["time"]);
        Self {
            app_key: text(&credentials["app_key"]),
            signed_head: format!("{}:{topic}:{nonce}:{time}:", text(&credentials["app_id"])),
            nonce,
            signature: text(&envelope["signature"]),
            encrypted_data: text(&envelope["encrypted_data"]),
        }
    }
}

/// Sender, conversation, id, time in milliseconds, content.
pub fn message(plaintext: &[u8]) -> String {
    let event = json(plaintext);
    let message = &event["message"];
    let content = match message["content"]["rich_text"]["elements"].as_array() {
        Some(lines) => lines.iter().map(line).collect::<Vec<_>>().join(" "),
        None => text(&message["content"]["text"]["content"]),
    };
    let [sender, conversation, id] = [&event["sender"], &event["chat"], message].map(|object| text(&object["id"]));
    format!("{sender}\t{conversation}\t{id}\t{}\t{content}", event["send_time"])
}

fn line(element: &Value) -> String {
    let pieces = element["elements"].as_array().expect("pieces");
    pieces.iter().map(|piece| text(&piece["style_text_content"]["text"])).collect()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}
