//! The canonical model: what every platform's callback becomes.
//!
//! A [`Delivery`] is what one request yields; an [`Event`] is one thing that happened; a [`Segment`] is one piece of a
//! message. Everything borrows from the payload (`'p`) where it can. Parts are declared by [`record::record`], so that
//! the declaration, the JSON that is written and the list of keys are one text.

pub(crate) mod at_tag;
mod auth;
mod cloudevents;
mod data;
mod delivery;
mod envelope;
mod identity;
mod media;
mod message;
mod parts;
mod party;
mod plain;
pub(crate) mod record;
mod segment;
mod snake_case;
mod words;

pub use crate::json::{Few, Kind, Raw, Rest, Warning};
pub use auth::{Auth, Content};
pub use data::{Data, LastMessage};
pub use delivery::{Delivery, Format, Page, PageError, Presentation, Reply};
pub use envelope::{Event, Record};
pub use identity::{Identity, NativeType};
pub use media::Media;
pub use message::Message;
pub use parts::*;
pub use party::{Conversation, Party};
pub use segment::*;
pub use words::{ConversationKind, DeliveryKind, Direction, EventType, PartyKind};

/// Text of the payload as it stands there, or as a reader made it and keeps it beside the payload.
pub type Text<'p> = &'p str;
