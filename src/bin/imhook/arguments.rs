//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use crate::help;

/// Verify, decrypt and parse the callbacks of chat platforms
#[derive(Parser)]
#[command(name = "imhook", version = help::VERSION, after_help = help::ABOUT, after_long_help = help::ABOUT)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Verify, decrypt and parse a request; print its delivery
    #[command(after_help = help::RECEIVE)]
    Receive {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        request: Request,
        #[command(flatten)]
        lines: Lines,
    },
    /// Prove who sent a request, and stop; print the report
    #[command(after_help = help::VERIFY)]
    Verify {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        request: Request,
    },
    /// Verify a request; print the platform's plaintext, byte for byte
    #[command(after_help = help::DECRYPT)]
    Decrypt {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        request: Request,
    },
    /// Say step by step what becomes of a request and, where it fails, why
    #[command(after_help = help::DIAGNOSE)]
    Diagnose {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        request: Request,
        /// Print the report as one line of JSON
        #[arg(long)]
        json: bool,
    },
    /// Parse a stored payload that you vouch for; print its delivery
    #[command(after_help = help::PARSE)]
    Parse {
        #[command(flatten)]
        config: Config,
        /// The payload; standard input when absent or -
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: Option<PathBuf>,
        #[command(flatten)]
        lines: Lines,
    },
    /// Compose a request as the platform would send it, a reply, or a message
    #[command(after_help = help::SEAL)]
    Seal {
        #[command(flatten)]
        config: Config,
        /// The specification, a JSON object; standard input when absent or -
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: Option<PathBuf>,
        /// Print {"method","target","headers","body"} on one line, not HTTP
        #[arg(long)]
        json: bool,
    },
    /// Print the completions of a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell that is to complete
        shell: Shell,
    },
    /// Write the manual pages into a folder
    #[command(hide = true)]
    Manual {
        /// An existing folder, such as share/man/man1
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Print the version of the program and of the C ABI of its library
    Version,
}

#[derive(Args)]
pub struct Config {
    /// The receiver's configuration, a JSON object. It holds secrets: keep it readable by you alone (chmod 600)
    #[arg(id = "config", short = 'c', long = "config", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

#[derive(Args)]
pub struct Request {
    /// The request: HTTP as captured (head, blank line, body), or JSON as `seal --json` prints it; standard input when
    /// absent or -
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,

    /// Judge the age of a request by this time, not by the clock: Unix milliseconds, or a date such as
    /// 2024-01-01T10:00:00+08:00. For old captures
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub now: Option<i64>,
}

#[derive(Args)]
pub struct Lines {
    /// Take one input on each line (NDJSON), and print one line for each, in order: its delivery or its error object
    #[arg(long)]
    pub lines: bool,

    /// Threads that work on lines; 0 is one for each processor
    #[arg(long, value_name = "N", default_value_t = 0, requires = "lines")]
    pub threads: usize,
}

/// Unix milliseconds of what was given as such, or as a date.
fn time(text: &str) -> Result<i64, &'static str> {
    let given = match text.trim().parse::<i64>() {
        Ok(milliseconds) => Some(milliseconds),
        Err(_) => text.trim().parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond),
    };
    given
        .filter(|milliseconds| *milliseconds > 0)
        .ok_or("expected Unix milliseconds or a date with its offset, such as 2024-01-01T10:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn a_time_is_milliseconds_or_a_date_with_its_offset() {
        assert_eq!(time("1704074400000"), Ok(1_704_074_400_000));
        assert_eq!(time("2024-01-01T10:00:00+08:00\n"), Ok(1_704_074_400_000));
        for wrong in ["0", "-1", "yesterday", "2024-01-01T10:00:00", ""] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
