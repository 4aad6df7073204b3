//! What is printed: results, on standard output.

use std::io::{self, IsTerminal, Write};

use crate::failure::Failure;

/// Prints these bytes as they are.
pub fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    let written = output.write_all(bytes).and_then(|()| output.flush());
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Unheard,
        _ => Failure::unable(format!("cannot write to standard output: {error}")),
    })
}

/// Prints one line.
pub fn write_line(mut line: Vec<u8>) -> Result<(), Failure> {
    line.push(b'\n');
    write(&line)
}

/// Prints bytes that belong to somebody else, to the last: a line end follows only where a prompt would stand behind them.
pub fn write_exactly(mut bytes: Vec<u8>) -> Result<(), Failure> {
    if io::stdout().is_terminal() && !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    write(&bytes)
}
