//! Links into the Yach client (message types and formats, 2 and 3), taken apart.
//!
//! `yach://yach.zhiyinlou.com/session/webview?url=<url-encoded>[&pc_slide=true][&browser_url=<url-encoded>]` opens a page;
//! `yach://yach.zhiyinlou.com/session/robot?extra=<url-encoded JSON>&type=…&reply=…` calls the robot. The segment keeps the
//! link as written; what it says stands in `extra.links`.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use super::inbound::Read;
use crate::event::{Body, Segment, Text};
use crate::json::writer::{Emit, Object, key};
use crate::json::{Arena, Kind, Reader, Rest};

const CLIENT: &str = "yach://yach.zhiyinlou.com/session/";
const KINDS: [&str; 2] = ["webview", "robot"];

/// What ends a link inside markdown, besides white space.
const DELIMITERS: [char; 6] = [')', ']', '"', '\'', '<', '>'];

struct Link<'p> {
    link: &'p str,
    kind: &'static str,
    params: Rest<'p>,
}

/// Notes the links of a segment in its `extra`.
pub(super) fn note<'p>(segment: &mut Segment<'p>, reader: &mut Reader<'p>) -> Read<()> {
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    for url in written(&segment.body) {
        if seen.insert(url)
            && let Some(link) = read(url, reader)?
        {
            links.push(link);
        }
    }
    if !links.is_empty() {
        let links = reader.arena().value(|out| links.emit(out));
        super::content::keep(&mut segment.extra, "links", links);
    }
    Ok(())
}

/// Every place of a body where a link may stand, in reading order.
fn written<'p>(body: &Body<'p>) -> Vec<&'p str> {
    let mut found = Vec::new();
    let mut whole = |url: &Option<Text<'p>>| url.filter(|url| url.starts_with(CLIENT));
    match body {
        Body::Markdown(markdown) => inside(markdown.text, &mut found),
        Body::Card(card) => {
            card.text.iter().for_each(|text| inside(text, &mut found));
            for action in &card.actions {
                found.extend([&action.url, &action.pc_url, &action.mobile_url].into_iter().filter_map(&mut whole));
            }
            found.extend(card.reminder.as_ref().and_then(|reminder| whole(&reminder.url)));
        }
        Body::Link(link) => found.extend(whole(&link.url)),
        Body::Redirect(redirect) => found.extend(whole(&redirect.url)),
        _ => {}
    }
    found
}

/// The links inside a text.
fn inside<'p>(text: Text<'p>, found: &mut Vec<&'p str>) {
    if !text.contains(CLIENT) {
        return;
    }
    let mut rest = text;
    while let Some(link) = rest.find(CLIENT).and_then(|at| rest.get(at..)) {
        let end =
            link.find(|letter: char| letter.is_whitespace() || DELIMITERS.contains(&letter)).unwrap_or(link.len());
        let (link, after) = link.split_at(end);
        found.push(link);
        rest = after;
    }
}

fn read<'p>(link: &'p str, reader: &mut Reader<'p>) -> Read<Option<Link<'p>>> {
    let Some((path, query)) = link.strip_prefix(CLIENT).and_then(|rest| rest.split_once('?')) else { return Ok(None) };
    let Some(kind) = KINDS.into_iter().find(|kind| *kind == path) else { return Ok(None) };
    let mut params = Rest::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if (kind, name) == ("webview", "url") && value.contains("://") {
            reader.warn_record("link_not_encoded", "the url inside a webview link is not url-encoded");
        }
        let value = decoded(value, reader.arena());
        let json = match name {
            "extra" => {
                let json = reader.embedded(value, Reader::raw)?;
                json.filter(|json| matches!(json.kind(), Kind::Object | Kind::Array))
            }
            _ => None,
        };
        let value = json.unwrap_or_else(|| reader.arena().string_token(value));
        params.keep(decoded(name, reader.arena()), value, true);
    }
    Ok(Some(Link { link, kind, params }))
}

/// Percent-decoded once; a plus sign stays. What does not decode to UTF-8 stays as it is.
fn decoded<'p>(text: &'p str, arena: &'p Arena) -> &'p str {
    percent_decode_str(text).decode_utf8().map_or(text, |decoded| arena.settle(decoded))
}

impl Emit for Link<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        let Self { link, kind, params } = self;
        let mut object = Object::begin(out);
        object.member(key!("link"), *link).member(key!("kind"), *kind).member(key!("params"), params);
        object.end();
    }
}
