//! Reads the vectors of `tests/vectors` and runs one. The format is described in `tests/vectors/README.md`.

mod schema;

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imhook::{Error, Receiver, Request};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    platform: String,
    #[serde(rename = "comment")]
    _comment: String,
    flags: serde_json::Map<String, Value>,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    #[serde(skip)]
    pub platform: String,
    pub id: String,
    #[serde(rename = "comment")]
    _comment: String,
    #[serde(rename = "source")]
    _source: String,
    flags: Vec<String>,
    call: Call,
    config: Option<Box<RawValue>>,
    config_text: Option<String>,
    request: Option<Recorded>,
    payload: Option<String>,
    payload_base64: Option<String>,
    spec: Option<Box<RawValue>>,
    expect: Expect,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Call {
    Receive,
    Verify,
    Decrypt,
    Parse,
    ParseLines,
    Seal,
    ReceiverNew,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recorded {
    #[serde(default)]
    method: String,
    #[serde(default)]
    target: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    body: Option<String>,
    body_base64: Option<String>,
    #[serde(default)]
    now_ms: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    status: i32,
    error: Option<Words>,
    delivery: Option<Value>,
    raw: Option<Vec<Option<String>>>,
    report: Option<Value>,
    plaintext: Option<String>,
    plaintext_base64: Option<String>,
    lines: Option<Vec<Expect>>,
    sealed: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    excludes: Vec<String>,
}

/// The vectors of every file, in a stable order.
pub fn vectors() -> Vec<Vector> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut paths: Vec<_> = fs::read_dir(root)
        .expect("tests/vectors is there")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.is_dir() && !path.ends_with("generator") && !path.ends_with("__pycache__"))
        .flat_map(|folder| fs::read_dir(folder).expect("a platform's folder can be listed"))
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths.iter().flat_map(|path| file(path)).collect()
}

fn file(path: &Path) -> Vec<Vector> {
    let text = fs::read_to_string(path).expect("a vector file is text");
    let file: File = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(file.schema, "imhook.vectors/1", "{}", path.display());
    let File { platform, flags, mut vectors, .. } = file;
    for vector in &mut vectors {
        vector.platform.clone_from(&platform);
        let unexplained = vector.flags.iter().find(|flag| !flags.contains_key(*flag));
        assert_eq!(unexplained, None, "{}: a flag is not explained", vector.id);
    }
    vectors
}

/// Runs a vector; says how the outcome differs from what it expects.
pub fn run(vector: &Vector) -> Result<(), String> {
    let config = match (&vector.config, &vector.config_text) {
        (Some(config), None) => config.get(),
        (None, Some(text)) => text,
        _ => return Err("needs config or config_text".to_owned()),
    };
    let receiver = Receiver::new(config.as_bytes());
    if vector.call == Call::ReceiverNew {
        return outcome(receiver.map(|_| Vec::new()), &vector.expect, |_| Ok(()));
    }
    let receiver = receiver.map_err(|error| format!("no receiver: {error}"))?;
    let expect = &vector.expect;
    match vector.call {
        Call::Receive => with_request(vector, |request| {
            let mut out = Vec::new();
            let written = receiver.receive_into(request, &mut out);
            let typed = receiver.receive(request).map(|received| received.to_json());
            assert_eq!(typed.as_ref().ok(), written.is_ok().then_some(&out), "receive and receive_into differ");
            outcome(typed, expect, |out| delivery(out, expect))
        }),
        Call::Verify => with_request(vector, |request| {
            outcome(receiver.verify(request), expect, |out| same(&parsed(out)?, expect.report.as_ref()))
        }),
        Call::Decrypt => with_request(vector, |request| {
            let plaintext = bytes(&expect.plaintext, &expect.plaintext_base64);
            outcome(receiver.decrypt(request), expect, |out| match out == plaintext {
                true => Ok(()),
                false => Err("another plaintext".to_owned()),
            })
        }),
        Call::Parse => {
            let mut out = Vec::new();
            let parsed = receiver.parse_into(&payload(vector), &mut out);
            outcome(parsed.map(|()| out), expect, |out| delivery(out, expect))
        }
        Call::ParseLines => {
            let out = receiver.parse_lines(&payload(vector), 1);
            assert_eq!(out, receiver.parse_lines(&payload(vector), 3), "threads change the output");
            lines(&out, expect.lines.as_deref().unwrap_or_default())
        }
        Call::Seal => {
            let spec = vector.spec.as_ref().map_or("", |spec| spec.get());
            outcome(receiver.seal(spec.as_bytes()), expect, |out| same(&parsed(out)?, expect.sealed.as_ref()))
        }
        Call::ReceiverNew => unreachable!("handled above"),
    }
}

fn with_request<T>(vector: &Vector, call: impl FnOnce(&Request<'_>) -> T) -> T {
    let recorded = vector.request.as_ref().expect("this call needs a request");
    let headers: String = recorded.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let body = bytes(&recorded.body, &recorded.body_base64);
    call(&Request {
        method: &recorded.method,
        target: &recorded.target,
        headers: headers.as_bytes(),
        body: &body,
        now_ms: recorded.now_ms,
    })
}

fn payload(vector: &Vector) -> Vec<u8> {
    bytes(&vector.payload, &vector.payload_base64)
}

fn bytes(text: &Option<String>, base64: &Option<String>) -> Vec<u8> {
    match (text, base64) {
        (Some(text), _) => text.clone().into_bytes(),
        (None, Some(base64)) => STANDARD.decode(base64).expect("base64 in a vector is well formed"),
        (None, None) => Vec::new(),
    }
}

fn outcome(
    result: Result<Vec<u8>, Error>,
    expect: &Expect,
    success: impl FnOnce(&[u8]) -> Result<(), String>,
) -> Result<(), String> {
    let status = result.as_ref().map_or_else(|error| error.status().code(), |_| 0);
    if status != expect.status {
        let reason = result.err().map(|error| format!(" ({error})")).unwrap_or_default();
        return Err(format!("status {status}{reason}, expected {}", expect.status));
    }
    match result {
        Ok(out) => success(&out),
        Err(error) => said(&parsed(&error.to_json())?, expect),
    }
}

/// Whether an error object says what it must and nothing that it must not.
fn said(error: &Value, expect: &Expect) -> Result<(), String> {
    let part = |key: &str| error["error"][key].as_str().unwrap_or_default().to_owned();
    let text = format!("{}\n{}", part("message"), part("hint"));
    let Some(words) = &expect.error else { return Ok(()) };
    for word in &words.contains {
        if !text.contains(word.as_str()) {
            return Err(format!("the error does not say {word:?}: {text:?}"));
        }
    }
    for word in &words.excludes {
        if text.contains(word.as_str()) {
            return Err(format!("the error says {word:?}: {text:?}"));
        }
    }
    Ok(())
}

fn lines(out: &[u8], expected: &[Expect]) -> Result<(), String> {
    let lines: Vec<&[u8]> = out.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).collect();
    if lines.len() != expected.len() {
        return Err(format!("{} lines, expected {}", lines.len(), expected.len()));
    }
    for (line, expect) in lines.into_iter().zip(expected) {
        let value = parsed(line)?;
        let status = value["error"]["status"].as_i64().unwrap_or(0);
        if status != i64::from(expect.status) {
            return Err(format!("a line has status {status}, expected {}", expect.status));
        }
        match status {
            0 => delivery(line, expect)?,
            _ => said(&value, expect)?,
        }
    }
    Ok(())
}

/// The parts of a delivery that are compared by their text.
#[derive(Deserialize)]
struct Texts<'a> {
    #[serde(borrow)]
    events: Vec<EventText<'a>>,
}

#[derive(Deserialize)]
struct EventText<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    raw: Option<&'a RawValue>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    specversion: Option<&'a str>,
    raw_format: Option<&'a str>,
}

/// A record may be `null` itself: then it is there all the same.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

fn delivery(out: &[u8], expect: &Expect) -> Result<(), String> {
    if out.contains(&b'\n') {
        return Err("the delivery is more than one line".to_owned());
    }
    let texts: Texts<'_> = serde_json::from_slice(out).map_err(|error| format!("not a delivery: {error}"))?;
    let mut raws = Vec::new();
    for event in texts.events {
        let inner: EventText<'_>;
        let event = match (event.specversion, event.data) {
            (Some(_), Some(data)) => {
                inner = serde_json::from_str(data.get()).map_err(|error| format!("not an event: {error}"))?;
                inner
            }
            _ => event,
        };
        raws.push(match (event.raw, event.raw_format) {
            (None, _) => None,
            (Some(raw), Some("json")) => Some(raw.get().to_owned()),
            (Some(raw), _) => Some(serde_json::from_str(raw.get()).map_err(|_| "raw is not a string")?),
        });
    }
    let expected = expect.raw.as_deref().unwrap_or_default();
    if raws != expected {
        return Err(format!("raw is {raws:?}, expected {expected:?}"));
    }
    let mut value = comparable(out)?;
    schema::check(&value)?;
    strip(&mut value);
    same(&value, expect.delivery.as_ref())
}

/// The delivery as a value. Raw records are put aside first: they may hold what a value cannot.
fn comparable(out: &[u8]) -> Result<Value, String> {
    parsed(&without_raw(out)?)
}

fn without_raw(out: &[u8]) -> Result<Vec<u8>, String> {
    // A raw JSON record is replaced by an empty object: some hold numbers and escapes that `Value` refuses.
    let text = std::str::from_utf8(out).map_err(|_| "not UTF-8")?;
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(RAW_JSON) {
        let (before, after) = rest.split_at(at + RAW_JSON.len());
        let mut values = serde_json::Deserializer::from_str(after).into_iter::<&RawValue>();
        let raw = values.next().ok_or("no raw")?.map_err(|error| format!("raw: {error}"))?;
        kept.push_str(before);
        kept.push_str("{}");
        rest = after.trim_start().strip_prefix(raw.get()).ok_or("raw stands elsewhere")?;
    }
    kept.push_str(rest);
    Ok(kept.into_bytes())
}

const RAW_JSON: &str = r#""raw_format":"json","raw":"#;

/// Takes out what is compared elsewhere: raw records, and of warnings all but the code.
fn strip(delivery: &mut Value) {
    for event in delivery["events"].as_array_mut().into_iter().flatten() {
        let event = match event.get("specversion") {
            Some(_) => &mut event["data"],
            None => event,
        };
        if let Some(event) = event.as_object_mut() {
            event.remove("raw");
        }
    }
    for warning in delivery.get_mut("warnings").and_then(Value::as_array_mut).into_iter().flatten() {
        *warning = serde_json::json!({ "code": warning["code"] });
    }
}

fn parsed(out: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(out).map_err(|error| format!("not JSON: {error}: {}", String::from_utf8_lossy(out)))
}

fn same(value: &Value, expected: Option<&Value>) -> Result<(), String> {
    match expected {
        Some(expected) if equal(value, expected) => Ok(()),
        Some(expected) => Err(difference("", value, expected)),
        None => Err("the vector does not say what to expect".to_owned()),
    }
}

/// Numbers are equal by value, whatever their spelling; whole ones to the last digit.
fn equal(value: &Value, expected: &Value) -> bool {
    match (value, expected) {
        (Value::Object(value), Value::Object(expected)) => {
            let same = |(key, value): (&String, &Value)| expected.get(key).is_some_and(|other| equal(value, other));
            value.len() == expected.len() && value.iter().all(same)
        }
        (Value::Array(value), Value::Array(expected)) => {
            value.len() == expected.len() && value.iter().zip(expected).all(|(value, expected)| equal(value, expected))
        }
        (Value::Number(value), Value::Number(expected)) if value != expected => {
            let whole = [value, expected].iter().all(|number| number.is_i64() || number.is_u64());
            !whole && value.as_f64() == expected.as_f64()
        }
        _ => value == expected,
    }
}

fn difference(path: &str, value: &Value, expected: &Value) -> String {
    if let (Value::Object(value), Value::Object(expected)) = (value, expected) {
        for (key, expected) in expected {
            match value.get(key) {
                Some(value) if equal(value, expected) => {}
                Some(value) => return difference(&format!("{path}/{key}"), value, expected),
                None => return format!("{path}/{key} is absent, expected {expected}"),
            }
        }
        let more: Vec<_> = value.keys().filter(|key| !expected.contains_key(*key)).collect();
        return format!("{path} has {more:?} too: {}", serde_json::to_string(value).unwrap_or_default());
    }
    if let (Value::Array(value), Value::Array(expected)) = (value, expected)
        && value.len() == expected.len()
    {
        let mut pairs = value.iter().zip(expected).enumerate();
        if let Some((index, (value, expected))) = pairs.find(|(_, (value, expected))| !equal(value, expected)) {
            return difference(&format!("{path}/{index}"), value, expected);
        }
    }
    format!("{path} is {value}, expected {expected}")
}
