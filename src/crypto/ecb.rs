//! AES-128 (FIPS 197) in ECB mode (NIST SP 800-38A) with PKCS#7 padding, every pad byte checked.
//!
//! ECB hides nothing but the text of a block, and proves nothing: equal blocks look equal, and anybody may exchange or
//! repeat them. It is here for a platform that encrypts short ids with it.

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};

use super::padding::{self, Undecryptable};

/// Bytes of an AES block, and of an AES-128 key.
const BLOCK: usize = 16;

/// The block that padding fills.
const PAD_BLOCK: u8 = 16;

/// An AES-128 key with its schedule. Zeroized when dropped.
#[derive(Clone)]
pub struct Cipher(Aes128);

impl Cipher {
    pub fn new(key: &[u8; BLOCK]) -> Self {
        Self(Aes128::new(key.into()))
    }

    /// Decrypts in place; gives what stands before the padding.
    pub fn decrypt<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], Undecryptable> {
        let (blocks, rest) = buffer.as_chunks_mut::<BLOCK>();
        if !rest.is_empty() {
            return Err(Undecryptable);
        }
        blocks.iter_mut().for_each(|block| self.0.decrypt_block(block.into()));
        padding::without(buffer, PAD_BLOCK)
    }

    /// Pads and encrypts in place.
    pub fn encrypt(&self, buffer: &mut Vec<u8>) {
        padding::add(buffer, PAD_BLOCK);
        buffer.as_chunks_mut::<BLOCK>().0.iter_mut().for_each(|block| self.0.encrypt_block(block.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fips_197_appendix_c_1() {
        let key: [u8; BLOCK] = *b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f";
        let mut block: Vec<u8> = (0..16).map(|at| at * 0x11).collect();
        Cipher::new(&key).encrypt(&mut block);
        assert_eq!(block[..4], [0x69, 0xc4, 0xe0, 0xd8]);
        assert_eq!(block.len(), 32);
    }

    #[test]
    fn what_is_encrypted_decrypts_and_nothing_else() {
        let cipher = Cipher::new(&[3; BLOCK]);
        for length in 0..50 {
            let plain = vec![b'x'; length];
            let mut buffer = plain.clone();
            cipher.encrypt(&mut buffer);
            assert_eq!(cipher.decrypt(&mut buffer), Ok(&plain[..]));
        }
        for length in [0, 1, 15, 17] {
            assert_eq!(cipher.decrypt(&mut vec![0; length]), Err(Undecryptable));
        }
        let mut flipped = b"58230675760877818".to_vec();
        cipher.encrypt(&mut flipped);
        if let Some(last) = flipped.last_mut() {
            *last ^= 1;
        }
        assert_eq!(cipher.decrypt(&mut flipped), Err(Undecryptable));
    }
}
