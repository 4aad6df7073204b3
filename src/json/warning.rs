//! What a reader noticed and did not fail for.

use std::borrow::Cow;

use crate::limits::MAX_WARNINGS;

const TRUNCATED: &str = "warnings_truncated";

/// How often something is looked at that may be a warning of its own: the same few can be noted without end.
const MAX_NOTED: usize = 4 * MAX_WARNINGS;

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
pub struct Warnings {
    list: Vec<Warning>,
    /// How often something was noted, the same things too.
    noted: usize,
}

impl Warnings {
    /// Adds a warning; past the cap, one `warnings_truncated` stands for all the others. The path is made only when it
    /// may be kept, for it costs a walk through the text.
    pub fn add(&mut self, code: &'static str, path: impl FnOnce() -> String, detail: impl Into<Cow<'static, str>>) {
        self.noted += 1;
        if self.list.len() < MAX_WARNINGS && self.noted <= MAX_NOTED {
            let warning = Warning { code, path: path(), detail: detail.into() };
            // A value that is read twice is told once.
            if !self.list.contains(&warning) {
                self.list.push(warning);
            }
        } else if self.list.last().is_none_or(|last| last.code != TRUNCATED) {
            let detail = format!("only the first {} warnings are kept", self.list.len()).into();
            self.list.push(Warning { code: TRUNCATED, path: String::new(), detail });
        }
    }

    pub fn has(&self, code: &str) -> bool {
        self.list.iter().any(|warning| warning.code == code)
    }

    pub fn as_slice(&self) -> &[Warning] {
        &self.list
    }

    pub fn append(&mut self, other: Warnings) {
        for warning in other.list {
            self.add(warning.code, || warning.path, warning.detail);
        }
    }
}
