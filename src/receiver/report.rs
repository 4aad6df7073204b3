//! The report of `verify`.

use crate::event::{Auth, DeliveryKind};
use crate::json::writer::{Object, key};

/// `{"schema":"imhook.verification/1","platform","kind","auth"}`.
pub fn verification(platform: &str, kind: DeliveryKind, auth: &Auth<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    let mut object = Object::begin(&mut out);
    object.member(key!("schema"), "imhook.verification/1").member(key!("platform"), platform);
    object.member(key!("kind"), &kind).member(key!("auth"), auth);
    object.end();
    out
}
