//! HMAC (RFC 2104) with SHA-256.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A key whose two padded blocks are hashed already: a tag costs the message alone. Zeroized when dropped.
#[derive(Clone)]
pub struct HmacSha256(Hmac<Sha256>);

impl HmacSha256 {
    /// Any key length is valid.
    pub fn new(key: &[u8]) -> Self {
        Self(Hmac::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes keys of every length")))
    }

    /// The same key with the first bytes of every message taken in already.
    pub fn after(&self, start: &[&[u8]]) -> Self {
        let mut mac = self.clone();
        start.iter().for_each(|piece| mac.0.update(piece));
        mac
    }

    /// The tag of these pieces in a row; they are never copied together.
    pub fn tag(&self, pieces: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for piece in pieces {
            mac.update(piece);
        }
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::HmacSha256;
    use crate::crypto::hex;

    #[test]
    fn rfc_4231_cases_2_and_6() {
        let tag = HmacSha256::new(b"Jefe").tag(&[b"what do ya want ", b"for nothing?"]);
        assert_eq!(hex(&tag), b"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert_eq!(HmacSha256::new(b"Jefe").after(&[b"what ", b"do"]).tag(&[b" ya want for nothing?"]), tag);
        let tag = HmacSha256::new(&[0xaa; 131]).tag(&[b"Test Using Larger Than Block-Size Key - Hash Key First"]);
        assert_eq!(hex(&tag), b"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
