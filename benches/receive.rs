//! `imhook_receive` through the C ABI beside its floor: the bare HMAC, base64 and AES over the same bytes.
//!
//! Criterion times each on its own. The closing table times them turn by turn and gives the ratio of the minima, which
//! says something on any machine.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a benchmark times, and fails by panicking"
)]

mod callbacks;

use std::hint::black_box;
use std::ptr;
use std::time::{Duration, Instant};

use aes::Aes256;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt, InnerIvInit, KeyInit as _};
use criterion::{Criterion, Throughput};
use hmac::{Hmac, Mac};
use imhook::ffi::{
    Buf, ReceiverHandle, RequestParts, imhook_buf_free, imhook_receive, imhook_receiver_free, imhook_receiver_new,
};
use sha2::Sha256;

use callbacks::{CONFIG, Content, NOW_MS};

/// Bytes of plaintext, and what a message of that length is.
const SIZES: [(&str, usize, Content); 4] = [
    ("300 B text", 300, Content::Text),
    ("2 KB text", 2 << 10, Content::Text),
    ("64 KB text", 64 << 10, Content::Text),
    ("64 KB rich text", 64 << 10, Content::RichText),
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let cases: Vec<Case> = SIZES.iter().map(|&(name, size, content)| Case::new(name, size, content)).collect();
    for case in &cases {
        let mut group = criterion.benchmark_group(case.name);
        group.throughput(Throughput::Bytes(case.plaintext_len as u64));
        group.bench_function("imhook_receive", |bencher| bencher.iter(|| case.receive()));
        group.bench_function("floor", |bencher| bencher.iter(|| case.floor()));
        group.finish();
    }
    criterion.final_summary();

    println!("\n| plaintext | imhook_receive | floor: HMAC + base64 + AES | ratio |\n| --- | --- | --- | --- |");
    for case in &cases {
        let (receive, floor) = minima(&|| case.receive(), &|| case.floor());
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        let ratio = receive.as_secs_f64() / floor.as_secs_f64();
        println!("| {} | {:.2} µs | {:.2} µs | {ratio:.2} |", case.name, micros(receive), micros(floor));
    }
}

/// The best time of each, taken turn by turn for two seconds.
fn minima(first: &dyn Fn(), second: &dyn Fn()) -> (Duration, Duration) {
    let mut best = (Duration::MAX, Duration::MAX);
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end {
        best.0 = best.0.min(burst(first));
        best.1 = best.1.min(burst(second));
    }
    best
}

fn burst(work: &dyn Fn()) -> Duration {
    const CALLS: u32 = 16;
    let start = Instant::now();
    for _ in 0..CALLS {
        work();
    }
    start.elapsed() / CALLS
}

struct Case {
    name: &'static str,
    plaintext_len: usize,
    body: String,
    receiver: *mut ReceiverHandle,
    mac: Hmac<Sha256>,
    signed: Vec<String>,
    cipher: Aes256,
    iv: [u8; 16],
}

impl Case {
    fn new(name: &'static str, size: usize, content: Content) -> Self {
        let payload = callbacks::payload(size, content);
        let body = callbacks::body(&payload);
        let fields: serde_json::Value = serde_json::from_str(&body).expect("a body of JSON");
        let field = |key: &str| fields[key].as_str().expect("a field").to_owned();
        let signed = ["AK123456", ":", "kso.app_chat.message", ":", "71a2b3c4d5e6f707", ":", "1704074400", ":"];
        let mut receiver = ptr::null_mut();
        // SAFETY: the configuration is valid for its length; there is no error buffer.
        let code = unsafe { imhook_receiver_new(CONFIG.as_ptr().cast(), CONFIG.len(), &mut receiver, ptr::null_mut()) };
        let _ = code;
        assert!(!receiver.is_null());
        let case = Self {
            name,
            plaintext_len: payload.len(),
            receiver,
            mac: Hmac::new_from_slice(b"sk098765").expect("any key"),
            signed: signed.map(str::to_owned).into_iter().chain([field("encrypted_data")]).collect(),
            cipher: Aes256::new(b"e841b3fe64f8513b26187479d3bd5db7".into()),
            iv: *b"71a2b3c4d5e6f707",
            body,
        };
        assert!(case.delivery_len() > payload.len(), "the benchmark receives a delivery");
        case
    }

    fn receive(&self) {
        black_box(self.delivery_len());
    }

    fn delivery_len(&self) -> usize {
        let request = RequestParts {
            method: ptr::null(),
            method_len: 0,
            target: ptr::null(),
            target_len: 0,
            headers: ptr::null(),
            headers_len: 0,
            body: self.body.as_ptr(),
            body_len: self.body.len(),
            now_ms: NOW_MS,
        };
        let mut delivery = Buf { data: ptr::null_mut(), len: 0 };
        // SAFETY: every pointer is valid for the call; the buffer is freed once.
        unsafe {
            imhook_receive(self.receiver, &request, &mut delivery, ptr::null_mut());
            let len = delivery.len;
            imhook_buf_free(&mut delivery);
            len
        }
    }

    fn floor(&self) {
        let mut mac = self.mac.clone();
        for piece in &self.signed {
            mac.update(piece.as_bytes());
        }
        black_box(mac.finalize().into_bytes());
        let mut buffer = base64_simd::STANDARD.decode_to_vec(&self.signed[8]).expect("base64");
        let decryptor = cbc::Decryptor::inner_iv_init(&self.cipher, (&self.iv).into());
        black_box(decryptor.decrypt_padded::<NoPadding>(&mut buffer).expect("whole blocks").len());
    }
}

impl Drop for Case {
    fn drop(&mut self) {
        // SAFETY: made by imhook_receiver_new, freed once.
        unsafe { imhook_receiver_free(self.receiver) };
    }
}
