//! The floor of a WPS callback: HMAC, base64, AES and one pass over the JSON, with what is fastest for each, and nothing else.
//!
//! What it needs of the envelope is taken out of it beforehand, and nothing is made of the plaintext. The process of a peer:
//! `check` answers with the message, read outside of what is timed; `time N` with the nanoseconds of N calls.

mod case;
mod pass;

use std::env;
use std::hint::black_box;
use std::io;
use std::time::Instant;

use aes::Aes256;
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, InnerIvInit, KeyInit};
use hmac::{Hmac, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;

use crate::case::Case;
use crate::pass::Pass;

fn main() {
    let case = Case::read();
    let mut floor = Floor::new(&case);
    floor.pass = Pass::fastest(&floor.decrypt());
    let stage = match env::args().nth(2).as_deref() {
        Some("verify") => Stage::Verify,
        Some("decrypt") => Stage::Decrypt,
        _ => Stage::All,
    };
    for line in io::stdin().lines() {
        let line = line.expect("a command");
        match line.strip_prefix("time ") {
            Some(calls) => println!("{}", floor.time(stage, calls.parse().expect("a number"))),
            None => {
                floor.work(Stage::All);
                println!("1\n{}", case::message(&floor.decrypt()));
            }
        }
    }
}

/// What is timed: everything, or a piece of it.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    All,
    Verify,
    Decrypt,
}

struct Floor {
    mac: Hmac<Sha256>,
    signed: [String; 2],
    signature: [u8; 32],
    cipher: Aes256,
    iv: [u8; 16],
    pass: Pass,
}

impl Floor {
    fn new(case: &Case) -> Self {
        let key: String = Md5::digest(&case.app_key).iter().map(|byte| format!("{byte:02x}")).collect();
        let signature = base64_simd::URL_SAFE_NO_PAD.decode_to_vec(&case.signature).expect("a signature in base64");
        Self {
            mac: Hmac::new_from_slice(case.app_key.as_bytes()).expect("any key"),
            signed: [case.signed_head.clone(), case.encrypted_data.clone()],
            signature: signature.try_into().expect("32 bytes"),
            cipher: Aes256::new_from_slice(key.as_bytes()).expect("32 letters"),
            iv: case.nonce.as_bytes()[..16].try_into().expect("16 letters"),
            pass: Pass::Sonic,
        }
    }

    fn work(&self, stage: Stage) {
        match stage {
            Stage::Verify => self.verify(),
            Stage::Decrypt => _ = black_box(self.decrypt()),
            Stage::All => {
                self.verify();
                self.pass.over(&mut self.decrypt());
            }
        }
    }

    fn verify(&self) {
        let mut mac = self.mac.clone();
        for piece in &self.signed {
            mac.update(piece.as_bytes());
        }
        mac.verify_slice(&self.signature).expect("the signature");
    }

    /// The plaintext, with room for the pass to put its padding behind it.
    fn decrypt(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.signed[1].len() + pass::PADDING);
        base64_simd::STANDARD.decode_append(&self.signed[1], &mut bytes).expect("base64");
        let decryptor = Decryptor::inner_iv_init(&self.cipher, (&self.iv).into());
        let len = decryptor.decrypt_padded::<Pkcs7>(&mut bytes).expect("padding").len();
        bytes.truncate(len);
        bytes
    }

    fn time(&self, stage: Stage, calls: u32) -> u128 {
        for _ in 0..calls / 8 {
            self.work(stage); // the caches are the last peer's
        }
        let begun = Instant::now();
        for _ in 0..calls {
            self.work(stage);
        }
        begun.elapsed().as_nanos()
    }
}
