//! One data suite, many readers: the vectors of `tests/vectors`, what comes of them, and whether that is right.

#![allow(dead_code, reason = "each test uses some of it")]

pub mod judge;
pub mod outputs;
pub mod schema;
pub mod vector;
