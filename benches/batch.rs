//! Many inputs in one call, on one thread and on two, beside one call for each: `imhook_receive_batch` of
//! callbacks, `imhook_parse_lines` of an archive. All through the C ABI, turn by turn; the best of each.
//!
//! `cargo bench --bench batch -- MB` sets the length of the archive, 1,000 MB (10⁶ bytes) unless given. Its output is
//! nearly four times as long: the machine should have six bytes of free memory for each byte of it.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark times, and fails by panicking"
)]

mod callbacks;

use std::ptr;
use std::time::{Duration, Instant};

use callbacks::{CONFIG, Content, NOW_MS};
use imhook::ffi::{
    Buf, Code, ReceiverHandle, RequestParts, imhook_buf_free, imhook_parse_lines, imhook_receive, imhook_receive_batch,
    imhook_receiver_free, imhook_receiver_new,
};

/// Callbacks in a batch, and what each is.
const BATCHES: [(usize, &str, usize, Content); 5] = [
    (64, "300 B", 300, Content::Text),
    (1024, "300 B", 300, Content::Text),
    (1024, "2 KB", 2 << 10, Content::Text),
    (64, "64 KB", 64 << 10, Content::Text),
    (64, "64 KB of rich text", 64 << 10, Content::RichText),
];

const LINE: &str = r#"{"msgid":"CAQQluDa4QUY0On2rYSAgAMgzPrShAE=","action":"send","from":"XuJinSheng","tolist":["icefog","zhangsan"],"roomid":"wrErxtDgAAEf35NPx5Sx7ZkZxp_zZN1A","msgtime":1547087894783,"msgtype":"text","text":{"content":"the weekly report is due by 6 pm, please send it in time 你好, and do not forget the figures"},"seq":12345}"#;

fn main() {
    let megabytes = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    println!("| callbacks | one call each | a batch | gain | on two threads | gain |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (count, name, size, content) in BATCHES {
        let body = callbacks::body(&callbacks::payload(size, content));
        let receiver = Endpoint::new(CONFIG);
        let request = || RequestParts { body: body.as_ptr(), body_len: body.len(), now_ms: NOW_MS, ..NO_REQUEST };
        let requests: Vec<RequestParts> = (0..count).map(|_| request()).collect();
        let one_by_one = || requests.iter().map(|request| receiver.receive(request)).sum();
        let [each, batch, two] =
            best(&[&one_by_one, &|| receiver.receive_batch(&requests, 1), &|| receiver.receive_batch(&requests, 2)]);
        let micros = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
        println!(
            "| {count} of {name} | {:.2} µs | {:.2} µs | {:.2} | {:.2} µs | {:.2} |",
            micros(each),
            micros(batch),
            ratio(each, batch),
            micros(two),
            ratio(batch, two),
        );
    }

    println!("\n| archive of | output | one thread | two threads | gain |\n| --- | --- | --- | --- | --- |");
    for megabytes in [megabytes / 10, megabytes] {
        let archive = format!("{LINE}\n").repeat(megabytes * 1_000_000 / (LINE.len() + 1));
        let receiver = Endpoint::new(r#"{"platform":"wecom_archive"}"#);
        let output = receiver.parse_lines(&archive, 1);
        let [one, two] = best(&[&|| receiver.parse_lines(&archive, 1), &|| receiver.parse_lines(&archive, 2)]);
        let rate = |time: Duration| archive.len() as f64 / 1e6 / time.as_secs_f64();
        println!(
            "| {} MB | {} MB | {:.0} MB/s | {:.0} MB/s | {:.2} |",
            archive.len() / 1_000_000,
            output / 1_000_000,
            rate(one),
            rate(two),
            ratio(one, two),
        );
    }
}

fn ratio(first: Duration, second: Duration) -> f64 {
    first.as_secs_f64() / second.as_secs_f64()
}

/// The best time of each, taken turn by turn for ten seconds, three turns at least. All give the same, but for line ends.
fn best<const N: usize>(works: &[&dyn Fn() -> usize; N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    let lengths = works.map(|work| work());
    assert!(lengths.iter().all(|length| length.abs_diff(lengths[0]) <= 1024), "{lengths:?}: not the same work");
    let end = Instant::now() + Duration::from_secs(10);
    let mut turns = 0;
    while Instant::now() < end || turns < 3 {
        for (best, work) in best.iter_mut().zip(works) {
            let start = Instant::now();
            work();
            *best = start.elapsed().min(*best);
        }
        turns += 1;
    }
    best
}

const NO_REQUEST: RequestParts = RequestParts {
    method: ptr::null(),
    method_len: 0,
    target: ptr::null(),
    target_len: 0,
    headers: ptr::null(),
    headers_len: 0,
    body: ptr::null(),
    body_len: 0,
    now_ms: 0,
};

struct Endpoint(*mut ReceiverHandle);

impl Endpoint {
    fn new(config: &str) -> Self {
        let mut receiver = ptr::null_mut();
        // SAFETY: the configuration is valid for its length; there is no error buffer.
        unsafe { imhook_receiver_new(config.as_ptr().cast(), config.len(), &mut receiver, ptr::null_mut()) };
        assert!(!receiver.is_null());
        Self(receiver)
    }

    fn receive(&self, request: &RequestParts) -> usize {
        // SAFETY: every pointer is valid for the call.
        length(|out| unsafe { imhook_receive(self.0, request, out, ptr::null_mut()) })
    }

    fn receive_batch(&self, requests: &[RequestParts], threads: u32) -> usize {
        // SAFETY: as above.
        length(|out| unsafe {
            imhook_receive_batch(self.0, requests.as_ptr(), requests.len(), threads, out, ptr::null_mut())
        })
    }

    fn parse_lines(&self, lines: &str, threads: u32) -> usize {
        // SAFETY: as above.
        length(|out| unsafe { imhook_parse_lines(self.0, lines.as_ptr(), lines.len(), threads, out, ptr::null_mut()) })
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        // SAFETY: made by imhook_receiver_new, freed once.
        unsafe { imhook_receiver_free(self.0) };
    }
}

/// The length of a result, which is given back.
fn length(call: impl FnOnce(*mut Buf) -> Code) -> usize {
    let mut out = Buf { data: ptr::null_mut(), len: 0 };
    let _ = call(&mut out);
    let len = out.len;
    assert!(len > 0, "the call failed");
    // SAFETY: the call's own result, freed once.
    unsafe { imhook_buf_free(&mut out) };
    len
}
