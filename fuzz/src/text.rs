//! Looking for bytes in bytes, and the text of JSON inside strings.

/// Where `needle` stands first.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    let mut from = 0;
    while let Some(found) = text.get(from..)?.iter().position(|byte| *byte == needle[0]) {
        from += found;
        if text[from..].starts_with(needle) {
            return Some(from);
        }
        from += 1;
    }
    None
}

/// A text with the escapes of JSON strings resolved, wherever they stand: what a string that holds JSON says.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        rest = after;
        let Some(letter) = rest.chars().next() else { break };
        rest = &rest[letter.len_utf8()..];
        out.push(match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => code_point(&mut rest),
            other => other,
        });
    }
    out.push_str(rest);
    out
}

/// The letter of four hex digits, or of two times four; half a pair is U+FFFD.
fn code_point(rest: &mut &str) -> char {
    let unit = |text: &str| text.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(rest) else { return char::REPLACEMENT_CHARACTER };
    *rest = &rest[4..];
    if (0xD800..0xDC00).contains(&first)
        && let Some(after) = rest.strip_prefix("\\u")
        && let Some(second) = unit(after).filter(|second| (0xDC00..0xE000).contains(second))
    {
        *rest = &after[4..];
        return char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)).unwrap_or_default();
    }
    char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
}
