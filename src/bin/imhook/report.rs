//! A diagnosis, for people.

use std::fmt::{self, Display};

use serde::Deserialize;

use crate::failure::Failure;
use crate::output;

#[derive(Deserialize)]
struct Diagnosis {
    platform: String,
    ok: bool,
    steps: Vec<Step>,
    advice: Vec<Advice>,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    result: String,
    detail: String,
}

#[derive(Deserialize)]
struct Advice {
    code: String,
    text: String,
}

/// Prints a diagnosis, as it is or readable. That of a request which is refused ends the program as a refusal does.
pub fn print(json: Vec<u8>, as_it_is: bool) -> Result<(), Failure> {
    let unexpected = |error| Failure::unable(format!("the library diagnosed something unexpected: {error}"));
    let diagnosis: Diagnosis = serde_json::from_slice(&json).map_err(unexpected)?;
    if as_it_is {
        output::write_line(json)?;
    } else {
        output::write(diagnosis.to_string().as_bytes())?;
    }
    if diagnosis.ok { Ok(()) } else { Err(Failure::Told) }
}

impl Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = if self.ok { "accepted" } else { "refused" };
        writeln!(f, "{}: the request is {outcome}\n", self.platform)?;
        for Step { name, result, detail } in &self.steps {
            let line = format!("  {name:<8} {result:<8} {detail}");
            writeln!(f, "{}", line.trim_end())?;
        }
        for (number, Advice { code, text }) in (1..).zip(&self.advice) {
            if number == 1 {
                writeln!(f, "\nWhat to do, the likeliest first:")?;
            }
            writeln!(f, "\n  {number}. {code}\n     {text}")?;
        }
        Ok(())
    }
}
