//! Writes the seeds of every target, made of the vectors: `cargo run --no-default-features --example seed -- FOLDER`.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imhook::Receiver;
use imhook_fuzz::case::Http;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct File {
    platform: String,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    call: String,
    config: Option<Box<RawValue>>,
    config_text: Option<String>,
    request: Option<Recorded>,
    payload: Option<String>,
    payload_base64: Option<String>,
    spec: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Recorded {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
    body_base64: Option<String>,
}

/// The platforms in the order in which the targets that choose one count them.
const BATCH: [&str; 6] = ["wps", "wecom_kf", "qiwei", "easemob", "yach", "wecom_archive"];

struct Seeds(PathBuf);

impl Seeds {
    fn add(&self, target: &str, how: &[u8], rest: &[u8]) {
        let input = [how, rest].concat();
        let mut hasher = DefaultHasher::new();
        input.hash(&mut hasher);
        self.put(target, &format!("{:016x}", hasher.finish()), &input);
    }

    /// A name with an underscore is kept in the committed corpus.
    fn put(&self, target: &str, name: &str, input: &[u8]) {
        let folder = self.0.join(target);
        fs::create_dir_all(&folder).expect("a folder for seeds");
        fs::write(folder.join(name), input).expect("a seed is written");
    }
}

fn main() {
    let folder = std::env::args().nth(1).expect("usage: seed FOLDER");
    let seeds = Seeds(folder.into());
    pointers(&seeds);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors");
    for folder in entries(&root).into_iter().filter(|path| path.is_dir() && !path.ends_with("generator")) {
        for path in entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
            let text = fs::read_to_string(&path).expect("a vector file is text");
            let file: File = serde_json::from_str(&text).expect("a vector file");
            for vector in &file.vectors {
                seed(&seeds, &file.platform, vector);
            }
        }
    }
}

/// Pointers that `c/abi.c` makes of one byte: what a caller may hand over, and what none should.
const POINTERS: [(&str, u8); 11] = [
    ("absent", 0),
    ("null_with_length", 1),
    ("null_with_size_max", 0x41),
    ("null_over_ptrdiff_max", 0x51),
    ("size_max", 2),
    ("over_ptrdiff_max", 0x12),
    ("half_of_size_max", 0x22),
    ("nearly_size_max", 0x32),
    ("behind_the_end", 3),
    ("nowhere", 4),
    ("earlier_result", 5),
];

/// Programs that hand one such pointer to every function, with both outputs, with one, and with the other.
fn pointers(seeds: &Seeds) {
    for (name, how) in POINTERS {
        for (outputs, given) in [("both", 1), ("no_output", 0), ("no_error", 0x11)] {
            let mut program = vec![0, 0, 0, given, 0, 0, 1, 128, how, given, 0];
            for function in 3..=12 {
                program.extend([function, 0]);
                match function {
                    3..=8 => program.extend([0, how, how, how, how, 0]),
                    12 => program.extend([2, how]),
                    _ => program.push(how),
                }
                program.push(given);
            }
            // Two such requests in a list, a list that is NULL, and one that is longer than memory.
            for count in [2, 0x72, 0xf2] {
                let requests = (count % 5) * 5;
                program.extend([13, 0, 2, count]);
                program.extend((0..requests).map(|at| if at % 5 == 4 { 0 } else { how }));
                program.push(given);
            }
            program.extend([15, 14, 1, 2, 3, 2, 0, 3, 0, 0, how, how, how, how, 0, given]);
            seeds.put("c_abi", &format!("{name}_with_{outputs}"), &program);
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of vectors");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn seed(seeds: &Seeds, platform: &str, vector: &Vector) {
    let config = match (&vector.config, &vector.config_text) {
        (Some(config), _) => config.get(),
        (_, Some(text)) => text,
        _ => "{}",
    };
    seeds.add("config", b"", config.as_bytes());
    match vector.call.as_str() {
        "receive" | "verify" | "decrypt" => {
            let http = http(vector.request.as_ref().expect("a request"));
            request(seeds, platform, &http);
            let plaintext = Receiver::new(config.as_bytes()).and_then(|receiver| receiver.decrypt(&http.request()));
            if let Ok(plaintext) = plaintext {
                payload(seeds, platform, &plaintext);
            }
        }
        "parse" | "parse_lines" => {
            let bytes = bytes(vector.payload.as_deref(), vector.payload_base64.as_deref());
            payload(seeds, platform, &bytes);
        }
        "seal" => {
            let spec = vector.spec.as_ref().map_or("", |spec| spec.get());
            let [which, _] = chosen(platform);
            seeds.add("seal_roundtrip", &[which, 7], spec.as_bytes());
            seeds.add("c_abi", &program(which, 11, &[spec.as_bytes()]), b"");
            if let Some(inner) = serde_json::from_str::<Value>(spec).ok().as_ref().and_then(|spec| spec.get("payload"))
            {
                let text = inner.as_str().map_or_else(|| inner.to_string(), str::to_owned);
                payload(seeds, platform, text.as_bytes());
            }
        }
        _ => {}
    }
}

fn request(seeds: &Seeds, platform: &str, http: &Http) {
    let text = http.write();
    for how in [b"r", b"R"] {
        seeds.add(platform, how, &text);
    }
    let unproved = without_proof(http);
    for how in [b"s", b"S"] {
        seeds.add(platform, how, &unproved.write());
    }
    for broken in [with_spaces(http), cut(http)] {
        seeds.add(platform, b"r", &broken.write());
    }
    let head = Http { body: Vec::new(), ..unproved };
    if !head.target.is_empty() && head.target != "/" || !head.headers.is_empty() {
        for reader in 0..5 {
            seeds.add("request_head", &[reader], &head.write());
        }
    }
    let [which, _] = chosen(platform);
    if http.body.len() < 2000 {
        seeds.add("batch", &[which], &[http.body.as_slice(), b"\r\n", &http.body].concat());
        let parts = [http.method.as_bytes(), http.target.as_bytes(), &http.headers, &http.body];
        for function in [3, 7] {
            seeds.add("c_abi", &program(which, function, &parts), b"");
        }
    }
}

fn payload(seeds: &Seeds, platform: &str, payload: &[u8]) {
    for how in [b"p", b"P", b"c"] {
        seeds.add(platform, how, payload);
    }
    seeds.add(platform, b"m", &[&[0, 60, 1], payload].concat());
    if platform == "wecom_kf" || platform == "wps" {
        let mut blocks = match platform {
            "wps" => payload.to_vec(),
            _ => [&[b'r'; 16][..], &(payload.len() as u32).to_be_bytes(), payload, b"wwexamplecorp00001"].concat(),
        };
        let pad = 16 - blocks.len() % 16;
        blocks.resize(blocks.len() + pad, pad as u8);
        seeds.add(platform, b"b", &blocks);
    }
    let [which, form] = chosen(platform);
    if payload.len() < 4000 {
        seeds.add("seal_roundtrip", &[which, form], payload);
        let line: Vec<u8> = payload.iter().map(|byte| if *byte == b'\n' { b' ' } else { *byte }).collect();
        seeds.add("batch", &[which], &[&line, &b"\n\n"[..], &line].concat());
        seeds.add("c_abi", &program(which, 9, &[payload]), b"");
        seeds.add("c_abi", &program(which, 12, &[payload]), b"");
    }
}

/// The request as a layer hands it on that took a `+` for a space.
fn with_spaces(http: &Http) -> Http {
    let body = http.body.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Http { target: http.target.replace("%2B", " "), body, ..http.clone() }
}

/// The request without the end of its body.
fn cut(http: &Http) -> Http {
    Http { body: http.body[..http.body.len() / 2].to_vec(), ..http.clone() }
}

/// The request with `$PROOF` where its signature stands.
fn without_proof(http: &Http) -> Http {
    let mut unproved = http.clone();
    if let Some(signature) = http.parameter("msg_signature") {
        unproved.target = http.target.replace(&signature, "$PROOF");
    }
    let mut headers = String::from_utf8_lossy(&http.headers).into_owned();
    let kso_1 =
        http.header("X-Kso-Authorization").and_then(|value| value.rsplit_once(':').map(|(_, own)| own.to_owned()));
    for shown in [kso_1, http.header("sign"), http.header("X-Hook-Secret")].into_iter().flatten() {
        if !shown.is_empty() {
            headers = headers.replace(&shown, "$PROOF");
        }
    }
    unproved.headers = headers.into_bytes();
    if let Ok(body) = serde_json::from_slice::<Value>(&http.body) {
        for name in ["signature", "security"] {
            if let Some(shown) = body.get(name).and_then(Value::as_str).filter(|shown| !shown.is_empty()) {
                unproved.body = String::from_utf8_lossy(&unproved.body).replace(shown, "$PROOF").into_bytes();
            }
        }
    }
    unproved
}

/// The first bytes of an input of a target that has receivers of several platforms.
fn chosen(platform: &str) -> [u8; 2] {
    let at = BATCH.iter().position(|other| *other == platform).expect("a platform");
    [at as u8, 0]
}

/// A program of `c/abi.c`: a receiver, then one call to it.
fn program(which: u8, function: u8, parts: &[&[u8]]) -> Vec<u8> {
    // The platforms as `configs` there has them.
    let config = [0, 1, 4, 2, 3, 5][usize::from(which)];
    let mut program = vec![0, 0, config, 1, 0, function, 0];
    match function {
        3..=8 => program.push(0),
        12 => program.push(1),
        _ => {}
    }
    for part in parts {
        program.push(0x86);
        program.extend_from_slice(&(part.len() as u16).to_be_bytes());
        program.extend_from_slice(part);
    }
    if parts.len() > 1 {
        program.push(0);
    }
    program.push(1);
    program
}

fn http(recorded: &Recorded) -> Http {
    let headers: String = recorded.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    Http {
        method: recorded.method.clone(),
        target: recorded.target.clone(),
        headers: headers.into_bytes(),
        body: bytes(recorded.body.as_deref(), recorded.body_base64.as_deref()),
    }
}

fn bytes(text: Option<&str>, base64: Option<&str>) -> Vec<u8> {
    match (text, base64) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(base64)) => STANDARD.decode(base64).expect("base64"),
        (None, None) => Vec::new(),
    }
}
