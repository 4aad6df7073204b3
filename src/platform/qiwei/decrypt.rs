//! The plaintext of a push: its body, which nobody encrypts.

use std::borrow::Cow;

use super::verify::Push;

pub(super) fn decrypt<'p>(push: &Push<'p>) -> Cow<'p, [u8]> {
    Cow::Borrowed(push.body)
}
