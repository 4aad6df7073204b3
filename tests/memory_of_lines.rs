//! However many lines `parse_lines` is given, and on however many threads: besides input and output it takes a bounded
//! amount of memory.
//!
//! Alone in its program, for it looks at the whole heap: what several threads hold at once counts together.

#![allow(missing_docs, clippy::expect_used, reason = "a test fails by panicking")]

use std::alloc::System;

use cap::Cap;
use imhook::Receiver;

#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, usize::MAX);

const LINE: &str = concat!(
    r#"{"msgid":"4538352996756104940_1691386670520_external","action":"send","from":"wm0","tolist":["zhangsan"],"roomid":"","#,
    r#""msgtime":1691386666454,"msgtype":"text","text":{"content":"the build is green, 今天的构建通过了"}}"#,
    "\n"
);

/// What one thread holds on its way: the outputs that wait for their turn, of shares of 256 KiB of lines each.
const MOST_PER_THREAD: usize = 6 << 20;

/// What the calling thread holds when it is alone: the reading of one line.
const MOST_ALONE: usize = 64 << 10;

#[test]
fn lines_take_bounded_memory_besides_input_and_output() {
    let receiver = Receiver::new(br#"{"platform":"wecom_archive"}"#).expect("a configuration");
    for count in [2_000, 20_000, 60_000] {
        let lines = LINE.repeat(count);
        for threads in [1, 2, 4] {
            // The largest heap so far can only rise: memory that nothing touches lifts each call above the one before.
            let ballast = Vec::<u8>::with_capacity(HEAP.max_allocated().saturating_sub(HEAP.allocated()));
            let before = HEAP.allocated();
            let out = receiver.parse_lines(lines.as_bytes(), threads);
            let besides = HEAP.max_allocated().saturating_sub(before + out.capacity());
            drop(std::hint::black_box(ballast));
            println!("{count} lines on {threads} threads: {besides} B besides {} and {}", lines.len(), out.len());
            assert_eq!(out.iter().filter(|&&byte| byte == b'\n').count(), count, "a delivery for each line");
            let most = if threads == 1 { MOST_ALONE } else { threads * MOST_PER_THREAD };
            assert!(besides <= most, "{count} lines on {threads} threads: {besides} B besides, {most} are allowed");
        }
    }
}
