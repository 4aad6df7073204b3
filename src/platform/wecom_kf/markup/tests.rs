use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::{Piece, Pieces};

fn pieces(text: &str) -> Vec<Option<Piece<'_>>> {
    Pieces::of(text).collect()
}

#[test]
fn a_text_is_its_pieces() {
    use Piece::{Aside, CData, Empty, End, Reference, Start, Text};
    let text = "<?xml version='1.0'?><!-- > --><a b='>'>x&amp;<![CDATA[<]]]]></a ><c/>\n";
    let expected =
        [Aside, Aside, Start("a b='>'"), Text("x"), Reference("amp"), CData("<]]"), End("a "), Empty("c"), Text("\n")];
    assert_eq!(pieces(text), expected.map(Some));
    assert_eq!(pieces("<!doctype x>"), [Some(Piece::DocType)]);
    assert_eq!(pieces(""), []);
}

#[test]
fn what_does_not_end_is_no_piece() {
    for text in
        ["<", "<a", "<a b='>", "</a", "<?>", "<?a>", "<!-->", "<!--->", "<![CDATA[]>", "<!x>", "&a", "&a&b;", "&<b/>"]
    {
        assert_eq!(pieces(text), [None], "{text}");
    }
}

/// The same pieces as `quick_xml` reads them, up to the first that is none.
fn judged(text: &str) -> Vec<Option<Piece<'static>>> {
    let mut reader = Reader::from_str(text);
    // Which end belongs to which start is not said by the pieces.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut pieces = Vec::new();
    loop {
        let kept = |text: &str| -> &'static str { text.to_owned().leak() };
        let piece = match reader.read_event() {
            Ok(Event::Start(tag)) => Some(Piece::Start(kept(&tag))),
            Ok(Event::Empty(tag)) => Some(Piece::Empty(kept(&tag))),
            Ok(Event::End(tag)) => Some(Piece::End(kept(&tag))),
            Ok(Event::Text(text)) => Some(Piece::Text(kept(&text))),
            Ok(Event::CData(text)) => Some(Piece::CData(kept(&text))),
            Ok(Event::GeneralRef(reference)) => Some(Piece::Reference(kept(&reference))),
            Ok(Event::DocType(_)) => Some(Piece::DocType),
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => Some(Piece::Aside),
            Ok(Event::Eof) => return pieces,
            Err(_) => None,
        };
        pieces.push(piece);
        if matches!(piece, None | Some(Piece::DocType)) {
            return pieces;
        }
    }
}

/// Holds the pieces against those of `quick_xml`.
fn agree(text: &str) -> Result<(), String> {
    fn settled(piece: Option<Piece<'_>>) -> Option<Piece<'_>> {
        match piece {
            Some(Piece::End(name)) => Some(Piece::End(name.trim_end_matches([' ', '\t', '\r', '\n']))),
            // Refused either way, and here before it is known whether it ends.
            Some(Piece::DocType) => None,
            piece => piece,
        }
    }
    let ours: Vec<_> = pieces(text).into_iter().map(settled).collect();
    let judged: Vec<_> = judged(text).into_iter().map(settled).collect();
    if ours == judged { Ok(()) } else { Err(format!("{text:?}\nours:   {ours:?}\njudged: {judged:?}")) }
}

/// Vectors that hold XML: bodies, plaintexts, native records.
const VECTORS: [&str; 5] = [
    include_str!("../../../../tests/vectors/wecom_kf/callback_events.json"),
    include_str!("../../../../tests/vectors/wecom_kf/callback_messages.json"),
    include_str!("../../../../tests/vectors/wecom_kf/envelopes.json"),
    include_str!("../../../../tests/vectors/wecom_kf/parse.json"),
    include_str!("../../../../tests/vectors/wecom_kf/xml.json"),
];

/// Every XML text in them.
fn texts() -> Vec<String> {
    fn collect(value: Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) if text.trim_start().starts_with('<') => texts.push(text),
            Value::Array(values) => values.into_iter().for_each(|value| collect(value, texts)),
            Value::Object(members) => members.into_iter().for_each(|(_, value)| collect(value, texts)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    VECTORS.iter().for_each(|vectors| collect(serde_json::from_str(vectors).unwrap(), &mut texts));
    assert!(texts.len() > 50, "the vectors hold XML");
    texts
}

#[test]
fn the_vectors_read_as_by_quick_xml() {
    texts().iter().for_each(|text| agree(text).unwrap());
}

/// What markup is made of, and what looks like it.
const SCRAPS: [&str; 40] = [
    "<",
    ">",
    "/",
    "/>",
    "</",
    "&",
    ";",
    "!",
    "?",
    "-",
    "--",
    "-->",
    "<!--",
    "<!",
    "<![CDATA[",
    "]]>",
    "]]",
    "]",
    "<?",
    "?>",
    "<?xml?>",
    "<a>",
    "</a>",
    "<a/>",
    "</a >",
    "<a b='>'/>",
    "<a b=\"/\">",
    "'",
    "\"",
    "=",
    " ",
    "\n",
    "&amp;",
    "&#0;",
    "x",
    "你",
    "<!DOCTYPE a>",
    "<!doctype a [<!ENTITY b 'c'>]>",
    "\0",
    "<!---->",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scraps_read_as_by_quick_xml(scraps in prop::collection::vec(prop::sample::select(&SCRAPS[..]), 0..24)) {
        prop_assert_eq!(agree(&scraps.concat()), Ok(()));
    }

    #[test]
    fn mutated_vectors_read_as_by_quick_xml(
        text in prop::sample::select(texts()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..12usize, prop::sample::select(&SCRAPS[..])), 1..5),
    ) {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, removed, scrap) in changes {
            let from = at.index(letters.len() + 1);
            let to = (from + removed).min(letters.len());
            letters.splice(from..to, scrap.chars());
        }
        prop_assert_eq!(agree(&letters.into_iter().collect::<String>()), Ok(()));
    }
}
