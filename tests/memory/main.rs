//! What a call takes from the heap: how often, how much at once, and how both grow with the input.
//!
//! The output has room before the call, and the input is the caller's: neither is counted. A block that grows counts as
//! a new one, beside the old until its bytes are moved.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and judges ratios; JSON is handed over where it is written"
)]

mod growth;
mod message;

use std::sync::Once;

use allocation_counter::AllocationInfo;

use message::{Message, TEXTS, Text};

/// What one call takes, its output and what is set up once for all calls not counted.
fn heap(message: &Message) -> AllocationInfo {
    static WARM: Once = Once::new();
    WARM.call_once(|| TEXTS.iter().for_each(|text| (text.of)("hi", 0).deliver(&mut Vec::new()).expect("a delivery")));
    let mut out = Vec::with_capacity(8 * message.body.len() + 4096);
    let room = out.capacity();
    let info = allocation_counter::measure(|| message.deliver(&mut out).expect("a delivery"));
    assert!(out.len() > message.body.len() / 4, "the message is in its delivery");
    assert_eq!(out.capacity(), room, "the output had room");
    assert_eq!((info.count_current, info.bytes_current), (0, 0), "what a call takes it gives back");
    info
}

/// A text of about `size` bytes, with and without what JSON has to escape.
fn text(size: usize, is_escaped: bool) -> String {
    let line = if is_escaped {
        "the build is \"green\"\n今天的构建通过了\n"
    } else {
        "the build is green. 今天的构建通过了。"
    };
    line.repeat((size / line.len()).max(1))
}

/// Fails with everything that was found, not only with the first.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_text_message_takes_few_allocations_whatever_its_fields() {
    let mut faults = Vec::new();
    for Text { name, of, most } in TEXTS {
        for (is_escaped, how) in [(false, "plain"), (true, "escaped")] {
            let text = text(80, is_escaped);
            for (unknown, most) in [0, 10, 100].into_iter().zip(most) {
                let taken = heap(&of(&text, unknown)).count_total;
                if taken > most {
                    faults.push(format!(
                        "{name}, {how} text, {unknown} unknown fields: {taken} allocations, at most {most} are allowed"
                    ));
                }
            }
        }
    }
    none(&faults);
}
