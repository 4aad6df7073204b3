//! Numbers by their digits: nothing here goes through a float.

/// The integer that these digits write, or nothing: a fraction, an exponent or more than 64 bits is no integer here.
pub fn integer(digits: &str) -> Option<i64> {
    digits.parse().ok().filter(|_| !digits.starts_with('+'))
}

/// A decimal such as `1.5` times a power of ten given as `scale` (1000 for seconds to milliseconds), exactly;
/// nothing when digits would be lost.
pub fn scaled(digits: &str, scale: i64) -> Option<i64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut value = integer(whole)?.checked_mul(scale)?;
    let mut unit = scale;
    for digit in fraction.bytes() {
        let digit = i64::from(char::from(digit).to_digit(10)?);
        if unit % 10 != 0 {
            return (digit == 0).then_some(value);
        }
        unit /= 10;
        let step = digit.checked_mul(unit)?;
        value = if whole.starts_with('-') { value.checked_sub(step)? } else { value.checked_add(step)? };
    }
    Some(value)
}

/// Whether the text is a number token of RFC 8259, so that its digits may be written as one.
pub fn is_token(text: &str) -> bool {
    token_length(text.as_bytes()) == Some(text.len())
}

/// The length of the number token at the start, if there is one.
pub fn token_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
    };
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    at += match bytes.get(at)? {
        b'0' => 1,
        b'1'..=b'9' => digits(at),
        _ => return None,
    };
    if bytes.get(at) == Some(&b'.') {
        let count = digits(at + 1);
        if count == 0 {
            return None;
        }
        at += 1 + count;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let count = digits(at + 1 + sign);
        if count == 0 {
            return None;
        }
        at += 1 + sign + count;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_keep_every_digit_or_are_none() {
        assert_eq!(integer("9223372036854775807"), Some(i64::MAX));
        for none in ["9223372036854775808", "1.0", "1e3", "+1", "", "x"] {
            assert_eq!(integer(none), None, "{none}");
        }
    }

    #[test]
    fn scaling_is_exact_or_nothing() {
        assert_eq!(scaled("12", 1000), Some(12_000));
        assert_eq!(scaled("1.5", 1000), Some(1_500));
        assert_eq!(scaled("-1.005", 1000), Some(-1_005));
        assert_eq!(scaled("1.0000", 1000), Some(1_000));
        assert_eq!(scaled("1.0005", 1000), None);
        assert_eq!(scaled("1.5", 1024), None);
        assert_eq!(scaled("9223372036854775807", 1000), None);
    }

    #[test]
    fn tokens_are_those_of_the_grammar() {
        for token in ["0", "-0", "10", "1.10", "1e400", "1E+2", "-1.5e-3"] {
            assert!(is_token(token), "{token}");
        }
        for other in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "NaN", "1 ", "0x1"] {
            assert!(!is_token(other), "{other}");
        }
    }
}
