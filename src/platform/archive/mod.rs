//! Records of archived conversations: one reader for all who send them.
//!
//! WeCom's archive and the pushes of 企微管家 hold the same record: a few fields around one body per `msgtype`. They
//! differ in spelling (`feed_type` or `feedType`), in types (everything may be text), and in where some bodies stand;
//! every reader here takes all of it, so that the differences are rows and alternatives, not copies.
//!
//! | module | subject |
//! | --- | --- |
//! | `record` | the fields around the body |
//! | `settle` | what only the whole record tells |
//! | `event` | the event that a record tells of |
//! | `types` | one row per `msgtype` |
//! | `body` | a body as it is found |
//! | `bodies`, `media`, `meetings`, `items` | what bodies hold |
//! | `fields`, `party` | members that several of them read alike |

mod bodies;
mod body;
mod event;
mod fields;
mod items;
mod media;
mod meetings;
mod party;
mod record;
mod settle;
mod types;

pub(crate) use party::kind_of;
pub(crate) use record::Record;
