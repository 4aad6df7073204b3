//! HMAC (RFC 2104) with SHA-256.

use hmac::KeyInit;
use hmac::block_api::HmacCore;
use hmac::digest::array::Array;
use hmac::digest::block_api::{Block, Buffer, FixedOutputCore, UpdateCore};
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
        Message { core: &mut mac.core, begun: &mut mac.begun }.take_in(start);
        mac
    }

    /// The tag of these pieces in a row; they are never copied together.
    pub fn tag(&self, pieces: &[&[u8]]) -> [u8; 32] {
        // Each by itself: a clone of the whole is put together elsewhere on the stack, and moved.
        let mut core = self.core.clone();
        let mut begun = self.begun.clone();
        let mut message = Message { core: &mut core, begun: &mut begun };
        message.take_in(pieces);
        message.finish()
    }

    /// The tags of two messages, each under its key. As [`HmacSha256::tag`], but of the last pieces, which ought to be the
    /// long ones, a block of each is hashed in turn: a hash waits for itself most of the time, and then the processor goes
    /// on with the other.
    pub fn tags_of_two(keys: [&Self; 2], messages: [&[&[u8]]; 2]) -> [[u8; 32]; 2] {
        let mut core = keys[0].core.clone();
        let mut begun = keys[0].begun.clone();
        let mut first = Message { core: &mut core, begun: &mut begun };
        let mut core = keys[1].core.clone();
        let mut begun = keys[1].begun.clone();
        let mut second = Message { core: &mut core, begun: &mut begun };

        let (blocks, tail) = first.take_in_but_blocks(messages[0]);
        let (others, other_tail) = second.take_in_but_blocks(messages[1]);
        for (block, other) in blocks.iter().zip(others) {
            first.core.update_blocks(std::slice::from_ref(block));
            second.core.update_blocks(std::slice::from_ref(other));
        }
        first.core.update_blocks(blocks.get(others.len()..).unwrap_or_default());
        second.core.update_blocks(others.get(blocks.len()..).unwrap_or_default());
        first.take_in(&[tail]);
        second.take_in(&[other_tail]);
        [first.finish(), second.finish()]
    }
}

/// A message that is being hashed.
struct Message<'h> {
    core: &'h mut HmacCore<Sha256>,
    begun: &'h mut Buffer<HmacCore<Sha256>>,
}

impl Message<'_> {
    fn take_in(&mut self, pieces: &[&[u8]]) {
        for piece in pieces {
            self.begun.digest_blocks(piece, |blocks| self.core.update_blocks(blocks));
        }
    }

    /// Takes these pieces in, but of the last one the whole blocks, and what is after them.
    fn take_in_but_blocks<'m>(&mut self, pieces: &[&'m [u8]]) -> (&'m [Block<HmacCore<Sha256>>], &'m [u8]) {
        let Some((last, others)) = pieces.split_last() else { return Default::default() };
        self.take_in(others);
        let (to_a_block, rest) = last.split_at(self.begun.remaining().min(last.len()));
        self.take_in(&[to_a_block]);
        Array::slice_as_chunks(rest)
    }

    fn finish(self) -> [u8; 32] {
        let mut tag = [0; 32];
        self.core.finalize_fixed_core(self.begun, (&mut tag).into());
        tag
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

    #[test]
    fn two_in_turns_are_as_one_by_one() {
        let keys = [HmacSha256::new(b"one"), HmacSha256::new(b"two").after(&[b"begun:"])];
        let text: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for (first, second) in [(0, 0), (0, 1000), (63, 64), (64, 63), (128, 1000), (1000, 57), (500, 512)] {
            for before in [&b""[..], b"a", &[b'b'; 64], &[b'c'; 100]] {
                let messages = [&[before, &text[..first]][..], &[&text[..second]]];
                let [one, two] = HmacSha256::tags_of_two(keys.each_ref(), messages);
                assert_eq!([one, two], [keys[0].tag(messages[0]), keys[1].tag(messages[1])]);
            }
        }
        assert_eq!(HmacSha256::tags_of_two(keys.each_ref(), [&[], &[]]), keys.each_ref().map(|key| key.tag(&[])));
    }
}
