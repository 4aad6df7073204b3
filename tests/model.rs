//! The same fields mean the same everywhere: the rules of the model, held against what becomes of every vector of every
//! platform.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]

mod suite;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imhook::event::Data;
use serde_json::{Value, json};
use suite::outputs::{self, Output, RawRecord};
use suite::schema;

type Verdict = Result<(), String>;

/// One delivery, taken apart.
#[derive(Clone)]
struct Seen {
    id: String,
    plaintext: Vec<u8>,
    /// Everything that came in, as text.
    input: String,
    secrets: Vec<String>,
    received: bool,
    line: Vec<u8>,
    again: Vec<u8>,
    delivery: Value,
    events: Vec<Value>,
    raws: Vec<Option<RawRecord>>,
    /// With raw records embedded, and left out.
    embedded: (Value, Vec<Option<RawRecord>>),
    omitted: (Value, Vec<Option<RawRecord>>),
    expected: Option<Value>,
}

impl Seen {
    fn new(output: Output) -> Self {
        let apart = |line: &[u8]| outputs::taken_apart(line).unwrap_or_else(|error| panic!("{}: {error}", output.id));
        let (delivery, raws) = apart(&output.line);
        let (embedded, omitted) = (apart(&output.embedded), apart(&output.omitted));
        let events = outputs::events(&delivery).into_iter().cloned().collect();
        let input = format!("{} {}", String::from_utf8_lossy(&output.plaintext), output.around);
        let Output { id, plaintext, hidden, received, line, again, expected, .. } = output;
        let secrets = hidden.into_iter().filter(|secret| secret.len() >= SHORTEST_SECRET).collect();
        Self {
            id,
            plaintext,
            input,
            secrets,
            received,
            line,
            again,
            delivery,
            events,
            raws,
            embedded,
            omitted,
            expected,
        }
    }

    fn warnings(&self) -> Vec<&str> {
        self.delivery["warnings"].as_array().into_iter().flatten().filter_map(|one| one["code"].as_str()).collect()
    }

    /// Every key of the model with its value, wherever it stands; native values are passed over.
    fn members(&self) -> Vec<(String, &Value)> {
        let mut members = Vec::new();
        for event in &self.events {
            walk(event, "", Place::Event, &mut members);
        }
        members
    }

    fn messages(&self) -> Vec<&Value> {
        let messages =
            self.events.iter().flat_map(|event: &Value| [event.get("message"), event["data"].get("last_message")]);
        messages.flatten().collect()
    }
}

/// Secrets that are shorter stand in any text by chance.
const SHORTEST_SECRET: usize = 8;

/// Where a member stands: what is native differs.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Event,
    Data,
    Model,
}

/// Values under these keys are the platform's own.
const NATIVE: [&str; 5] = ["raw", "native", "ext", "extra", "changes"];

fn walk<'v>(value: &'v Value, path: &str, place: Place, into: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(members) => {
            // What an unknown or a custom segment holds is native, too.
            let opaque = members.get("type").is_some_and(|kind| kind == "unknown" || kind == "custom");
            for (key, value) in members {
                let is_native = match place {
                    Place::Data => !Data::FIELDS.contains(&&**key) || ["changes", "value"].contains(&&**key),
                    Place::Event => NATIVE.contains(&&**key),
                    Place::Model => NATIVE.contains(&&**key) || opaque && key == "data",
                };
                if is_native {
                    continue;
                }
                let path = format!("{path}/{key}");
                let inner = if place == Place::Event && key == "data" { Place::Data } else { Place::Model };
                into.push((path.clone(), value));
                walk(value, &path, inner, into);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                let path = format!("{path}/{index}");
                into.push((path.clone(), element));
                walk(element, &path, Place::Model, into);
            }
        }
        _ => {}
    }
}

fn key_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// A rule, and how a delivery that keeps it is made to break it.
struct Rule {
    name: &'static str,
    holds: fn(&Seen) -> Verdict,
    breaks: fn(&mut Seen),
}

macro_rules! rules {
    ($($name:ident breaks by $breaks:expr;)+) => {
        const RULES: &[Rule] = &[$(Rule { name: stringify!($name), holds: $name, breaks: $breaks }),+];
    };
}

rules! {
    a_delivery_is_one_line breaks by |seen| seen.line.push(b'\n');
    the_schema_allows_it breaks by |seen| seen.delivery["events"][0]["surprise"] = json!(1);
    the_same_call_gives_the_same_bytes breaks by |seen| seen.again.push(b' ');
    an_event_stands_alone breaks by |seen| seen.events[0]["auth"]["verified"] = json!(true);
    an_event_id_is_unique_in_its_delivery breaks by |seen| {
        seen.events.push(seen.events[0].clone());
        seen.raws.push(Some(RawRecord { format: "json".to_owned(), token: "1".to_owned() }));
    };
    an_event_id_begins_with_the_native_type breaks by |seen| seen.events[0]["native_type"] = json!("x");
    times_are_unix_milliseconds breaks by |seen| seen.events[0]["time_ms"] = json!(1_704_074_400);
    times_come_from_the_input breaks by |seen| seen.events[0]["time_ms"] = json!(1_704_074_401_555_i64);
    durations_are_milliseconds_of_the_input breaks by |seen| segment(seen)["media"]["duration_ms"] = json!(7_654_321);
    sizes_are_bytes_of_the_input breaks by |seen| segment(seen)["media"]["size_bytes"] = json!(7_654_321);
    counts_and_sizes_are_integers breaks by |seen| segment(seen)["media"]["size_bytes"] = json!("2048");
    ids_are_strings breaks by |seen| seen.events[0]["conversation"]["id"] = json!(8_225_957);
    nothing_is_null breaks by |seen| seen.events[0]["sender"]["name"] = json!(null);
    nothing_is_empty breaks by |seen| seen.events[0]["recipients"] = json!([]);
    a_party_has_a_kind breaks by |seen| drop(seen.events[0]["sender"].as_object_mut().unwrap().remove("kind"));
    a_message_has_text breaks by |seen| drop(seen.events[0]["message"].as_object_mut().unwrap().remove("text"));
    the_text_says_what_the_segments_say breaks by |seen| seen.events[0]["message"]["text"] = json!("other");
    the_kind_is_that_of_the_only_segment breaks by |seen| seen.events[0]["message"]["kind"] = json!("image");
    whom_a_segment_mentions_is_listed breaks by |seen| seen.events[0]["message"]["mentions"] = json!([]);
    raw_is_verbatim breaks by |seen| seen.raws[0].as_mut().unwrap().token.push(' ');
    unknown_only_where_expected breaks by |seen| seen.events[0]["type"] = json!("unknown");
    what_is_unknown_is_warned_of breaks by |seen| seen.events[0]["type"] = json!("unknown");
    what_is_unknown_has_its_record breaks by |seen| {
        seen.events[0]["type"] = json!("unknown");
        seen.raws[0] = None;
    };
    the_kind_of_delivery_fits breaks by |seen| seen.delivery["kind"] = json!("decision");
    only_a_request_is_replied_to breaks by |seen| seen.delivery["reply"] = json!({"status": 200});
    nothing_secret_comes_out breaks by |seen| seen.secrets.push("8225957".to_owned());
    leaving_raw_out_changes_nothing_else breaks by |seen| seen.omitted.0["events"][0]["type"] = json!("message.read");
    an_action_is_a_plain_word breaks by |seen| seen.events[0]["data"]["action"] = json!("Was Created");
    a_cloud_event_says_what_its_event_says breaks by |seen| {
        seen.delivery["events"][0] = json!({"specversion": "1.0", "id": "other", "data": seen.events[0]});
    };
    a_whole_stream_is_read_whole breaks by |seen| {
        seen.delivery["warnings"] = json!([{"code": "incomplete_frame"}]);
        seen.plaintext = b"data: x\n\n".to_vec();
    };
}

#[test]
fn the_rules_hold_for_every_vector() {
    let seen: Vec<Seen> = outputs::outputs().into_iter().map(Seen::new).collect();
    assert!(seen.len() > 2_500, "only {} deliveries", seen.len());
    let mut report = Vec::new();
    for rule in RULES {
        let broken: Vec<String> = seen
            .iter()
            .filter_map(|seen| (rule.holds)(seen).err().map(|reason| format!("    {}: {reason}", seen.id)))
            .collect();
        if !broken.is_empty() {
            let first = broken.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
            report.push(format!("{}: {} of {}\n{first}", rule.name, broken.len(), seen.len()));
        }
    }
    assert!(report.is_empty(), "{} rules are broken\n{}", report.len(), report.join("\n"));
}

#[test]
fn every_rule_can_fail() {
    let sample = sample();
    for rule in RULES {
        assert_eq!((rule.holds)(&sample), Ok(()), "{}: the sample breaks it", rule.name);
        let mut broken = sample.clone();
        (rule.breaks)(&mut broken);
        assert!((rule.holds)(&broken).is_err(), "{}: it does not notice", rule.name);
    }
}

/// A delivery that has something for every rule.
fn sample() -> Seen {
    let payload = json!({
        "topic": "kso.app_chat.message", "operation": "create", "time": 1_704_074_400,
        "payload": {
            "chat": {"id": "8225957", "type": "p2p"},
            "message": {
                "id": "m1", "type": "text", "content": {"text": {"content": "hello <at id=\"1\">Li</at>"}},
                "mentions": [{"id": "1", "type": "user", "identity": {"id": "u7", "type": "user", "name": "Li"}}],
            },
            "sender": {"id": "u1", "type": "user"}, "send_time": 1_704_074_400_123_i64,
        },
    })
    .to_string();
    let receiver = imhook::Receiver::new(br#"{"platform":"wps"}"#).expect("a configuration");
    let leaving_out = imhook::Receiver::new(br#"{"platform":"wps","raw":"omit"}"#).expect("a configuration");
    let made = |receiver: &imhook::Receiver| {
        let mut out = Vec::new();
        receiver.parse_into(payload.as_bytes(), &mut out).expect("a payload");
        out
    };
    let line = made(&receiver);
    Seen::new(Output {
        platform: "wps".to_owned(),
        id: "sample".to_owned(),
        plaintext: payload.clone().into_bytes(),
        around: String::new(),
        hidden: Vec::new(),
        received: false,
        again: line.clone(),
        embedded: line.clone(),
        omitted: made(&leaving_out),
        expected: Some(outputs::taken_apart(&line).expect("a delivery").0),
        line,
    })
}

/// The first segment of the sample.
fn segment(seen: &mut Seen) -> &mut Value {
    &mut seen.events[0]["message"]["segments"][0]
}

fn a_delivery_is_one_line(seen: &Seen) -> Verdict {
    all(!seen.line.contains(&b'\n') && !seen.line.contains(&b'\r'), || "a line end".to_owned())
}

fn the_schema_allows_it(seen: &Seen) -> Verdict {
    schema::check(&seen.delivery)
}

fn the_same_call_gives_the_same_bytes(seen: &Seen) -> Verdict {
    all(seen.line == seen.again, || "another line".to_owned())
}

fn an_event_stands_alone(seen: &Seen) -> Verdict {
    let whole = &seen.delivery["auth"];
    each(&seen.events, |event| {
        let same = ["verified", "content", "credential"].iter().all(|key| event["auth"].get(key) == whole.get(key));
        all(same && event["platform"] == seen.delivery["platform"], || {
            format!("{} {}", event["platform"], event["auth"])
        })
    })
}

/// The same record twice is the same event twice.
fn an_event_id_is_unique_in_its_delivery(seen: &Seen) -> Verdict {
    let mut met: Vec<(&Value, Option<&RawRecord>)> = Vec::new();
    for (event, raw) in seen.events.iter().zip(&seen.raws) {
        let one = (&event["id"], raw.as_ref());
        if met.iter().any(|(id, raw)| *id == one.0 && *raw != one.1) {
            return Err(format!("{} twice", event["id"]));
        }
        met.push(one);
    }
    Ok(())
}

fn an_event_id_begins_with_the_native_type(seen: &Seen) -> Verdict {
    each(&seen.events, |event| {
        let native_type = event["native_type"].as_str().unwrap_or_default();
        let id = event["id"].as_str().unwrap_or_default();
        let rest = id.strip_prefix(native_type).and_then(|rest| rest.strip_prefix(':'));
        all(rest.is_some_and(|rest| !rest.is_empty()), || format!("{id:?} of {native_type:?}"))
    })
}

/// From 1973 to 2286. A time outside is one that the input itself says, in seconds or in milliseconds.
fn times_are_unix_milliseconds(seen: &Seen) -> Verdict {
    each(&whole_numbers(seen, is_time), |(path, time)| {
        let usual = (100_000_000_000..10_000_000_000_000).contains(time);
        let is_odd_in_the_input = says(seen, &time.to_string()) && *time >= 10_000_000_000_000
            || time % 1000 == 0 && says(seen, &(time / 1000).to_string());
        all(usual || is_odd_in_the_input, || format!("{path} is {time}"))
    })
}

/// The digits stand in the input, as milliseconds or as seconds, unless it writes a date out.
fn times_come_from_the_input(seen: &Seen) -> Verdict {
    each(&whole_numbers(seen, is_time), |(path, time)| {
        let said = says(seen, &time.to_string()) || time % 1000 == 0 && says(seen, &(time / 1000).to_string());
        all(said || seen.input.contains(" GMT") || has_date(&seen.input), || {
            format!("{path} is {time}, which nothing says")
        })
    })
}

/// `2024-01-01T…`
fn has_date(input: &str) -> bool {
    let is_date = |window: &[u8]| {
        window.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            10 => *byte == b'T',
            _ => byte.is_ascii_digit(),
        })
    };
    input.as_bytes().windows(11).any(is_date)
}

fn durations_are_milliseconds_of_the_input(seen: &Seen) -> Verdict {
    each(&whole_numbers(seen, |key| key == "duration_ms"), |(path, duration)| {
        let seconds = format!("{}.{:03}", duration / 1000, duration % 1000);
        let seconds = seconds.trim_end_matches('0').trim_end_matches('.');
        all(says(seen, &duration.to_string()) || says(seen, seconds), || format!("{path} is {duration}"))
    })
}

/// As the input says them, or 1,024 times as many where its unit is taken to be KB.
fn sizes_are_bytes_of_the_input(seen: &Seen) -> Verdict {
    let assumed = seen.warnings().contains(&"size_unit_assumed");
    each(&whole_numbers(seen, |key| key == "size_bytes"), |(path, size)| {
        let in_kb = assumed && size % 1024 == 0 && says(seen, &(size / 1024).to_string());
        all(says(seen, &size.to_string()) || in_kb, || format!("{path} is {size}"))
    })
}

fn counts_and_sizes_are_integers(seen: &Seen) -> Verdict {
    let named = ["size_bytes", "width", "height", "count", "amount_minor", "price_minor", "index", "indent"];
    let is_whole = |value: &Value| value.as_i64().is_some() && !value.to_string().contains(['.', 'e', 'E']);
    each(&seen.members(), |(path, value)| {
        let key = key_of(path);
        let counts = named.contains(&key) || key.ends_with("_ms");
        all(!counts || is_whole(value), || format!("{path} is {value}"))
    })
}

fn ids_are_strings(seen: &Seen) -> Verdict {
    each(&seen.members(), |(path, value)| {
        let key = key_of(path);
        let is_id = ["id", "sequence", "reply_to", "native_type", "code"].contains(&key) || key.ends_with("_id");
        all(!is_id || value.is_string(), || format!("{path} is {value}"))
    })
}

fn nothing_is_null(seen: &Seen) -> Verdict {
    let beside = ["auth", "reply", "page", "warnings"].map(|key| seen.delivery.get(key));
    let mut members = seen.members();
    beside.into_iter().flatten().for_each(|value| walk(value, "", Place::Model, &mut members));
    each(&members, |(path, value)| all(!value.is_null(), || format!("{path} is null")))
}

/// Absent is absent: no empty lists or objects, no empty ids. What a person wrote may be empty, and a list of what a
/// segment is made of.
fn nothing_is_empty(seen: &Seen) -> Verdict {
    each(&seen.members(), |(path, value)| {
        let key = key_of(path);
        let empty = match value {
            Value::Array(list) => list.is_empty() && !["segments", "items", "covers", "options"].contains(&key),
            Value::Object(members) => members.is_empty(),
            Value::String(text) => text.is_empty() && (key == "id" || key.ends_with("_id") || key == "name"),
            _ => false,
        };
        all(!empty, || format!("{path} is {value}"))
    })
}

fn a_party_has_a_kind(seen: &Seen) -> Verdict {
    each(&seen.members(), |(path, value)| {
        let key = key_of(path);
        let lists = ["recipients", "subjects", "mentions"];
        let is_element =
            lists.iter().any(|list| path.strip_suffix(&format!("/{key}")).is_some_and(|p| p.ends_with(list)));
        let is_party = ["sender", "actor", "target"].contains(&key) || is_element;
        all(!is_party || value["kind"].is_string(), || format!("{path} is {value}"))
    })
}

fn a_message_has_text(seen: &Seen) -> Verdict {
    each(&seen.messages(), |message| {
        let has_all = message["text"].is_string() && message["kind"].is_string() && message["segments"].is_array();
        all(has_all, || format!("{message}"))
    })
}

/// Text and mentions read as they are; anything else says at least its type.
fn the_text_says_what_the_segments_say(seen: &Seen) -> Verdict {
    each(&seen.messages(), |message| {
        let text = message["text"].as_str().unwrap_or_default();
        let segments = message["segments"].as_array().map(Vec::as_slice).unwrap_or_default();
        let pieces: Vec<Option<String>> = segments.iter().map(words).collect();
        if let Some(pieces) = pieces.iter().cloned().collect::<Option<Vec<_>>>() {
            return all(pieces.concat() == text, || format!("{text:?} of {pieces:?}"));
        }
        each(&segments.iter().zip(&pieces).collect::<Vec<_>>(), |(segment, piece)| match piece {
            Some(words) => all(text.contains(words.as_str()), || format!("{text:?} lacks {words:?}")),
            None => {
                let kind = segment["type"].as_str().unwrap_or_default();
                let is_free = ["paragraph", "markdown", "link", "emoji"].contains(&kind);
                all(is_free || text.contains(&format!("[{kind}]")), || format!("{text:?} lacks [{kind}]"))
            }
        })
    })
}

/// How a segment reads that is nothing but words.
fn words(segment: &Value) -> Option<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match segment["type"].as_str()? {
        "text" | "notice" => Some(text(&segment["text"]).unwrap_or_default()),
        "mention" if segment["all"] == true => Some("@all".to_owned()),
        "mention" => {
            let target = &segment["target"];
            Some(format!("@{}", text(&target["name"]).or(text(&target["id"])).unwrap_or_default()))
        }
        _ => None,
    }
}

fn the_kind_is_that_of_the_only_segment(seen: &Seen) -> Verdict {
    each(&seen.messages(), |message| {
        let kind = match message["segments"].as_array().map(Vec::as_slice) {
            Some([only]) => only["type"].clone(),
            _ => json!("mixed"),
        };
        all(message["kind"] == kind, || format!("{} of {kind}", message["kind"]))
    })
}

/// In rich text the platform has its own list, which need not be there.
fn whom_a_segment_mentions_is_listed(seen: &Seen) -> Verdict {
    if seen.input.contains("rich_text") {
        return Ok(());
    }
    each(&seen.messages(), |message| {
        let listed: BTreeSet<&str> = ids(&message["mentions"]).collect();
        let mut members = Vec::new();
        walk(&message["segments"], "", Place::Model, &mut members);
        let of_this_message = |path: &str| !path.contains("/items/");
        let mentioned = members.iter().filter(|(path, _)| key_of(path) == "target" && of_this_message(path));
        let missing: Vec<_> =
            mentioned.filter_map(|(_, who)| who["id"].as_str()).filter(|id| !listed.contains(id)).collect();
        all(missing.is_empty(), || format!("{missing:?} is not among {listed:?}"))
    })
}

fn ids(parties: &Value) -> impl Iterator<Item = &str> {
    parties.as_array().into_iter().flatten().filter_map(|party| party["id"].as_str())
}

/// Byte for byte as received, but for line ends outside strings and bare control characters, which JSON forbids.
fn raw_is_verbatim(seen: &Seen) -> Verdict {
    let flat: Vec<u8> = seen.plaintext.iter().map(|byte| if b"\r\n".contains(byte) { b' ' } else { *byte }).collect();
    each(&seen.raws.iter().flatten().collect::<Vec<_>>(), |raw| {
        let stands = match &*raw.format {
            "json" if seen.warnings().contains(&"control_character") => true,
            "json" => holds(&flat, raw.token.as_bytes()),
            "base64" => STANDARD.decode(raw.text()).is_ok_and(|bytes| holds(&seen.plaintext, &bytes)),
            _ => holds(&seen.plaintext, raw.text().as_bytes()),
        };
        all(stands, || format!("not in the input: {}", raw.token))
    })
}

fn unknown_only_where_expected(seen: &Seen) -> Verdict {
    let Some(expected) = &seen.expected else { return Ok(()) };
    let expected: Vec<Value> = outputs::events(expected).into_iter().cloned().collect();
    let (found, expected) = (unknowns(&seen.events), unknowns(&expected));
    all(found == expected, || format!("unknown at {found:?}, expected at {expected:?}"))
}

/// Where something is unknown.
fn unknowns(events: &[Value]) -> Vec<String> {
    let mut members = Vec::new();
    for (index, event) in events.iter().enumerate() {
        walk(event, &index.to_string(), Place::Event, &mut members);
    }
    let is_unknown = |(path, value): &&(String, &Value)| key_of(path) == "type" && *value == "unknown";
    members.iter().filter(is_unknown).map(|(path, _)| path.clone()).collect()
}

fn what_is_unknown_is_warned_of(seen: &Seen) -> Verdict {
    const SAYING: [&str; 11] = [
        "unknown_event_type",
        "unknown_message_type",
        "unknown_element",
        "missing_content",
        "unexpected_type",
        "contradictory_operation",
        "malformed_content",
        "malformed_frame",
        "malformed_json",
        "unexpected_value",
        "field_not_decrypted",
    ];
    let warned = seen.warnings().iter().any(|code| SAYING.contains(code));
    all(warned || unknowns(&seen.events).is_empty(), || format!("only {:?}", seen.warnings()))
}

/// With unknowns, the record is the only place where all of it stands.
fn what_is_unknown_has_its_record(seen: &Seen) -> Verdict {
    each(&seen.events.iter().zip(&seen.raws).collect::<Vec<_>>(), |(event, raw)| {
        let unknown = !unknowns(std::slice::from_ref(*event)).is_empty();
        all(!unknown || raw.is_some(), || format!("{} has no raw", event["id"]))
    })
}

fn the_kind_of_delivery_fits(seen: &Seen) -> Verdict {
    let kind = seen.delivery["kind"].as_str().unwrap_or_default();
    let pending = seen.events.iter().filter(|event| event["type"] == "message.pending").count();
    let fits = match kind {
        "challenge" => seen.events.is_empty() && seen.delivery["reply"].is_object(),
        "decision" => pending == seen.events.len() && pending > 0,
        "page" => pending == 0,
        _ => kind == "events" && pending == 0,
    };
    all(fits && (kind == "page") == seen.delivery["page"].is_object(), || format!("kind {kind}, {pending} pending"))
}

fn only_a_request_is_replied_to(seen: &Seen) -> Verdict {
    all(seen.received == seen.delivery["reply"].is_object(), || format!("{}", seen.delivery["reply"]))
}

/// Secrets, signatures and ciphertext stand in raw at most, where the platform itself wrote them.
fn nothing_secret_comes_out(seen: &Seen) -> Verdict {
    let mut shown = seen.delivery.clone();
    for event in shown["events"].as_array_mut().into_iter().flatten() {
        let event = if event.get("specversion").is_some() { &mut event["data"] } else { event };
        drop(event.as_object_mut().map(|event| event.remove("raw")));
    }
    let shown = shown.to_string();
    all(!seen.secrets.iter().any(|secret| shown.contains(secret.as_str())), || "a secret stands in it".to_owned())
}

/// Raw stays with what is unknown, and with native keys that only raw holds.
fn leaving_raw_out_changes_nothing_else(seen: &Seen) -> Verdict {
    let bare = |delivery: &Value| {
        let mut delivery = delivery.clone();
        for event in delivery["events"].as_array_mut().into_iter().flatten() {
            let event = if event.get("specversion").is_some() { &mut event["data"] } else { event };
            for key in ["raw", "raw_format"] {
                drop(event.as_object_mut().map(|event| event.remove(key)));
            }
        }
        delivery
    };
    all(bare(&seen.embedded.0) == bare(&seen.omitted.0), || "more than raw differs".to_owned())?;
    let events = outputs::events(&seen.omitted.0);
    for ((event, embedded), omitted) in events.into_iter().zip(&seen.embedded.1).zip(&seen.omitted.1) {
        let unknown = !unknowns(std::slice::from_ref(event)).is_empty();
        let is_right = match omitted {
            None => !unknown,
            Some(_) => omitted == embedded && (unknown || hides(embedded.as_ref())),
        };
        all(is_right, || format!("{} has{} raw", event["id"], if omitted.is_some() { "" } else { " no" }))?;
    }
    Ok(())
}

/// Whether a record may have a native key whose name is taken in `data`.
fn hides(raw: Option<&RawRecord>) -> bool {
    let plain: String = raw.map(RawRecord::text).unwrap_or_default().to_lowercase().replace(['_', '-', '\\'], "");
    Data::FIELDS.iter().any(|name| plain.contains(&name.replace('_', "")))
}

fn an_action_is_a_plain_word(seen: &Seen) -> Verdict {
    each(&seen.events, |event| {
        let action = event["data"].get("action");
        let is_word = |action: &Value| {
            action.as_str().is_some_and(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        };
        let speaks = action.is_none_or(is_word) && (action.is_none() || event["type"] != "unknown");
        all(speaks, || format!("{} {action:?}", event["type"]))
    })
}

fn a_cloud_event_says_what_its_event_says(seen: &Seen) -> Verdict {
    let elements = seen.delivery["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    each(elements, |element| {
        if element.get("specversion").is_none() {
            return Ok(());
        }
        let event = &element["data"];
        let source = format!("imhook:{}", event["platform"].as_str().unwrap_or_default());
        let same = element["id"] == event["id"]
            && element["type"] == format!("imhook.{}", event["type"].as_str().unwrap_or_default())
            && element["source"].as_str().is_some_and(|it| it.starts_with(&source))
            && element.get("subject") == event["conversation"].get("id")
            && element.get("time").is_some() == event.get("time_ms").is_some();
        all(same, || format!("{element}"))
    })
}

/// A stream that ends with a blank line has no tail.
fn a_whole_stream_is_read_whole(seen: &Seen) -> Verdict {
    let is_whole = ["\n\n", "\r\n\r\n", "\r\r"].iter().any(|end| seen.plaintext.ends_with(end.as_bytes()));
    all(!(is_whole && seen.warnings().contains(&"incomplete_frame")), || "its last frame is lost".to_owned())
}

fn all(is_right: bool, what: impl FnOnce() -> String) -> Verdict {
    if is_right { Ok(()) } else { Err(shortened(&what())) }
}

fn each<T>(of: &[T], holds: impl FnMut(&T) -> Verdict) -> Verdict {
    of.iter().try_for_each(holds)
}

fn is_time(key: &str) -> bool {
    key.ends_with("_ms") && key != "duration_ms"
}

/// The whole numbers of the model under these keys.
fn whole_numbers(seen: &Seen, of: impl Fn(&str) -> bool) -> Vec<(String, i64)> {
    let members = seen.members().into_iter().filter(|(path, _)| of(key_of(path)));
    members.filter_map(|(path, value)| Some((path, value.as_i64()?))).collect()
}

fn says(seen: &Seen, digits: &str) -> bool {
    seen.input.contains(digits)
}

fn holds(whole: &[u8], part: &[u8]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window == part)
}

fn shortened(text: &str) -> String {
    const KEPT: usize = 300;
    if text.chars().count() <= KEPT {
        text.to_owned()
    } else {
        format!("{} …", text.chars().take(KEPT).collect::<String>())
    }
}
