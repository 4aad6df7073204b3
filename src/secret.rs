//! Secrets: zeroized when dropped, never shown.

use std::fmt;

use zeroize::Zeroizing;

/// Bytes of a credential. `Debug` shows nothing of them, not even their length.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    pub fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The bytes, for a key schedule or a digest.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// Bytes of stack that a configuration takes at most.
pub(crate) const STACK_OF_CONFIGURATION: usize = 32 << 10;

/// Bytes of stack that a digest takes at most.
pub(crate) const STACK_OF_DIGEST: usize = 2 << 10;

/// Overwrites so many bytes of stack that calls before this one have left below their caller. A key that is moved into its
/// place leaves its bytes where it was made, and one that goes through registers where they are saved; no destructor runs
/// there.
#[inline(never)]
pub(crate) fn wipe_stack<const BYTES: usize>() {
    let room = [0_u8; BYTES];
    zeroize::optimization_barrier(&room);
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secret::new(b"sk098765")), "Secret(redacted)");
    }
}
