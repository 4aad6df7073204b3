//! A delivery held against `schema/delivery.v1.schema.json`.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind::{AdditionalProperties, Constant, OneOfNotValid, Required};
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
    let errors: Vec<_> = validator.iter_errors(delivery).map(|error| explained(&error)).collect();
    if errors.is_empty() { Ok(()) } else { Err(format!("the schema refuses it: {}", errors.join("; "))) }
}

/// The place and the reason. Where there was a choice, those of the choice that was meant.
fn explained(error: &ValidationError<'_>) -> String {
    match error.kind() {
        OneOfNotValid { context } => {
            let meant = context.iter().min_by_key(|choice| (choice.iter().any(is_another_choice), choice.len()));
            meant.into_iter().flatten().map(explained).collect::<Vec<_>>().join("; ")
        }
        _ => format!("{}: {}", error.instance_path(), shortened(&error.to_string())),
    }
}

/// Whether the key that tells the choices apart says that another one was meant: `type` or `specversion`.
fn is_another_choice(error: &ValidationError<'_>) -> bool {
    match error.kind() {
        Constant { .. } => error.instance_path().as_str().ends_with("/type"),
        Required { property } => property == "specversion",
        AdditionalProperties { unexpected } => unexpected.iter().any(|key| key == "specversion"),
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
    let head: String = message.chars().take(KEPT).collect();
    let tail: String = message.chars().skip(count - KEPT).collect();
    format!("{head} … {tail}")
}
