//! Files of every kind.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use super::Text;
use super::record::record;

record! {
    /// A file that a message carries or points to. Sizes are bytes, durations milliseconds, whatever the platform used.
    pub struct Media {
        /// What the platform's download call takes: storage_key, media_id, sdkfileid.
        id: Option<Text<'p>>,
        url: Option<Text<'p>>,
        name: Option<Text<'p>>,
        mime: Option<Text<'p>>,
        extension: Option<Text<'p>>,
        size_bytes: Option<i64>,
        width: Option<i64>,
        height: Option<i64>,
        duration_ms: Option<i64>,
        md5: Option<Text<'p>>,
        secret: Option<Text<'p>>,
        attachment: Option<Text<'p>>,
        thumbnail: Option<Box<Media<'p>>>,
        original: Option<Box<Media<'p>>>,
    }
}
