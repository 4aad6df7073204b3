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

/// Bytes of stack below a caller that [`wipe_stack`] overwrites: more than a configuration or a digest takes.
const STACK: usize = 32 << 10;

/// Overwrites the stack that calls before this one have left. A key that is moved into its place leaves its bytes where
/// it was made, and no destructor runs there.
#[inline(never)]
pub(crate) fn wipe_stack() {
    let room = [0_u8; STACK];
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
