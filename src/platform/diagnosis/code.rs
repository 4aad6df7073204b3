//! Every kind of advice. `docs/diagnose.md` says what to do about each.

use serde::Serialize;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// What went wrong. Names are append only.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub(crate) enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }
    };
}

codes! {
    /// The bytes that begin a UTF-8 file stand before the body, or were taken away from it.
    ByteOrderMark = "byte_order_mark";
    /// Something read the body before, and none is left.
    BodyEmpty = "body_empty";
    /// The body is compressed still.
    BodyCompressed = "body_compressed";
    /// The sizes of chunks stand in the body.
    ChunkedFraming = "chunked_framing";
    /// The body ends early.
    BodyTruncated = "body_truncated";
    /// The end of the body has bytes too many or too few: a line end, mostly.
    TrailingBytes = "trailing_bytes";
    /// Line ends were changed.
    LineEndsChanged = "line_ends_changed";
    /// The body was read in one character set and written in another.
    CharsetChanged = "charset_changed";
    /// The body is encoded as a form or a URL.
    FormEncoded = "form_encoded";
    /// The body is encoded in base64.
    BodyInBase64 = "body_in_base64";
    /// A framework read the body and wrote it again.
    BodyRewritten = "body_rewritten";
    /// The body is in plaintext where ciphertext is due.
    PlaintextBody = "plaintext_body";

    /// Each `+` of a value became a space.
    PlusBecameSpace = "plus_became_space";
    /// A value is percent-encoded once more than it should be.
    EncodedTwice = "encoded_twice";
    /// A value has the escapes of JSON or XML in it.
    EscapesLeftIn = "escapes_left_in";
    /// A value is in another variant of base64, or was broken into lines.
    Base64Variant = "base64_variant";
    /// The letters of a value changed their case.
    LetterCaseChanged = "letter_case_changed";
    /// A signature is not of the form that the platform gives it.
    SignatureForm = "signature_form";

    /// The method is not the one that was sent.
    MethodMismatch = "method_mismatch";
    /// The target has no query.
    NoQuery = "no_query";
    /// The query lacks a parameter, or has it more than once.
    MissingParameter = "missing_parameter";
    /// The path or the query is not the one that was sent.
    TargetRewritten = "target_rewritten";
    /// The request was given without header lines.
    NoHeaders = "no_headers";
    /// A header that the proof uses is not there.
    HeaderMissing = "header_missing";
    /// A header stands under another name.
    HeaderRenamed = "header_renamed";
    /// The content type is not the one that was sent.
    ContentTypeChanged = "content_type_changed";

    /// Two values of a credential stand in each other's place.
    CredentialsSwapped = "credentials_swapped";
    /// White space, quotes or invisible characters came along when a credential was pasted.
    WhiteSpaceInCredentials = "white_space_in_credentials";
    /// A character of a secret got lost when it was copied.
    CharacterMissing = "character_missing";
    /// A secret has one character too many.
    CharacterTooMany = "character_too_many";
    /// A secret was written in other letters' case.
    SecretCaseChanged = "secret_case_changed";
    /// A secret has the shape of something else.
    SecretOfAnotherKind = "secret_of_another_kind";
    /// The request names an application that no credential is for.
    OtherApplication = "other_application";
    /// A credential that fits is not among those that are tried.
    TooManyCredentials = "too_many_credentials";
    /// The secret is there, and in another place than configured.
    SecretElsewhere = "secret_elsewhere";
    /// The configuration has nothing to judge the request by.
    ChooseVerification = "choose_verification";
    /// The signature fits a credential that is not configured to judge requests.
    CredentialWithoutSign = "credential_without_sign";
    /// The signature fits by another formula than the one configured.
    AnotherFormula = "another_formula";
    /// The vendor does not publish the formula.
    UnconfirmedScheme = "unconfirmed_scheme";

    /// Proved, and the key does not open it.
    WrongEncodingAesKey = "wrong_encoding_aes_key";
    /// Proved, and meant for somebody else.
    WrongReceiveId = "wrong_receive_id";
    /// Proved, and padded for blocks of another size.
    PadBlock = "pad_block";

    /// The time of judgement was given in seconds.
    NowInSeconds = "now_in_seconds";
    /// A signed time counts another unit.
    TimeUnit = "time_unit";
    /// A clock keeps local time as if it were UTC.
    TimeZone = "time_zone";
    /// A clock is wrong.
    ClockSkew = "clock_skew";
    /// The request is old: a recorded or repeated one.
    OldRequest = "old_request";
}
