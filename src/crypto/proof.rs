//! That two tags are equal, found out in constant time.

use subtle::ConstantTimeEq;

/// The evidence that a received tag equals the computed one. Only [`Proof::of`] makes it, and only this makes a
/// request verified.
#[derive(Debug)]
pub struct Proof(());

impl Proof {
    /// Compares in a time that depends on the lengths alone. The lengths are no secret.
    pub fn of(computed: &[u8], received: &[u8]) -> Option<Self> {
        if computed.len() != received.len() {
            return None;
        }
        // By words: a comparison of single bytes takes ten times as long.
        let (computed, computed_rest) = computed.as_chunks::<8>();
        let (received, received_rest) = received.as_chunks::<8>();
        let words = computed.iter().zip(received);
        let equal = words.fold(computed_rest.ct_eq(received_rest), |equal, (one, other)| {
            equal & u64::from_ne_bytes(*one).ct_eq(&u64::from_ne_bytes(*other))
        });
        bool::from(equal).then_some(Self(()))
    }
}

#[cfg(test)]
mod tests {
    use super::Proof;

    #[test]
    fn only_equal_tags_prove() {
        let tag = b"a tag of some words and a rest";
        assert!(Proof::of(tag, tag).is_some());
        for other in [&tag[1..], &tag[..tag.len() - 1], b"a tag of some words and a rest.", b""] {
            assert!(Proof::of(tag, other).is_none());
        }
        for at in 0..tag.len() {
            let mut other = *tag;
            other[at] ^= 1;
            assert!(Proof::of(tag, &other).is_none(), "{at}");
        }
    }
}
