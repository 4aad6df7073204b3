//! Message types of the archive (path/91774, message formats): one row, one `msgtype`.

use super::{bodies, items, media, meetings};
use crate::event::{Body, EventType, Segment};
use crate::json::{Fault, Reader, Rest};

pub(super) type Read<T> = Result<T, Fault>;

/// Reads an object. Gives nothing when a body that cannot be empty has no content.
type ReadBody = for<'p> fn(&mut Reader<'p>, &mut Rest<'p>) -> Read<Option<Body<'p>>>;

/// What a `msgtype` means.
pub(super) struct Row {
    pub msgtype: &'static str,
    /// The keys of a record under which the body may stand, the best first; then there is the type's own name.
    pub keys: &'static [&'static str],
    pub kind: EventType,
    pub content: Content,
}

/// What a body holds.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// A piece of a message.
    Piece(ReadBody),
    /// Several pieces of one message.
    Pieces(for<'p> fn(&mut Reader<'p>, &mut Rest<'p>) -> Read<Vec<Segment<'p>>>),
    /// No message: who did something, or to which message.
    Facts(Facts),
}

/// Where the facts of a body stand.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub target: Option<&'static str>,
    pub actor: Option<&'static str>,
}

const fn message(msgtype: &'static str, keys: &'static [&'static str], read: ReadBody) -> Row {
    Row { msgtype, keys, kind: EventType::MessageCreated, content: Content::Piece(read) }
}

const fn call(msgtype: &'static str, keys: &'static [&'static str], read: ReadBody) -> Row {
    Row { msgtype, keys, kind: EventType::CallEnded, content: Content::Piece(read) }
}

const fn consent(msgtype: &'static str, keys: &'static [&'static str], kind: EventType) -> Row {
    Row { msgtype, keys, kind, content: Content::Facts(Facts { target: None, actor: Some("userid") }) }
}

/// The commonest first. Pushes have keys that the records of the vendor have not: `news`.
const TYPES: &[Row] = &[
    message("text", &["text"], bodies::text),
    message("image", &["image"], media::image),
    message("voice", &["voice"], media::voice),
    message("video", &["video"], media::video),
    message("file", &["file"], media::file),
    message("emotion", &["emotion"], media::emotion),
    message("link", &["link"], bodies::link),
    message("weapp", &["weapp"], bodies::weapp),
    Row { msgtype: "mixed", keys: &["mixed"], kind: EventType::MessageCreated, content: Content::Pieces(items::mixed) },
    message("chatrecord", &["chatrecord"], items::chatrecord),
    message("markdown", &["info"], bodies::markdown),
    message("news", &["news", "info"], bodies::news),
    message("location", &["location"], bodies::location),
    message("card", &["card"], bodies::card),
    message("docmsg", &["doc"], bodies::doc),
    message("calendar", &["calendar"], meetings::calendar),
    message("meeting", &["meeting"], meetings::meeting),
    message("meeting_notification", &["info"], meetings::notification),
    message("todo", &["todo"], bodies::todo),
    message(VOTE, &["vote"], bodies::vote),
    message("collect", &["collect"], bodies::collect),
    message("redpacket", &["redpacket"], bodies::redpacket),
    message("external_redpacket", &["external_redpacket", "redpacket"], bodies::redpacket),
    message("sphfeed", &["sphfeed"], bodies::sphfeed),
    message("qydiskfile", &["info"], media::file),
    message("voip_doc_share", &["voip_doc_share"], media::file),
    call("voiptext", &["info"], meetings::voiptext),
    call(VOICE_CALL, &["meeting_voice_call"], meetings::voice_call),
    Row {
        msgtype: "revoke",
        keys: &["revoke"],
        kind: EventType::MessageRecalled,
        content: Content::Facts(Facts { target: Some("pre_msgid"), actor: None }),
    },
    consent("agree", &["agree"], EventType::ConsentGranted),
    consent("disagree", &["disagree", "agree"], EventType::ConsentDenied),
];

/// The type whose body is a few words.
pub(super) const TEXT: &str = "text";
/// The type whose body may stand in the record itself.
pub(super) const VOTE: &str = "vote";

/// The type whose id stands in the record.
pub(super) const VOICE_CALL: &str = "meeting_voice_call";

impl Row {
    /// Whether it has something to show; the others are facts.
    pub fn is_message(&self) -> bool {
        !matches!(self.content, Content::Facts(_))
    }
}

/// Whether some type has its body under this key.
pub(super) fn is_key_of_a_body(key: &str) -> bool {
    TYPES.iter().any(|row| row.keys.contains(&key))
}

/// The row of a record's type.
pub(super) fn find(msgtype: &str) -> Option<&'static Row> {
    TYPES.iter().find(|row| row.msgtype == msgtype)
}

/// The row of an item's type: `text`, or `ChatRecordText`.
pub(super) fn find_item(native: &str) -> Option<&'static Row> {
    let name = native.strip_prefix("ChatRecord").unwrap_or(native);
    TYPES.iter().find(|row| row.msgtype.eq_ignore_ascii_case(name) && row.is_message())
}
