//! The pieces that an XML text is made of, each as it stands there.
//!
//! Why not the reader of `quick_xml`: it copies the name of every element into buffers of its own, which made more than
//! half of a message's allocations. Where a tag ends, and what its attributes may be, is still said by that crate.

use memchr::{memchr2, memchr3, memmem};
use quick_xml::parser::{ElementParser, Parser, PiParser};

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'p> {
    /// `<…>`
    Start(&'p str),
    /// `<…/>`
    Empty(&'p str),
    /// `</…>`
    End(&'p str),
    Text(&'p str),
    /// `<![CDATA[…]]>`
    CData(&'p str),
    /// `&…;`
    Reference(&'p str),
    DocType,
    /// A declaration, a comment, a processing instruction.
    Aside,
}

/// Reads a text piece by piece. One that is not well formed is `None`, and the end of the reading.
pub(super) struct Pieces<'p> {
    text: &'p str,
    /// Up to where the text has been read, in bytes.
    pub position: usize,
}

impl<'p> Pieces<'p> {
    pub fn of(text: &'p str) -> Self {
        Self { text, position: 0 }
    }

    fn read(&mut self, rest: &'p str) -> Option<Piece<'p>> {
        let bytes = rest.as_bytes();
        let after = |at: usize| at + 1;
        match bytes {
            [b'<', b'!', ..] => self.declared(rest),
            [b'<', b'?', ..] => self.cut("<?", PiParser::default().feed(bytes).map(after), "?>").map(|_| Piece::Aside),
            [b'<', b'/', ..] => self.cut("</", ElementParser::default().feed(bytes).map(after), ">").map(Piece::End),
            [b'<', ..] => {
                let tag = self.cut("<", ElementParser::default().feed(bytes).map(after), ">")?;
                Some(tag.strip_suffix('/').map_or(Piece::Start(tag), Piece::Empty))
            }
            [b'&', inside @ ..] => {
                let end = memchr3(b';', b'&', b'<', inside).map(|at| at + 1);
                let is_closed = end.is_some_and(|end| bytes.get(end) == Some(&b';'));
                self.cut("&", end.map(|end| end + usize::from(is_closed)), ";").map(Piece::Reference)
            }
            _ => {
                let end = memchr2(b'<', b'&', bytes).unwrap_or(bytes.len());
                self.cut("", Some(end), "").map(Piece::Text)
            }
        }
    }

    /// What begins with `<!`.
    fn declared(&mut self, rest: &'p str) -> Option<Piece<'p>> {
        const CDATA: &str = "<![CDATA[";
        const COMMENT: &str = "<!--";
        const DOCTYPE: &str = "<!DOCTYPE";
        let end_of = |open: &str, close: &str| {
            let inside = rest.as_bytes().get(open.len()..)?;
            Some(open.len() + memmem::find(inside, close.as_bytes())? + close.len())
        };
        if rest.starts_with(CDATA) {
            self.cut(CDATA, end_of(CDATA, "]]>"), "]]>").map(Piece::CData)
        } else if rest.starts_with(COMMENT) {
            self.cut(COMMENT, end_of(COMMENT, "-->"), "-->").map(|_| Piece::Aside)
        } else {
            let is_doctype = rest.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE));
            self.position += "<!".len();
            is_doctype.then_some(Piece::DocType)
        }
    }

    /// Reads up to `end`, and gives what stands between `open` and `close`; nothing where there is no end, or another.
    fn cut(&mut self, open: &str, end: Option<usize>, close: &str) -> Option<&'p str> {
        let rest = self.text.get(self.position..)?;
        self.position += end.unwrap_or(rest.len());
        rest.get(..end?)?.strip_prefix(open)?.strip_suffix(close)
    }
}

impl<'p> Iterator for Pieces<'p> {
    type Item = Option<Piece<'p>>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.position..).filter(|rest| !rest.is_empty())?;
        let piece = self.read(rest);
        if matches!(piece, None | Some(Piece::DocType)) {
            self.text = "";
        }
        Some(piece)
    }
}

#[cfg(test)]
mod tests;
