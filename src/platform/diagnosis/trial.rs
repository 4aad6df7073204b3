//! Trials: one mishap is undone, and the request is judged again.

use super::{Code, Diagnosis};
use crate::limits::{MAX_CREDENTIAL_TRIALS, MAX_TRIAL_BYTES};
use crate::request::Request;

/// Something that is known to happen to requests.
pub(crate) struct Mishap {
    pub code: Code,
    /// Ends the sentence "the request verifies once".
    pub undone: &'static str,
    /// What to do about it.
    pub cure: &'static str,
    /// The requests that may have been sent, if it was this that happened.
    pub undo: fn(&Request<'_>) -> Vec<Change>,
}

/// One part of a request, as it may have been sent.
pub(crate) enum Change {
    Method(&'static str),
    Target(String),
    Headers(Vec<u8>),
    Body(Vec<u8>),
}

impl Change {
    fn applied<'c>(&'c self, request: &Request<'c>) -> Request<'c> {
        match self {
            Self::Method(method) => Request { method, ..*request },
            Self::Target(target) => Request { target, ..*request },
            Self::Headers(headers) => Request { headers, ..*request },
            Self::Body(body) => Request { body, ..*request },
        }
    }
}

/// The trials of one request. They end with the first that shows the cause, or with the budget.
pub(crate) struct Trials<'t, 'r> {
    pub request: &'t Request<'r>,
    /// How the sentence of a proof begins.
    shows: &'static str,
    judge: &'t dyn Fn(&Request<'_>) -> bool,
    pub diagnosis: &'t mut Diagnosis,
    budget: usize,
    proved: bool,
}

/// What a trial costs besides the bytes of its request.
const BYTES_PER_TRIAL: usize = 256;

impl<'t, 'r> Trials<'t, 'r> {
    /// `verifies` says whether a request is proved; it decrypts nothing.
    pub fn new(
        request: &'t Request<'r>,
        verifies: &'t dyn Fn(&Request<'_>) -> bool,
        diagnosis: &'t mut Diagnosis,
    ) -> Self {
        let shows = "proved: the request verifies once";
        Self { request, shows, judge: verifies, diagnosis, budget: MAX_TRIAL_BYTES, proved: false }
    }

    /// Of a request whose proof holds and whose body, which it does not cover, cannot be read.
    pub fn of_reading(
        request: &'t Request<'r>,
        reads: &'t dyn Fn(&Request<'_>) -> bool,
        diagnosis: &'t mut Diagnosis,
    ) -> Self {
        Self { shows: "the body can be read once", ..Self::new(request, reads, diagnosis) }
    }

    /// Whether the cause is known.
    pub fn proved(&self) -> bool {
        self.proved
    }

    /// Undoes each of these mishaps.
    pub fn undo(&mut self, mishaps: &[Mishap]) {
        for mishap in mishaps {
            let changes = if self.over() { Vec::new() } else { (mishap.undo)(self.request) };
            self.attempt(mishap.code, mishap.undone, mishap.cure, changes);
        }
    }

    /// Tries these changes, which undo the same mishap.
    pub fn attempt(&mut self, code: Code, undone: &str, cure: &str, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            let judge = self.judge;
            self.judge(code, undone, cure, |request| judge(&change.applied(request)));
        }
    }

    /// Tries the request as it came against something else: a credential as it may have been meant.
    pub fn judge(&mut self, code: Code, undone: &str, cure: &str, judge: impl FnOnce(&Request<'_>) -> bool) {
        if self.afford() && judge(self.request) {
            self.proved = true;
            self.diagnosis.advise(code, format!("{} {undone}; {cure}", self.shows));
        }
    }

    /// Tries a credential that requests are not tried against, because others come before it.
    pub fn beyond(&mut self, credential: &str, judge: impl FnOnce(&Request<'_>) -> bool) {
        let undone = format!("credential {credential} is tried too");
        let cure = format!(
            "{MAX_CREDENTIAL_TRIALS} are tried against a request that names none: put it further up, or use a receiver of its own"
        );
        self.judge(Code::TooManyCredentials, &undone, &cure, judge);
    }

    /// Whether nothing more is tried.
    pub fn over(&self) -> bool {
        self.proved || self.cost() > self.budget
    }

    fn cost(&self) -> usize {
        let Request { target, headers, body, .. } = self.request;
        BYTES_PER_TRIAL + target.len() + headers.len() + body.len()
    }

    fn afford(&mut self) -> bool {
        if self.over() {
            return false;
        }
        self.budget -= self.cost();
        true
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// How often the judge of a request with this body is asked, and how many pieces of advice come of it.
    fn asked(body: &[u8], verifies: bool) -> (usize, usize) {
        let calls = Cell::new(0);
        let judge = |_: &Request<'_>| {
            calls.set(calls.get() + 1);
            verifies
        };
        let mut diagnosis = Diagnosis::new("wps");
        let request = Request::post(body);
        let mut trials = Trials::new(&request, &judge, &mut diagnosis);
        for _ in 0..100_000 {
            trials.attempt(Code::BodyEmpty, "", "", [Change::Body(Vec::new())]);
        }
        let report = String::from_utf8(diagnosis.into_json()).unwrap();
        (calls.get(), report.matches("\"code\"").count())
    }

    #[test]
    fn trials_end_with_their_budget() {
        let cost = |body: usize| MAX_TRIAL_BYTES / (BYTES_PER_TRIAL + body);
        assert_eq!(asked(&[], false), (cost(0), 0));
        assert_eq!(asked(&[b' '; 1 << 20], false), (cost(1 << 20), 0));
        assert_eq!(asked(&vec![b' '; MAX_TRIAL_BYTES], false), (0, 0));
    }

    #[test]
    fn trials_end_with_the_cause() {
        assert_eq!(asked(&[], true), (1, 1));
    }
}
