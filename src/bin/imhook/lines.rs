//! Long runs: one input on each line, one line of output for each, in order.

use imhook::{Receiver, Request, Status};
use serde::Serialize;

use crate::failure::Failure;
use crate::input::{Input, LONGEST};
use crate::pieces::{Piece, Pieces};
use crate::progress::Progress;
use crate::{object, output};

/// Parses a payload on each line.
pub fn parse(receiver: &Receiver, input: Input, threads: usize) -> Result<(), Failure> {
    run(input, |lines| receiver.parse_lines(lines, threads))
}

/// Receives a request on each line.
pub fn receive(receiver: &Receiver, input: Input, threads: usize, now_ms: Option<i64>) -> Result<(), Failure> {
    run(input, |lines| received(receiver, lines, threads, now_ms))
}

fn run(input: Input, work: impl Fn(&[u8]) -> Vec<u8>) -> Result<(), Failure> {
    let progress = Progress::of(input.size);
    let mut pieces = Pieces::of(input.source);
    let (mut lines, mut refused) = (0, 0);
    while let Some(piece) = pieces.next().map_err(|error| Failure::unreadable(&input.name, &error))? {
        let (bytes, out) = match piece {
            Piece::Lines(text) => (text.len(), work(text)),
            Piece::TooLong(length) => (length, too_long()),
        };
        output::write(&out)?;
        for line in out.split_inclusive(|&byte| byte == b'\n') {
            lines += 1;
            refused += u64::from(line.starts_with(b"{\"error\":"));
        }
        progress.advance(bytes, lines, refused);
    }
    progress.finish();
    match refused {
        0 => Ok(()),
        _ => Err(Failure::refused(format!("{refused} of {lines} lines are refused"))
            .hint("the output has an error object in the place of each")),
    }
}

/// What comes of lines that hold requests. Those that hold none never reach the receiver.
fn received(receiver: &Receiver, text: &[u8], threads: usize, now_ms: Option<i64>) -> Vec<u8> {
    let lines = text.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let captured: Vec<_> = lines.map(object::read).collect();
    let requests: Vec<Request<'_>> = captured.iter().flatten().map(|captured| captured.request(now_ms)).collect();
    let answers = receiver.receive_batch(&requests, threads);
    let mut answers = answers.split_inclusive(|&byte| byte == b'\n');
    let mut out = Vec::new();
    for captured in &captured {
        match captured {
            Ok(_) => out.extend_from_slice(answers.next().unwrap_or_default()),
            Err(message) => out.extend(error_object(Status::MalformedRequest, message)),
        }
    }
    out
}

fn too_long() -> Vec<u8> {
    error_object(Status::TooLarge, &format!("the line is longer than {} MiB", LONGEST >> 20))
}

/// A line as the library writes it for an input that is refused.
fn error_object(status: Status, message: &str) -> Vec<u8> {
    #[derive(Serialize)]
    struct Envelope<'a> {
        error: Object<'a>,
    }
    #[derive(Serialize)]
    struct Object<'a> {
        status: i32,
        name: &'a str,
        message: &'a str,
        http_status: u16,
    }
    let error = Object { status: status.code(), name: status.name(), message, http_status: status.http_status() };
    let mut line = serde_json::to_vec(&Envelope { error }).unwrap_or_default();
    line.push(b'\n');
    line
}
