//! What a shell and `man` are given: completions and manual pages, both made of the command line's definition.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output;

/// Prints the completions of a shell.
pub fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "imhook", &mut script);
    output::write(&script)
}

/// Writes a manual page for the program, and one for each command, into a folder.
pub fn manual(folder: &Path) -> Result<(), Failure> {
    let written = clap_mangen::generate_to(Arguments::command(), folder);
    written.map_err(|error| Failure::unable(format!("cannot write into {}: {error}", folder.display())))
}
