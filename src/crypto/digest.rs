//! Plain digests (FIPS 180-4, RFC 1321).

use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::Sha256;

/// SHA-256 of these pieces in a row.
pub fn sha256(pieces: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update(piece);
    }
    hash.finalize().into()
}

/// SHA-1 of these pieces in a row, where a platform signs with it. Between secret pieces it serves as a tag.
pub fn sha1(pieces: &[&[u8]]) -> [u8; 20] {
    let mut hash = Sha1::new();
    for piece in pieces {
        hash.update(piece);
    }
    hash.finalize().into()
}

/// MD5, where a platform derives a key with it. It proves nothing.
pub fn md5(bytes: &[u8]) -> [u8; 16] {
    Md5::digest(bytes).into()
}

/// MD5 of these pieces in a row, where a platform signs with it: proof against accidents and strangers, not against
/// collisions.
pub fn md5_of(pieces: &[&[u8]]) -> [u8; 16] {
    let mut hash = Md5::new();
    for piece in pieces {
        hash.update(piece);
    }
    hash.finalize().into()
}
