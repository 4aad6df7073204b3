//! What must live as long as a delivery borrows from it.

use std::cell::OnceCell;

use elsa::FrozenVec;

/// Holds the plaintext of one request, and the texts that its readers had to make: unescaped keys, JSON inside strings.
#[derive(Default)]
pub struct Arena {
    plaintext: OnceCell<Vec<u8>>,
    texts: FrozenVec<String>,
}

impl Arena {
    pub fn keep(&self, text: String) -> &str {
        self.texts.push_get(text)
    }

    /// Keeps a plaintext; there is one per request.
    pub fn keep_plaintext(&self, plaintext: Vec<u8>) -> &[u8] {
        self.plaintext.get_or_init(|| plaintext)
    }
}
