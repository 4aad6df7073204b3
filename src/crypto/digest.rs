//! Plain digests of pieces in a row (FIPS 180-4, RFC 1321); the pieces are never copied together.

use md5::Md5;
use sha1::Sha1;
use sha2::digest::{FixedOutputReset, Output};
use sha2::{Digest, Sha256};

use crate::secret::{STACK_OF_DIGEST, wipe_stack};

/// SHA-256.
pub fn sha256(pieces: &[&[u8]]) -> [u8; 32] {
    digest::<Sha256>(pieces).into()
}

/// SHA-256, made in its place: what is returned leaves a copy where it was made.
pub fn sha256_into(pieces: &[&[u8]], digest: &mut [u8; 32]) {
    unwiped::<Sha256>(pieces, digest.into());
    wipe_stack::<STACK_OF_DIGEST>();
}

/// SHA-1, where a platform signs with it. Between secret pieces it serves as a tag.
pub fn sha1(pieces: &[&[u8]]) -> [u8; 20] {
    digest::<Sha1>(pieces).into()
}

/// MD5, where a platform derives a key or signs with it: proof against accidents and strangers, not against collisions.
pub fn md5(pieces: &[&[u8]]) -> [u8; 16] {
    digest::<Md5>(pieces).into()
}

/// Some of the pieces may be secret: what the digest leaves on the stack is wiped.
fn digest<D: Digest + FixedOutputReset>(pieces: &[&[u8]]) -> Output<D> {
    let mut digest = Output::<D>::default();
    unwiped::<D>(pieces, &mut digest);
    wipe_stack::<STACK_OF_DIGEST>();
    digest
}

/// Reset rather than finished: to finish takes the state by value, and what is moved from is not zeroized.
#[inline(never)]
fn unwiped<D: Digest + FixedOutputReset>(pieces: &[&[u8]], digest: &mut Output<D>) {
    let mut hash = D::new();
    for piece in pieces {
        Digest::update(&mut hash, piece);
    }
    Digest::finalize_into_reset(&mut hash, digest);
}
