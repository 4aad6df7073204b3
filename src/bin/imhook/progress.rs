//! How far a long run has come: one line on standard error, when a person watches it and the output goes elsewhere.

use std::io::{self, IsTerminal};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

pub struct Progress(ProgressBar);

impl Progress {
    /// Of a stream of so many bytes, where that is known.
    pub fn of(size: Option<u64>) -> Self {
        if !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let (bar, template) = match size {
            Some(size) => {
                (ProgressBar::new(size), "{percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {msg}  {eta} left")
            }
            None => (ProgressBar::no_length(), "{bytes}  {bytes_per_sec}  {msg}  {elapsed}"),
        };
        Self(bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())))
    }

    /// So many more bytes are done; in all, so many lines.
    pub fn advance(&self, bytes: usize, lines: u64, refused: u64) {
        self.0.set_message(format!("{} lines, {} refused", HumanCount(lines), HumanCount(refused)));
        self.0.inc(bytes as u64);
    }

    /// Leaves the line as it is in the end.
    pub fn finish(&self) {
        self.0.finish();
    }
}
