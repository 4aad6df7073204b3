//! Finding the next byte that matters, several at a time.

use wide::u8x16;

/// Bytes looked at together.
const BLOCK: usize = 16;

/// Bytes of long text looked at together.
const STRIDE: usize = 4 * BLOCK;

/// The offset of the first quote, backslash or control character; the length when there is none.
#[inline(always)]
pub fn string_special(bytes: &[u8]) -> usize {
    first::<Special>(bytes)
}

/// As [`string_special`], when it is in the first block.
#[inline(always)]
pub fn near_special(bytes: &[u8]) -> Option<usize> {
    bytes.first_chunk().and_then(Special::in_block)
}

/// The offset of the first control character; the length when there is none.
#[inline(always)]
pub fn control(bytes: &[u8]) -> usize {
    first::<Control>(bytes)
}

struct Special;
struct Control;

/// What is looked for.
trait Wanted {
    fn is(byte: u8) -> bool;

    /// The index of the first byte that is wanted.
    fn in_word(word: &[u8; 8]) -> Option<usize>;

    /// All ones in each byte that is wanted.
    fn marks(block: u8x16) -> u8x16;

    /// The index of the first byte that is wanted.
    #[inline(always)]
    fn in_block(block: &[u8; BLOCK]) -> Option<usize> {
        let marks = Self::marks(u8x16::new(*block)).to_bitmask();
        (marks != 0).then_some(marks.trailing_zeros() as usize)
    }

    #[inline(always)]
    fn are_clean(stride: &[u8; STRIDE]) -> bool {
        let blocks = stride.as_chunks::<BLOCK>().0;
        let marks = blocks.iter().fold(u8x16::splat(0), |marks, block| marks | Self::marks(u8x16::new(*block)));
        !marks.any()
    }
}

impl Wanted for Special {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        byte < 0x20 || byte == b'"' || byte == b'\\'
    }

    #[inline(always)]
    fn in_word(word: &[u8; 8]) -> Option<usize> {
        let word = u64::from_le_bytes(*word);
        lowest(words::below(word, 0x20) | words::equal(word, b'"') | words::equal(word, b'\\'))
    }

    #[inline(always)]
    fn marks(block: u8x16) -> u8x16 {
        block.simd_lt(u8x16::splat(0x20)) | block.simd_eq(u8x16::splat(b'"')) | block.simd_eq(u8x16::splat(b'\\'))
    }
}

impl Wanted for Control {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        byte < 0x20
    }

    #[inline(always)]
    fn in_word(word: &[u8; 8]) -> Option<usize> {
        lowest(words::below(u64::from_le_bytes(*word), 0x20))
    }

    #[inline(always)]
    fn marks(block: u8x16) -> u8x16 {
        block.simd_lt(u8x16::splat(0x20))
    }
}

/// The first block stands here, in its caller: most strings of a callback end within it.
#[inline(always)]
fn first<W: Wanted>(bytes: &[u8]) -> usize {
    match bytes.first_chunk() {
        Some(block) => W::in_block(block).unwrap_or_else(|| long::<W>(bytes)),
        None => short::<W>(bytes),
    }
}

/// As [`first`], for text whose first block is clean.
#[inline(never)]
fn long<W: Wanted>(bytes: &[u8]) -> usize {
    let mut at = BLOCK;
    loop {
        if at == STRIDE {
            // From here on four blocks share one branch.
            let strides = bytes.get(at..).unwrap_or_default().as_chunks::<STRIDE>().0;
            at += strides.iter().take_while(|stride| W::are_clean(stride)).count() * STRIDE;
        }
        let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk) else { break };
        if let Some(index) = W::in_block(block) {
            return at + index;
        }
        at += BLOCK;
    }
    // What is left is less than a block: the last one reaches back over bytes that are clean.
    match bytes.last_chunk().and_then(|block| W::in_block(block)) {
        Some(index) => bytes.len() + index - BLOCK,
        None => bytes.len(),
    }
}

/// As [`first`], for text shorter than a block.
#[inline(always)]
fn short<W: Wanted>(bytes: &[u8]) -> usize {
    if let (Some(front), Some(back)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return match (W::in_word(front), W::in_word(back)) {
            (Some(index), _) => index,
            (None, Some(index)) => bytes.len() + index - 8,
            (None, None) => bytes.len(),
        };
    }
    if let (Some(front), Some(back)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let [[a, b, c, d], [e, f, g, h]] = [*front, *back];
        return match W::in_word(&[a, b, c, d, e, f, g, h]) {
            Some(index @ 0..4) => index,
            Some(index) => bytes.len() + index - 8,
            None => bytes.len(),
        };
    }
    bytes.iter().position(|&byte| W::is(byte)).unwrap_or(bytes.len())
}

/// The index of the lowest byte whose high bit is set.
#[inline(always)]
fn lowest(marks: u64) -> Option<usize> {
    (marks != 0).then_some((marks.trailing_zeros() / 8) as usize)
}

/// Eight bytes as one number, for text that fills no vector.
mod words {
    /// A one in every byte, and the high bit of every byte.
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;

    /// The high bit of each byte that is below `limit`. A borrow can only reach bytes after the first that is: the
    /// lowest bit set is right.
    #[inline(always)]
    pub fn below(word: u64, limit: u8) -> u64 {
        word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH
    }

    /// As [`below`], for the bytes that are `wanted`.
    #[inline(always)]
    pub fn equal(word: u64, wanted: u8) -> u64 {
        below(word ^ (ONES * u64::from(wanted)), 1)
    }
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
