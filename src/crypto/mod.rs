//! The primitives of the proofs, thin over RustCrypto: keys are prepared once, every comparison takes constant time,
//! every pad byte is checked. Nothing here knows a platform.

pub mod cbc;
pub mod digest;
pub mod ecb;
pub mod mac;
mod proof;

pub use proof::Proof;

/// Lowercase hex.
pub fn hex<const N: usize>(bytes: &[u8; N]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}
