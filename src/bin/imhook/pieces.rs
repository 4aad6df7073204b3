//! A stream in pieces of whole lines, in memory that does not grow with the stream.

use std::io::{self, BufRead, BufReader, Read};

use crate::input::LONGEST;

/// Read at a time, in bytes: some work for every thread, and little to hold.
const BLOCK: usize = 4 << 20;

/// Reads a stream piece by piece. What a pipe has is given at once: a log that is followed comes out as it goes in.
pub struct Pieces<R> {
    source: BufReader<R>,
    held: Vec<u8>,
    /// How much of `held` was given out.
    given: usize,
    longest: usize,
}

pub enum Piece<'p> {
    /// Whole lines; only the last of the stream may lack its end.
    Lines(&'p [u8]),
    /// A line of so many bytes, which is longer than memory is given to, and is gone.
    TooLong(usize),
}

impl<R: Read> Pieces<R> {
    pub fn of(source: R) -> Self {
        Self { source: BufReader::with_capacity(BLOCK, source), held: Vec::new(), given: 0, longest: LONGEST }
    }

    /// The next piece, until there is none.
    pub fn next(&mut self) -> io::Result<Option<Piece<'_>>> {
        self.held.drain(..self.given);
        self.given = 0;
        loop {
            let block = self.source.fill_buf()?;
            let read = block.len();
            let end = memchr::memrchr(b'\n', block).map(|at| self.held.len() + at + 1);
            self.held.extend_from_slice(block);
            self.source.consume(read);
            if read == 0 || end.is_some() {
                self.given = end.unwrap_or(self.held.len());
                let lines = self.held.get(..self.given).filter(|lines| !lines.is_empty());
                return Ok(lines.map(Piece::Lines));
            }
            if self.held.len() > self.longest {
                return self.rest_of_line().map(|length| Some(Piece::TooLong(length)));
            }
        }
    }

    /// Reads to the end of the line whose begin is held, and lets go of it. Gives its length.
    fn rest_of_line(&mut self) -> io::Result<usize> {
        let mut length = std::mem::take(&mut self.held).len();
        loop {
            let block = self.source.fill_buf()?;
            let end = memchr::memchr(b'\n', block).map(|at| at + 1);
            let read = end.unwrap_or(block.len());
            self.source.consume(read);
            length += read;
            if end.is_some() || read == 0 {
                return Ok(length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8], block: usize, longest: usize) -> Vec<String> {
        let source = BufReader::with_capacity(block, text);
        let mut pieces = Pieces { source, held: Vec::new(), given: 0, longest };
        let mut found = Vec::new();
        while let Some(piece) = pieces.next().unwrap() {
            found.push(match piece {
                Piece::Lines(lines) => String::from_utf8(lines.to_vec()).unwrap(),
                Piece::TooLong(length) => format!("<{length}>"),
            });
        }
        found
    }

    #[test]
    fn pieces_are_whole_lines_and_lose_nothing() {
        let text = "one\ntwo\r\n\nthree\n你好\nfour";
        for block in 1..40 {
            let pieces = pieces(text.as_bytes(), block, 100);
            assert_eq!(pieces.concat(), text, "{block}");
            let (_, others) = pieces.split_last().unwrap();
            assert!(others.iter().all(|piece| piece.ends_with('\n')), "{block}: {pieces:?}");
        }
        assert!(pieces(b"", 4, 100).is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_is_let_go_of_alone() {
        assert_eq!(pieces(b"a\n0123456789\nb\n", 3, 5), ["a\n", "<11>", "b\n"]);
        assert_eq!(pieces(b"0123456789", 3, 5), ["<10>"]);
    }
}
