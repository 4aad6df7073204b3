//! The primitives of the proofs, thin over RustCrypto: keys are prepared once, every comparison takes constant time,
//! every pad byte is checked. Nothing here knows a platform.

pub mod cbc;
pub mod digest;
pub mod ecb;
pub mod mac;
mod padding;
mod proof;

pub use proof::Proof;

/// Lowercase hex.
pub fn hex<const N: usize>(bytes: &[u8; N]) -> Vec<u8> {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble };
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
