//! Why the program ends without success, and how it says so.

use std::io::{self, Write};
use std::process::ExitCode;

use imhook::{Error, Status};

/// Exit statuses: those of `--help`. The second is also that of wrong usage.
const REFUSED: u8 = 1;
const UNABLE: u8 = 2;

/// What is wrong and what to do about it, for people.
pub struct Words {
    message: String,
    hint: Option<String>,
}

pub enum Failure {
    /// What was given is refused.
    Refused(Words),
    /// The work could not be done: a configuration, a file.
    Unable(Words),
    /// What was given is refused, and the output says so.
    Told,
    /// Who read the output has left. That is no mistake, and nobody is there to hear of it.
    Unheard,
}

impl Failure {
    pub fn refused(message: impl Into<String>) -> Self {
        Self::Refused(Words { message: message.into(), hint: None })
    }

    pub fn unable(message: impl Into<String>) -> Self {
        Self::Unable(Words { message: message.into(), hint: None })
    }

    /// Says what to do.
    pub fn hint(mut self, hint: &str) -> Self {
        if let Self::Refused(words) | Self::Unable(words) = &mut self {
            words.hint = Some(hint.to_owned());
        }
        self
    }

    /// Says what to do, unless that is said.
    pub fn hint_if_none(self, hint: &str) -> Self {
        match &self {
            Self::Refused(Words { hint: None, .. }) | Self::Unable(Words { hint: None, .. }) => self.hint(hint),
            _ => self,
        }
    }

    pub fn unreadable(name: &str, error: &io::Error) -> Self {
        Self::unable(format!("cannot read {name}: {error}"))
    }

    /// Writes to standard error, and gives the exit status.
    pub fn tell(&self) -> ExitCode {
        let (words, status) = match self {
            Self::Unheard => return ExitCode::SUCCESS,
            Self::Told => return ExitCode::from(REFUSED),
            Self::Refused(words) => (words, REFUSED),
            Self::Unable(words) => (words, UNABLE),
        };
        note(&words.message);
        if let Some(hint) = &words.hint {
            let _ = writeln!(io::stderr(), "hint: {hint}");
        }
        ExitCode::from(status)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let words = Words { message: error.to_string(), hint: error.what_to_do().map(str::to_owned) };
        if error.status() == Status::InvalidConfig { Self::Unable(words) } else { Self::Refused(words) }
    }
}

/// Tells the operator something on standard error. Where that is closed there is no one to tell.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "imhook: {text}");
}
