//! The tag that chat clients write into text for a mention: `<at id="N">name</at>`.

/// A stretch of text between tags, or a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    Text(&'t str),
    At { id: &'t str, name: &'t str },
}

/// Splits text at its tags. What is not a whole tag stays text; empty stretches are left out. Linear in the length.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut pending: Option<Piece<'_>> = None;
    std::iter::from_fn(move || {
        if let Some(tag) = pending.take() {
            return Some(tag);
        }
        let mut from = 0;
        while let Some(at) = rest[from..].find(OPEN) {
            let start = from + at;
            if let Some((tag, length)) = tag(&rest[start..]) {
                let before = &rest[..start];
                rest = &rest[start + length..];
                if before.is_empty() {
                    return Some(tag);
                }
                pending = Some(tag);
                return Some(Piece::Text(before));
            }
            from = start + OPEN.len();
        }
        let last = std::mem::take(&mut rest);
        (!last.is_empty()).then_some(Piece::Text(last))
    })
}

/// How a tag begins.
pub const OPEN: &str = "<at ";
const CLOSE: &str = "</at>";

/// The tag at the start of `text`, and its length in bytes.
fn tag(text: &str) -> Option<(Piece<'_>, usize)> {
    let inside = text.strip_prefix(OPEN)?;
    let end = inside.find(['<', '>']).filter(|&end| inside.as_bytes()[end] == b'>')?;
    let id = attribute(&inside[..end], "id")?;
    let after = &inside[end + 1..];
    let name = &after[..after.find('<')?];
    after[name.len()..].starts_with(CLOSE).then_some(())?;
    Some((Piece::At { id, name }, OPEN.len() + end + 1 + name.len() + CLOSE.len()))
}

fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let value = attributes.trim().strip_prefix(name)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next().filter(|id| value.len() >= id.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::Piece::{At, Text};
    use super::*;

    fn split(text: &str) -> Vec<Piece<'_>> {
        pieces(text).collect()
    }

    #[test]
    fn tags_are_split_from_text() {
        let (one, two) = (At { id: "1", name: "News" }, At { id: "2", name: "" });
        assert_eq!(split("<at id=\"1\">News</at> hi"), [one, Text(" hi")]);
        assert_eq!(split("a<at id='1'>News</at><at id = \"2\"></at>b"), [Text("a"), one, two, Text("b")]);
        assert_eq!(split(""), []);
    }

    #[test]
    fn what_is_not_a_tag_stays_text() {
        for text in ["<at>x</at>", "<at id=1>x</at>", "<at id=\"1\">x", "<at id=\"1\"x</at>", "<at id=\"1>x</at>", "a < b"] {
            assert_eq!(split(text), [Text(text)]);
        }
        assert_eq!(split("<at id=\"1\">a<at id=\"2\"></at>"), [Text("<at id=\"1\">a"), At { id: "2", name: "" }]);
    }
}
