//! What `seal` composed, as it goes over the wire.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::failure::Failure;

#[derive(Deserialize)]
struct Sealed {
    method: String,
    target: String,
    headers: Map<String, Value>,
    body: String,
}

/// An HTTP request; for a reply, which goes out on the connection that the callback came in on, an HTTP response.
pub fn as_http(sealed: &[u8]) -> Result<Vec<u8>, Failure> {
    let unexpected = |error| Failure::unable(format!("the library sealed something unexpected: {error}"));
    let Sealed { method, target, headers, body } = serde_json::from_slice(sealed).map_err(unexpected)?;
    let mut head = match method.as_str() {
        "" => "HTTP/1.1 200 OK\r\n".to_owned(),
        _ => format!("{method} {target} HTTP/1.1\r\nHost: {}\r\n", host(&target)),
    };
    for (name, value) in &headers {
        head += &format!("{name}: {}\r\n", value.as_str().unwrap_or_default());
    }
    head += &format!("Content-Length: {}\r\n\r\n", body.len());
    Ok([head.into_bytes(), body.into_bytes()].concat())
}

/// The host of an absolute URL. A callback's target is a path: it goes to the service on this machine.
fn host(target: &str) -> &str {
    let after_scheme = target.split_once("://").map(|(_, rest)| rest);
    after_scheme.and_then(|rest| rest.split(['/', '?']).next()).unwrap_or("localhost")
}
