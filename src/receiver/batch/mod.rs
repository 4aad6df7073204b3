//! Many inputs, one output line each, in order.

use crate::error::Result;

mod in_order;

pub(crate) use in_order::WORKER;
use in_order::in_order;

/// Bytes of input that a thread takes at a time: enough to make taking cheap, little enough that what is read and written
/// stays in its cache.
const SHARE_BYTES: usize = 256 << 10;

/// Requests that a thread takes at a time.
const SHARE_REQUESTS: usize = 64;

/// Has `work` write the lines of each two of these, or of a single one, on at most `threads` threads counting this one;
/// `length` is how many bytes one has. The lines come after what `out` holds.
pub fn of_requests<T: Sync>(
    requests: &[T],
    length: impl Fn(&T) -> usize + Send,
    threads: usize,
    work: impl Fn(&[T], &mut Vec<u8>) + Sync,
    out: &mut Vec<u8>,
) {
    let threads = threads.clamp(1, requests.len().max(1));
    let most = requests.len().div_ceil(threads).clamp(1, SHARE_REQUESTS);
    let in_twos = |share: &[T], out: &mut Vec<u8>| share.chunks(2).for_each(|two| work(two, out));
    in_order(shares_of(requests, length, most), threads, in_twos, out);
}

/// Pieces of a list: each of `most` at the most, and no longer than a share unless it is of one alone.
fn shares_of<T: Sync>(
    requests: &[T],
    length: impl Fn(&T) -> usize + Send,
    most: usize,
) -> impl Iterator<Item = &[T]> + Send {
    let mut rest = requests;
    std::iter::from_fn(move || {
        let mut room = SHARE_BYTES;
        let fitting = rest.iter().take(most).take_while(|request| {
            let fits = room.checked_sub(length(request));
            room = fits.unwrap_or_default();
            fits.is_some()
        });
        let (share, after) = rest.split_at(fitting.count().max(1).min(rest.len()));
        rest = after;
        (!share.is_empty()).then_some(share)
    })
}

/// Runs `work` on each line of a text. Lines end in LF or CR LF, the last may lack it, blank ones are left out. Otherwise as
/// [`of_requests`].
pub fn of_lines(
    text: &[u8],
    threads: usize,
    work: impl Fn(&[u8], &mut Vec<u8>) -> Result<()> + Sync,
    out: &mut Vec<u8>,
) {
    let threads = threads.clamp(1, text.len().max(1));
    let size = text.len().div_ceil(threads).clamp(1, SHARE_BYTES);
    let each = |share, out: &mut Vec<u8>| lines(share).for_each(|input| line(out, |out| work(input, out)));
    in_order(shares(text, size), threads, each, out);
}

/// Pieces of a text of about `size` bytes, each of whole lines.
fn shares(text: &[u8], size: usize) -> impl Iterator<Item = &[u8]> + Send {
    let mut rest = text;
    std::iter::from_fn(move || {
        let tail = rest.get(size..).unwrap_or_default();
        let cut = memchr::memchr(b'\n', tail).map_or(rest.len(), |at| size + at + 1);
        let (share, after) = rest.split_at(cut);
        rest = after;
        (!share.is_empty()).then_some(share)
    })
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    let lines = std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    });
    lines
        .map(|line| {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            line.strip_suffix(b"\r").unwrap_or(line)
        })
        .filter(|line| !line.trim_ascii().is_empty())
}

/// One line: what `write` writes or, where it fails, its error object.
pub fn line(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> Result<()>) {
    let start = out.len();
    if let Err(error) = write(out) {
        out.truncate(start);
        out.extend_from_slice(&error.to_json());
    }
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Status};

    #[test]
    fn lines_end_as_they_like() {
        assert!(lines(b"a\r\n\n  \nb\nc").eq([&b"a"[..], b"b", b"c"]));
        assert_eq!(lines(b"").count(), 0);
    }

    #[test]
    fn shares_are_whole_lines_and_lose_nothing() {
        let text = b"one\ntwo\n\nthree\r\nfour";
        for size in 0..30 {
            let shares: Vec<&[u8]> = shares(text, size).collect();
            assert_eq!(shares.concat(), text);
            let (last, others) = shares.split_last().unwrap();
            assert!(others.iter().all(|share| share.ends_with(b"\n")) && !last.is_empty(), "{size}");
        }
        assert_eq!(shares(b"", 3).count(), 0);
    }

    #[test]
    fn shares_of_requests_are_bounded_and_lose_nothing() {
        let lengths = [1, SHARE_BYTES, SHARE_BYTES - 1, 1, 1, SHARE_BYTES + 1, 0, 0, 0, 0];
        let shares: Vec<&[usize]> = shares_of(&lengths, |length| *length, 3).collect();
        assert_eq!(shares.concat(), lengths);
        assert_eq!(shares.iter().map(|share| share.len()).collect::<Vec<_>>(), [1, 1, 2, 1, 1, 3, 1]);
        assert_eq!(shares_of(&[], |length: &usize| *length, 3).count(), 0);
    }

    #[test]
    fn output_is_in_order_whatever_the_threads() {
        let inputs: Vec<usize> = (0..1001).collect();
        let write = |input: &usize, out: &mut Vec<u8>| {
            out.extend_from_slice(input.to_string().as_bytes());
            if input % 10 == 3 { Err(Error::new(Status::MalformedPayload, "three")) } else { Ok(()) }
        };
        let work = |two: &[usize], out: &mut Vec<u8>| {
            assert!(matches!(two.len(), 1 | 2));
            two.iter().for_each(|input| line(out, |out| write(input, out)));
        };
        let lines_of = |inputs: &[usize], threads| {
            let mut out = b"before".to_vec();
            of_requests(inputs, |_| 1, threads, work, &mut out);
            out.strip_prefix(b"before").unwrap().to_vec()
        };
        let one = lines_of(&inputs, 0);
        assert_eq!(one.iter().filter(|&&byte| byte == b'\n').count(), 1001);
        for threads in [1, 2, 3, 7, 101, 2000] {
            assert_eq!(lines_of(&inputs, threads), one);
        }
        assert!(lines_of(&[], 4).is_empty());
    }

    #[test]
    fn lines_are_in_order_whatever_the_threads() {
        let text: Vec<u8> = (0..100_000).flat_map(|number: u32| format!("{number}\n").into_bytes()).collect();
        for threads in [0, 1, 2, 5] {
            let mut out = Vec::new();
            of_lines(
                &text,
                threads,
                |line, out| {
                    out.extend_from_slice(line);
                    Ok(())
                },
                &mut out,
            );
            assert!(out == text, "{threads}");
        }
    }
}
