//! Finding the next byte that matters, several at a time.

/// Bytes looked at together in long text: the loop over them compiles to vector compares.
const BLOCK: usize = 64;

/// Words of eight bytes looked at before the first block: most strings of a callback end within them.
const SHORT_WORDS: usize = 4;

/// A one in every byte, and the high bit of every byte.
const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES << 7;

/// The offset of the first quote, backslash or control character; the length when there is none.
#[inline(always)]
pub fn string_special(bytes: &[u8]) -> usize {
    first::<Special>(bytes)
}

/// The offset of the first control character; the length when there is none.
#[inline(always)]
pub fn control(bytes: &[u8]) -> usize {
    first::<Control>(bytes)
}

/// What is looked for, in a byte and in eight.
trait Wanted {
    /// Not zero for a byte that is wanted.
    fn hit(byte: u8) -> u8;

    /// The high bit of each byte that is wanted. Bits above the lowest one set may be wrong.
    fn marks(word: u64) -> u64;
}

struct Special;
struct Control;

impl Wanted for Special {
    #[inline(always)]
    fn hit(byte: u8) -> u8 {
        u8::from(byte < 0x20) | u8::from(byte == b'"') | u8::from(byte == b'\\')
    }

    #[inline(always)]
    fn marks(word: u64) -> u64 {
        below(word, 0x20) | equal(word, b'"') | equal(word, b'\\')
    }
}

impl Wanted for Control {
    #[inline(always)]
    fn hit(byte: u8) -> u8 {
        u8::from(byte < 0x20)
    }

    #[inline(always)]
    fn marks(word: u64) -> u64 {
        below(word, 0x20)
    }
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
fn first<W: Wanted>(bytes: &[u8]) -> usize {
    let words = bytes.as_chunks::<8>().0;
    for (index, word) in words.iter().take(SHORT_WORDS).enumerate() {
        let marks = W::marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return index * 8 + lowest(marks);
        }
    }
    if words.len() > SHORT_WORDS { long::<W>(bytes) } else { tail::<W>(bytes) }
}

/// As [`first`], for text whose beginning is clean.
#[inline(never)]
fn long<W: Wanted>(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    // A fold without early exit, over bytes, is what the vectoriser needs.
    let clean = |block: &&[u8; BLOCK]| block.iter().fold(0, |hits, &byte| hits | W::hit(byte)) == 0;
    let count = blocks.iter().take_while(clean).count();
    let rest = blocks.get(count).map_or(rest, |block| block);
    let words = rest.as_chunks::<8>().0;
    let marked =
        words.iter().map(|word| W::marks(u64::from_le_bytes(*word))).enumerate().find(|(_, marks)| *marks != 0);
    match marked {
        Some((index, marks)) => count * BLOCK + index * 8 + lowest(marks),
        None => tail::<W>(bytes),
    }
}

/// As [`first`], for text of which only what is less than a word at its end may be wanted.
#[inline(always)]
fn tail<W: Wanted>(bytes: &[u8]) -> usize {
    match bytes.last_chunk() {
        Some(word) => match W::marks(u64::from_le_bytes(*word)) {
            0 => bytes.len(),
            marks => bytes.len() - 8 + lowest(marks),
        },
        None => bytes.iter().position(|&byte| W::hit(byte) != 0).unwrap_or(bytes.len()),
    }
}

/// The index of the lowest byte marked.
#[inline(always)]
fn lowest(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
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
