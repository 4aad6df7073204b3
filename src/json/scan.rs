//! Finding the next byte that matters, a block at a time.

/// Bytes looked at together: two SSE2 registers, one AVX2 register. The loops below compile to vector compares.
const BLOCK: usize = 32;

/// Bytes looked at one by one first: most strings of a callback end sooner than a block pays off.
const HEAD: usize = 12;

/// The offset of the first quote, backslash or control character; the length when there is none.
#[inline]
pub fn string_special(bytes: &[u8]) -> usize {
    first(bytes, |byte| byte < 0x20 || byte == b'"' || byte == b'\\')
}

/// The offset of the first control character; the length when there is none.
#[inline]
pub fn control(bytes: &[u8]) -> usize {
    first(bytes, |byte| byte < 0x20)
}

#[inline(always)]
fn first(bytes: &[u8], matters: impl Fn(u8) -> bool) -> usize {
    let head = bytes.len().min(HEAD);
    if let Some(at) = bytes[..head].iter().position(|&byte| matters(byte)) {
        return at;
    }
    let (blocks, tail) = bytes[head..].as_chunks::<BLOCK>();
    let mut at = head;
    for block in blocks {
        // A fold without early exit is what the vectoriser needs.
        if block.iter().fold(false, |hit, &byte| hit | matters(byte)) {
            return at + block.iter().position(|&byte| matters(byte)).unwrap_or(0);
        }
        at += BLOCK;
    }
    at + tail.iter().position(|&byte| matters(byte)).unwrap_or(tail.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_is_found() {
        for length in 0..150 {
            let plain = vec![b'a'; length];
            assert_eq!(string_special(&plain), length);
            for at in 0..length {
                for special in [b'"', b'\\', 0, 0x1f] {
                    let mut bytes = plain.clone();
                    bytes[at] = special;
                    assert_eq!(string_special(&bytes), at);
                    assert_eq!(control(&bytes), if special < 0x20 { at } else { length });
                }
            }
        }
    }
}
