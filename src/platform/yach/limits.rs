//! The limits of outgoing messages (message types and formats). What the documents do not limit is not checked.
//!
//! | field | limit |
//! | --- | --- |
//! | text.content, markdown.text, action_card.markdown | 5,000 characters |
//! | markdown.title, action_card.title | 100 characters |
//! | action_card.single_title, action_card.btn_json_list.N.title | 20 characters |
//! | link.title, link.text | 100, 500 characters, advised |
//! | audio.duration | a whole number of seconds from 1 to 59 |
//! | video.duration | a whole number of seconds from 1 |
//! | file.size | must be there |
//!
//! A character is a Unicode scalar value, not a byte.

use std::fmt::Arguments;

use crate::error::{Error, Result, Status};
use crate::event::Text;
use crate::json::{Raw, Reader};

pub(super) const BODY: usize = 5000;
pub(super) const TITLE: usize = 100;
pub(super) const BUTTON_TITLE: usize = 20;
pub(super) const LINK_TITLE_ADVISED: usize = 100;
pub(super) const LINK_TEXT_ADVISED: usize = 500;
/// Seconds.
pub(super) const AUDIO_DURATION: i64 = 59;

/// What was found to break a limit: the first counts.
#[derive(Debug, Default)]
pub(super) struct Checks {
    refusal: Option<Error>,
    is_off: bool,
}

impl Checks {
    /// For what somebody else has sent.
    pub fn off() -> Self {
        Self { is_off: true, refusal: None }
    }

    pub fn is_on(&self) -> bool {
        !self.is_off
    }

    /// Passes a text on that may have at most so many characters.
    pub fn at_most<'p>(&mut self, field: Arguments<'_>, limit: usize, text: Option<Text<'p>>) -> Option<Text<'p>> {
        if let Some(found) = text.and_then(|text| longer_than(limit, text)) {
            self.refuse(format!("{field} has {found} characters, the limit is {limit}"));
        }
        text
    }

    /// Passes a text on that should have at most so many characters.
    pub fn advised<'p>(
        &self,
        field: &str,
        limit: usize,
        (text, value): (Option<Text<'p>>, Raw<'p>),
        reader: &mut Reader<'p>,
    ) -> Option<Text<'p>> {
        let found = text.and_then(|text| longer_than(limit, text));
        if let Some(found) = found.filter(|_| self.is_on()) {
            let detail = format!("{field} has {found} characters, at most {limit} are advised");
            reader.warn_of(value, "advised_limit", detail);
        }
        text
    }

    /// Notes that the message breaks a limit.
    pub fn refuse(&mut self, message: String) {
        self.refusal.get_or_insert_with(|| invalid(message));
    }

    pub fn is_refused(&self) -> bool {
        self.refusal.is_some()
    }

    /// # Errors
    /// `invalid_message` that names the field, the limit and what was found.
    pub fn verdict(self) -> Result<()> {
        self.refusal.map_or(Ok(()), Err)
    }
}

/// The number of characters, if there are more than `limit`.
fn longer_than(limit: usize, text: &str) -> Option<usize> {
    // No text has more characters than bytes.
    let found = if text.len() > limit { text.chars().count() } else { 0 };
    (found > limit).then_some(found)
}

pub(super) fn invalid(message: String) -> Error {
    Error::new(Status::InvalidMessage, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(limit: usize, text: &str) -> Result<()> {
        let mut checks = Checks::default();
        checks.at_most(format_args!("text.content"), limit, Some(text));
        checks.verdict()
    }

    #[test]
    fn characters_count_and_not_bytes() {
        assert!(verdict(5, "知音楼知音").is_ok());
        let error = verdict(5, "知音楼知音楼").unwrap_err();
        assert_eq!(error.status(), Status::InvalidMessage);
        assert_eq!(error.message(), "text.content has 6 characters, the limit is 5");
    }

    #[test]
    fn the_first_refusal_counts() {
        let mut checks = Checks::default();
        checks.refuse("one".to_owned());
        checks.refuse("two".to_owned());
        assert_eq!(checks.verdict().unwrap_err().message(), "one");
    }
}
