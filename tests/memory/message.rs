//! Messages of every platform, as large and as long as a test wants them.

use imhook::{Receiver, Request, Result};
use serde_json::{Map, Value, json};

/// When every message here was sent.
pub const NOW_MS: i64 = 1_704_074_400_000;

/// One callback or record, and the receiver that takes it.
pub struct Message {
    receiver: Receiver,
    call: Call,
    target: String,
    headers: String,
    pub body: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Call {
    Receive,
    Parse,
}

impl Message {
    /// The call, its delivery written after what `out` holds.
    pub fn deliver(&self, out: &mut Vec<u8>) -> Result<()> {
        let body = self.body.as_bytes();
        if self.call == Call::Parse {
            return self.receiver.parse_into(body, out);
        }
        let request =
            Request { target: &self.target, headers: self.headers.as_bytes(), now_ms: NOW_MS, ..Request::post(body) };
        self.receiver.receive_into(&request, out)
    }

    /// A payload that the caller vouches for.
    pub fn parsed(config: &Value, payload: &Value) -> Self {
        let receiver = Receiver::new(config.to_string().as_bytes()).expect("a configuration");
        Self { receiver, call: Call::Parse, target: String::new(), headers: String::new(), body: payload.to_string() }
    }

    /// A callback as the platform would send it.
    fn received(config: &Value, spec: &Value) -> Self {
        let receiver = Receiver::new(config.to_string().as_bytes()).expect("a configuration");
        let sealed = receiver.seal(spec.to_string().as_bytes()).expect("a spec");
        let sealed: Value = serde_json::from_slice(&sealed).expect("JSON");
        let text = |key: &str| sealed[key].as_str().expect("text").to_owned();
        let headers = sealed["headers"].as_object().expect("headers").iter();
        let headers = headers.map(|(name, value)| format!("{name}: {}\r\n", value.as_str().expect("text"))).collect();
        Self { receiver, call: Call::Receive, target: text("target"), headers, body: text("body") }
    }
}

/// Makes the message with this text and so many unknown fields in each of its objects.
pub type OfText = fn(&str, usize) -> Message;

/// One way in.
pub struct Text {
    pub name: &'static str,
    pub of: OfText,
    /// The most allocations, without unknown fields and with ten and a hundred of them in each object: four at most, and
    /// for what is unknown lists that grow by fours. What stands here is what is reached, and may only fall.
    pub most: [u64; 3],
}

/// The text messages of every way in.
pub const TEXTS: [Text; 8] = [
    Text { name: "wps", of: wps_text, most: [3, 10, 33] },
    Text { name: "wecom_kf XML", of: wecom_xml, most: [3, 7, 23] },
    Text { name: "wecom_kf JSON", of: wecom_json, most: [3, 7, 25] },
    Text { name: "easemob", of: easemob, most: [4, 10, 36] },
    Text { name: "yach form", of: |text, unknown| yach("form", text, unknown), most: [4, 7, 14] },
    Text { name: "yach JSON", of: |text, unknown| yach("json", text, unknown), most: [2, 6, 12] },
    Text { name: "qiwei", of: qiwei, most: [2, 7, 25] },
    Text { name: "wecom_archive", of: archive_text, most: [1, 5, 11] },
];

fn wps_text(text: &str, unknown: usize) -> Message {
    wps("text", json!({"text": {"content": text, "type": "plain"}}), unknown)
}

fn archive_text(text: &str, unknown: usize) -> Message {
    archive(json!({"msgtype": "text", "text": {"content": text}}), unknown)
}

/// Far above any size tested here.
const NO_CAP: usize = 256 << 20;

/// `object` and so many members that no document knows.
fn with_unknown(mut object: Value, unknown: usize) -> Value {
    let members: &mut Map<String, Value> = object.as_object_mut().expect("an object");
    members.extend((0..unknown).map(|index| (format!("unknown_{index}"), json!("a value"))));
    object
}

/// Fields that no document knows stand in every object of the message.
pub fn wps(kind: &str, content: Value, unknown: usize) -> Message {
    let config = json!({
        "platform": "wps", "max_body_bytes": NO_CAP, "credentials": {"app_id": "AK123456", "app_key": "sk098765"},
    });
    let message = with_unknown(json!({"content": content, "id": "w7i5fgFzh6uRtOTN", "type": kind}), unknown);
    let payload = json!({
        "chat": with_unknown(json!({"id": "8225957", "type": "group"}), unknown),
        "company_id": "eueue",
        "message": message,
        "send_time": NOW_MS,
        "sender": with_unknown(json!({"id": "erueru", "type": "user"}), unknown),
    });
    let spec = json!({
        "kind": "callback", "topic": "kso.app_chat.message", "operation": "create", "timestamp_ms": NOW_MS,
        "nonce": "71a2b3c4d5e6f707", "payload": with_unknown(payload, unknown),
    });
    Message::received(&config, &spec)
}

fn wecom(format: &str, payload: String) -> Message {
    let config = json!({
        "platform": "wecom_kf", "max_body_bytes": NO_CAP,
        "credentials": {
            "token": "t", "encoding_aes_key": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "receive_id": "ww0",
        },
    });
    let spec = json!({
        "kind": "callback", "format": format, "payload": payload, "timestamp_ms": NOW_MS, "nonce": "n",
    });
    Message::received(&config, &spec)
}

fn wecom_xml(text: &str, unknown: usize) -> Message {
    let unknown: String =
        (0..unknown).map(|index| format!("<Unknown{index}><![CDATA[a value]]></Unknown{index}>")).collect();
    wecom(
        "xml",
        format!(
            "<xml><ToUserName><![CDATA[ww0]]></ToUserName><FromUserName><![CDATA[mycreate]]></FromUserName>\
            <CreateTime>1704074400</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>\
            <MsgId>1234567890123456</MsgId><AgentID>1</AgentID>{unknown}</xml>"
        ),
    )
}

fn wecom_json(text: &str, unknown: usize) -> Message {
    let payload = json!({
        "ToUserName": "ww0", "FromUserName": "mycreate", "CreateTime": NOW_MS / 1000, "MsgType": "text", "Content": text,
        "MsgId": "1234567890123456", "AgentID": 1,
    });
    wecom("json", with_unknown(payload, unknown).to_string())
}

fn easemob(text: &str, unknown: usize) -> Message {
    let config = json!({"platform": "easemob", "max_body_bytes": NO_CAP, "credentials": {"secret": "s"}});
    let body = with_unknown(json!({"msg": text, "type": "txt"}), unknown);
    let payload = json!({
        "callId": "org#app_0990a64f", "eventType": "chat", "timestamp": NOW_MS, "chat_type": "chat", "from": "u1",
        "to": "u2", "msg_id": "8924312242322", "payload": with_unknown(json!({"ext": {}, "bodies": [body]}), unknown),
        "securityVersion": "1.0.0", "appkey": "org#app", "host": "h", "content_type": "chat:user:text",
    });
    let spec = json!({"kind": "callback", "payload": with_unknown(payload, unknown), "timestamp_ms": NOW_MS});
    Message::received(&config, &spec)
}

fn yach(format: &str, text: &str, unknown: usize) -> Message {
    let config = json!({
        "platform": "yach", "max_body_bytes": NO_CAP,
        "credentials": {"secret": "s", "app_key": "k", "sign": "timestamp_secret"},
    });
    let payload = json!({
        "msgtype": "text", "content": text, "msgId": "1204583910", "createAt": NOW_MS, "conversationType": "1",
        "conversationId": "8205341", "senderId": "171765", "senderNick": "Ling", "chatbotUserId": "58230675760877818",
    });
    let payload = with_unknown(payload, unknown);
    Message::received(
        &config,
        &json!({"kind": "callback", "format": format, "payload": payload, "timestamp_ms": NOW_MS}),
    )
}

fn qiwei(text: &str, unknown: usize) -> Message {
    let config = json!({
        "platform": "qiwei", "max_body_bytes": NO_CAP,
        "credentials": {"shared_secret": "not-a-real-secret", "shared_secret_in": "header:X-Hook-Secret"},
    });
    let content = with_unknown(record(json!({"msgtype": "text", "text": {"content": text}})), unknown);
    let payload = json!({
        "message_id": "1531161872865219346", "type": 101, "content": content.to_string(), "gmt_create": NOW_MS / 1000,
    });
    Message::received(&config, &json!({"kind": "callback", "payload": with_unknown(payload, unknown)}))
}

/// An archived message with these members.
fn record(content: Value) -> Value {
    let mut record = json!({
        "msgid": "4538352996756104940_1691386670520_external", "action": "send", "from": "wm0", "tolist": ["zhangsan"],
        "roomid": "", "msgtime": NOW_MS,
    });
    if let (Some(record), Value::Object(content)) = (record.as_object_mut(), content) {
        record.extend(content);
    }
    record
}

pub fn archive(content: Value, unknown: usize) -> Message {
    Message::parsed(&json!({"platform": "wecom_archive"}), &with_unknown(record(content), unknown))
}
