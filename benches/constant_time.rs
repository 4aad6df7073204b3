//! Whether the time of the comparison and of the pad check depends on where they find the difference: `make
//! bench-constant-time`.
//!
//! The method is dudect's (Reparaz, Balasch, Verbauwhede: Dude, is my code constant time?): two classes of input in random
//! order, each measured many times, the slowest measurements cropped, and Welch's t-test between the two. |t| above 4.5
//! says that the classes differ. A clock is at the mercy of the machine, so that this prints and judges nothing; `make
//! test-instructions` holds the counts.
//!
//! The functions are the library's own sources, compiled in here as the release is.

#![allow(
    missing_docs,
    dead_code,
    unused_imports,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a measurement reads the clock, and takes a part of two files of the library"
)]

#[path = "../src/crypto/padding.rs"]
mod padding;
#[path = "../src/crypto/proof.rs"]
mod proof;

use std::hint::black_box;
use std::time::Instant;

use proof::Proof;

/// Measurements of each pair of classes, and calls in each measurement.
const MEASUREMENTS: usize = 400_000;
const CALLS: usize = 16;

/// The measurements that are kept: the fastest part of all, whichever class they are of.
const CROPPED: [f64; 4] = [0.5, 0.75, 0.9, 0.99];

/// The comparison as it is called: by itself, so that its machine code can be read.
#[inline(never)]
#[unsafe(no_mangle)]
fn compare_tags(computed: &[u8; 43], received: &[u8]) -> bool {
    Proof::of(computed, received).is_some()
}

#[inline(never)]
#[unsafe(no_mangle)]
fn check_padding(buffer: &mut Vec<u8>) -> bool {
    padding::remove(buffer, 32).is_ok()
}

/// A comparison that stops at the first difference, to show that the method finds what it looks for.
#[inline(never)]
fn compare_leaking(computed: &[u8; 43], received: &[u8]) -> bool {
    computed.iter().zip(received).all(|(one, other)| black_box(one) == black_box(other))
}

fn main() {
    let tag = *b"iKqz7ejTrflNJquQ07r9SiCDBww7zOnAFO4EpEOEfAs";
    let wrong_at = |at: usize| {
        let mut wrong = tag;
        wrong[at] ^= 1;
        wrong
    };
    let (first, last) = (wrong_at(0), wrong_at(42));
    let tags = |class: usize| if class == 0 { &first } else { &last };
    let right_or_wrong = |class: usize| if class == 0 { &tag } else { &first };
    let compare = |received: &[u8; 43]| compare_tags(black_box(&tag), black_box(received));
    report("tags, first against last character", |class| repeated(tags(class), compare));
    report("tags, right against wrong", |class| repeated(right_or_wrong(class), compare));

    // Wrong all the same, at the first byte of the pad or at its last but one, so that neither is cut.
    let padded = |at: usize| {
        let mut text = vec![32; 64];
        text[at] ^= 1;
        text
    };
    let (mut far, mut near) = (padded(32), padded(62));
    report("pads of 32, first against last byte", |class| {
        let buffer = if class == 0 { &mut far } else { &mut near };
        let begun = Instant::now();
        for _ in 0..CALLS {
            black_box(check_padding(black_box(buffer)));
        }
        begun.elapsed().as_nanos() as f64
    });
    let (mut long, mut short) = (padded(32), vec![2; 64]);
    short[62] = 3;
    report("pads of 32 against pads of 2", |class| {
        let buffer = if class == 0 { &mut long } else { &mut short };
        let begun = Instant::now();
        for _ in 0..CALLS {
            black_box(check_padding(black_box(buffer)));
        }
        begun.elapsed().as_nanos() as f64
    });
    let leaking = |received: &[u8; 43]| compare_leaking(black_box(&tag), black_box(received));
    report("for comparison, one that stops early", |class| repeated(tags(class), leaking));
}

fn repeated(received: &[u8; 43], compare: impl Fn(&[u8; 43]) -> bool) -> f64 {
    let begun = Instant::now();
    for _ in 0..CALLS {
        black_box(compare(received));
    }
    begun.elapsed().as_nanos() as f64
}

/// Measures both classes and prints the largest |t| of the croppings.
fn report(name: &str, mut measure: impl FnMut(usize) -> f64) {
    // A small generator of random bits (xorshift): the order must not follow a rhythm of the machine.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut classes = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::from(state & 1 == 1)
    };
    let measured: Vec<(usize, f64)> = (0..MEASUREMENTS)
        .map(|_| {
            let class = classes();
            (class, measure(class))
        })
        .collect();
    let mut times: Vec<f64> = measured.iter().map(|(_, time)| *time).collect();
    times.sort_by(f64::total_cmp);
    let found = CROPPED.map(|part| {
        let limit = times[(part * (times.len() - 1) as f64) as usize];
        let of_class = |wanted: usize| {
            measured.iter().filter(move |(class, time)| *class == wanted && *time <= limit).map(|(_, time)| *time)
        };
        welch(of_class(0), of_class(1)).abs()
    });
    let largest = found.into_iter().fold(0.0, f64::max);
    let median = times[times.len() / 2] / CALLS as f64;
    println!("{name:<40} |t| {largest:8.2}   {median:.1} ns a call");
}

/// Welch's t of two samples.
fn welch(one: impl Iterator<Item = f64>, other: impl Iterator<Item = f64>) -> f64 {
    let ((count, mean, variance), (others, other_mean, other_variance)) = (moments(one), moments(other));
    let deviation = (variance / count + other_variance / others).sqrt();
    if deviation == 0.0 { 0.0 } else { (mean - other_mean) / deviation }
}

/// How many, their mean and their variance, in one pass (Welford).
fn moments(sample: impl Iterator<Item = f64>) -> (f64, f64, f64) {
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for time in sample {
        count += 1.0;
        let distance = time - mean;
        mean += distance / count;
        squares += distance * (time - mean);
    }
    (count, mean, squares / (count - 1.0))
}
