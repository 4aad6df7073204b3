//! Times, in whatever unit and form a platform writes them.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use crate::json::number;
use crate::limits::SECONDS_BELOW;

/// Unix milliseconds of a bare number that may count seconds.
pub(crate) fn unix_ms(bare: i64) -> i64 {
    if bare.unsigned_abs() < SECONDS_BELOW.unsigned_abs() { bare * 1000 } else { bare }
}

/// Unix milliseconds of a bare number of either unit, or of an RFC 3339 time.
pub(crate) fn parse_ms(text: &str) -> Option<i64> {
    match number::integer(text) {
        Some(bare) => Some(unix_ms(bare)),
        None => text.parse::<Timestamp>().ok().map(Timestamp::as_millisecond),
    }
}

/// Unix milliseconds of an HTTP date (RFC 1123): `Mon, 02 Jan 2006 15:04:05 GMT`.
pub(crate) fn http_date_ms(text: &str) -> Option<i64> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok().map(Timestamp::as_millisecond)
}

/// The HTTP date of a time, whole seconds.
pub(crate) fn http_date(time_ms: i64) -> Option<String> {
    let time = Timestamp::from_second(time_ms.div_euclid(1000)).ok()?;
    rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&time).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_follows_from_the_size() {
        assert_eq!(unix_ms(1_704_074_400), 1_704_074_400_000);
        assert_eq!(unix_ms(1_734_426_254_026), 1_734_426_254_026);
        assert_eq!(unix_ms(99_999_999_999), 99_999_999_999_000);
        assert_eq!(unix_ms(100_000_000_000), 100_000_000_000);
        assert_eq!(unix_ms(i64::MIN), i64::MIN);
    }

    #[test]
    fn dates_are_read_and_written() {
        assert_eq!(parse_ms("2024-01-01T10:00:00+08:00"), Some(1_704_074_400_000));
        assert_eq!(parse_ms("1704074400"), Some(1_704_074_400_000));
        assert_eq!(parse_ms("tomorrow"), None);
        assert_eq!(http_date_ms("Mon, 02 Jan 2006 15:04:05 GMT"), Some(1_136_214_245_000));
        assert_eq!(http_date(1_136_214_245_999).as_deref(), Some("Mon, 02 Jan 2006 15:04:05 GMT"));
    }
}
