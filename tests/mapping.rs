//! `docs/events.md` against what the vectors witness: no row without a vector, no vector without a row.
//!
//! Some columns are written by `IMHOOK_BLESS=1 cargo test --test mapping`; the others are kept by hand and held against
//! the deliveries just the same. The document says which.

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

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use imhook::event::{Body, EventType};
use serde_json::Value;
use suite::outputs::{self, Output, RawRecord};

/// Columns that name a row.
const NATIVE: &str = "native type";
const CANONICAL: [&str; 2] = ["type", "segment"];
/// Columns that are written from the deliveries.
const WRITTEN: [&str; 3] = ["action", "says", "fields"];
/// Native keys in `data`, kept by hand.
const ALSO: &str = "also in `data`";

#[test]
fn the_document_says_what_the_vectors_witness() {
    let outputs = outputs::outputs();
    let witnesses = witnesses(&outputs);
    let path = document();
    let text = fs::read_to_string(&path).expect("docs/events.md is there");
    let mut tables = tables(&text);

    let blessed = std::env::var_os("IMHOOK_BLESS").is_some();
    if blessed {
        for witness in uncovered(&tables, &witnesses) {
            let table = tables.iter_mut().find(|table| table.name == witness.table).expect("the table is there");
            table.add(witness);
        }
    }
    let mut failures = Vec::new();
    for witness in uncovered(&tables, &witnesses) {
        failures.push(format!(
            "table {:?} has no row for {} → {}, which vector {} witnesses: add it",
            witness.table, witness.native, witness.canonical, witness.vector
        ));
    }
    for table in &mut tables {
        failures.extend(unwitnessed(table, &witnesses));
        table.write(&witnesses);
    }
    let written = rendered(&text, &tables);
    if blessed {
        fs::write(&path, &written).expect("docs/events.md can be written");
    } else if let Some((is, should)) = text.lines().zip(written.lines()).find(|(is, should)| is != should) {
        failures.push(format!("a row is\n  {is}\nwhere the vectors witness\n  {should}"));
    }
    assert!(
        failures.is_empty(),
        "edit docs/events.md (its written columns: IMHOOK_BLESS=1 cargo test --test mapping), or add a vector:\n{}",
        failures.join("\n")
    );
}

#[test]
fn the_document_has_every_type_of_event_and_of_segment() {
    let text = fs::read_to_string(document()).expect("docs/events.md is there");
    let types = EventType::ALL.iter().map(|word| word.as_str()).chain(Body::TYPES.iter().map(|(word, _)| *word));
    let missing: Vec<_> = types.filter(|word| !text.contains(&format!("`{word}`"))).collect();
    assert_eq!(missing, Vec::<&str>::new(), "docs/events.md does not speak of these");
}

#[test]
fn a_row_without_witness_and_a_witness_without_row_are_named() {
    let text = "\
<!-- table wps events -->
| native type | type | action | says | also in `data` |
| --- | --- | --- | --- | --- |
| `kso.dept.*` | `organization.updated` | | | `depts`, `nothing` |
| `kso.dept.create`, `kso.never` | `organization.updated` | | | |
<!-- /table -->
";
    let of = |native: &str| Witness {
        table: "wps events",
        platform: "wps",
        native: native.to_owned(),
        canonical: "organization.updated".to_owned(),
        action: Some("created".to_owned()),
        says: BTreeSet::from(["data.actor (user)".to_owned()]),
        also: BTreeSet::from(["depts".to_owned()]),
        vector: "wps/some".to_owned(),
    };
    let witnesses = [of("kso.dept.create"), of("kso.user.create")];
    let mut tables = tables(text);
    let names: Vec<_> = uncovered(&tables, &witnesses).iter().map(|witness| witness.native.clone()).collect();
    assert_eq!(names, ["kso.user.create"]);
    let failures = unwitnessed(&tables[0], &witnesses).join("\n");
    assert!(failures.contains("`nothing`") && failures.contains("kso.never"), "{failures}");
    assert!(!failures.contains("depts"), "{failures}");
    tables[0].write(&witnesses);
    let row = "| `kso.dept.*` | `organization.updated` | created | data.actor (user) | `depts`, `nothing` |";
    assert!(rendered(text, &tables).contains(row), "{}", rendered(text, &tables));
}

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/events.md")
}

/// One thing that a vector shows: what a native type became.
struct Witness {
    table: &'static str,
    platform: &'static str,
    native: String,
    canonical: String,
    action: Option<String>,
    says: BTreeSet<String>,
    /// Native keys in `data`.
    also: BTreeSet<String>,
    vector: String,
}

/// What all deliveries show, but for what is not known.
fn witnesses(outputs: &[Output]) -> Vec<Witness> {
    let mut witnesses = Vec::new();
    for output in outputs {
        let (delivery, raws) = outputs::taken_apart(&output.embedded).expect("a delivery");
        for (event, raw) in outputs::events(&delivery).into_iter().zip(&raws) {
            let raw = raw.as_ref().expect("raw is embedded");
            witness(output, event, raw, &mut witnesses);
        }
    }
    witnesses
}

fn witness(output: &Output, event: &Value, raw: &RawRecord, into: &mut Vec<Witness>) {
    let native_type = event["native_type"].as_str().expect("an event has a native type");
    let canonical = event["type"].as_str().expect("an event has a type");
    // Some records hold what a value cannot; others of the same type stand in for them.
    let record: Value = serde_json::from_str(&raw.text()).unwrap_or_default();
    let place = place(&output.platform, native_type, event, raw);
    let of = |table, native: String, canonical: String| Witness {
        table,
        platform: place.platform,
        native,
        canonical,
        action: None,
        says: BTreeSet::new(),
        also: BTreeSet::new(),
        vector: output.id.clone(),
    };
    let segments = event["message"]["segments"].as_array().map(Vec::as_slice).unwrap_or_default();
    let only_unknown = !segments.is_empty() && segments.iter().all(|segment| segment["type"] == "unknown");
    if canonical != "unknown" && !(only_unknown && canonical == "message.created") {
        let mut one = of(place.events, place.native.clone(), canonical.to_owned());
        one.action = event["data"]["action"].as_str().map(str::to_owned);
        one.says = says(event);
        one.also = event["data"].as_object().into_iter().flat_map(|data| data.keys().cloned()).collect();
        into.push(one);
    }
    let Some(table) = place.messages else { return };
    for (table, native, segment) in pieces(table, &place.native, segments, &record) {
        let canonical = segment["type"].as_str().expect("a segment has a type");
        if canonical != "unknown" {
            let mut one = of(table, native, canonical.to_owned());
            one.says = fields(segment);
            into.push(one);
        }
    }
}

/// Where in the document an event stands.
struct Place {
    platform: &'static str,
    events: &'static str,
    messages: Option<&'static str>,
    native: String,
}

fn place(platform: &str, native_type: &str, event: &Value, raw: &RawRecord) -> Place {
    let native = native_type.to_owned();
    let at = |platform, events, messages| Place { platform, events, messages, native: native.clone() };
    let is_out = event["direction"] == "out";
    match platform {
        "wps" => at("wps", "wps events", Some("wps messages")),
        "wecom_kf"
            if raw.format == "json" && !["\"MsgType\"", "\"InfoType\""].iter().any(|key| raw.token.contains(key)) =>
        {
            at("wecom_kf", "wecom_kf entries", Some("wecom_kf entry messages"))
        }
        "wecom_kf" => at("wecom_kf", "wecom_kf callbacks", Some("wecom_kf callback messages")),
        // Its records are those of the archive, and stand in the same tables.
        "qiwei" => match native.strip_prefix("101.") {
            Some(msgtype) => {
                Place { native: msgtype.to_owned(), ..at("qiwei", "archive records", Some("archive messages")) }
            }
            None => at("qiwei", "qiwei pushes", None),
        },
        "wecom_archive" if native == "chatdata" => at("wecom_archive", "wecom_archive pages", None),
        "wecom_archive" => at("wecom_archive", "archive records", Some("archive messages")),
        "easemob" => at("easemob", "easemob events", Some("easemob bodies")),
        "yach" if event["type"] == "message.stream_chunk" => at("yach", "yach streams", None),
        "yach" if is_out => at("yach", "yach outgoing", Some("yach outgoing messages")),
        "yach" => at("yach", "yach callbacks", Some("yach callback messages")),
        other => panic!("tests/mapping.rs does not know where {other} stands in docs/events.md"),
    }
}

/// The segments of a message, each with the native name of what it was. Where a message has several of both, they are
/// paired in order; where that cannot be, nothing is witnessed.
fn pieces<'s>(
    table: &'static str,
    native: &str,
    segments: &'s [Value],
    record: &Value,
) -> Vec<(&'static str, String, &'s Value)> {
    let named = |name: &str, segment| (table, name.to_owned(), segment);
    let mut pieces = Vec::new();
    match table {
        "wps messages" => {
            let message = &record["message"];
            let content = embedded(&message["content"]);
            let Some(name) = message["type"].as_str() else { return pieces };
            let elements = content[name]["elements"].as_array().map(Vec::as_slice).unwrap_or_default();
            match name {
                "rich_text" => rich_text(elements, segments, &mut pieces),
                _ => pieces.extend(segments.iter().map(|segment| named(name, segment))),
            }
        }
        "easemob bodies" => {
            let payload = &record["payload"];
            let bodies = match &payload["bodies"] {
                Value::Array(bodies) => bodies.iter().collect(),
                Value::Null => vec![payload],
                one => vec![one],
            };
            if bodies.len() == segments.len() {
                for (body, segment) in bodies.into_iter().zip(segments) {
                    let combined = body["subType"].as_str().filter(|kind| *kind == "sub_combine");
                    let name = combined.or(body["type"].as_str()).or(body["txt"].as_str());
                    pieces.extend(name.map(|name| named(name, segment)));
                }
            }
        }
        "archive messages" if native == "mixed" => {
            let mixed = embedded(&record["mixed"]);
            let content = embedded(&embedded(&record["content"])["mixed"]);
            let items = mixed["item"].as_array().or(content["item"].as_array());
            if let Some(items) = items.filter(|items| items.len() == segments.len()) {
                for (item, segment) in items.iter().zip(segments) {
                    pieces.extend(item["type"].as_str().map(|name| named(&of_item(name), segment)));
                }
            }
        }
        _ => pieces.extend(segments.iter().map(|segment| named(native, segment))),
    }
    for segment in segments {
        forwarded(table, segment, &mut pieces);
    }
    pieces
}

/// JSON, or the JSON inside a string.
fn embedded(value: &Value) -> Value {
    match value {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        _ => value.clone(),
    }
}

/// Elements of rich text and what became of each, at every level.
fn rich_text<'s>(elements: &[Value], segments: &'s [Value], pieces: &mut Vec<(&'static str, String, &'s Value)>) {
    if elements.len() != segments.len() {
        return;
    }
    for (element, segment) in elements.iter().zip(segments) {
        let Some(name) = element["type"].as_str() else { continue };
        let name = match element.get("link_content") {
            Some(_) if segment["type"] == "link" => format!("{name} with link_content"),
            _ => name.to_owned(),
        };
        pieces.push(("wps rich_text", name, segment));
        let inner = segment["segments"].as_array().map(Vec::as_slice).unwrap_or_default();
        let nested = element["elements"].as_array().map(Vec::as_slice).unwrap_or_default();
        rich_text(nested, inner, pieces);
    }
}

/// The messages of a forwarded conversation. What stands in an item of several pieces is not witnessed.
fn forwarded<'s>(table: &'static str, segment: &'s Value, pieces: &mut Vec<(&'static str, String, &'s Value)>) {
    for item in segment["items"].as_array().into_iter().flatten().filter(|_| segment["type"] == "forward") {
        let segments = item["segments"].as_array().map(Vec::as_slice).unwrap_or_default();
        if let (Some(name), [only]) = (item["native_type"].as_str(), segments) {
            let name = if table == "archive messages" { of_item(name) } else { name.to_owned() };
            if name != "mixed" {
                pieces.push((table, name, only));
            }
        }
        segments.iter().for_each(|segment| forwarded(table, segment, pieces));
    }
}

/// `ChatRecordText` and `text` are the same.
fn of_item(name: &str) -> String {
    name.strip_prefix("ChatRecord").unwrap_or(name).to_ascii_lowercase()
}

/// What an event says in the keys that mean the same everywhere.
fn says(event: &Value) -> BTreeSet<String> {
    let mut says = BTreeSet::new();
    let mut party = |name: &str, value: &Value| {
        let kind = value["kind"].as_str();
        if value.is_object() {
            says.insert(kind.map_or_else(|| name.to_owned(), |kind| format!("{name} ({kind})")));
        }
    };
    let data = &event["data"];
    party("conversation", &event["conversation"]);
    party("sender", &event["sender"]);
    party("data.actor", &data["actor"]);
    for (name, list) in [("recipients", &event["recipients"]), ("data.subjects", &data["subjects"])] {
        list.as_array().into_iter().flatten().for_each(|one| party(name, one));
    }
    for key in ["message", "sequence"] {
        says.extend(event.get(key).map(|_| key.to_owned()));
    }
    // Without an action these are native keys that happen to have the name.
    let named = ["target_id", "reason", "changes", "last_message", "value"];
    for key in named.iter().filter(|_| event["type"] != "message.created" && event["type"] != "message.pending") {
        says.extend(data.get(*key).map(|_| format!("data.{key}")));
    }
    says
}

/// The fields of a segment, those of its media one by one.
fn fields(segment: &Value) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for (key, value) in segment.as_object().expect("a segment is an object") {
        match value {
            _ if ["type", "extra"].contains(&&**key) => {}
            Value::Object(inner) if key == "media" => fields.extend(inner.keys().map(|key| format!("media.{key}"))),
            _ => drop(fields.insert(key.clone())),
        }
    }
    fields
}

/// A table of the document between its markers.
struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn tables(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        if let Some(name) = opened(line) {
            tables.push(Table { name: name.to_owned(), columns: Vec::new(), rows: Vec::new() });
        }
        is_open = opened(line).is_some() || is_open && line != CLOSED;
        if let (true, Some(table), Some(cells)) = (is_open, tables.last_mut(), cells(line)) {
            match table.columns.is_empty() {
                true => table.columns = cells,
                false if cells.iter().all(|cell| cell.starts_with("--")) => {}
                false => table.rows.push(cells),
            }
        }
    }
    tables
}

const CLOSED: &str = "<!-- /table -->";

fn opened(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- table ")?.strip_suffix(" -->")
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// The document with these tables in place of its own.
fn rendered(text: &str, tables: &[Table]) -> String {
    let mut out = String::new();
    let mut tables = tables.iter();
    let mut is_open = false;
    for line in text.lines() {
        is_open = is_open && line != CLOSED;
        if !is_open {
            out.push_str(line);
            out.push('\n');
        }
        if opened(line).is_some() {
            is_open = true;
            out.push_str(&tables.next().expect("the tables are those of the text").text());
        }
    }
    out
}

impl Table {
    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The words in backticks of a cell.
    fn words<'r>(&self, row: &'r [String], column: &str) -> Vec<&'r str> {
        let cell = self.column(column).and_then(|index| row.get(index)).map(String::as_str).unwrap_or_default();
        cell.split('`').skip(1).step_by(2).collect()
    }

    fn canonical<'r>(&self, row: &'r [String]) -> &'r str {
        let words: Vec<_> = CANONICAL.iter().flat_map(|column| self.words(row, column)).collect();
        assert_eq!(words.len(), 1, "docs/events.md: table {:?}: one type a row: {row:?}", self.name);
        words[0]
    }

    /// Whether a row speaks of a witness.
    fn covers(&self, row: &[String], witness: &Witness) -> bool {
        self.name == witness.table
            && self.canonical(row) == witness.canonical
            && self.words(row, NATIVE).iter().any(|pattern| matches(pattern, &witness.native))
    }

    fn add(&mut self, witness: &Witness) {
        let cell = |column: &String| match column.as_str() {
            NATIVE => format!("`{}`", witness.native),
            column if CANONICAL.contains(&column) => format!("`{}`", witness.canonical),
            _ => String::new(),
        };
        let row: Vec<String> = self.columns.iter().map(cell).collect();
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }

    /// Fills the columns that are written.
    fn write(&mut self, witnesses: &[Witness]) {
        for index in 0..self.rows.len() {
            let row = &self.rows[index];
            let seen: Vec<_> = witnesses.iter().filter(|witness| self.covers(row, witness)).collect();
            let actions: BTreeSet<&str> = seen.iter().filter_map(|witness| witness.action.as_deref()).collect();
            let says = together(seen.iter().flat_map(|witness| &witness.says));
            for column in WRITTEN {
                let cell = match column {
                    "action" => actions.iter().copied().collect::<Vec<_>>().join(", "),
                    _ => says.clone(),
                };
                if let Some(column) = self.column(column) {
                    self.rows[index][column] = cell;
                }
            }
        }
    }

    fn text(&self) -> String {
        let line = |cells: &[String]| {
            let cells: String =
                cells.iter().map(|cell| if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") }).collect();
            format!("|{cells}\n")
        };
        let rule = vec!["---".to_owned(); self.columns.len()];
        [&self.columns, &rule].into_iter().chain(&self.rows).map(|cells| line(cells)).collect()
    }
}

/// `sender (agent)` and `sender (external)` as `sender (agent, external)`, in the order of the contract.
fn together<'w>(says: impl Iterator<Item = &'w String>) -> String {
    let mut kinds: BTreeMap<(usize, &str), BTreeSet<&str>> = BTreeMap::new();
    for said in says {
        let (name, kind) = said.split_once(' ').unwrap_or((said, ""));
        let order = ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
        kinds.entry((order, name)).or_default().insert(kind.trim_matches(['(', ')']));
    }
    let said = kinds.iter().map(|((_, name), kinds)| {
        let kinds: Vec<_> = kinds.iter().filter(|kind| !kind.is_empty()).copied().collect();
        if kinds.is_empty() { (*name).to_owned() } else { format!("{name} ({})", kinds.join(", ")) }
    });
    said.collect::<Vec<_>>().join(", ")
}

const ORDER: [&str; 12] = [
    "sequence",
    "conversation",
    "sender",
    "recipients",
    "message",
    "data.target_id",
    "data.actor",
    "data.subjects",
    "data.reason",
    "data.changes",
    "data.value",
    "data.last_message",
];

/// Witnesses that no row speaks of.
fn uncovered<'w>(tables: &[Table], witnesses: &'w [Witness]) -> Vec<&'w Witness> {
    let is_covered =
        |witness: &Witness| tables.iter().any(|table| table.rows.iter().any(|row| table.covers(row, witness)));
    let mut seen = BTreeSet::new();
    let open = witnesses.iter().filter(|witness| !is_covered(witness));
    open.filter(|witness| seen.insert((witness.table, &witness.native, &witness.canonical))).collect()
}

/// What a table says and no vector shows.
fn unwitnessed(table: &Table, witnesses: &[Witness]) -> Vec<String> {
    let mut failures = Vec::new();
    let platforms: BTreeSet<&str> =
        witnesses.iter().filter(|witness| witness.table == table.name).map(|witness| witness.platform).collect();
    if platforms.is_empty() {
        failures.push(format!("table {:?}: no vector says anything about it", table.name));
    }
    for row in &table.rows {
        let canonical = table.canonical(row);
        let seen: Vec<_> = witnesses.iter().filter(|witness| table.covers(row, witness)).collect();
        for pattern in table.words(row, NATIVE) {
            for platform in &platforms {
                let is_seen = |witness: &&Witness| witness.platform == *platform && matches(pattern, &witness.native);
                if !seen.iter().copied().any(|witness| is_seen(&witness)) {
                    failures
                        .push(format!("table {:?}: no vector of {platform} shows {pattern} → {canonical}", table.name));
                }
            }
        }
        for key in table.words(row, ALSO) {
            if !seen.iter().any(|witness| witness.also.contains(key)) {
                failures.push(format!("table {:?}: no vector shows `{key}` in the data of {:?}", table.name, row[0]));
            }
        }
    }
    failures
}

/// Whether a name is what a pattern says: `*` is any run of characters.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, tail)) => name.strip_prefix(head).is_some_and(|rest| {
            rest.char_indices()
                .map(|(at, _)| at)
                .chain([rest.len()])
                .any(|at| matches(tail, rest.get(at..).unwrap_or_default()))
        }),
    }
}
