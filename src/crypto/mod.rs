//! The primitives of the proofs, thin over RustCrypto: keys are prepared once, every comparison takes constant time,
//! every pad byte is checked. Nothing here knows a platform.

pub mod cbc;
pub mod digest;
pub mod ecb;
pub mod mac;
mod padding;
mod proof;
#[cfg(test)]
mod published;

pub use proof::Proof;

/// Lowercase hex.
pub fn hex<const N: usize>(bytes: &[u8; N]) -> Vec<u8> {
    hex_digits(bytes).collect()
}

/// As [`hex`], on the stack: of a digest whose length is known.
pub fn hex_array<const N: usize, const TWICE: usize>(bytes: &[u8; N]) -> [u8; TWICE] {
    const { assert!(TWICE == 2 * N, "a byte has two digits") };
    let mut text = [0; TWICE];
    text.iter_mut().zip(hex_digits(bytes)).for_each(|(place, digit)| *place = digit);
    text
}

fn hex_digits(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble };
    bytes.iter().flat_map(move |byte| [digit(byte >> 4), digit(byte & 15)])
}
