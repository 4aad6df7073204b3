//! What `seal` makes is received, and gives the payload back. The first byte chooses the receiver, the second the form.

use std::sync::LazyLock;

use imhook::{Receiver, Status};
use serde_json::{Value, json};

use crate::case::{Http, NOW_MS};
use crate::check;
use crate::proof::http_of;
use crate::subject::Subject;

static SUBJECTS: LazyLock<[Subject; 5]> = LazyLock::new(|| {
    [
        Subject::new(r#"{"platform":"wps","credentials":{"app_id":"AK123456","app_key":"sk098765"}}"#, &["sk098765"]),
        Subject::new(
            r#"{"platform":"wecom_kf","credentials":{"token":"ExampleToken","encoding_aes_key":"ExampleKeyForVectors0123456789abcdefghijklZ","receive_id":"wwexamplecorp00001"}}"#,
            &["ExampleToken", "ExampleKeyForVectors0123456789abcdefghijklZ"],
        ),
        Subject::new(
            r#"{"platform":"qiwei","credentials":{"shared_secret":"s3cret+of%query","shared_secret_in":"query:token"}}"#,
            &["s3cret+of%query"],
        ),
        Subject::new(
            r#"{"platform":"easemob","credentials":{"secret":"easemob-s3cret-one"}}"#,
            &["easemob-s3cret-one"],
        ),
        Subject::new(
            r#"{"platform":"yach","credentials":{"app_key":"0123456789abcdef","secret":"SECexample0123456789","sign":"timestamp_secret"}}"#,
            &["0123456789abcdef", "SECexample0123456789"],
        ),
    ]
});

pub fn run(input: &[u8]) {
    let [which, form, payload @ ..] = input else { return };
    let subject = &SUBJECTS[usize::from(*which) % SUBJECTS.len()];
    let Ok(payload) = std::str::from_utf8(payload) else { return };
    // Bare specs too: a payload that is one is sealed as it stands.
    if form % 8 == 7 {
        return bare(&subject.receiver, payload.as_bytes());
    }
    callback(subject, *form, payload);
    reply(subject, *form, payload);
}

fn bare(receiver: &Receiver, spec: &[u8]) {
    match receiver.seal(spec) {
        Ok(sealed) => {
            check::one_line(&sealed);
            let _ = http_of(&sealed);
        }
        Err(error) => check::refusal(&error),
    }
}

fn callback(subject: &Subject, form: u8, payload: &str) {
    let mut spec = json!({"kind": "callback", "timestamp_ms": NOW_MS, "nonce": "71a2b3c4d5e6f707", "payload": payload});
    let platform = platform_of(subject);
    match platform {
        "wps" => spec["topic"] = "kso.app_chat.message".into(),
        "wecom_kf" if form % 4 == 3 => spec["echo"] = true.into(),
        "wecom_kf" => spec["format"] = ["xml", "json"][usize::from(form % 2)].into(),
        "yach" => spec["format"] = ["form", "json", "wrapped"][usize::from(form % 3)].into(),
        _ => {}
    }
    let Some(http) = seal(subject, &spec) else {
        assert!(["easemob", "yach"].contains(&platform), "{platform} does not seal {payload:?}");
        return;
    };
    let outcome = check::request(subject, &http.request(), payload.as_bytes());
    let Some(plaintext) = outcome.plaintext else {
        // What is the body itself can say a field twice, or be nested too deep.
        let refused = [Status::MalformedRequest, Status::TooDeep];
        let is_refused = outcome.delivery.is_err_and(|error| refused.contains(&error.status()));
        assert!(is_refused && platform == "easemob", "sealed, and not opened: {http:?}");
        return;
    };
    match platform {
        "easemob" => same_members(&plaintext, payload, &["timestamp", "security"]),
        "yach" => {}
        _ => assert_eq!(plaintext, payload.as_bytes()),
    }
}

/// A passive answer of WeCom is signed like a callback: it opens like one.
fn reply(subject: &Subject, form: u8, payload: &str) {
    let mut spec = json!({"kind": "reply", "timestamp_ms": NOW_MS, "nonce": "1704074400", "payload": payload});
    let is_wecom = platform_of(subject) == "wecom_kf";
    if is_wecom {
        spec["format"] = ["xml", "json"][usize::from(form % 2)].into();
    }
    let Some(answer) = seal(subject, &spec) else {
        assert!(!is_wecom, "wecom_kf does not seal {payload:?}");
        return;
    };
    assert!(answer.method.is_empty() && answer.target.is_empty());
    if !is_wecom {
        return;
    }
    let text = String::from_utf8(answer.body.clone()).expect("a sealed body is text");
    let between = |before: &str, after: &str| text.split_once(before)?.1.split_once(after).map(|(value, _)| value);
    let signature = match form % 2 {
        0 => between("<MsgSignature><![CDATA[", "]]>"),
        _ => between("\"msgsignature\":\"", "\""),
    };
    let target = format!(
        "/?msg_signature={}&timestamp={}&nonce=1704074400",
        signature.expect("an answer has a signature"),
        NOW_MS / 1000
    );
    let http = Http { method: "POST".to_owned(), target, ..answer };
    let plaintext = subject.receiver.decrypt(&http.request()).expect("an answer opens");
    assert_eq!(plaintext, payload.as_bytes());
}

fn seal(subject: &Subject, spec: &Value) -> Option<Http> {
    let spec = spec.to_string();
    let sealed = subject.receiver.seal(spec.as_bytes());
    assert_eq!(subject.receiver.seal(spec.as_bytes()), sealed, "the second time differs");
    match sealed {
        Ok(sealed) => {
            check::one_line(&sealed);
            Some(http_of(&sealed))
        }
        Err(error) => {
            check::refusal(&error);
            check::keeps_secrets(subject, &error.to_json(), &[spec.as_bytes()]);
            None
        }
    }
}

/// Whether an object kept its members, but for these.
fn same_members(body: &[u8], payload: &str, but: &[&str]) {
    let read = |text: &[u8]| serde_json::from_slice::<serde_json::Map<String, Value>>(text).ok();
    let (Some(mut body), Some(mut payload)) = (read(body), read(payload.as_bytes())) else { return };
    for name in but {
        body.remove(*name);
        payload.remove(*name);
    }
    assert_eq!(body, payload);
}

fn platform_of(subject: &Subject) -> &'static str {
    subject.config.split('"').nth(3).unwrap_or_default()
}
