//! AES-256 (FIPS 197) in CBC mode (NIST SP 800-38A) with PKCS#7 padding, every pad byte checked.
//!
//! CBC proves nothing about its plaintext: whoever lets a stranger try ciphertexts against it builds a padding oracle.
//! The callers below decrypt only what a MAC has covered, and a failure never says which check failed.

use aes::Aes256;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, InnerIvInit, KeyInit, block_padding::NoPadding};

use super::padding::{self, Undecryptable};

/// Bytes of an AES block, and of an initialisation vector.
pub const BLOCK: usize = 16;

/// An AES-256 key with its schedule. Zeroized when dropped.
#[derive(Clone)]
pub struct Cipher(Aes256);

impl Cipher {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Aes256::new(key.into()))
    }

    /// Decrypts in place and cuts the padding off, which is 1 to `pad_block` bytes long.
    pub fn decrypt(&self, iv: &[u8; BLOCK], buffer: &mut Vec<u8>, pad_block: u8) -> Result<(), Undecryptable> {
        if buffer.is_empty() || !buffer.len().is_multiple_of(BLOCK) {
            return Err(Undecryptable);
        }
        let cipher = cbc::Decryptor::inner_iv_init(&self.0, iv.into());
        cipher.decrypt_padded::<NoPadding>(buffer).map_err(|_| Undecryptable)?;
        padding::remove(buffer, pad_block)
    }

    /// Pads to a multiple of `pad_block` bytes and encrypts in place.
    pub fn encrypt(&self, iv: &[u8; BLOCK], buffer: &mut Vec<u8>, pad_block: u8) {
        padding::add(buffer, pad_block);
        let length = buffer.len();
        let cipher = cbc::Encryptor::inner_iv_init(&self.0, iv.into());
        let _ = cipher.encrypt_padded::<NoPadding>(buffer, length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IV: [u8; BLOCK] = [7; BLOCK];

    fn decrypted(padded: &[u8], pad_block: u8) -> Result<Vec<u8>, Undecryptable> {
        let cipher = Cipher::new(&[1; 32]);
        let mut buffer = padded.to_vec();
        let length = buffer.len();
        let encryptor = cbc::Encryptor::inner_iv_init(&cipher.0, &IV.into());
        encryptor.encrypt_padded::<NoPadding>(&mut buffer, length).unwrap();
        cipher.decrypt(&IV, &mut buffer, pad_block).map(|()| buffer)
    }

    #[test]
    fn what_is_encrypted_decrypts() {
        let cipher = Cipher::new(&[9; 32]);
        for pad_block in [16, 32] {
            for length in 0..100 {
                let plain = vec![b'x'; length];
                let mut buffer = plain.clone();
                cipher.encrypt(&IV, &mut buffer, pad_block);
                assert!(buffer.len() > length && buffer.len().is_multiple_of(usize::from(pad_block)));
                cipher.decrypt(&IV, &mut buffer, pad_block).unwrap();
                assert_eq!(buffer, plain);
            }
        }
    }

    #[test]
    fn every_pad_byte_is_checked() {
        for pad in 1..=16u8 {
            let mut plain = vec![b'x'; 32];
            plain[32 - usize::from(pad)..].fill(pad);
            assert_eq!(decrypted(&plain, 16).unwrap().len(), 32 - usize::from(pad));
            for at in 32 - usize::from(pad)..31 {
                let mut wrong = plain.clone();
                wrong[at] ^= 0x80;
                assert_eq!(decrypted(&wrong, 16), Err(Undecryptable), "pad {pad}, byte {at}");
            }
        }
    }

    #[test]
    fn no_pad_and_too_long_a_pad_are_refused() {
        for pad in [0, 17, 32, 33, 255] {
            assert_eq!(decrypted(&[pad; 48], 16), Err(Undecryptable), "{pad}");
        }
        assert_eq!(decrypted(&[17; 48], 32).unwrap().len(), 31);
        assert_eq!(decrypted(&[32; 16], 32), Err(Undecryptable), "a pad longer than the text");
        let cipher = Cipher::new(&[1; 32]);
        for length in [0, 1, 15, 17] {
            assert_eq!(cipher.decrypt(&IV, &mut vec![0; length], 16), Err(Undecryptable));
        }
    }
}
