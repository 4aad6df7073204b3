//! What happens to the head of a request: method, target, header lines.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{Change, Code, Diagnosis, Mishap, Trials};
use crate::request::Request;

/// The method was lost, or is another one.
pub(crate) const METHOD: Mishap = Mishap {
    code: Code::MethodMismatch,
    undone: "its method is the other of GET and POST",
    cure: "hand on the method of the request, and look for a redirect, which turns POST into GET",
    undo: |request| vec![Change::Method(if request.method() == "GET" { "POST" } else { "GET" })],
};

/// A proxy changed the target, which is signed.
pub(crate) const TARGET: Mishap = Mishap {
    code: Code::TargetRewritten,
    undone: "its target is as it was sent",
    cure: "a proxy or framework changed the path or the query: hand on the request target as it arrived at the edge",
    undo: |request| targets(request).into_iter().map(Change::Target).collect(),
};

/// A framework changed the content type, which is signed.
pub(crate) const CONTENT_TYPE: Mishap = Mishap {
    code: Code::ContentTypeChanged,
    undone: "its content type is as it was sent",
    cure: "a proxy or framework changed the header Content-Type: hand it on as it came",
    undo: |request| {
        let others: String =
            lines(request).filter(|line| !is(line, "content-type")).flat_map(|line| [line, "\r\n"]).collect();
        let written = CONTENT_TYPES.iter().map(|content_type| format!("Content-Type: {content_type}\r\n{others}"));
        written.chain([others.clone()]).map(|headers| Change::Headers(headers.into_bytes())).collect()
    },
};

const CONTENT_TYPES: &[&str] = &[
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=utf-8",
    "application/json; charset=UTF-8",
    "application/json;charset=UTF-8",
];

/// Where proxies keep the target that they received.
const ORIGINAL_TARGETS: &[&str] = &[
    "x-original-uri",
    "x-original-url",
    "x-rewrite-url",
    "x-forwarded-uri",
    "x-forwarded-path",
    "x-envoy-original-path",
    "x-request-uri",
    "request-uri",
];

/// What a proxy that strips the beginning of the path says of it.
const PREFIX: &str = "x-forwarded-prefix";

/// Letters that no target has: whoever shows them has decoded it.
const DECODED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|').add(b'\\').add(b'^');

fn targets(request: &Request<'_>) -> Vec<String> {
    let target = request.origin_form();
    let (path, query) = target.split_once('?').map_or((&*target, None), |(path, query)| (path, Some(query)));
    let with_query = |path: &str| query.map_or(path.to_owned(), |query| format!("{path}?{query}"));
    let mut targets: Vec<String> = ORIGINAL_TARGETS.iter().filter_map(|name| header(request, name)).collect();
    targets.extend(header(request, PREFIX).map(|prefix| format!("{}{target}", prefix.trim_end_matches('/'))));
    targets.push(utf8_percent_encode(&target, DECODED).to_string());
    targets.push(percent_decode_str(&target).decode_utf8_lossy().into_owned());
    targets.push(match path.strip_suffix('/') {
        Some(path) => with_query(path),
        None => with_query(&format!("{path}/")),
    });
    targets.push(path.to_owned());
    targets.retain(|other| *other != *target);
    targets
}

/// Looks for headers that the proof uses under the names that gateways give them.
pub(crate) fn rename(trials: &mut Trials<'_, '_>, wanted: &[&str]) {
    let mut absent: Vec<&str> = wanted.iter().copied().filter(|name| header(trials.request, name).is_none()).collect();
    let (mut renamed, mut found) = (String::new(), Vec::new());
    for line in lines(trials.request) {
        let (name, value) = line.split_at(line.find(':').unwrap_or(line.len()));
        match absent.iter().position(|wanted| plain(name).ends_with(&plain(wanted))) {
            Some(at) => {
                let wanted = absent.swap_remove(at);
                found.push(wanted);
                renamed.extend([wanted, value, "\r\n"]);
            }
            None => renamed.extend([line, "\r\n"]),
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort_unstable();
    let undone = format!("{} stands under its own name", found.join(", "));
    let cure = "a proxy, gateway or framework renamed headers: hand them on as they came, with - and without a prefix";
    trials.attempt(Code::HeaderRenamed, &undone, cure, [Change::Headers(renamed.into_bytes())]);
}

/// Says which headers are not there.
pub(crate) fn missing(request: &Request<'_>, wanted: &[&str], diagnosis: &mut Diagnosis) {
    if request.headers.is_empty() {
        diagnosis.advise(
            Code::NoHeaders,
            format!("the request was given without header lines: hand them on, the proof needs {}", wanted.join(", ")),
        );
        return;
    }
    let absent: Vec<&str> =
        wanted.iter().copied().filter(|name| header(request, name).is_none_or(|value| value.is_empty())).collect();
    if absent.is_empty() {
        return;
    }
    let proxy = match absent.iter().any(|name| name.contains('_')) {
        true => "; nginx drops names with _ unless underscores_in_headers is on",
        false => ": let the proxy pass them, or look whether the request comes from the platform at all",
    };
    diagnosis.advise(
        Code::HeaderMissing,
        format!("among the header lines there is no {} that says anything{proxy}", absent.join(", ")),
    );
}

/// A name as the sender may have written it: gateways write `HTTP_X_NAME` for `X-Name`.
fn plain(name: &str) -> String {
    name.trim().to_ascii_lowercase().replace('_', "-")
}

pub(super) fn header(request: &Request<'_>, name: &str) -> Option<String> {
    request.header(name).ok().flatten().map(std::borrow::Cow::into_owned)
}

fn lines<'r>(request: &Request<'r>) -> impl Iterator<Item = &'r str> {
    std::str::from_utf8(request.headers).unwrap_or_default().lines().filter(|line| !line.is_empty())
}

fn is(line: &str, name: &str) -> bool {
    line.split(':').next().unwrap_or_default().eq_ignore_ascii_case(name)
}
