//! PKCS#7 padding (RFC 5652 section 6.3), every byte of it checked without a branch on a secret.

use subtle::ConstantTimeEq;

/// A ciphertext that does not decrypt: its length or its padding is wrong, and which is not said.
#[derive(Debug, PartialEq, Eq)]
pub struct Undecryptable;

/// Pads to a multiple of `block` bytes.
pub fn add(buffer: &mut Vec<u8>, block: u8) {
    let length = (buffer.len() / usize::from(block) + 1) * usize::from(block);
    let pad = u8::try_from(length - buffer.len()).unwrap_or(block);
    buffer.resize(length, pad);
}

/// Cuts off the padding, which is 1 to `block` bytes long.
///
/// # Errors
/// When it is anything else. The buffer then holds what no caller may see.
pub fn remove(buffer: &mut Vec<u8>, block: u8) -> Result<(), Undecryptable> {
    let length = unpadded_length(buffer, block).ok_or(Undecryptable)?;
    buffer.truncate(length);
    Ok(())
}

/// The plaintext without its padding, as [`remove`] leaves it.
pub fn without(plaintext: &[u8], block: u8) -> Result<&[u8], Undecryptable> {
    unpadded_length(plaintext, block).and_then(|length| plaintext.get(..length)).ok_or(Undecryptable)
}

/// The length without the padding. Looks at all bytes that may be padding whatever the pad says, and branches once, on
/// the verdict.
fn unpadded_length(plaintext: &[u8], pad_block: u8) -> Option<usize> {
    let pad = match plaintext.last_chunk() {
        Some(window) if pad_block == 32 => pad_of::<32>(window),
        _ => pad_of::<16>(plaintext.last_chunk()?),
    };
    plaintext.len().checked_sub(usize::from(pad?))
}

/// The pad at the end of `window`, if it is 1 to `N` and every byte of it is right.
fn pad_of<const N: usize>(window: &[u8; N]) -> Option<u8> {
    let [.., pad] = *window.last_chunk::<1>()?;
    let longest = u8::try_from(N).ok()?;
    let mut wrong = at_most(longest, pad.wrapping_sub(1));
    for (back, byte) in (1..=longest).rev().zip(window) {
        wrong |= at_most(back, pad) & (byte ^ pad);
    }
    bool::from(wrong.ct_eq(&0)).then_some(pad)
}

/// All ones when `left` is at most `right`, otherwise zero, without a branch.
fn at_most(left: u8, right: u8) -> u8 {
    let [borrow, _] = u16::from(right).wrapping_sub(u16::from(left)).to_be_bytes();
    !borrow
}
