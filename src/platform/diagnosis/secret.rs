//! What happens to a secret on its way into a configuration. Only that something happened is ever said, and to which
//! key: never a value, never a character, never a place in it.

use zeroize::Zeroizing;

use super::{Code, Diagnosis, Trials};
use crate::request::Request;

/// What a secret may have been.
type Guess = Zeroizing<Vec<u8>>;

/// The letters that secrets are made of.
const LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/=-_";

/// Letters and marks around and inside a text that only pasting brings.
pub(crate) fn pasted(text: &[u8]) -> Option<Guess> {
    let text = std::str::from_utf8(text).ok()?;
    let visible = |letter: &char| !letter.is_whitespace() && !letter.is_control() && !INVISIBLE.contains(letter);
    let cleaned: Zeroizing<String> = Zeroizing::new(text.chars().filter(visible).collect());
    let cleaned = cleaned.trim_matches(['"', '\'', '`', '“', '”', '‘', '’']);
    (cleaned != text).then(|| Zeroizing::new(cleaned.as_bytes().to_vec()))
}

const INVISIBLE: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// Tries secrets that one slip away from this one make. `verifies` judges the request by one of them.
pub(crate) fn near(
    trials: &mut Trials<'_, '_>,
    key: &str,
    secret: &[u8],
    verifies: &dyn Fn(&Request<'_>, &[u8]) -> bool,
) {
    let copy = format!("copy {key} again, whole");
    let with_more = format!("{key} has one character more");
    let with_less = format!("{key} has one character less");
    let in_other_case = format!("{key} is written in other case");
    for guess in [secret.to_ascii_lowercase(), secret.to_ascii_uppercase(), swapped_case(secret)].map(Zeroizing::new) {
        if *guess != secret {
            trials.judge(Code::SecretCaseChanged, &in_other_case, &copy, |request| verifies(request, &guess));
        }
    }
    for at in ends_first(secret.len()) {
        let guess = without(secret, at);
        trials.judge(Code::CharacterTooMany, &with_less, &copy, |request| verifies(request, &guess));
    }
    if secret.len() > LONGEST {
        return;
    }
    for at in ends_first(secret.len() + 1) {
        for letter in LETTERS {
            if trials.over() {
                return;
            }
            let guess = with(secret, at, *letter);
            trials.judge(Code::CharacterMissing, &with_more, &copy, |request| verifies(request, &guess));
        }
    }
}

/// As caps lock writes it.
fn swapped_case(secret: &[u8]) -> Vec<u8> {
    let swap = |byte: &u8| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte };
    secret.iter().map(swap).collect()
}

/// The longest secret, in bytes, in which a missing character is looked for.
const LONGEST: usize = 128;

/// Every place, the ends before the others: a mouse misses those.
fn ends_first(length: usize) -> impl Iterator<Item = usize> {
    let last = length.checked_sub(1).into_iter();
    last.chain(0..length.saturating_sub(1))
}

fn without(secret: &[u8], at: usize) -> Guess {
    let mut guess = Zeroizing::new(secret.to_vec());
    guess.remove(at);
    guess
}

fn with(secret: &[u8], at: usize, letter: u8) -> Guess {
    let mut guess = Zeroizing::new(Vec::with_capacity(secret.len() + 1));
    guess.extend_from_slice(secret);
    guess.insert(at, letter);
    guess
}

/// What a value looks like.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    EncodingAesKey,
    WpsAppId,
    WecomId,
    EasemobAppkey,
    RobotSecret,
    PrivateKey,
    Address,
}

const SHAPES: &[(Shape, &str)] = &[
    (Shape::PrivateKey, "a private key in PEM, which a message archive has"),
    (Shape::Address, "an address"),
    (Shape::EncodingAesKey, "the EncodingAESKey of a WeCom callback"),
    (Shape::EasemobAppkey, "the appkey of an Easemob application, org#app"),
    (Shape::WecomId, "a corp id or suite id of WeCom"),
    (Shape::WpsAppId, "the app id of a WPS application"),
    (Shape::RobotSecret, "the secret of a robot, SEC…"),
];

impl Shape {
    fn fits(self, value: &str) -> bool {
        let alphanumeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match self {
            Self::PrivateKey => value.contains("-----BEGIN"),
            Self::Address => value.starts_with("https://") || value.starts_with("http://"),
            Self::EncodingAesKey => value.len() == 43 && alphanumeric(value),
            Self::EasemobAppkey => {
                value.split_once('#').is_some_and(|(org, app)| !org.is_empty() && !app.is_empty() && !app.contains('#'))
            }
            Self::WecomId => {
                let id = value.strip_prefix("ww").or_else(|| value.strip_prefix("wx"));
                id.is_some_and(|id| id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
            }
            Self::WpsAppId => {
                let id = value.strip_prefix("AK").or_else(|| value.strip_prefix("SX"));
                id.is_some_and(|id| {
                    id.len() >= 6 && id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
                })
            }
            Self::RobotSecret => value.strip_prefix("SEC").is_some_and(|rest| rest.len() >= 16 && alphanumeric(rest)),
        }
    }
}

/// Says when a value has the shape of something else than what belongs there.
pub(crate) fn foreign(key: &str, value: &[u8], own: &[Shape], diagnosis: &mut Diagnosis) {
    let Ok(value) = std::str::from_utf8(value) else { return };
    let found = SHAPES.iter().find(|(shape, _)| shape.fits(value));
    if let Some((_, what)) = found.filter(|(shape, _)| !own.contains(shape)) {
        diagnosis.advise(
            Code::SecretOfAnotherKind,
            format!("{key} has the shape of {what}: look up which value belongs there"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pasting_brings_is_taken_away() {
        let cleaned = |text: &str| pasted(text.as_bytes()).map(|text| String::from_utf8(text.to_vec()).unwrap());
        for text in [" key", "key\r\n", "\u{feff}key", "\"key\"", "k ey", "key\u{200b}", "key\u{a0}"] {
            assert_eq!(cleaned(text).as_deref(), Some("key"), "{text:?}");
        }
        assert_eq!(cleaned("key"), None);
    }

    #[test]
    fn guesses_are_one_slip_away() {
        assert_eq!(ends_first(4).collect::<Vec<_>>(), [3, 0, 1, 2]);
        assert_eq!(ends_first(0).count(), 0);
        assert_eq!(swapped_case(b"aB-9"), b"Ab-9");
        assert_eq!(without(b"abc", 1).as_slice(), b"ac");
        assert_eq!(with(b"abc", 3, b'd').as_slice(), b"abcd");
    }

    #[test]
    fn shapes_are_told_apart() {
        let shape = |value: &str| SHAPES.iter().find(|(shape, _)| shape.fits(value)).map(|(_, what)| *what);
        assert!(
            shape("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C").is_some_and(|what| what.contains("EncodingAESKey"))
        );
        assert!(shape("wx5823bf96d3bd56c7").is_some_and(|what| what.contains("corp id")));
        assert!(shape("easemob-demo#test").is_some_and(|what| what.contains("appkey")));
        assert!(shape("SECexample0123456789").is_some_and(|what| what.contains("robot")));
        assert!(shape("AK20240101ABCD").is_some_and(|what| what.contains("WPS")));
        assert_eq!(shape("sk098765"), None);
    }
}
