//! Every numeric limit of the library, with its unit and its reason.

/// Largest request body by default, in bytes. A callback is a few KiB; the largest platform batches stay far below.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// Largest payload of `parse` and largest line of `parse_lines` by default, in bytes: a stored page can be large.
pub const MAX_PAYLOAD_BYTES: usize = 64 << 20;

/// Deepest nesting of JSON by default, JSON inside strings counted on.
pub const MAX_DEPTH: u32 = 64;

/// The most that `max_depth` may be set to: nested parts recurse, and a thread stack of 128 KiB must hold them and what
/// called for them. `tests/faults` measures it.
pub const MAX_DEPTH_CEILING: u32 = 96;

/// Credentials that are tried against a request that names none.
pub const MAX_CREDENTIAL_TRIALS: usize = 16;

/// Longest challenge that is echoed, in bytes: an unsigned request must not make the endpoint reflect arbitrary content.
pub const MAX_CHALLENGE_BYTES: usize = 1024;

/// Warnings kept per delivery; one more says that there were others.
pub const MAX_WARNINGS: usize = 64;

/// Warnings whose path is looked for, those that turn out to be told already included: each costs a walk over the text.
pub const MAX_WARNING_PATHS: usize = 2 * MAX_WARNINGS;

/// Header lines read from one request.
pub const MAX_HEADERS: usize = 128;

/// A bare time below this counts seconds, from it on milliseconds. 10¹¹ ms is March 1973, 10¹¹ s is the year 5138.
pub const SECONDS_BELOW: i64 = 100_000_000_000;

/// Events made of one record that holds several: each repeats the record, so the output grows with their product.
pub const MAX_EVENTS_OF_RECORD: usize = 64;

/// Characters of an answer to an Easemob pre-send callback: the vendor takes longer ones for an attack.
pub const MAX_EASEMOB_ANSWER_CHARACTERS: usize = 1000;

/// Bytes that a diagnosis verifies in its trials, all together, times the credentials tried: a request of 2 KiB is tried in
/// thousands of ways, one above it in none. It takes a tenth of a second at most.
pub const MAX_TRIAL_BYTES: usize = 16 << 20;
