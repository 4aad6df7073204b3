//! Statuses and the one error type: what went wrong, whose fault it is, and what to do about it.

use std::borrow::Cow;
use std::ffi::CStr;
use std::fmt;

use serde::Serialize;

/// The result of every fallible call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! statuses {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $name:literal, $http:literal;)+) => {
        /// A stable status. Numbers are append only; a caller that meets one it does not know goes by its hundred.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[repr(i32)]
        pub enum Status {
            $($(#[doc = $doc])+ $variant = $code,)+
        }

        impl Status {
            /// Every status, in the order of its number.
            pub const ALL: &[Status] = &[$(Status::$variant),+];

            /// The number that crosses the C ABI.
            pub const fn code(self) -> i32 {
                self as i32
            }

            /// The stable name, for logs and for matching.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Status::$variant => $name,)+
                }
            }

            /// The name as C reads it.
            pub(crate) const fn c_name(self) -> &'static CStr {
                match self {
                    $(Status::$variant => match CStr::from_bytes_with_nul(concat!($name, "\0").as_bytes()) {
                        Ok(name) => name,
                        Err(_) => panic!("a name without NUL"),
                    },)+
                }
            }

            /// The HTTP status that an endpoint would answer with.
            pub const fn http_status(self) -> u16 {
                match self {
                    $(Status::$variant => $http,)+
                }
            }

            /// What the status means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Status::$variant => concat!($($doc),+).trim_ascii(),)+
                }
            }

            /// The status with this number.
            pub const fn from_code(code: i32) -> Option<Status> {
                match code {
                    $($code => Some(Status::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

statuses! {
    /// The call succeeded.
    Ok = 0, "ok", 200;
    /// The caller broke the contract of a function: a NULL, a length, a spec that is not JSON.
    InvalidArgument = 100, "invalid_argument", 500;
    /// The receiver's configuration is wrong; the message names the key.
    InvalidConfig = 101, "invalid_config", 500;
    /// The request carries no signature.
    MissingSignature = 200, "missing_signature", 401;
    /// The signature is not the one that a configured credential makes.
    SignatureMismatch = 201, "signature_mismatch", 401;
    /// The signed time is further from now than the tolerance.
    StaleTimestamp = 202, "stale_timestamp", 401;
    /// The request is authentic and meant for another receiver.
    ReceiverMismatch = 203, "receiver_mismatch", 403;
    /// The request cannot be verified with this configuration.
    Unverifiable = 204, "unverifiable", 401;
    /// The verified ciphertext does not decrypt.
    DecryptFailed = 300, "decrypt_failed", 400;
    /// A verified field is not in the encoding that it must have.
    BadEncoding = 301, "bad_encoding", 400;
    /// The request is not of the platform's form.
    MalformedRequest = 400, "malformed_request", 400;
    /// The payload is not of the platform's form.
    MalformedPayload = 401, "malformed_payload", 400;
    /// The platform has no such operation.
    Unsupported = 402, "unsupported", 500;
    /// The input is larger than the configured cap.
    TooLarge = 500, "too_large", 413;
    /// The input is nested deeper than the configured cap.
    TooDeep = 501, "too_deep", 400;
    /// A message to be sealed breaks a limit of the platform.
    InvalidMessage = 600, "invalid_message", 500;
    /// A defect of this library; please report it.
    Internal = 900, "internal", 500;
}

/// What went wrong. It never holds a secret, a plaintext, an expected signature or a dependency's error text.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    status: Status,
    message: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    vendor_code: Option<i32>,
}

impl Error {
    pub(crate) fn new(status: Status, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Parts { status, message: message.into(), hint: None, vendor_code: None }))
    }

    /// Adds what the reader should do about it.
    pub(crate) fn hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Adds the number that the platform's own documents give this failure.
    pub(crate) fn vendor(mut self, code: i32) -> Self {
        self.0.vendor_code = Some(code);
        self
    }

    /// The status: stable, for matching.
    pub fn status(&self) -> Status {
        self.0.status
    }

    /// What is wrong: lower case, no full stop, for people.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it, where that is known.
    pub fn what_to_do(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The number that the platform's own documents give this failure, where they do.
    pub fn vendor_code(&self) -> Option<i32> {
        self.0.vendor_code
    }

    /// The error object of the C ABI: `{"error":{"status","name","message","hint"?,"http_status","vendor_code"?}}`.
    pub fn to_json(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Envelope<'a> {
            error: Object<'a>,
        }
        #[derive(Serialize)]
        struct Object<'a> {
            status: i32,
            name: &'a str,
            message: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            hint: Option<&'a str>,
            http_status: u16,
            #[serde(skip_serializing_if = "Option::is_none")]
            vendor_code: Option<i32>,
        }
        let Parts { status, message, hint, vendor_code } = &*self.0;
        let error = Object {
            status: status.code(),
            name: status.name(),
            message,
            hint: hint.as_deref(),
            http_status: status.http_status(),
            vendor_code: *vendor_code,
        };
        serde_json::to_vec(&Envelope { error }).unwrap_or_default()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status().name(), self.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_ordered_unique_and_reversible() {
        assert!(Status::ALL.windows(2).all(|pair| pair[0].code() < pair[1].code()));
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(*status));
            assert!(!status.meaning().is_empty());
        }
        assert_eq!(Status::from_code(203), Some(Status::ReceiverMismatch));
        assert_eq!(Status::from_code(7), None);
    }

    #[test]
    fn an_error_serialises_to_the_documented_object() {
        let error = Error::new(Status::SignatureMismatch, "no credential makes this signature").hint("check app_key");
        assert_eq!(
            error.to_json(),
            br#"{"error":{"status":201,"name":"signature_mismatch","message":"no credential makes this signature","hint":"check app_key","http_status":401}}"#
        );
    }
}
