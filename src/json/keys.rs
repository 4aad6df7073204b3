//! Finding repeated keys, at a cost that an attacker cannot raise.

use std::collections::HashSet;

use arrayvec::ArrayVec;

/// The keys that an object has had. Few keys are compared in place, behind a mask that says no for most; many go to a
/// set whose hashing an attacker cannot foresee.
#[derive(Default)]
pub struct Seen<'p> {
    mask: u64,
    first: ArrayVec<&'p str, 16>,
    next: Vec<&'p str>,
    #[expect(clippy::box_collection, reason = "rare, and this struct stands on the stack of every level")]
    many: Option<Box<HashSet<&'p str>>>,
}

impl<'p> Seen<'p> {
    const FEW: usize = 48;

    /// Remembers a key, when a look tells that it was not there before.
    #[inline(always)]
    pub fn is_new(&mut self, name: &'p str) -> bool {
        let bit = bit(name);
        let is_new = self.mask & bit == 0 && self.first.try_push(name).is_ok();
        self.mask |= bit;
        is_new
    }

    /// Remembers the key; tells whether it was there before.
    pub fn again(&mut self, name: &'p str) -> bool {
        if let Some(many) = &mut self.many {
            return !many.insert(name);
        }
        let bit = bit(name);
        if self.mask & bit != 0 && self.all().any(|seen| seen == name) {
            return true;
        }
        self.mask |= bit;
        if self.first.try_push(name).is_err() {
            let few = self.first.len() + self.next.len();
            // Once for all that there can be.
            self.next.reserve_exact(Self::FEW + 1 - few);
            self.next.push(name);
            if few == Self::FEW {
                self.many = Some(Box::new(self.all().collect()));
            }
        }
        false
    }

    fn all(&self) -> impl Iterator<Item = &'p str> {
        self.first.iter().chain(&self.next).copied()
    }
}

/// The bit of the mask that stands for this key, and for others.
#[inline(always)]
fn bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mix = match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) => usize::from(*first) ^ usize::from(*last) << 1 ^ bytes.len() << 2,
        _ => 0,
    };
    1 << (mix % 64)
}
