//! Finding repeated keys, at a cost that an attacker cannot raise.

use std::collections::HashSet;

use smallvec::SmallVec;

/// The keys that an object has had. Few keys are compared in place, behind a mask that says no for most; many go to a
/// set whose hashing an attacker cannot foresee.
#[derive(Default)]
pub struct Seen<'p> {
    mask: u64,
    few: SmallVec<[&'p str; 16]>,
    #[expect(clippy::box_collection, reason = "rare, and this struct stands on the stack of every level")]
    many: Option<Box<HashSet<&'p str>>>,
}

impl<'p> Seen<'p> {
    const FEW: usize = 48;

    /// Remembers the key; tells whether it was there before.
    #[inline(always)]
    pub fn again(&mut self, name: &'p str) -> bool {
        if let Some(many) = &mut self.many {
            return !many.insert(name);
        }
        let bytes = name.as_bytes();
        let mix = match (bytes.first(), bytes.last()) {
            (Some(first), Some(last)) => usize::from(*first) ^ usize::from(*last) << 1 ^ bytes.len() << 2,
            _ => 0,
        };
        let bit = 1u64 << (mix % 64);
        if self.mask & bit != 0 && self.few.contains(&name) {
            return true;
        }
        self.mask |= bit;
        self.few.push(name);
        if self.few.len() > Self::FEW {
            self.many = Some(Box::new(self.few.iter().copied().collect()));
        }
        false
    }
}
