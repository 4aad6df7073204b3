//! Many inputs, one output line each, in order.

use std::thread;

use crate::error::Result;

/// The name of the threads that a batch starts.
pub(crate) const WORKER: &str = "imhook";

/// The lines of a text: each ends in LF or CR LF, the last may lack it, blank ones are left out.
pub fn lines(text: &[u8]) -> Vec<&[u8]> {
    let lines = text.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|line| !line.trim_ascii().is_empty()).collect()
}

/// Runs `work` on every input, on at most `threads` threads counting this one; what cannot be started is done without.
/// Threads end before this returns. The lines come after what `out` holds.
pub fn run<T: Sync>(
    inputs: &[T],
    threads: usize,
    work: impl Fn(&T, &mut Vec<u8>) -> Result<()> + Sync,
    out: &mut Vec<u8>,
) {
    let threads = threads.clamp(1, inputs.len().max(1));
    if threads == 1 {
        return each(inputs, &work, out);
    }
    // A share a thread, in order, so that outputs join end to end.
    let shares: Vec<&[T]> = inputs.chunks(inputs.len().div_ceil(threads)).collect();
    let (own, others) = shares.split_first().map_or((&[][..], &[][..]), |(own, others)| (*own, others));
    thread::scope(|scope| {
        let started: Vec<_> = others
            .iter()
            .map(|share| {
                let worker = thread::Builder::new().name(WORKER.to_owned());
                #[expect(clippy::disallowed_methods, reason = "the one place")]
                let started = worker.spawn_scoped(scope, || {
                    let mut part = Vec::new();
                    each(share, &work, &mut part);
                    part
                });
                started.map_err(|_| *share)
            })
            .collect();
        each(own, &work, out);
        for outcome in started {
            match outcome {
                Ok(thread) => {
                    let part = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                    out.extend_from_slice(&part);
                }
                Err(share) => each(share, &work, out),
            }
        }
    });
}

fn each<T>(inputs: &[T], work: &impl Fn(&T, &mut Vec<u8>) -> Result<()>, out: &mut Vec<u8>) {
    for input in inputs {
        let start = out.len();
        if let Err(error) = work(input, out) {
            out.truncate(start);
            out.extend_from_slice(&error.to_json());
        }
        out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Status};

    #[test]
    fn lines_end_as_they_like() {
        assert_eq!(lines(b"a\r\n\n  \nb\nc"), [&b"a"[..], b"b", b"c"]);
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn output_is_in_order_whatever_the_threads() {
        let inputs: Vec<usize> = (0..101).collect();
        let work = |input: &usize, out: &mut Vec<u8>| {
            out.extend_from_slice(input.to_string().as_bytes());
            if input % 10 == 3 { Err(Error::new(Status::MalformedPayload, "three")) } else { Ok(()) }
        };
        let lines_of = |inputs: &[usize], threads| {
            let mut out = b"before".to_vec();
            run(inputs, threads, work, &mut out);
            out.strip_prefix(b"before").unwrap().to_vec()
        };
        let one = lines_of(&inputs, 0);
        assert_eq!(one.iter().filter(|&&byte| byte == b'\n').count(), 101);
        for threads in [1, 2, 3, 7, 101, 1000] {
            assert_eq!(lines_of(&inputs, threads), one);
        }
        assert!(lines_of(&[], 4).is_empty());
    }
}
