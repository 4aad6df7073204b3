//! What is read: a file, or standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use crate::failure::{Failure, note};

/// Most that one request, payload, specification or line may have, in bytes: four times the default `max_payload_bytes`.
pub const LONGEST: usize = 256 << 20;

/// A file that is open, or standard input.
pub struct Input {
    pub name: String,
    pub source: Box<dyn Read>,
    /// In bytes, where that is known.
    pub size: Option<u64>,
}

impl Input {
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else { return Ok(Self::standard()) };
        let name = path.display().to_string();
        let unreadable = |error: io::Error| Failure::unreadable(&name, &error);
        let file = File::open(path).map_err(unreadable)?;
        let about = file.metadata().map_err(unreadable)?;
        if about.is_dir() {
            return Err(Failure::unable(format!("cannot read {name}: it is a folder")));
        }
        Ok(Self { name, source: Box::new(file), size: about.is_file().then_some(about.len()) })
    }

    fn standard() -> Self {
        if io::stdin().is_terminal() {
            note("reading standard input: end it with Ctrl-D");
        }
        Self { name: "standard input".to_owned(), source: Box::new(io::stdin()), size: None }
    }

    /// Everything, for an input that is one request, payload or specification.
    pub fn whole(self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let most = LONGEST as u64 + 1;
        self.source.take(most).read_to_end(&mut bytes).map_err(|error| Failure::unreadable(&self.name, &error))?;
        if bytes.len() > LONGEST {
            return Err(Failure::unable(format!("{} is larger than {} MiB", self.name, LONGEST >> 20))
                .hint("many records, one on each line, are read with --lines"));
        }
        Ok(bytes)
    }
}
