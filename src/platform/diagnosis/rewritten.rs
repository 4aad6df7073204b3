//! A JSON body that a framework read and wrote again: the same value, other bytes. Where the bytes are signed, they are
//! written as the serialisers of senders write them.

use super::{Change, Code, Trials};
use crate::json::{Arena, Fault, Kind, Reader};
use crate::request::Request;

/// How a serialiser writes.
#[derive(Clone, Copy)]
struct Style<'s> {
    /// What stands between members, and between a key and its value.
    between: [&'static str; 2],
    /// Letters beyond ASCII, and a slash, as escapes.
    ascii: bool,
    slashes: bool,
    order: Order<'s>,
}

/// The order of an object's members.
#[derive(Clone, Copy)]
enum Order<'s> {
    AsIs,
    /// That of the vendor's documents; other keys follow.
    Documented(&'s [&'s str]),
    Alphabetical,
}

/// The deepest nesting that is written again: bodies whose bytes are signed are flat.
const DEEPEST: u32 = 32;

/// Undoes the writing of a JSON body. `documented` are its keys in the order in which the vendor shows them.
pub(super) fn undo(trials: &mut Trials<'_, '_>, documented: &[&str]) {
    let undone = "its JSON is written as the sender's serialiser writes it";
    let cure = "a framework read the body and wrote it again, with other white space, escapes or order of keys: \
                hand on the bytes as they came";
    for order in [Order::AsIs, Order::Documented(documented), Order::Alphabetical] {
        for between in [[",", ":"], [", ", ": "]] {
            for (ascii, slashes) in [(false, false), (true, false), (false, true), (true, true)] {
                if trials.over() {
                    return;
                }
                let written = written(trials.request, Style { between, ascii, slashes, order });
                let changed = written.filter(|written| written != trials.request.body);
                trials.attempt(Code::BodyRewritten, undone, cure, changed.map(Change::Body));
            }
        }
    }
}

fn written(request: &Request<'_>, style: Style<'_>) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(request.body).ok()?;
    let arena = Arena::default();
    let mut reader = Reader::new(text.trim_start_matches('\u{feff}'), &arena, DEEPEST);
    let mut out = String::with_capacity(text.len());
    value(&mut reader, style, &mut out).and_then(|()| reader.end()).ok()?;
    Some(out.into_bytes())
}

fn value(reader: &mut Reader<'_>, style: Style<'_>, out: &mut String) -> Result<(), Fault> {
    match reader.kind() {
        Kind::Object => {
            let mut members = Vec::new();
            reader.members(|reader, field| {
                let mut text = String::new();
                string(field.name, style, &mut text);
                text.push_str(style.between[1]);
                value(reader, style, &mut text)?;
                members.push((field.name, text));
                Ok(())
            })?;
            match style.order {
                Order::AsIs => {}
                Order::Alphabetical => members.sort_by_key(|(name, _)| *name),
                Order::Documented(keys) => {
                    let rank = |name: &str| keys.iter().position(|key| *key == name).unwrap_or(keys.len());
                    members.sort_by_key(|(name, _)| rank(name));
                }
            }
            joined('{', members.into_iter().map(|(_, text)| text), '}', style, out);
        }
        Kind::Array => {
            let mut elements = Vec::new();
            reader.elements(|reader, _| {
                let mut text = String::new();
                value(reader, style, &mut text)?;
                elements.push(text);
                Ok(())
            })?;
            joined('[', elements.into_iter(), ']', style, out);
        }
        Kind::String => string(reader.string()?, style, out),
        _ => out.push_str(reader.raw()?.as_str()),
    }
    Ok(())
}

fn joined(open: char, texts: impl Iterator<Item = String>, close: char, style: Style<'_>, out: &mut String) {
    out.push(open);
    for (index, text) in texts.enumerate() {
        out.push_str(if index == 0 { "" } else { style.between[0] });
        out.push_str(&text);
    }
    out.push(close);
}

fn string(text: &str, style: Style<'_>, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '/' if style.slashes => out.push_str("\\/"),
            letter if letter < ' ' || style.ascii && !letter.is_ascii() => {
                let mut units = [0; 2];
                out.extend(letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_written_in_every_style() {
        let request = Request::post("{\"b\": [1.50, \"\\u4f60/\"],\n \"a\":{\"y\":null,\"x\":true}}".as_bytes());
        let text = |between, ascii, slashes, order| {
            String::from_utf8(written(&request, Style { between, ascii, slashes, order }).unwrap()).unwrap()
        };
        let compact = [",", ":"];
        assert_eq!(text(compact, false, false, Order::AsIs), r#"{"b":[1.50,"你/"],"a":{"y":null,"x":true}}"#);
        assert_eq!(
            text(compact, true, true, Order::Alphabetical),
            r#"{"a":{"x":true,"y":null},"b":[1.50,"\u4f60\/"]}"#
        );
        assert_eq!(
            text([", ", ": "], false, false, Order::Documented(&["a", "x"])),
            r#"{"a": {"x": true, "y": null}, "b": [1.50, "你/"]}"#
        );
    }
}
