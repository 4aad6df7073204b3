//! Where in a text an offset stands, in words.

use super::scan;

/// A container that is open at the point reached.
enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

/// The keys and indexes that lead to `offset`, joined by dots. The text before it has been read as JSON. It is walked
/// from its start, so this is for warnings only, and those are bounded.
pub fn of(text: &str, offset: usize) -> String {
    let bytes = text.as_bytes();
    let mut steps: Vec<Step<'_>> = Vec::new();
    let (mut at, mut key_next) = (0, false);
    while at <= offset {
        match bytes.get(at) {
            Some(b'{') => {
                key_next = true;
                steps.push(Step::Key(""));
            }
            Some(b'[') => {
                key_next = false;
                steps.push(Step::Index(0));
            }
            Some(b'}' | b']') => drop(steps.pop()),
            Some(b',') => match steps.last_mut() {
                Some(Step::Index(index)) => *index += 1,
                _ => key_next = true,
            },
            Some(b'"') => {
                let end = string_end(bytes, at);
                if key_next && let Some(Step::Key(name)) = steps.last_mut() {
                    *name = text.get(at + 1..end).unwrap_or_default();
                }
                key_next = false;
                if end < offset {
                    at = end;
                } else {
                    break;
                }
            }
            Some(_) => {}
            None => break,
        }
        at += 1;
    }
    let words = steps.into_iter().map(|step| match step {
        Step::Key(name) => name.to_owned(),
        Step::Index(index) => index.to_string(),
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(".")
}

/// The offset of the quote that ends the string begun at `quote`.
fn string_end(bytes: &[u8], quote: usize) -> usize {
    let mut at = quote + 1;
    while let Some(rest) = bytes.get(at..) {
        at += scan::string_special(rest);
        match bytes.get(at) {
            Some(b'"') | None => break,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_offset_is_named_by_what_leads_to_it() {
        let text = r#"{"a":{"b,{":[1,{"c":"x"}]},"d":2}"#;
        let at = |part: &str| of(text, text.find(part).unwrap());
        assert_eq!(at(r#""x""#), "a.b,{.1.c");
        assert_eq!(at("1,"), "a.b,{.0");
        assert_eq!(at(r#""d""#), "d");
        assert_eq!(at("2"), "d");
        assert_eq!(of("5", 0), "");
    }
}
