//! The pieces of a message: one row, one type.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use super::parts::{
    Article, CardAction, FormField, ForwardItem, MentionTarget, MenuItem, ParagraphStyle, Reminder, ScreenShare,
    SharedFile, Shop, Style,
};
use super::{Few, Media, Text};
use crate::json::Digits;
use crate::json::writer::{Emit, Object, key};
use crate::json::{Raw, Rest};

/// One piece of a message's content. `extra` holds the native leftovers, under their native names.
#[derive(Debug, Clone)]
pub struct Segment<'p> {
    pub body: Body<'p>,
    pub extra: Rest<'p>,
}

impl<'p> Segment<'p> {
    pub fn new(body: Body<'p>, extra: Rest<'p>) -> Self {
        Self { body, extra }
    }

    /// Plain text.
    pub fn text(text: impl Into<Text<'p>>) -> Self {
        Self::new(Body::Text(TextBody { text: text.into(), ..TextBody::default() }), Rest::default())
    }

    /// Something that has no type here, whole.
    pub fn unknown(native_type: impl Into<Text<'p>>, data: Option<Raw<'p>>) -> Self {
        Self::new(Body::Unknown(Box::new(Unknown { native_type: native_type.into(), data })), Rest::default())
    }
}

impl Emit for Segment<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        let mut object = Object::begin(out);
        object.word(key!("type"), self.body.kind());
        self.body.members(&mut object);
        object.member(key!("extra"), &self.extra);
        object.end();
    }
}

/// Declares the types of segment: the word in the output, the struct behind it, its keys.
macro_rules! bodies {
    ($(
        $(#[$attribute:meta])*
        $variant:ident($storage:ty) = $word:literal struct $name:ident { $($field:ident: $type:ty,)+ }
    )+) => {
        /// What a segment says, by its type. All but text are boxed, so that a text message stays small.
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum Body<'p> {
            $($(#[$attribute])* $variant($storage),)+
        }

        impl Body<'_> {
            /// Every type with its keys, in the order of the contract.
            pub const TYPES: &'static [(&'static str, &'static [&'static str])] =
                &[$(($word, &[$(stringify!($field)),+]),)+];

            /// The type in the output.
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Body::$variant(_) => $word,)+
                }
            }

            /// Whether it says nothing at all.
            pub fn is_empty(&self) -> bool {
                match self {
                    $(Body::$variant(body) => $(body.$field.is_absent())&&+,)+
                }
            }

            fn members(&self, object: &mut Object<'_>) {
                match self {
                    $(Body::$variant(body) => {
                        $(object.member(key!(stringify!($field)), &body.$field);)+
                    })+
                }
            }
        }

        $(
            $(#[$attribute])*
            #[derive(Debug, Clone, Default)]
            pub struct $name<'p> {
                $(pub $field: $type,)+
            }
        )+
    };
}

bodies! {
    /// Plain text.
    Text(TextBody<'p>) = "text" struct TextBody {
        text: Text<'p>,
        style: Option<Box<Style<'p>>>,
        menu_id: Option<Box<Text<'p>>>,
    }
    /// Markdown text.
    Markdown(Box<Markdown<'p>>) = "markdown" struct Markdown {
        text: Text<'p>,
        title: Option<Text<'p>>,
        image_url: Option<Text<'p>>,
    }
    /// A line or list item of rich text.
    Paragraph(Box<Paragraph<'p>>) = "paragraph" struct Paragraph {
        style: Option<ParagraphStyle>,
        index: Option<i64>,
        indent: Option<i64>,
        segments: Few<Segment<'p>>,
    }
    /// Someone, or everyone, called by name.
    Mention(Box<Mention<'p>>) = "mention" struct Mention {
        target: Option<MentionTarget<'p>>,
        all: Option<bool>,
    }
    /// A small picture that stands for a word.
    Emoji(Box<Emoji<'p>>) = "emoji" struct Emoji {
        text: Option<Text<'p>>,
        id: Option<Text<'p>>,
    }
    /// A picture.
    Image(Box<Image<'p>>) = "image" struct Image {
        media: Media<'p>,
    }
    /// A voice message or sound file.
    Audio(Box<Audio<'p>>) = "audio" struct Audio {
        media: Media<'p>,
    }
    /// A film.
    Video(Box<Video<'p>>) = "video" struct Video {
        media: Media<'p>,
    }
    /// Any other file.
    File(Box<File<'p>>) = "file" struct File {
        media: Media<'p>,
    }
    /// A large emotive picture.
    Sticker(Box<Sticker<'p>>) = "sticker" struct Sticker {
        media: Media<'p>,
    }
    /// A place. Coordinates keep their digits.
    Location(Box<Location<'p>>) = "location" struct Location {
        latitude: Option<Digits<'p>>,
        longitude: Option<Digits<'p>>,
        title: Option<Text<'p>>,
        address: Option<Text<'p>>,
        zoom: Option<Digits<'p>>,
    }
    /// A link with a preview.
    Link(Box<Link<'p>>) = "link" struct Link {
        url: Option<Text<'p>>,
        title: Option<Text<'p>>,
        description: Option<Text<'p>>,
        image_url: Option<Text<'p>>,
    }
    /// Several links with previews.
    Articles(Box<Articles<'p>>) = "articles" struct Articles {
        items: Vec<Article<'p>>,
    }
    /// A person's card.
    Contact(Box<Contact<'p>>) = "contact" struct Contact {
        id: Option<Text<'p>>,
        corp_name: Option<Text<'p>>,
    }
    /// A page of a program inside the chat client.
    MiniProgram(Box<MiniProgram<'p>>) = "mini_program" struct MiniProgram {
        app_id: Option<Text<'p>>,
        name: Option<Text<'p>>,
        username: Option<Text<'p>>,
        title: Option<Text<'p>>,
        description: Option<Text<'p>>,
        path: Option<Text<'p>>,
        thumbnail: Option<Media<'p>>,
    }
    /// A composed card with buttons.
    Card(Box<Card<'p>>) = "card" struct Card {
        title: Option<Text<'p>>,
        subtitle: Option<Text<'p>>,
        text: Option<Text<'p>>,
        image_url: Option<Text<'p>>,
        orientation: Option<Text<'p>>,
        actions: Vec<CardAction<'p>>,
        reminder: Option<Reminder<'p>>,
    }
    /// Messages of another conversation, passed on.
    Forward(Box<Forward<'p>>) = "forward" struct Forward {
        title: Option<Text<'p>>,
        items: Vec<ForwardItem<'p>>,
    }
    /// Something to be done.
    Todo(Box<Todo<'p>>) = "todo" struct Todo {
        title: Option<Text<'p>>,
        text: Option<Text<'p>>,
    }
    /// A vote.
    Vote(Box<Vote<'p>>) = "vote" struct Vote {
        title: Option<Text<'p>>,
        options: Vec<Text<'p>>,
        mode: Option<Text<'p>>,
        id: Option<Text<'p>>,
    }
    /// A form to fill in.
    Form(Box<Form<'p>>) = "form" struct Form {
        title: Option<Text<'p>>,
        creator: Option<Text<'p>>,
        group_name: Option<Text<'p>>,
        created: Option<Text<'p>>,
        fields: Vec<FormField<'p>>,
    }
    /// Money; the amount in the currency's smallest unit.
    RedPacket(Box<RedPacket<'p>>) = "red_packet" struct RedPacket {
        kind: Option<Text<'p>>,
        wish: Option<Text<'p>>,
        count: Option<i64>,
        amount_minor: Option<i64>,
        currency: Option<Text<'p>>,
    }
    /// A meeting.
    Meeting(Box<Meeting<'p>>) = "meeting" struct Meeting {
        id: Option<Text<'p>>,
        title: Option<Text<'p>>,
        start_ms: Option<i64>,
        end_ms: Option<i64>,
        address: Option<Text<'p>>,
        remarks: Option<Text<'p>>,
        mode: Option<Text<'p>>,
        status: Option<Text<'p>>,
        url: Option<Text<'p>>,
        code: Option<Text<'p>>,
        participants: Vec<Text<'p>>,
    }
    /// An online document.
    Document(Box<Document<'p>>) = "document" struct Document {
        id: Option<Text<'p>>,
        title: Option<Text<'p>>,
        url: Option<Text<'p>>,
        link_id: Option<Text<'p>>,
        creator: Option<Text<'p>>,
    }
    /// An appointment.
    Calendar(Box<Calendar<'p>>) = "calendar" struct Calendar {
        id: Option<Text<'p>>,
        title: Option<Text<'p>>,
        start_ms: Option<i64>,
        end_ms: Option<i64>,
        place: Option<Text<'p>>,
        remarks: Option<Text<'p>>,
        organizer: Option<Text<'p>>,
        attendees: Vec<Text<'p>>,
    }
    /// A call that has ended.
    Call(Box<Call<'p>>) = "call" struct Call {
        id: Option<Text<'p>>,
        kind: Option<Text<'p>>,
        duration_ms: Option<i64>,
        end_ms: Option<i64>,
        media: Option<Media<'p>>,
        shared_files: Vec<SharedFile<'p>>,
        screen_shares: Vec<ScreenShare<'p>>,
    }
    /// A post of a channel.
    ChannelPost(Box<ChannelPost<'p>>) = "channel_post" struct ChannelPost {
        kind: Option<Text<'p>>,
        author: Option<Text<'p>>,
        title: Option<Text<'p>>,
        text: Option<Text<'p>>,
    }
    /// Something for sale; the price in the currency's smallest unit.
    Product(Box<Product<'p>>) = "product" struct Product {
        id: Option<Text<'p>>,
        title: Option<Text<'p>>,
        price_minor: Option<i64>,
        currency: Option<Text<'p>>,
        image_url: Option<Text<'p>>,
        shop: Option<Shop<'p>>,
    }
    /// An order.
    Order(Box<Order<'p>>) = "order" struct Order {
        id: Option<Text<'p>>,
        title: Option<Text<'p>>,
        price_text: Option<Text<'p>>,
        state: Option<Text<'p>>,
        image_url: Option<Text<'p>>,
        shop: Option<Shop<'p>>,
    }
    /// Choices offered to a customer.
    Menu(Box<Menu<'p>>) = "menu" struct Menu {
        head: Option<Text<'p>>,
        items: Vec<MenuItem<'p>>,
        tail: Option<Text<'p>>,
    }
    /// An answer that arrives piece by piece.
    Stream(Box<Stream<'p>>) = "stream" struct Stream {
        id: Option<Text<'p>>,
        reply_to: Option<Text<'p>>,
    }
    /// A page that the client opens by itself.
    Redirect(Box<Redirect<'p>>) = "redirect" struct Redirect {
        url: Option<Text<'p>>,
        kind: Option<Text<'p>>,
    }
    /// A grey line between messages.
    Notice(Box<Notice<'p>>) = "notice" struct Notice {
        text: Option<Text<'p>>,
    }
    /// What the application defined for itself.
    Custom(Box<Custom<'p>>) = "custom" struct Custom {
        name: Option<Text<'p>>,
        data: Option<Raw<'p>>,
    }
    /// What has no type here, whole.
    Unknown(Box<Unknown<'p>>) = "unknown" struct Unknown {
        native_type: Text<'p>,
        data: Option<Raw<'p>>,
    }
}
