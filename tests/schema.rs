//! The schema is well formed, says what the code writes, and refuses what is no delivery.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "suite/schema.rs"]
mod schema;

use std::collections::BTreeSet;

use imhook::event::{
    Article, Auth, Body, CardAction, Content, Conversation, ConversationKind, Data, Delivery, DeliveryKind, Direction,
    Event, EventType, Few, FormField, Format, ForwardItem, Media, MentionTarget, MenuItem, Message, Page, PageError,
    ParagraphStyle, Party, PartyKind, Presentation, Record, Reminder, Reply, ScreenShare, SharedFile, Shop, Style,
};
use imhook::{Receiver, Request};
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(schema::TEXT).expect("the schema is JSON")
}

#[test]
fn the_schema_is_valid_json_schema_2020_12() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
        panic!("{}: {error}", error.instance_path());
    }
}

#[test]
fn keys_are_those_that_the_code_declares() {
    let schema = schema();
    for (part, fields) in [
        ("event", Event::FIELDS),
        ("message_content", Message::FIELDS),
        ("data", Data::FIELDS),
        ("conversation", Conversation::FIELDS),
        ("party", Party::FIELDS),
        ("media", Media::FIELDS),
        ("page", Page::FIELDS),
        ("page_error", PageError::FIELDS),
        ("style", Style::FIELDS),
        ("mention_target", MentionTarget::FIELDS),
        ("article", Article::FIELDS),
        ("card_action", CardAction::FIELDS),
        ("reminder", Reminder::FIELDS),
        ("forward_item", ForwardItem::FIELDS),
        ("form_field", FormField::FIELDS),
        ("shared_file", SharedFile::FIELDS),
        ("screen_share", ScreenShare::FIELDS),
        ("shop", Shop::FIELDS),
        ("menu_item", MenuItem::FIELDS),
    ] {
        same(part, keys(&schema["$defs"][part]["properties"]), fields.iter().copied());
    }
}

#[test]
fn segments_are_those_that_the_code_declares() {
    let schema = schema();
    let choices = schema["$defs"]["segment"]["oneOf"].as_array().expect("segment is a choice");
    let choices: Vec<&Value> = choices.iter().map(|choice| referred(&schema, choice)).collect();
    let listed = choices.iter().map(|choice| choice["properties"]["type"]["const"].as_str().expect("type is a word"));
    same("segment", listed, Body::TYPES.iter().map(|(word, _)| *word));
    for (word, fields) in Body::TYPES {
        let choice = choices.iter().find(|choice| choice["properties"]["type"]["const"] == *word);
        let listed = keys(&choice.expect("the types were just compared")["properties"]);
        same(word, listed, ["type", "extra"].into_iter().chain(fields.iter().copied()));
    }
}

#[test]
fn words_are_those_that_the_code_declares() {
    let schema = schema();
    let listed = |pointer: &str| {
        let words = schema.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {pointer}"));
        words.iter().map(|word| word.as_str().expect("a word is text").to_owned()).collect::<Vec<_>>()
    };
    macro_rules! holds {
        ($words:ident at $pointer:literal) => {
            same(stringify!($words), listed($pointer), $words::ALL.iter().map(|word| word.as_str().to_owned()));
        };
    }
    holds!(DeliveryKind at "/properties/kind/enum");
    holds!(Content at "/$defs/content/enum");
    holds!(EventType at "/$defs/event_type/enum");
    holds!(Direction at "/$defs/direction/enum");
    holds!(ConversationKind at "/$defs/conversation/properties/kind/enum");
    holds!(PartyKind at "/$defs/party_kind/enum");
    holds!(ParagraphStyle at "/$defs/paragraph_segment/properties/style/enum");
    let kinds = Body::TYPES.iter().map(|(word, _)| (*word).to_owned()).chain(["mixed".to_owned()]);
    same("message kind", listed("/$defs/message_content/properties/kind/enum"), kinds);
}

/// Every platform is one that the schema knows; it knows those, too, whose part of the contract is settled already.
#[test]
fn platforms_are_listed() {
    let error = Receiver::new(br#"{"platform":"?"}"#).expect_err("there is no such platform");
    let hint = error.what_to_do().expect("the refusal names the platforms");
    let listed = schema();
    let listed = listed["$defs"]["platform"]["enum"].as_array().expect("platforms are listed");
    for platform in hint.trim_start_matches("it has: ").split(", ") {
        assert!(listed.contains(&platform.into()), "the schema does not list the platform {platform}");
    }
}

#[test]
fn what_is_written_has_the_keys_that_the_schema_lists() {
    let schema = schema();
    with_everything(|delivery| {
        let presented = |format| {
            let mut out = Vec::new();
            delivery.write(&Presentation { format, embed_raw: true }, &mut out);
            serde_json::from_slice::<Value>(&out).expect("a delivery is JSON")
        };
        let plain = presented(Format::Delivery);
        for (pointer, part) in [
            ("", &schema),
            ("/auth", &schema["$defs"]["auth"]),
            ("/reply", &schema["$defs"]["reply"]),
            ("/warnings/0", &schema["$defs"]["warning"]),
            ("/events/0", &schema["$defs"]["event"]),
            ("/events/0/auth", &schema["$defs"]["event_auth"]),
        ] {
            let written = plain.pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer:?} in {plain}"));
            same(pointer, keys(&part["properties"]), keys(written));
        }
        let last_message = keys(&plain["events"][0]["data"]["last_message"]);
        let own = last_message.filter(|key| !Message::FIELDS.contains(key));
        same("last_message", keys(&schema["$defs"]["last_message"]["properties"]), own);

        let wrapped = &presented(Format::CloudEvents)["events"][0];
        same("cloud_event", keys(&schema["$defs"]["cloud_event"]["properties"]), keys(wrapped));
        assert_eq!(wrapped["data"], plain["events"][0], "a CloudEvent holds another event");
    });
}

/// Gives a delivery that has every key. Structs are filled by naming each field: a new one breaks the build here.
fn with_everything(look: impl FnOnce(&Delivery<'_>)) {
    let config = br#"{"platform":"wps","allow_unverified":["card"],"credentials":{"app_id":"a","app_key":"k"}}"#;
    let receiver = Receiver::new(config).expect("a good configuration");
    let twice = Request::post(br#"{"callback_name":"xz_card","app_id":"a","app_id":"b","data":{}}"#);
    let received = receiver.receive(&twice).expect("cards pass without a proof here");
    let mut delivery = received.delivery().clone();

    delivery.auth = Auth {
        verified: true,
        scheme: "s",
        covers: &["a"],
        uncovered: &["b"],
        content: Content::Partial,
        credential: Some("0"),
    };
    delivery.reply = Some(Reply { status: 200, content_type: "text/plain", body: "" });
    delivery.page = Some(Page { next_cursor: Some("c"), has_more: None, error: None });
    let Some(original) = delivery.events.first() else { panic!("a card callback is an event") };
    let Record::Json(record) = original.record else { panic!("a card callback is JSON") };
    let mut native = original.native.clone();
    native.keep("key", record, false);
    let party = Party::new(PartyKind::User, Some("p"));
    let mut data = Data { last_message: Some(Box::default()), ..Data::default() };
    if let Some(last) = &mut data.last_message {
        last.sender = Some(party.clone());
        last.time_ms = Some(1);
    }
    delivery.events = Few::One(Event {
        identity: original.identity.clone(),
        part: Some(0),
        kind: EventType::ThreadUpdated,
        native_type: original.native_type.clone(),
        time_ms: Some(1),
        sequence: Some("1"),
        direction: Some(Direction::In),
        tenant_id: Some("t"),
        conversation: Some(Conversation { id: Some("c"), ..Conversation::default() }),
        sender: Some(party.clone()),
        recipients: Few::One(party),
        message: Some(Message::default()),
        data: Some(Box::new(data)),
        native,
        record: original.record,
    });
    look(&delivery);
}

#[test]
fn the_schema_keeps_its_own_rules() {
    let schema = schema();
    let mut faults = Vec::new();
    let parts = schema["$defs"].as_object().expect("$defs is an object");
    for (name, part) in parts.iter().map(|(name, part)| (name.as_str(), part)).chain([("delivery", &schema)]) {
        let Some(properties) = part["properties"].as_object() else { continue };
        // A part whose members are shared is closed by those who refer to it.
        let is_closed = ["additionalProperties", "unevaluatedProperties"].iter().any(|key| part.get(key).is_some());
        if !is_closed && name != "message_content" {
            faults.push(format!("{name} allows keys that are not listed"));
        }
        for (key, property) in properties {
            let target = referred(&schema, property);
            let is = |kind: &str| target["type"] == kind;
            if property.get("description").is_none() && target.get("description").is_none() && key != "type" {
                faults.push(format!("{name}.{key} is not described"));
            }
            if (key == "id" || key.ends_with("_id")) && !is("string") {
                faults.push(format!("{name}.{key} is an id and not a string"));
            }
            if (key.ends_with("_ms") || key.ends_with("_bytes") || key.ends_with("_minor")) && !is("integer") {
                faults.push(format!("{name}.{key} is a quantity and not an integer"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_delivery_is_allowed() {
    for delivery in [message(), challenge(), page(), in_a_cloud_event(message())] {
        assert_eq!(schema::check(&delivery), Ok(()));
    }
}

#[test]
fn what_is_no_delivery_is_refused() {
    let mut wrong: Vec<(&str, Value, &str)> = Vec::new();
    let mut add = |name, base: &Value, pointer: &str, value: Option<Value>, said| {
        wrong.push((name, with(base.clone(), pointer, value), said));
    };
    let (base, cloud, segment) = (message(), in_a_cloud_event(message()), "/events/0/message/segments/0");
    add("another schema", &base, "/schema", Some(json!("imhook.delivery/2")), "/schema: ");
    add("a key that is not ours", &base, "/Warnings", Some(json!([])), ": Additional properties");
    add("no covers", &base, "/auth/covers", None, "/auth: \"covers\" is a required property");
    add("covers without a proof", &base, "/auth/verified", Some(json!(false)), "/auth/covers: ");
    add("an empty list of warnings", &base, "/warnings", Some(json!([])), "/warnings: ");
    add("a null id", &base, "/events/0/id", Some(Value::Null), "/events/0/id: null is not");
    add("a number id", &base, "/events/0/message/id", Some(json!(7)), "/events/0/message/id: 7 is not");
    add("a number tenant", &base, "/events/0/tenant_id", Some(json!(7)), "/events/0/tenant_id: ");
    add("a time in words", &base, "/events/0/time_ms", Some(json!("1")), "/events/0/time_ms: ");
    add("a time between milliseconds", &base, "/events/0/time_ms", Some(json!(0.5)), "/events/0/time_ms: ");
    add("a type that is not listed", &base, "/events/0/type", Some(json!("message.new")), "/events/0/type: ");
    add("a kind that is not listed", &base, "/events/0/sender/kind", Some(json!("human")), "/events/0/sender/kind: ");
    add("a party without a kind", &base, "/events/0/sender/kind", None, "/events/0/sender: ");
    add("a message event without a message", &base, "/events/0/message", None, "/events/0: \"message\" is a required");
    add("raw without raw_format", &base, "/events/0/raw_format", None, "/events/0: \"raw_format\" is a required");
    add("raw_format without raw", &base, "/events/0/raw", None, "/events/0: \"raw\" is a required");
    add("XML that is no string", &base, "/events/0/raw_format", Some(json!("xml")), "/events/0/raw: ");
    add("an empty native", &base, "/events/0/native", Some(json!({})), "/events/0/native: ");
    add("a null in native", &base, "/events/0/native/x", Some(Value::Null), "/events/0/native/x: ");
    let (kind, txt) = (format!("{segment}/type"), format!("{segment}/txt"));
    let image = Some(json!({ "type": "image", "media": { "size": 1 } }));
    add("a segment without a type", &base, &kind, None, segment);
    add("a segment of a type that is not listed", &base, &kind, Some(json!("txt")), segment);
    add("an unknown segment key", &base, &txt, Some(json!("x")), "/segments/0: Additional");
    add("an unknown media key", &base, segment, image, "/segments/0/media: Additional");
    add("a mention of nobody", &base, segment, Some(json!({ "type": "mention" })), segment);
    add("a wrong kind of message", &base, "/events/0/message/kind", Some(json!("mixed")), "/message/segments: ");
    add("an unknown event without raw", &without_raw(), "/events/0/type", Some(json!("unknown")), "/events/0: \"raw\"");
    add("a page of no list", &base, "/page", Some(json!({ "has_more": true })), "/kind: ");
    add("more after an error", &page(), "/page/has_more", Some(json!(true)), "/page/has_more: ");
    add("an event in a challenge", &challenge(), "/events", Some(base["events"].clone()), "/events: ");
    add("a challenge without an answer", &challenge(), "/reply", None, "\"reply\" is a required property");
    add("an answer to a trusted payload", &challenge(), "/auth/scheme", Some(json!("not_checked")), "/reply: ");
    add("a decision about the past", &base, "/kind", Some(json!("decision")), "/events/0/type: ");
    add("a fault inside a CloudEvent", &cloud, "/events/0/data/id", Some(json!(7)), "/events/0/data/id: 7");
    add("a CloudEvent without source", &cloud, "/events/0/source", None, "/events/0: \"source\" is a required");
    add("another CloudEvents", &cloud, "/events/0/specversion", Some(json!("0.3")), "/events/0/specversion: ");

    let mut faults = Vec::new();
    for (name, delivery, said) in wrong {
        match schema::check(&delivery) {
            Ok(()) => faults.push(format!("{name}: the schema allows {delivery}")),
            Err(message) if message.contains(said) => {}
            Err(message) => faults.push(format!("{name}: expected {said:?} but found {message:?}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn message() -> Value {
    json!({
        "schema": "imhook.delivery/1", "platform": "wps", "kind": "events",
        "auth": { "verified": true, "scheme": "s", "covers": ["time"], "content": "partial", "credential": "0" },
        "reply": { "status": 200, "content_type": "application/json", "body": "{}" },
        "events": [{
            "id": "m:1", "platform": "wps", "type": "message.created", "native_type": "m", "time_ms": 1, "tenant_id": "t",
            "auth": { "verified": true, "content": "partial", "credential": "0" },
            "sender": { "id": "1", "kind": "user" },
            "message": { "id": "1", "kind": "text", "text": "x", "segments": [{ "type": "text", "text": "x" }] },
            "native": { "topic": "m" },
            "raw_format": "json", "raw": { "x": null }
        }]
    })
}

fn without_raw() -> Value {
    with(with(message(), "/events/0/raw", None), "/events/0/raw_format", None)
}

fn challenge() -> Value {
    with(with(message(), "/kind", Some(json!("challenge"))), "/events", Some(json!([])))
}

fn page() -> Value {
    let mut page = with(message(), "/kind", Some(json!("page")));
    page["page"] = json!({ "error": { "code": "95011", "message": "limit" } });
    page["events"] = json!([]);
    page
}

fn in_a_cloud_event(mut delivery: Value) -> Value {
    let event = delivery["events"][0].take();
    delivery["events"][0] = json!({
        "specversion": "1.0", "id": event["id"], "source": "imhook:wps/t", "type": "imhook.message.created",
        "datacontenttype": "application/json", "data": event
    });
    delivery
}

/// The value with another one at this place, or with nothing there.
fn with(mut base: Value, pointer: &str, value: Option<Value>) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer begins with a slash");
    match (base.pointer_mut(parent), value) {
        (Some(Value::Object(members)), Some(value)) => drop(members.insert(key.to_owned(), value)),
        (Some(Value::Object(members)), None) => drop(members.remove(key).expect("what is taken out is there")),
        (Some(Value::Array(elements)), Some(value)) => elements[key.parse::<usize>().expect("an index")] = value,
        _ => panic!("no place {pointer}"),
    }
    base
}

/// What the part refers to, else the part itself.
fn referred<'s>(schema: &'s Value, part: &'s Value) -> &'s Value {
    let target = part["$ref"].as_str().and_then(|reference| schema.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(part)
}

fn keys(object: &Value) -> impl Iterator<Item = &str> {
    object.as_object().into_iter().flatten().map(|(key, _)| key.as_str())
}

/// Fails with what one list has and the other has not.
fn same<T: Ord + std::fmt::Debug>(part: &str, schema: impl IntoIterator<Item = T>, code: impl IntoIterator<Item = T>) {
    let (schema, code): (BTreeSet<T>, BTreeSet<T>) = (schema.into_iter().collect(), code.into_iter().collect());
    let missing: Vec<_> = code.difference(&schema).collect();
    let surplus: Vec<_> = schema.difference(&code).collect();
    assert!(missing.is_empty(), "{part}: the schema lacks {missing:?}, which the code writes");
    assert!(surplus.is_empty(), "{part}: the schema lists {surplus:?}, which the code does not write");
}
