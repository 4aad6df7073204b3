//! The vectors of `tests/vectors`, and their calls. The format is described in `tests/vectors/README.md`.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

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
    #[serde(skip)]
    file: String,
    pub id: String,
    #[serde(rename = "comment")]
    _comment: String,
    #[serde(rename = "source")]
    _source: String,
    flags: Vec<String>,
    pub call: Call,
    config: Option<Box<RawValue>>,
    config_text: Option<String>,
    pub request: Option<Recorded>,
    payload: Option<String>,
    payload_base64: Option<String>,
    spec: Option<Box<RawValue>>,
    pub expect: Expect,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    Receive,
    Verify,
    Decrypt,
    Parse,
    ParseLines,
    Seal,
    Diagnose,
    ReceiverNew,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    #[serde(default)]
    pub method: String,
    #[serde(default)]
    pub target: String,
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
    pub body_base64: Option<String>,
    #[serde(default)]
    pub now_ms: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    pub status: i32,
    pub error: Option<Words>,
    pub delivery: Option<Value>,
    pub raw: Option<Vec<Option<String>>>,
    pub report: Option<Value>,
    pub plaintext: Option<String>,
    pub plaintext_base64: Option<String>,
    pub lines: Option<Vec<Expect>>,
    pub sealed: Option<Value>,
    pub diagnosis: Option<Diagnosed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnosed {
    pub ok: bool,
    pub advice: Option<String>,
    #[serde(default)]
    pub contains: Vec<String>,
    #[serde(default)]
    pub excludes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(default)]
    pub contains: Vec<String>,
    #[serde(default)]
    pub excludes: Vec<String>,
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
        vector.file = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let unexplained = vector.flags.iter().find(|flag| !flags.contains_key(*flag));
        assert_eq!(unexplained, None, "{}: a flag is not explained", vector.id);
    }
    vectors
}

impl Vector {
    /// Folder, file and id: no other vector is called so.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.platform, self.file, self.id)
    }

    /// The configuration, as text.
    pub fn config(&self) -> &str {
        match (&self.config, &self.config_text) {
            (Some(config), None) => config.get(),
            (None, Some(text)) => text,
            _ => panic!("{} needs config or config_text", self.name()),
        }
    }

    /// What comes of the call.
    pub fn outcome(&self) -> Result<Vec<u8>, Error> {
        let receiver = Receiver::new(self.config().as_bytes())?;
        if self.call == Call::ReceiverNew { Ok(Vec::new()) } else { self.outcome_of(&receiver) }
    }

    /// What comes of the call to this receiver.
    pub fn outcome_of(&self, receiver: &Receiver) -> Result<Vec<u8>, Error> {
        match self.call {
            Call::Receive => self.with_request(|request| {
                let mut out = Vec::new();
                let written = receiver.receive_into(request, &mut out);
                let typed = receiver.receive(request).map(|received| received.to_json());
                assert_eq!(typed.as_ref().ok(), written.is_ok().then_some(&out), "receive and receive_into differ");
                typed
            }),
            Call::Verify => self.with_request(|request| receiver.verify(request)),
            Call::Decrypt => self.with_request(|request| receiver.decrypt(request)),
            Call::Parse => {
                let mut out = Vec::new();
                receiver.parse_into(&self.payload(), &mut out).map(|()| out)
            }
            Call::ParseLines => {
                let out = receiver.parse_lines(&self.payload(), 1);
                assert_eq!(out, receiver.parse_lines(&self.payload(), 3), "threads change the output");
                Ok(out)
            }
            Call::Seal => receiver.seal(self.spec.as_ref().map_or("", |spec| spec.get()).as_bytes()),
            Call::Diagnose => self.with_request(|request| Ok(receiver.diagnose(request))),
            Call::ReceiverNew => panic!("{} calls no receiver", self.name()),
        }
    }

    /// Hands on the request as recorded.
    pub fn with_request<T>(&self, call: impl FnOnce(&Request<'_>) -> T) -> T {
        let recorded = self.request.as_ref().expect("this call needs a request");
        let headers: String = recorded.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let body = bytes(recorded.body.as_deref(), recorded.body_base64.as_deref());
        call(&Request {
            method: &recorded.method,
            target: &recorded.target,
            headers: headers.as_bytes(),
            body: &body,
            now_ms: recorded.now_ms,
        })
    }

    /// The payload to parse.
    pub fn payload(&self) -> Vec<u8> {
        bytes(self.payload.as_deref(), self.payload_base64.as_deref())
    }
}

/// Bytes that a vector spells as text or, where they are none, in base64.
pub fn bytes(text: Option<&str>, base64: Option<&str>) -> Vec<u8> {
    match (text, base64) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(base64)) => STANDARD.decode(base64).expect("base64 in a vector is well formed"),
        (None, None) => Vec::new(),
    }
}
