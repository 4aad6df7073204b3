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
        for (start, _) in rest.match_indices(OPEN) {
            let (before, from_tag) = rest.split_at(start);
            if let Some((tag, after)) = tag(from_tag) {
                rest = after;
                if before.is_empty() {
                    return Some(tag);
                }
                pending = Some(tag);
                return Some(Piece::Text(before));
            }
        }
        let last = std::mem::take(&mut rest);
        (!last.is_empty()).then_some(Piece::Text(last))
    })
}

/// Whether a tag may stand in it. The sign alone is looked for first: most texts have none.
pub fn may_be_in(text: &str) -> bool {
    text.contains('<') && text.contains(OPEN)
}

/// How a tag begins.
const OPEN: &str = "<at ";
const CLOSE: &str = "</at>";

/// The tag at the start of `text`, and what follows it.
fn tag(text: &str) -> Option<(Piece<'_>, &str)> {
    let inside = text.strip_prefix(OPEN)?;
    let (attributes, after) = inside.split_at(inside.find(['<', '>'])?);
    let id = attribute(attributes, "id")?;
    let after = after.strip_prefix('>')?;
    let (name, after) = after.split_at(after.find('<')?);
    Some((Piece::At { id, name }, after.strip_prefix(CLOSE)?))
}

fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let value = attributes.trim().strip_prefix(name)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.strip_prefix(quote)?.split_once(quote).map(|(id, _)| id)
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
        for text in
            ["<at>x</at>", "<at id=1>x</at>", "<at id=\"1\">x", "<at id=\"1\"x</at>", "<at id=\"1>x</at>", "a < b"]
        {
            assert_eq!(split(text), [Text(text)]);
        }
        assert_eq!(split("<at id=\"1\">a<at id=\"2\"></at>"), [Text("<at id=\"1\">a"), At { id: "2", name: "" }]);
    }
}
