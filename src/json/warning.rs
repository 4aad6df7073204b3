//! What a reader noticed and did not fail for.

use std::borrow::Cow;

use crate::limits::MAX_WARNINGS;

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

/// A bounded list of warnings: hostile input cannot make a delivery grow without end.
#[derive(Debug, Default, Clone)]
pub struct Warnings(Vec<Warning>);

impl Warnings {
    /// Adds a warning; past the cap, one `warnings_truncated` stands for all the others. The path is made only when kept.
    pub fn add(&mut self, code: &'static str, path: impl FnOnce() -> String, detail: impl Into<Cow<'static, str>>) {
        if self.0.len() < MAX_WARNINGS {
            let warning = Warning { code, path: path(), detail: detail.into() };
            // A value that is read twice is told once.
            if !self.0.contains(&warning) {
                self.0.push(warning);
            }
        } else if self.0.len() == MAX_WARNINGS {
            let detail = format!("only the first {MAX_WARNINGS} warnings are kept").into();
            self.0.push(Warning { code: "warnings_truncated", path: String::new(), detail });
        }
    }

    pub fn has(&self, code: &str) -> bool {
        self.0.iter().any(|warning| warning.code == code)
    }

    pub fn as_slice(&self) -> &[Warning] {
        &self.0
    }

    pub fn append(&mut self, other: Warnings) {
        for warning in other.0 {
            self.add(warning.code, || warning.path, warning.detail);
        }
    }
}
