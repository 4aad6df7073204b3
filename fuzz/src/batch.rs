//! A batch is what its calls are one by one, whatever the number of threads. The first byte chooses the platform; the
//! rest is payloads, one on each line, and at the same time the bodies of requests.

use std::sync::LazyLock;

use imhook::Request;

use crate::case::NOW_MS;
use crate::check;
use crate::subject::Subject;

static SUBJECTS: LazyLock<[Subject; 6]> = LazyLock::new(|| {
    [
        Subject::new(r#"{"platform":"wps","credentials":{"app_id":"AK123456","app_key":"sk098765"}}"#, &["sk098765"]),
        Subject::new(r#"{"platform":"wecom_kf"}"#, &[]),
        Subject::new(r#"{"platform":"qiwei","verification":"none","format":"cloudevents"}"#, &[]),
        Subject::new(
            r#"{"platform":"easemob","credentials":{"secret":"easemob-s3cret-one"},"allow_unverified":["thread","reaction","push"]}"#,
            &["easemob-s3cret-one"],
        ),
        Subject::new(r#"{"platform":"yach","verification":"none","max_body_bytes":200}"#, &[]),
        Subject::new(r#"{"platform":"wecom_archive","raw":"omit","max_payload_bytes":400}"#, &[]),
    ]
});

pub fn run(input: &[u8]) {
    let Some((which, lines)) = input.split_first() else { return };
    let subject = &SUBJECTS[usize::from(*which) % SUBJECTS.len()];
    let receiver = &subject.receiver;

    let mut parsed = Vec::new();
    for line in lines.split(|byte| *byte == b'\n').filter_map(payload_of) {
        let outcome = subject.parse(line);
        add(&mut parsed, outcome.unwrap_or_else(|error| error.to_json()));
    }
    for threads in 0..=2 {
        assert!(receiver.parse_lines(lines, threads) == parsed, "parse_lines differs on {threads} threads");
    }

    let requests: Vec<Request<'_>> =
        lines.split(|byte| *byte == b'\n').map(|body| Request { now_ms: NOW_MS, ..Request::post(body) }).collect();
    let mut received = Vec::new();
    for request in &requests {
        let mut line = Vec::new();
        let outcome = receiver.receive_into(request, &mut line).map(|()| line);
        add(&mut received, outcome.unwrap_or_else(|error| error.to_json()));
    }
    for threads in 0..=2 {
        assert!(receiver.receive_batch(&requests, threads) == received, "receive_batch differs on {threads} threads");
    }
    check::keeps_secrets(subject, &[parsed, received].concat(), &[lines]);
}

/// The payload of a line; a blank one has none.
fn payload_of(line: &[u8]) -> Option<&[u8]> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    (!line.trim_ascii().is_empty()).then_some(line)
}

fn add(lines: &mut Vec<u8>, line: Vec<u8>) {
    check::one_line(&line);
    lines.extend_from_slice(&line);
    lines.push(b'\n');
}
