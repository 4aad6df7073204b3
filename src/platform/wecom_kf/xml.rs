//! XML as WeCom sends it: one flat element, now and then with others inside.
//!
//! The declaration, comments, processing instructions and attributes say nothing here and are passed over. There are no
//! entities but the five that XML itself defines: a DOCTYPE, which could define others or fetch a file, is refused.

use std::borrow::Cow;

use quick_xml::events::BytesStart;
use smallvec::SmallVec;

use super::fields::{Fields, Value};
use super::markup::{Piece, Pieces};
use crate::error::{Error, Status};
use crate::json::Arena;

/// Why a text cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not well-formed: what is wrong, and the byte offset before which it stands.
    Syntax { what: &'static str, offset: usize },
    /// Elements in elements deeper than the cap.
    TooDeep { cap: u32 },
}

impl Fault {
    /// The error of an input of this name, with `status` for bad syntax.
    pub fn within(self, input: &str, status: Status) -> Error {
        match self {
            Fault::Syntax { what, offset } => {
                Error::new(status, format!("{input} is not XML: {what} before byte {offset}"))
            }
            Fault::TooDeep { cap } => Error::new(Status::TooDeep, format!("{input} is nested deeper than {cap}"))
                .hint("raise max_depth if the platform really sends this"),
        }
    }
}

/// The root element.
pub(super) struct Root<'p> {
    pub name: &'p str,
    /// The elements in it.
    pub fields: Fields<'p>,
}

/// Reads a document. `cap` is the deepest nesting allowed; 1 is a flat root.
///
/// A loop, not a recursion: nesting costs no stack.
pub(super) fn read<'p>(text: &'p str, arena: &'p Arena, cap: u32) -> Result<Root<'p>, Fault> {
    let mut pieces = Pieces::of(text);
    let mut open: SmallVec<[Element<'p>; 2]> = SmallVec::new();
    let mut root = None;
    let mut fields = Fields::new(arena);
    let mut forbidden = false;
    while let Some(piece) = pieces.next() {
        let wrong = |what| Err(Fault::Syntax { what, offset: pieces.position });
        let Some(piece) = piece else { return wrong("markup that is not well formed") };
        match piece {
            Piece::Start(tag) | Piece::Empty(tag) => {
                if root.is_some() {
                    return wrong("a second root element");
                }
                let Some(name) = name(tag) else { return wrong("a tag that is not well formed") };
                if open.len() > usize::try_from(cap).unwrap_or(usize::MAX) {
                    return Err(Fault::TooDeep { cap });
                }
                open.push(Element::new(name));
                if matches!(piece, Piece::Empty(_)) {
                    root = close(&mut open, &mut fields, arena);
                }
            }
            Piece::End(name) => {
                if open.last().is_none_or(|element| element.name != name.trim_end_matches(BLANK)) {
                    return wrong("markup that is not well formed");
                }
                root = close(&mut open, &mut fields, arena);
            }
            Piece::Text(piece) => match open.last_mut() {
                Some(element) => element.text.add(Cow::Borrowed(piece)),
                None if is_blank(piece) => {}
                None => return wrong("text outside the root element"),
            },
            Piece::CData(piece) => match open.last_mut() {
                Some(element) => element.text.add_cdata(Cow::Borrowed(piece)),
                None => return wrong("text outside the root element"),
            },
            Piece::Reference(reference) => {
                let Some(letter) = referenced(reference) else { return wrong("a reference that XML does not define") };
                forbidden |= is_forbidden(letter);
                match open.last_mut() {
                    Some(element) => element.text.add_letter(letter),
                    None => return wrong("text outside the root element"),
                }
            }
            Piece::DocType => return wrong("a DOCTYPE, which is never accepted"),
            Piece::Aside => {}
        }
    }
    let offset = pieces.position;
    if !open.is_empty() {
        return Err(Fault::Syntax { what: "an element that does not end", offset });
    }
    let name = root.ok_or(Fault::Syntax { what: "no element", offset })?;
    if forbidden || text.bytes().any(|byte| is_forbidden(char::from(byte))) {
        fields.warnings.add("control_character", String::new, "a control character that XML forbids, kept");
    }
    Ok(Root { name, fields })
}

/// The name in a tag, where that is well formed. Repeated attributes pass: to find them costs the square of their
/// number, before anything is verified.
fn name(tag: &str) -> Option<&str> {
    let name = tag.split(BLANK).next().filter(|name| is_name(name))?;
    let is_sound = name.len() == tag.len()
        || BytesStart::from_content(tag, name.len()).attributes().with_checks(false).all(|attribute| attribute.is_ok());
    is_sound.then_some(name)
}

/// Whether an element may be called so (XML 1.0, section 2.3), as far as ASCII goes.
fn is_name(name: &str) -> bool {
    let is_start = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '_' | ':') || !letter.is_ascii();
    let is_inside = |letter: char| is_start(letter) || letter.is_ascii_digit() || matches!(letter, '-' | '.');
    name.starts_with(is_start) && name.chars().all(is_inside)
}

/// What XML calls white space.
pub(super) const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

fn is_blank(text: &str) -> bool {
    text.trim_matches(BLANK).is_empty()
}

/// Control characters that XML 1.0 has no place for. Users type them, and WeCom passes them on.
fn is_forbidden(letter: char) -> bool {
    letter < ' ' && !BLANK.contains(&letter)
}

/// The character that a reference stands for (XML 1.0, sections 4.1 and 4.6).
fn referenced(reference: &str) -> Option<char> {
    match reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => {
            let number = reference.strip_prefix('#')?;
            let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
            let code = u32::from_str_radix(digits, radix).ok().filter(|&code| code != 0 && !digits.starts_with('+'))?;
            char::from_u32(code)
        }
    }
}

/// An element that is being read.
#[derive(Debug)]
struct Element<'p> {
    name: &'p str,
    text: Content<'p>,
    children: Vec<(&'p str, Value<'p>)>,
}

impl<'p> Element<'p> {
    fn new(name: &'p str) -> Self {
        Self { name, text: Content::default(), children: Vec::new() }
    }
}

/// Ends the innermost element, and gives its name when it is the root. Those in the root are the fields.
fn close<'p>(open: &mut SmallVec<[Element<'p>; 2]>, fields: &mut Fields<'p>, arena: &'p Arena) -> Option<&'p str> {
    let Element { name, text, children } = open.pop()?;
    let depth = open.len();
    let Some(parent) = open.last_mut() else { return Some(name) };
    let value = match children.is_empty() {
        true => Value::Text(arena.settle(text.end())),
        false => Value::Elements(children),
    };
    match depth {
        1 => fields.push(name, value),
        _ => parent.children.push((name, value)),
    }
    None
}

/// The text of an element. White space is layout, unless it stands in CDATA or beside other text that does.
#[derive(Debug, Default)]
struct Content<'p> {
    settled: Cow<'p, str>,
    /// Text since the last CDATA section.
    piece: Cow<'p, str>,
    has_cdata: bool,
}

impl<'p> Content<'p> {
    fn add(&mut self, text: Cow<'p, str>) {
        append(&mut self.piece, text);
    }

    fn add_letter(&mut self, letter: char) {
        self.piece.to_mut().push(letter);
    }

    fn add_cdata(&mut self, text: Cow<'p, str>) {
        let piece = std::mem::take(&mut self.piece);
        if !is_blank(&piece) {
            append(&mut self.settled, piece);
        }
        append(&mut self.settled, text);
        self.has_cdata = true;
    }

    fn end(mut self) -> Cow<'p, str> {
        if self.has_cdata {
            self.add_cdata(Cow::Borrowed(""));
            return self.settled;
        }
        match self.piece {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(BLANK)),
            Cow::Owned(text) => Cow::Owned(text.trim_matches(BLANK).to_owned()),
        }
    }
}

/// One piece alone stays borrowed.
fn append<'p>(text: &mut Cow<'p, str>, more: Cow<'p, str>) {
    if text.is_empty() {
        *text = more;
    } else if !more.is_empty() {
        text.to_mut().push_str(&more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Rest;

    fn fields(xml: &str) -> Result<String, Fault> {
        let arena = Arena::default();
        let root = read(xml, &arena, 3)?;
        let mut rest = Rest::default();
        root.fields.into_rest(&mut rest, |name| name);
        let written: Vec<String> =
            rest.members().iter().map(|member| format!("{}={}", member.name, member.value.as_str())).collect();
        Ok(written.join(" "))
    }

    #[test]
    fn white_space_around_cdata_is_layout() {
        assert_eq!(fields("<xml><A> <![CDATA[ x ]]>\n</A><B> y\t</B></xml>").unwrap(), r#"A=" x " B="y""#);
        assert_eq!(fields("<xml><A>a <![CDATA[b]]><![CDATA[c]]> d</A></xml>").unwrap(), r#"A="a bc d""#);
        assert_eq!(fields("<xml><A/><B></B><C><![CDATA[]]></C></xml>").unwrap(), r#"A="" B="" C="""#);
    }

    #[test]
    fn nested_and_repeated_elements_are_objects_and_lists() {
        let xml = "<xml><I n='1'><J>1</J> <K>2</K><J><!-- x -->3</J></I><A>1</A><A>2</A></xml>";
        assert_eq!(fields(xml).unwrap(), r#"I={"J":["1","3"],"K":"2"} A=["1","2"]"#);
    }

    #[test]
    fn only_what_xml_itself_defines_is_expanded() {
        assert_eq!(fields("<x><A>&lt;&gt;&amp;&apos;&quot;&#65;&#x4f60;</A></x>").unwrap(), "A=\"<>&'\\\"A你\"");
        assert_eq!(fields("<x><A><![CDATA[&amp;]]></A></x>").unwrap(), r#"A="&amp;""#);
        for refused in ["&foo;", "&#0;", "&#x110000;", "&#xD800;", "&#;", "&#x;", "&#+5;", "& ", "&amp"] {
            assert!(matches!(fields(&format!("<x><A>{refused}</A></x>")), Err(Fault::Syntax { .. })), "{refused}");
        }
    }

    #[test]
    fn a_document_is_one_element_without_doctype() {
        for refused in [
            "",
            "text",
            "<xml>",
            "<xml><A></xml>",
            "<xml></xml><xml/>",
            "<xml/>x",
            "x<xml/>",
            "<xml><A</xml>",
            "<!DOCTYPE xml><xml/>",
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xml>&b;</xml>",
            "<xml><!DOCTYPE x SYSTEM \"file:///etc/passwd\"></xml>",
            "<xml><![CDATA[</xml>",
            "<xml><></></xml>",
            "<xml><1/></xml>",
            "<xml><A b></A></xml>",
            "<xml><A b=1></A></xml>",
        ] {
            assert!(matches!(fields(refused), Err(Fault::Syntax { .. })), "{refused}");
        }
        assert_eq!(fields("<?xml version=\"1.0\"?><!-- c --><xml><A>1</A></xml>\n").unwrap(), r#"A="1""#);
    }

    #[test]
    fn nesting_is_capped() {
        assert!(fields("<x><a><b><c>1</c></b></a></x>").is_ok());
        assert_eq!(fields("<x><a><b><c><d/></c></b></a></x>"), Err(Fault::TooDeep { cap: 3 }));
    }

    #[test]
    fn control_characters_are_kept_and_told() {
        for (xml, text, told) in [
            ("<x><A><![CDATA[a\u{8}b]]></A></x>", "a\u{8}b", true),
            ("<x><A>a&#8;b</A></x>", "a\u{8}b", true),
            ("<x>\r\n\t<A>a\tb</A></x>", "a\tb", false),
        ] {
            let arena = Arena::default();
            let root = read(xml, &arena, 1).unwrap();
            assert_eq!(root.fields.peek("A"), Some(text));
            assert_eq!(root.fields.warnings.has("control_character"), told);
        }
    }
}
