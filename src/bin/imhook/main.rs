//! The program `imhook`: what the library does, on a command line. For whoever holds a request that was refused, or a
//! file of stored records, and wants to know what is in it.
//!
//! Standard output holds results and nothing else; what is wrong goes to standard error. A secret comes from the
//! configuration file alone, and is never printed.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "a program reads the files that its library must not")]

mod arguments;
mod captured;
mod commands;
mod failure;
mod help;
mod http;
mod input;
mod lines;
mod object;
mod output;
mod pieces;
mod progress;
mod report;
mod sealed;
mod shell;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

fn main() -> ExitCode {
    match commands::run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}
