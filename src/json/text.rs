//! The escapes of JSON strings (RFC 8259 section 7), both ways.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "offsets are those that a scan has just found, at ASCII bytes"
)]

use std::fmt;

use super::scan;

/// The text of a string token's inside. Its escapes are well formed: the reader has checked them. A `\uD800`–`\uDFFF`
/// escape without its other half becomes U+FFFD.
pub fn unescape(inside: &str) -> String {
    let mut text = String::with_capacity(inside.len());
    let _ = unescape_into(&mut text, inside);
    text
}

/// As [`unescape`], to wherever text is kept. What it becomes is never longer than what it was.
pub fn unescape_into(text: &mut impl fmt::Write, inside: &str) -> fmt::Result {
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        text.write_str(&rest[..at])?;
        let escape = rest.as_bytes().get(at + 1).copied().unwrap_or(b'\\');
        rest = &rest[(at + 2).min(rest.len())..];
        match escape {
            b'b' => text.write_char('\u{8}')?,
            b'f' => text.write_char('\u{c}')?,
            b'n' => text.write_char('\n')?,
            b'r' => text.write_char('\r')?,
            b't' => text.write_char('\t')?,
            b'u' => {
                let unit = take_unit(&mut rest);
                text.write_char(match char::from_u32(unit) {
                    Some(scalar) => scalar,
                    None => surrogate(unit, &mut rest),
                })?;
            }
            same => text.write_char(char::from(same))?,
        }
    }
    text.write_str(rest)
}

/// The scalar of a surrogate pair, or U+FFFD for half a pair.
fn surrogate(high: u32, rest: &mut &str) -> char {
    if high < 0xDC00
        && let Some(mut after) = rest.strip_prefix("\\u")
        && let low @ 0xDC00..=0xDFFF = take_unit(&mut after)
        && let Some(scalar) = char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    {
        *rest = after;
        return scalar;
    }
    char::REPLACEMENT_CHARACTER
}

fn take_unit(rest: &mut &str) -> u32 {
    let (digits, after) = rest.split_at_checked(4).unwrap_or((rest, ""));
    *rest = after;
    u32::from_str_radix(digits, 16).unwrap_or(0xFFFD)
}

/// Whether some of it cannot stand in a string token as it is.
pub fn needs_escapes(text: &str) -> bool {
    scan::string_special(text.as_bytes()) < text.len()
}

/// Writes the inside of a string token: quotes, backslashes and control characters escaped, the rest as it is.
#[inline(always)]
pub fn escape_into(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let at = scan::string_special(bytes);
    if at == bytes.len() {
        out.extend_from_slice(bytes);
    } else {
        escape_rest_into(out, bytes, at);
    }
}

/// The slow way, for text of which `at` is the first byte to be escaped.
#[inline(never)]
fn escape_rest_into(out: &mut Vec<u8>, mut rest: &[u8], mut at: usize) {
    loop {
        out.extend_from_slice(&rest[..at]);
        let Some(&byte) = rest.get(at) else { return };
        escape_byte_into(out, byte);
        rest = &rest[at + 1..];
        at = scan::string_special(rest);
    }
}

#[cold]
pub fn escape_byte_into(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' => b'"',
        b'\\' => b'\\',
        0x08 => b'b',
        0x0c => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        control => return control_escape_into(out, control),
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// `\u00XX`, the only form that the raw contract knows for a bare control character.
pub fn control_escape_into(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]);
    out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
}
