//! Every msgtype and form, from outside: a configuration, an input, what comes of it.

use serde_json::{Value, json};

use crate::{Error, Receiver, Request, Result, Status};

const BARE: &str = r#"{"platform":"yach"}"#;
const JUDGING: &str = r#"{"platform":"yach","credentials":
    {"id":"a","secret":"SECexample0123456789","sign":"timestamp_secret","app_key":"0123456789abcdef"}}"#;
const TIMESTAMP_MS: i64 = 1_577_262_236_757;
const HEADERS: &[u8] = b"Timestamp: 1577262236757\r\nSign: qf9HvUVEFxf+O0pPV0GZyLnmFi8MooZl79QO82mcZBk=\r\n";

fn receiver(config: &str) -> Receiver {
    Receiver::new(config.as_bytes()).unwrap()
}

fn parsed(config: &str, payload: &str) -> Result<Value> {
    let mut out = Vec::new();
    receiver(config).parse_into(payload.as_bytes(), &mut out)?;
    Ok(serde_json::from_slice(&out).unwrap())
}

fn received(config: &str, body: &str, headers: &[u8], now_ms: i64) -> Result<Value> {
    let mut out = Vec::new();
    let request = Request { headers, now_ms, ..Request::post(body.as_bytes()) };
    receiver(config).receive_into(&request, &mut out)?;
    Ok(serde_json::from_slice(&out).unwrap())
}

fn sealed(config: &str, spec: &Value) -> Result<Value> {
    receiver(config).seal(spec.to_string().as_bytes()).map(|out| serde_json::from_slice(&out).unwrap())
}

fn codes(delivery: &Value) -> Vec<&str> {
    let warnings = delivery["warnings"].as_array().map_or(&[][..], Vec::as_slice);
    warnings.iter().map(|warning| warning["code"].as_str().unwrap()).collect()
}

fn refusal(result: Result<Value>) -> Error {
    result.expect_err("a refusal")
}

/// The segments of an outgoing message, and the codes of the warnings.
fn sent(message: &Value) -> (Value, Vec<String>) {
    let delivery = parsed(BARE, &message.to_string()).unwrap();
    let event = &delivery["events"][0];
    assert_eq!((&event["type"], &event["direction"]), (&json!("message.created"), &json!("out")));
    (event["message"]["segments"].clone(), codes(&delivery).into_iter().map(str::to_owned).collect())
}

#[test]
fn every_outgoing_type_has_its_segment() {
    let url = "https://yach-static.zhiyinlou.com/a";
    for (name, body, segment, warnings) in [
        ("text", json!({"content": "x"}), json!({"type": "text", "text": "x"}), &[][..]),
        (
            "markdown",
            json!({"title": "t", "image": "i", "text": "# x"}),
            json!({"type": "markdown", "title": "t", "image_url": "i", "text": "# x"}),
            &[],
        ),
        (
            "image",
            json!({"url": url, "width": "3", "height": 2, "origin_url": "o", "origin_width": "30",
                "origin_height": "20", "file_name": "n", "file_size": "9"}),
            json!({"type": "image", "media": {"url": url, "width": 3, "height": 2, "name": "n", "size_bytes": 9,
                "original": {"url": "o", "width": 30, "height": 20}}}),
            &["size_unit_assumed"],
        ),
        (
            "link",
            json!({"message_url": "m", "pic_url": "p", "title": "t", "text": "d"}),
            json!({"type": "link", "url": "m", "image_url": "p", "title": "t", "description": "d"}),
            &[],
        ),
        (
            "audio",
            json!({"url": url, "duration": 45, "size": 10086, "ext": "acc"}),
            json!({"type": "audio", "media": {"url": url, "duration_ms": 45_000, "size_bytes": 10_328_064,
                "extension": "acc"}}),
            &["size_unit_assumed"],
        ),
        (
            "file",
            json!({"name": "n", "url": url, "size": "2"}),
            json!({"type": "file", "media": {"name": "n", "url": url, "size_bytes": 2048}}),
            &["size_unit_assumed"],
        ),
        (
            "video",
            json!({"name": "n", "url": "https://a.com/b", "duration": "7", "width": "4", "height": "3"}),
            json!({"type": "video", "media": {"name": "n", "url": "https://a.com/b", "duration_ms": 7000, "width": 4,
                "height": 3}}),
            &["missing_field"],
        ),
        (
            "custom",
            json!({"type": "1", "body": {"url": "u"}}),
            json!({"type": "redirect", "url": "u", "kind": "link"}),
            &[],
        ),
        (
            "custom",
            json!({"type": 2, "body": {"x": 1}}),
            json!({"type": "custom", "name": "2", "data": {"x": 1}}),
            &["unexpected_value"],
        ),
        ("tips", json!({"text": "t"}), json!({"type": "notice", "text": "t"}), &[]),
        (
            "stream",
            json!({"stream_id": "s", "quote_msg_id": 7}),
            json!({"type": "stream", "id": "s", "reply_to": "7"}),
            &[],
        ),
        (
            "poll",
            json!({"a": 1}),
            json!({"type": "unknown", "native_type": "poll", "data": {"a": 1}}),
            &["unknown_message_type"],
        ),
        ("tips", json!({}), json!({"type": "unknown", "native_type": "tips", "data": {}}), &["missing_content"]),
    ] {
        let (segments, codes) = sent(&json!({"msgtype": name, name: body}));
        assert_eq!(
            (segments, codes),
            (json!([segment]), warnings.iter().map(|code| (*code).to_owned()).collect()),
            "{name}"
        );
    }
}

#[test]
fn a_card_has_its_buttons_and_its_reminder() {
    let (segments, codes) = sent(&json!({
        "msgtype": "action_card",
        "action_card": {"title": "t", "content_title": "c", "markdown": "m", "image": "i", "single_title": "one",
            "single_url": "u", "single_pc_url": "p", "single_mobile_url": "m", "icon_url": "i", "btn_type": 6,
            "btn_orientation": 1, "btn_json_list": [
                {"title": "two", "action_url": "u", "action_pc_url": "p", "action_mobile_url": "m", "icon_url": "i", "btn_type": "2"},
                {"title": "three", "btn_type": 3, "x": 1}, {"title": "four", "btn_type": 9}]},
        "remind": {"title": "t", "sub_title": "s", "content": "c", "btn_type": 1, "btn_url": "b"},
    }));
    let button = |title: &str, kind: &str| json!({"title": title, "url": "u", "pc_url": "p", "mobile_url": "m", "icon_url": "i", "kind": kind});
    let card = json!({"type": "card", "title": "t", "subtitle": "c", "text": "m", "image_url": "i",
        "orientation": "horizontal", "actions": [button("one", "app"), button("two", "api"),
            {"title": "three", "kind": "forward"}, {"title": "four", "kind": "9"}],
        "reminder": {"title": "t", "subtitle": "s", "text": "c", "kind": "link", "url": "b"}, "extra": {"x": 1}});
    assert_eq!((segments, codes), (json!([card]), vec!["unexpected_value".to_owned()]));
}

#[test]
fn who_is_called_stands_where_the_text_says_so() {
    let at = json!({"atMobiles": ["150", "1501"], "atWorkCodes": [171_765], "isAtAll": true});
    let (segments, _) = sent(&json!({"msgtype": "text", "text": {"content": "a @1501, @1"}, "at": at}));
    let mention =
        |id: &str, id_type: &str| json!({"type": "mention", "target": {"id": id, "kind": "user", "id_type": id_type}});
    assert_eq!(
        segments,
        json!([{"type": "text", "text": "a "}, mention("1501", "mobile"), {"type": "text", "text": ", @1"},
            mention("150", "mobile"), mention("171765", "work_code"), {"type": "mention", "all": true}])
    );
    let (segments, codes) = sent(&json!({"msgtype": "tips", "tips": {"text": "t"}, "at": at}));
    assert_eq!((segments.as_array().unwrap().len(), codes), (1, vec!["unsupported_field".to_owned()]));
}

#[test]
fn links_into_the_client_are_taken_apart() {
    let robot = "yach://yach.zhiyinlou.com/session/robot?extra=%7B%22click%22:1%7D&type=appraise&reply=回显";
    let page =
        "yach://yach.zhiyinlou.com/session/webview?url=https%3a%2f%2fa.b&pc_slide=true&browser_url=https%3A%2F%2Fc";
    let text = format!("[a]({robot}) [b]({page}) {robot}");
    let (segments, codes) = sent(&json!({"msgtype": "markdown", "markdown": {"title": "t", "text": text}}));
    assert_eq!(
        segments[0]["extra"]["links"],
        json!([
            {"link": robot, "kind": "robot", "params": {"extra": {"click": 1}, "type": "appraise", "reply": "回显"}},
            {"link": page, "kind": "webview", "params": {"url": "https://a.b", "pc_slide": "true", "browser_url": "https://c"}},
        ])
    );
    assert!(codes.is_empty());
    let (_, codes) = sent(&json!({"msgtype": "custom", "custom": {"type": "1", "body":
        {"url": "yach://yach.zhiyinlou.com/session/webview?url=https://a.b"}}}));
    assert_eq!(codes, ["link_not_encoded"]);
}

#[test]
fn hard_limits_name_field_limit_and_length() {
    let button = |title: usize| json!([{"title": "知".repeat(title), "action_url": "u"}]);
    let of = |count: usize| "知".repeat(count);
    for (name, body, words) in [
        ("text", json!({"content": of(5001)}), ["text.content", "5000", "5001"]),
        ("markdown", json!({"title": of(101), "text": ""}), ["markdown.title", "100", "101"]),
        ("markdown", json!({"title": "", "text": of(5001)}), ["markdown.text", "5000", "5001"]),
        ("action_card", json!({"title": of(101)}), ["action_card.title", "100", "101"]),
        ("action_card", json!({"markdown": of(5001)}), ["action_card.markdown", "5000", "5001"]),
        ("action_card", json!({"single_title": of(21), "single_url": "u"}), ["action_card.single_title", "20", "21"]),
        ("action_card", json!({"single_title": "x"}), ["action_card.single_title", "needs", "single_url"]),
        ("action_card", json!({"btn_orientation": "0"}), ["action_card.btn_orientation", "needs", "btn_json_list"]),
        ("action_card", json!({"btn_json_list": button(21)}), ["action_card.btn_json_list.0.title", "20", "21"]),
        ("action_card", json!({"btn_json_list": [{"btn_type": "6"}]}), ["btn_json_list.0.btn_type", "6", "single_url"]),
        ("audio", json!({"duration": "60"}), ["audio.duration", "59", "60"]),
        ("audio", json!({"duration": 0}), ["audio.duration", "59", "found 0"]),
        ("audio", json!({"duration": "1.5"}), ["audio.duration", "59", "whole number"]),
        ("video", json!({"duration": -1}), ["video.duration", "from 1", "-1"]),
        ("file", json!({"name": "n"}), ["file.size", "missing", ""]),
    ] {
        let message = json!({"msgtype": name, name: body});
        let spec = json!({"kind": "send", "message": message, "access_token": "t"});
        for error in [refusal(parsed(BARE, &message.to_string())), refusal(sealed(JUDGING, &spec))] {
            assert_eq!(error.status(), Status::InvalidMessage, "{body}");
            assert!(words.iter().all(|word| error.message().contains(word)), "{}", error.message());
        }
    }
}

#[test]
fn what_keeps_a_limit_or_has_only_an_advised_one_passes() {
    let of = |count: usize| "知".repeat(count);
    for message in [
        json!({"msgtype": "text", "text": {"content": of(5000)}}),
        json!({"msgtype": "action_card", "action_card": {"title": of(100), "single_title": of(20), "single_url": "u"}}),
        json!({"msgtype": "audio", "audio": {"duration": 59}}),
        json!({"msgtype": "tips", "tips": {"text": of(6000)}}),
        json!({"msgtype": "link", "link": {"title": of(100), "text": of(500)}}),
    ] {
        assert!(sent(&message).1.is_empty());
    }
    let (_, codes) = sent(&json!({"msgtype": "link", "link": {"title": of(101), "text": of(501)}}));
    assert_eq!(codes, ["advised_limit", "advised_limit"]);
}

#[test]
fn a_callback_is_the_same_in_every_form() {
    let fields = json!({"msgtype": "text", "content": "<at id=\"R\"></at> hi", "appID": "A", "msgId": "M",
        "msgIdClient": "C", "createAt": "1577262236757", "conversationType": "2", "conversationId": "G",
        "conversationTitle": "T", "senderId": "ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE=", "senderNickName": "N",
        "chatbotUserId": "R", "chatbotUserName": "B", "replyMsgType": "text", "replyMsgId": "P", "replyContent": "q",
        "quoteMsgId": "Q", "userJson": "{\"name\":\"Z\"}", "historyChatRecord": "[]", "callbackUrl": "http://u",
        "uniqueKey": "K", "callbackMode": "full", "newField": "x"});
    let form = fields.as_object().unwrap().iter().fold(
        form_urlencoded::Serializer::new(String::new()),
        |mut form, (name, value)| {
            form.append_pair(name, value.as_str().unwrap());
            form
        },
    );
    let bodies = [fields.to_string(), json!({ "value": fields }).to_string(), { form }.finish()];
    let mut events = bodies.iter().map(|body| {
        let mut delivery = received(JUDGING, body, HEADERS, TIMESTAMP_MS).unwrap();
        assert_eq!(codes(&delivery), ["unconfirmed_scheme"]);
        assert_eq!(
            delivery["auth"],
            json!({"verified": true, "scheme": "yach-timestamp-secret", "covers": ["timestamp"], "uncovered": ["body"],
                "content": "unsigned", "credential": "a"})
        );
        let mut event = delivery["events"][0].take();
        event.as_object_mut().unwrap().retain(|key, _| !key.starts_with("raw") && key != "auth");
        event
    });
    let first = events.next().unwrap();
    let bot = json!({"id": "R", "kind": "bot", "name": "B"});
    assert_eq!(
        first,
        json!({"id": "text:M", "platform": "yach", "type": "message.created", "native_type": "text",
            "time_ms": TIMESTAMP_MS, "direction": "in", "tenant_id": "A",
            "conversation": {"id": "G", "kind": "group", "name": "T"},
            "sender": {"id": "58230675760877818", "kind": "user", "name": "N"}, "recipients": [bot],
            "message": {"id": "M", "kind": "mixed", "text": "@B hi", "reply_to": "P", "mentions": [bot],
                "segments": [{"type": "mention", "target": bot}, {"type": "text", "text": " hi"}]},
            "data": {"msg_id_client": "C", "reply_msg_type": "text", "reply_content": "q", "quote_msg_id": "Q",
                "user_json": {"name": "Z"}, "history_chat_record": [], "callback_url": "http://u", "unique_key": "K",
                "callback_mode": "full", "new_field": "x"}})
    );
    assert!(events.all(|event| event == first));
}

#[test]
fn every_inbound_type_has_its_segment() {
    for (fields, segment) in [
        (json!({"msgtype": "reply", "content": "x"}), json!({"type": "text", "text": "x"})),
        (json!({"msgtype": "callback", "content": "x"}), json!({"type": "text", "text": "x"})),
        (
            json!({"msgtype": "fold", "content": "yach://x?extra=1&reply=%E4%BD%A0+"}),
            json!({"type": "text", "text": "你+", "extra": {"content": "yach://x?extra=1&reply=%E4%BD%A0+"}}),
        ),
        (
            json!({"msgtype": "image", "content": "u", "image_recognize_code": 200, "image_text": "[{\"texts\":\"t\"}]"}),
            json!({"type": "image", "media": {"url": "u"}, "extra": {"image_recognize_code": 200, "image_text": [{"texts": "t"}]}}),
        ),
        (
            json!({"msgtype": "audio", "content": "u", "audio_text": "said"}),
            json!({"type": "audio", "media": {"url": "u"}, "extra": {"audio_text": "said"}}),
        ),
        (
            json!({"msgtype": "file", "content": "ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE=", "originName": "n"}),
            json!({"type": "file", "media": {"url": "58230675760877818", "name": "n"}}),
        ),
        (
            json!({"msgtype": "video", "content": "{\"url\":\"u\",\"duration\":5}"}),
            json!({"type": "video", "media": {"url": "u", "duration_ms": 5000}}),
        ),
        (json!({"msgtype": "link", "content": "https://a"}), json!({"type": "link", "url": "https://a"})),
        (json!({"msgtype": "link", "content": "not a link"}), json!({"type": "link", "title": "not a link"})),
        (
            json!({"msgtype": "merge_forward", "content": "t", "historyChatRecord":
                [{"senderName": "s", "time": 1_577_262_236, "content": "c", "type": "text"}]}),
            json!({"type": "forward", "title": "t", "items": [{"native_type": "text", "time_ms": 1_577_262_236_000i64,
                "sender": {"kind": "unknown", "name": "s"}, "segments": [{"type": "text", "text": "c"}]}]}),
        ),
        (json!({"msgtype": "poll", "content": 5}), json!({"type": "unknown", "native_type": "poll", "data": 5})),
        (json!({"msgtype": "image"}), json!({"type": "unknown", "native_type": "image"})),
    ] {
        let mut fields = fields;
        fields["senderId"] = json!("S");
        let delivery = parsed(JUDGING, &fields.to_string()).unwrap();
        assert_eq!(delivery["events"][0]["message"]["segments"], json!([segment]), "{fields}");
    }
    let delivery = parsed(BARE, r#"{"msgtype":"start_new_session","senderId":"S"}"#).unwrap();
    let event = &delivery["events"][0];
    assert_eq!((&event["type"], &event["message"]), (&json!("session.entered"), &Value::Null));
}

#[test]
fn a_request_without_a_proof_is_refused_unless_waived() {
    let body = r#"{"msgtype":"text","content":"x","msgId":"1"}"#;
    let status = |config, headers, now_ms| refusal(received(config, body, headers, now_ms)).status();
    assert_eq!(status(JUDGING, b"", TIMESTAMP_MS), Status::MissingSignature);
    assert_eq!(status(JUDGING, b"sign: x\r\n", TIMESTAMP_MS), Status::MalformedRequest);
    assert_eq!(status(JUDGING, b"sign: x\r\ntimestamp: 1577262236757\r\n", TIMESTAMP_MS), Status::SignatureMismatch);
    assert_eq!(status(JUDGING, HEADERS, TIMESTAMP_MS + 3_600_001), Status::StaleTimestamp);
    assert_eq!(status(JUDGING, HEADERS, TIMESTAMP_MS - 3_600_001), Status::StaleTimestamp);
    assert_eq!(status(BARE, HEADERS, TIMESTAMP_MS), Status::Unverifiable);
    assert_eq!(
        status(r#"{"platform":"yach","credentials":{"secret":"s"}}"#, HEADERS, TIMESTAMP_MS),
        Status::Unverifiable
    );
    let waived = received(r#"{"platform":"yach","verification":"none"}"#, body, b"", TIMESTAMP_MS).unwrap();
    assert_eq!(
        waived["auth"],
        json!({"verified": false, "scheme": "none", "covers": [], "uncovered": ["body"], "content": "unsigned"})
    );
}

#[test]
fn a_stream_is_joined_by_id() {
    let stream = "data: {\"msg_id\":\"m\",\"content\":\"知\",\"is_finished\": false,\n\
        data: }\n\n: ping\n\ndata:{\"msg_id\":\"m\",\"content\":\"音\",\"is_finished\":true}\r\n\r\ndata: [DONE]\n\ndata: {\"ms";
    let delivery = parsed(BARE, stream).unwrap();
    let events = delivery["events"].as_array().unwrap();
    let ids: Vec<_> = events.iter().take(2).map(|event| event["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["stream:m#0", "stream:m#1"]);
    assert_eq!(events[0]["data"], json!({"is_finished": false}));
    assert_eq!(events[1]["data"], json!({"is_finished": true, "joined": "知音"}));
    assert_eq!(events[1]["message"]["text"], json!("音"));
    assert_eq!(events[2]["type"], json!("unknown"));
    let raw: String = events.iter().map(|event| event["raw"].as_str().unwrap()).collect();
    assert_eq!(raw, stream.strip_suffix("data: {\"ms").unwrap());
    assert_eq!(codes(&delivery), ["malformed_frame", "incomplete_frame"]);
    assert_eq!(delivery["warnings"][1]["path"], json!(raw.len().to_string()));
}

#[test]
fn what_is_sealed_comes_back() {
    let message = json!({"msgtype": "text", "text": {"content": "x"}});
    let spec = json!({"kind": "send", "message": message, "access_token": "a+b", "timestamp_ms": TIMESTAMP_MS, "base_url": "http://h/"});
    assert_eq!(
        sealed(JUDGING, &spec).unwrap()["target"],
        json!(
            "http://h/robot/send?access_token=a%2Bb&timestamp=1577262236757&sign=qf9HvUVEFxf%2BO0pPV0GZyLnmFi8MooZl79QO82mcZBk%3D"
        )
    );
    let payload =
        json!({"msgtype": "file", "content": "http://u", "msgId": "M", "senderId": "S", "n": 1, "o": {"a": [2]}});
    for format in ["form", "json", "wrapped"] {
        let spec = json!({"kind": "callback", "payload": payload, "timestamp_ms": TIMESTAMP_MS, "format": format});
        let sealed = sealed(JUDGING, &spec).unwrap();
        let body = sealed["body"].as_str().unwrap();
        assert!(!body.contains("http"), "{body}");
        let headers: String = sealed["headers"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}: {}\r\n", value.as_str().unwrap()))
            .collect();
        let delivery = received(JUDGING, body, headers.as_bytes(), TIMESTAMP_MS).unwrap();
        let event = &delivery["events"][0];
        assert_eq!((&event["id"], &event["sender"]["id"]), (&json!("file:M"), &json!("S")));
        assert_eq!(event["message"]["segments"][0]["media"]["url"], json!("http://u"));
    }
    let spec = json!({"kind": "reply", "payload": [{"msg_id": 7, "content": "a\n", "is_finished": false}]});
    assert_eq!(
        sealed(BARE, &spec).unwrap(),
        json!({"method": "", "target": "", "headers": {"Content-Type": "text/event-stream"},
            "body": "data: {\"msg_id\":\"7\",\"content\":\"a\\n\",\"is_finished\":false}\n\n"})
    );
    for payload in [
        json!({"msg_id": "", "content": "", "is_finished": true}),
        json!({"msg_id": "m", "is_finished": true}),
        json!({"msg_id": "m", "content": "c", "is_finished": 1}),
        json!({"msg_id": "m", "content": "c", "is_finished": true, "x": 1}),
    ] {
        assert_eq!(
            refusal(sealed(BARE, &json!({"kind": "reply", "payload": payload}))).status(),
            Status::InvalidMessage
        );
    }
}

#[test]
fn anything_else_is_no_payload() {
    for payload in
        ["", " ", "x", "a=b", "[]", "\"x\"", "{}", "{\"msgtype\":\"\"}", "{\"msgtype\":\"text\"", "{\"value\":1}", "5"]
    {
        assert_eq!(refusal(parsed(BARE, payload)).status(), Status::MalformedPayload, "{payload}");
    }
}
