//! Finding the next byte that matters, several at a time.

/// Bytes looked at together in long text: the loop over them compiles to vector compares.
const BLOCK: usize = 64;

/// Bytes looked at eight at a time before the first block: most strings of a callback end within them.
const LONG: usize = 32;

/// A one in every byte, and the high bit of every byte.
const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES << 7;

/// The offset of the first quote, backslash or control character; the length when there is none.
#[inline]
pub fn string_special(bytes: &[u8]) -> usize {
    first(bytes, |byte| byte < 0x20 || byte == b'"' || byte == b'\\', |word| {
        below(word, 0x20) | equal(word, b'"') | equal(word, b'\\')
    })
}

/// The offset of the first control character; the length when there is none.
#[inline]
pub fn control(bytes: &[u8]) -> usize {
    first(bytes, |byte| byte < 0x20, |word| below(word, 0x20))
}

/// The high bit of each byte that is below `limit`. A borrow can only reach bytes after the first that is: the lowest
/// bit set is right.
#[inline(always)]
fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH
}

/// As [`below`], for the bytes that are `wanted`.
#[inline(always)]
fn equal(word: u64, wanted: u8) -> u64 {
    below(word ^ (ONES * u64::from(wanted)), 1)
}

#[inline(always)]
fn first(bytes: &[u8], matters: impl Fn(u8) -> bool, marks: impl Fn(u64) -> u64) -> usize {
    let mut at = 0;
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return at + (marks.trailing_zeros() / 8) as usize;
        }
        at += 8;
        if at == LONG {
            at = skip_blocks(bytes, &matters);
        }
    }
    // What is left is less than a word: taken with the clean bytes before it, where there are enough of them.
    if let Some(word) = bytes.last_chunk() {
        let marks = marks(u64::from_le_bytes(*word));
        return if marks == 0 { bytes.len() } else { bytes.len() - 8 + (marks.trailing_zeros() / 8) as usize };
    }
    bytes.iter().position(|&byte| matters(byte)).unwrap_or(bytes.len())
}

/// The offset of the block that has the first byte that matters, counted in whole blocks from [`LONG`] on.
#[inline(always)]
fn skip_blocks(bytes: &[u8], matters: impl Fn(u8) -> bool) -> usize {
    let blocks = bytes.get(LONG..).unwrap_or_default().as_chunks::<BLOCK>().0;
    // A fold without early exit is what the vectoriser needs.
    let clean = |block: &&[u8; BLOCK]| !block.iter().fold(false, |hit, &byte| hit | matters(byte));
    LONG + blocks.iter().take_while(clean).count() * BLOCK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_is_found() {
        for length in 0..200 {
            let plain = vec![b'a'; length];
            assert_eq!(string_special(&plain), length);
            for at in 0..length {
                for special in [b'"', b'\\', 0, 0x1f] {
                    let mut bytes = plain.clone();
                    bytes[at] = special;
                    assert_eq!(string_special(&bytes), at);
                    assert_eq!(control(&bytes), if special < 0x20 { at } else { length });
                    // What comes after the first, high bytes among it, changes nothing.
                    bytes[at + 1..].fill(0x80);
                    assert_eq!(string_special(&bytes), at);
                }
            }
        }
    }

    #[test]
    fn no_other_byte_is_found() {
        for byte in 0..=255u8 {
            let special = byte < 0x20 || byte == b'"' || byte == b'\\';
            assert_eq!(string_special(&[byte; 8]) == 0, special, "{byte}");
            assert_eq!(control(&[byte; 8]) == 0, byte < 0x20, "{byte}");
        }
    }
}
