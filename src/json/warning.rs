//! What a reader noticed and did not fail for.

use std::borrow::Cow;

use crate::limits::{MAX_WARNING_PATHS, MAX_WARNINGS};

/// One thing that the caller may want to know. Codes are stable; path and detail are for people.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// A stable code, such as `unknown_message_type`.
    pub code: &'static str,
    /// Where in the native record, as keys and indexes joined by dots; empty for the record as a whole.
    pub path: String,
    /// One sentence.
    pub detail: Cow<'static, str>,
}

/// A bounded list of warnings: hostile input can make neither a delivery grow without end, nor the finding of paths
/// take longer than reading does.
#[derive(Debug, Default, Clone)]
pub struct Warnings {
    kept: Vec<Warning>,
    /// How many were added, those told before included.
    added: usize,
}

impl Warnings {
    /// Adds a warning; past the cap, one `warnings_truncated` stands for all the others. The path is made only when it
    /// may be kept, for it costs a walk through the text.
    pub fn add(&mut self, code: &'static str, path: impl FnOnce() -> String, detail: impl Into<Cow<'static, str>>) {
        self.added = self.added.saturating_add(1);
        if !self.is_full() {
            let warning = Warning { code, path: path(), detail: detail.into() };
            // A value that is read twice is told once.
            if !self.kept.contains(&warning) {
                self.kept.push(warning);
            }
        } else if !self.has(TRUNCATED) {
            let detail = format!("only the first {} warnings are kept", self.kept.len()).into();
            self.kept.push(Warning { code: TRUNCATED, path: String::new(), detail });
        }
    }

    /// Whether nothing more is kept.
    pub fn is_full(&self) -> bool {
        self.kept.len() >= MAX_WARNINGS || self.added > MAX_WARNING_PATHS
    }

    pub fn has(&self, code: &str) -> bool {
        self.kept.iter().any(|warning| warning.code == code)
    }

    pub fn as_slice(&self) -> &[Warning] {
        &self.kept
    }

    pub fn append(&mut self, other: Warnings) {
        for warning in other.kept {
            self.add(warning.code, || warning.path, warning.detail);
        }
    }
}

/// The code that stands for the warnings past the cap.
const TRUNCATED: &str = "warnings_truncated";
