//! What became of a request, step by step, and what to do about it.

use serde::Serialize;

use super::Code;
use crate::error::Result;

/// A report for the operator. It holds no computed value, and nothing derived from decryption unless the signature
/// verified.
#[derive(Serialize)]
pub(crate) struct Diagnosis {
    schema: &'static str,
    platform: &'static str,
    ok: bool,
    steps: Vec<Step>,
    advice: Vec<Advice>,
}

#[derive(Serialize)]
struct Step {
    name: &'static str,
    result: &'static str,
    detail: String,
}

#[derive(Serialize)]
struct Advice {
    code: Word,
    text: String,
}

/// The kind of an advice: what was found out, or the status whose hint it is.
#[derive(Serialize, PartialEq)]
#[serde(untagged)]
enum Word {
    Found(Code),
    Status(&'static str),
}

/// The steps of every request, in order.
const STEPS: &[&str] = &["request", "verify", "decrypt", "parse"];

impl Diagnosis {
    pub fn new(platform: &'static str) -> Self {
        Self { schema: "imhook.diagnosis/1", platform, ok: false, steps: Vec::new(), advice: Vec::new() }
    }

    /// Notes how a step ended, and gives its value when it passed. The hint of an error comes after what was found out.
    pub fn step<T>(&mut self, name: &'static str, outcome: Result<T>) -> Option<T> {
        match outcome {
            Ok(value) => {
                self.steps.push(Step { name, result: "pass", detail: String::new() });
                self.ok = STEPS.last() == Some(&name);
                Some(value)
            }
            Err(error) => {
                let detail = error.to_string();
                self.steps.push(Step { name, result: "fail", detail });
                if let Some(hint) = error.what_to_do() {
                    self.advice.push(Advice { code: Word::Status(error.status().name()), text: hint.to_owned() });
                }
                None
            }
        }
    }

    /// Says what to do; the likeliest first, and each cause once.
    pub fn advise(&mut self, code: Code, text: impl Into<String>) {
        let code = Word::Found(code);
        if !self.advice.iter().any(|advice| advice.code == code) {
            self.advice.push(Advice { code, text: text.into() });
        }
    }

    /// `{"schema":"imhook.diagnosis/1","platform","ok","steps":[{name,result,detail}],"advice":[{code,text}]}`; steps
    /// that were not reached are `skipped`.
    pub fn into_json(mut self) -> Vec<u8> {
        let reached = self.steps.len();
        let skipped = STEPS.iter().skip(reached);
        self.steps.extend(skipped.map(|name| Step { name, result: "skipped", detail: String::new() }));
        serde_json::to_vec(&self).unwrap_or_default()
    }
}
