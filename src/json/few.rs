//! A list that is nearly always one element long.

use std::ops::{Deref, DerefMut};

use crate::json::writer::Emit;

/// A list whose only element needs no heap. (`SmallVec` would do, were it covariant: a delivery borrows from what it is
/// kept with, and must be able to shrink its lifetime.)
#[derive(Debug, Clone, Default)]
pub enum Few<T> {
    /// Empty.
    #[default]
    None,
    /// The usual case.
    One(T),
    /// Two or more.
    Many(Vec<T>),
}

impl<T> Few<T> {
    /// Adds an element at the end.
    pub fn push(&mut self, element: T) {
        match self {
            Few::None => *self = Few::One(element),
            Few::Many(elements) => elements.push(element),
            Few::One(_) => {
                self.reserve(1);
                self.push(element);
            }
        }
    }

    /// Makes room for so many more, and no more than asked for.
    pub(crate) fn reserve(&mut self, more: usize) {
        let wanted = self.len() + more;
        match self {
            Few::Many(elements) => elements.reserve_exact(more),
            _ if wanted <= 1 => {}
            _ => {
                let mut elements = Vec::with_capacity(wanted);
                if let Few::One(first) = std::mem::take(self) {
                    elements.push(first);
                }
                *self = Few::Many(elements);
            }
        }
    }

    /// How many there is room for.
    pub(crate) fn capacity(&self) -> usize {
        match self {
            Few::None | Few::One(_) => 1,
            Few::Many(elements) => elements.capacity(),
        }
    }

    /// Drops those that `keep` does not want.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        match self {
            Few::None => {}
            Few::One(only) => {
                if !std::slice::from_ref(only).iter().all(keep) {
                    *self = Few::None;
                }
            }
            Few::Many(elements) => elements.retain(keep),
        }
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Few::None => &[],
            Few::One(only) => std::slice::from_ref(only),
            Few::Many(elements) => elements,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Few::None => &mut [],
            Few::One(only) => std::slice::from_mut(only),
            Few::Many(elements) => elements,
        }
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut few = Few::None;
        few.extend(elements);
        few
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        elements.into_iter().for_each(|element| self.push(element));
    }
}

impl<T> From<Few<T>> for Vec<T> {
    fn from(few: Few<T>) -> Self {
        match few {
            Few::None => Vec::new(),
            Few::One(only) => vec![only],
            Few::Many(elements) => elements,
        }
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A list that is there even when it is empty.
impl<T: Emit> Emit for Few<T> {
    fn emit(&self, out: &mut Vec<u8>) {
        (**self).emit(out);
    }
}

#[cfg(test)]
mod tests {
    use super::Few;

    #[test]
    fn elements_keep_their_order() {
        for count in 0..5 {
            let few: Few<usize> = (0..count).collect();
            assert!(few.iter().copied().eq(0..count));
        }
    }

    #[test]
    fn what_is_not_wanted_is_dropped() {
        for count in 0..5 {
            let mut few: Few<usize> = (0..count).collect();
            few.reserve(2);
            few.retain(|element| element % 2 == 1);
            assert!(few.iter().copied().eq((0..count).filter(|element| element % 2 == 1)), "{count}");
        }
    }
}
