//! Callbacks as WPS sends them, of any length.

use imhook::Receiver;

pub const CONFIG: &str = r#"{"platform":"wps","credentials":{"app_id":"AK123456","app_key":"sk098765"}}"#;

/// When they arrive.
pub const NOW_MS: i64 = 1_704_074_400_000;

#[derive(Clone, Copy)]
pub enum Content {
    Text,
    RichText,
}

/// The body of a request with this payload.
pub fn body(payload: &str) -> String {
    let spec = format!(
        r#"{{"kind":"callback","topic":"kso.app_chat.message","operation":"create","timestamp_ms":{NOW_MS},"nonce":"71a2b3c4d5e6f707","payload":{payload}}}"#
    );
    let sealed = Receiver::new(CONFIG.as_bytes()).and_then(|receiver| receiver.seal(spec.as_bytes()));
    let sealed: serde_json::Value = serde_json::from_slice(&sealed.expect("a spec")).expect("sealed JSON");
    sealed["body"].as_str().expect("a body").to_owned()
}

/// A message whose plaintext is about `size` bytes long.
pub fn payload(size: usize, content: Content) -> String {
    let around = |content: &str, kind: &str| {
        format!(
            r#"{{"chat":{{"id":"8225957","type":"group"}},"company_id":"eueue","message":{{"content":{{{content}}},"id":"w7i5fgFzh6uRtOTN","type":"{kind}"}},"send_time":1734426254026,"sender":{{"id":"erueru","type":"user"}}}}"#
        )
    };
    match content {
        Content::Text => {
            let line = "今天的构建通过了, the build is green. ";
            let room = size.saturating_sub(around(r#""text":{"content":""}"#, "text").len());
            let text = line.chars().cycle().scan(0, |len, letter| {
                *len += letter.len_utf8();
                (*len <= room).then_some(letter)
            });
            let text = text.collect::<String>();
            around(&format!(r#""text":{{"content":"{text}"}}"#), "text")
        }
        Content::RichText => {
            let element = r#"{"alt_text":"","elements":[{"alt_text":"","indent":0,"index":0,"style_text_content":{"style":{"bold":true,"color":"","italic":false},"text":"the build is green"},"type":"text"}],"indent":0,"index":0,"type":"nl"}"#;
            let count = size / (element.len() + 1);
            let elements = vec![element; count].join(",");
            around(&format!(r#""rich_text":{{"elements":[{elements}]}}"#), "rich_text")
        }
    }
}
