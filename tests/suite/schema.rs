//! A delivery held against `schema/delivery.v1.schema.json`.

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind::{AnyOf, Constant, OneOfNotValid, Required};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

/// The schema as committed.
pub const TEXT: &str = include_str!("../../schema/delivery.v1.schema.json");

/// Whether the schema allows this delivery. What it does not allow is named: where, and why not.
pub fn check(delivery: &Value) -> Result<(), String> {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    let validator = VALIDATOR.get_or_init(|| {
        let schema = serde_json::from_str(TEXT).expect("the schema is JSON");
        jsonschema::draft202012::new(&schema).expect("the schema compiles")
    });
    let errors: Vec<_> = validator.iter_errors(delivery).map(|error| explained(&error, "")).collect();
    if errors.is_empty() { Ok(()) } else { Err(format!("the schema refuses it: {}", errors.join("; "))) }
}

/// The place and the reason. Where a choice was to be made, those of the choice that was meant. Places inside a choice
/// count from where it was made: `base`.
fn explained(error: &ValidationError<'_>, base: &str) -> String {
    let place = format!("{base}{}", error.instance_path());
    match error.kind() {
        AnyOf { context } | OneOfNotValid { context } => {
            let meant = context.iter().min_by_key(|choice| (choice.iter().any(is_another_choice), choice.len()));
            let errors = meant.into_iter().flatten().map(|error| explained(error, base));
            errors.collect::<Vec<_>>().join("; ")
        }
        _ => format!("{place}: {}", shortened(&error.to_string())),
    }
}

/// Whether the word that tells the choices apart says that another one was meant.
fn is_another_choice(error: &ValidationError<'_>) -> bool {
    match error.kind() {
        Constant { .. } => true,
        Required { property } => property == "specversion",
        _ => false,
    }
}

/// An error quotes the value, which may be long.
fn shortened(message: &str) -> String {
    const KEPT: usize = 200;
    let count = message.chars().count();
    if count <= 2 * KEPT {
        return message.to_owned();
    }
    let (head, tail): (String, String) = (message.chars().take(KEPT).collect(), message.chars().skip(count - KEPT).collect());
    format!("{head} … {tail}")
}
