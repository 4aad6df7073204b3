//! HMAC (RFC 2104) with SHA-256.

use hmac::KeyInit;
use hmac::block_api::HmacCore;
use hmac::digest::block_api::{Buffer, FixedOutputCore, UpdateCore};
use sha2::Sha256;

/// A key whose two padded blocks are hashed already: a tag costs the message alone. Zeroized when dropped.
///
/// By the block interface, which borrows the state: the other one takes it by value to finish, and what is moved from is
/// not zeroized.
#[derive(Clone)]
pub struct HmacSha256 {
    core: HmacCore<Sha256>,
    /// Of a message that has begun, what fills no block yet.
    begun: Buffer<HmacCore<Sha256>>,
}

impl HmacSha256 {
    /// Any key length is valid.
    pub fn new(key: &[u8]) -> Self {
        let core = HmacCore::new_from_slice(key);
        let core = core.unwrap_or_else(|_| unreachable!("HMAC takes keys of every length"));
        Self { core, begun: Buffer::<HmacCore<Sha256>>::default() }
    }

    /// The same key with the first bytes of every message taken in already.
    pub fn after(&self, start: &[&[u8]]) -> Self {
        let mut mac = self.clone();
        take_in(&mut mac.core, &mut mac.begun, start);
        mac
    }

    /// The tag of these pieces in a row; they are never copied together.
    pub fn tag(&self, pieces: &[&[u8]]) -> [u8; 32] {
        // Each by itself: a clone of the whole is put together elsewhere on the stack, and moved.
        let mut core = self.core.clone();
        let mut begun = self.begun.clone();
        take_in(&mut core, &mut begun, pieces);
        let mut tag = [0; 32];
        core.finalize_fixed_core(&mut begun, (&mut tag).into());
        tag
    }
}

fn take_in(core: &mut HmacCore<Sha256>, begun: &mut Buffer<HmacCore<Sha256>>, pieces: &[&[u8]]) {
    for piece in pieces {
        begun.digest_blocks(piece, |blocks| core.update_blocks(blocks));
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
