//! Whether what came of a vector is what it expects.

use imhook::Error;
use serde_json::Value;

use super::outputs::{RawRecord, taken_apart};
use super::schema;
use super::vector::{Call, Diagnosed, Expect, Vector, bytes};

/// Says how the outcome differs from what the vector expects.
pub fn judge(vector: &Vector, outcome: &Result<Vec<u8>, Error>) -> Result<(), String> {
    let expect = &vector.expect;
    let status = outcome.as_ref().map_or_else(|error| error.status().code(), |_| 0);
    if status != expect.status {
        let reason = outcome.as_ref().err().map(|error| format!(" ({error})")).unwrap_or_default();
        return Err(format!("status {status}{reason}, expected {}", expect.status));
    }
    let out = match outcome {
        Ok(out) => out,
        Err(error) => return said(&parsed(&error.to_json())?, expect),
    };
    match vector.call {
        Call::Receive | Call::Parse => delivery(out, expect),
        Call::Verify => same(&parsed(out)?, expect.report.as_ref()),
        Call::Decrypt => match *out == bytes(expect.plaintext.as_deref(), expect.plaintext_base64.as_deref()) {
            true => Ok(()),
            false => Err("another plaintext".to_owned()),
        },
        Call::ParseLines => lines(out, expect.lines.as_deref().unwrap_or_default()),
        Call::Seal => same(&parsed(out)?, expect.sealed.as_ref()),
        Call::Diagnose => diagnosis(out, expect.diagnosis.as_ref()),
        Call::ReceiverNew => Ok(()),
    }
}

/// Whether an error object says what it must and nothing that it must not.
fn said(error: &Value, expect: &Expect) -> Result<(), String> {
    let part = |key: &str| error["error"][key].as_str().unwrap_or_default().to_owned();
    let text = format!("{}\n{}", part("message"), part("hint"));
    expect.error.as_ref().map_or(Ok(()), |words| holds("the error", (&text, &words.contains), (&text, &words.excludes)))
}

/// Whether the one text holds all of these words, and the other none of those.
fn holds(what: &str, (text, words): (&str, &[String]), (whole, others): (&str, &[String])) -> Result<(), String> {
    if let Some(word) = words.iter().find(|word| !text.contains(word.as_str())) {
        return Err(format!("{what} does not say {word:?}: {text:?}"));
    }
    match others.iter().find(|word| whole.contains(word.as_str())) {
        Some(word) => Err(format!("{what} says {word:?}: {whole:?}")),
        None => Ok(()),
    }
}

/// Whether a report begins with the advice that it must, or has none where nothing is wrong.
fn diagnosis(out: &[u8], expected: Option<&Diagnosed>) -> Result<(), String> {
    let Some(expected) = expected else { return Err("the vector does not say what to expect".to_owned()) };
    let report = parsed(out)?;
    let first = &report["advice"][0];
    let passed = report["steps"].as_array().is_some_and(|steps| steps.iter().all(|step| step["result"] == "pass"));
    if (report["ok"].as_bool(), passed) != (Some(expected.ok), expected.ok) {
        return Err(format!("expected ok {}: {report}", expected.ok));
    }
    if first["code"].as_str() != expected.advice.as_deref() {
        return Err(format!("expected {:?} first: {report}", expected.advice));
    }
    let text = first["text"].as_str().unwrap_or_default();
    holds("the first advice", (text, &expected.contains), (&report.to_string(), &expected.excludes))
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

fn delivery(out: &[u8], expect: &Expect) -> Result<(), String> {
    if out.contains(&b'\n') {
        return Err("the delivery is more than one line".to_owned());
    }
    let (mut value, raws) = taken_apart(out)?;
    let raws: Vec<Option<String>> = raws.iter().map(|raw| raw.as_ref().map(RawRecord::text)).collect();
    let expected = expect.raw.as_deref().unwrap_or_default();
    if raws != expected {
        return Err(format!("raw is {raws:?}, expected {expected:?}"));
    }
    schema::check(&value)?;
    strip(&mut value);
    same(&value, expect.delivery.as_ref())
}

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
