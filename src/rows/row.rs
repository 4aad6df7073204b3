//! The columns, and what of a delivery goes into each.

use super::column::{List, Micros, Numbers, Text, Truths, columns};
use crate::error::Error;
use crate::event::{
    Auth, Body, Conversation, Data, Delivery, Event, Media, MentionTarget, Message, Party, Presentation, Segment,
    Warning,
};
use crate::json::writer::Emit;

columns! {
    /// An event, or an input without one. What an input lacks is null: of a failure there is `input` and `error`.
    struct Row {
        /// Which of the inputs, counted from 0.
        input: Numbers<i64>,
        kind: Text,
        /// Which event of its delivery.
        event_index: Numbers<i32>,
        id: Text,
        platform: Text,
        r#type: Text,
        native_type: Text,
        time: Numbers<Micros>,
        sequence: Text,
        direction: Text,
        tenant: Text,
        auth: Auths,
        conversation: Conversations,
        sender: Parties,
        recipients: List<Parties>,
        message_id: Text,
        message_kind: Text,
        reply_to: Text,
        text: Text,
        segments: List<Segments>,
        action: Text,
        target_id: Text,
        raw_format: Text,
        /// The native record: JSON token by token, any other text as it is.
        raw: Text,
        warnings: List<Warnings>,
        error: Errors,
    }
    struct Auths {
        verified: Truths,
        content: Text,
        credential: Text,
    }
    struct Conversations {
        id: Text,
        kind: Text,
        parent_id: Text,
        name: Text,
    }
    struct Parties {
        id: Text,
        kind: Text,
        name: Text,
    }
    struct Segments {
        r#type: Text,
        text: Text,
        id: Text,
        title: Text,
        description: Text,
        url: Text,
        name: Text,
        target: Parties,
        media: Medias,
    }
    struct Medias {
        id: Text,
        url: Text,
        name: Text,
        mime: Text,
        extension: Text,
        size_bytes: Numbers<i64>,
        duration_ms: Numbers<i64>,
        md5: Text,
    }
    struct Warnings {
        code: Text,
        path: Text,
        detail: Text,
    }
    struct Errors {
        status: Numbers<i32>,
        name: Text,
        message: Text,
        hint: Text,
        http_status: Numbers<i32>,
        vendor_code: Numbers<i64>,
    }
}

/// The years 1 to 9999, Unix milliseconds: what engines and their files can hold of a time.
const TIMES_MS: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

impl Row {
    /// What every row has.
    pub fn begin(&mut self, at: usize, input: usize) {
        self.at(at).input.put(at, i64::try_from(input).unwrap_or(i64::MAX));
    }

    /// What is said of a delivery as a whole, in its first row: in each of them, a page of many entries that is warned of
    /// could become a thousand times what it is.
    pub fn delivery(&mut self, at: usize, delivery: &Delivery<'_>) {
        if delivery.events.is_empty() {
            self.kind.put(at, delivery.kind.as_str());
        }
        if !delivery.warnings().is_empty() {
            self.warnings.put(at, delivery.warnings(), Warnings::put);
        }
    }

    pub fn event(
        &mut self,
        at: usize,
        index: usize,
        event: &Event<'_>,
        delivery: &Delivery<'_>,
        presentation: &Presentation,
    ) {
        let Event { kind, native_type, time_ms, sequence, direction, tenant_id, .. } = event;
        let Event { conversation, sender, recipients, message, data, .. } = event;
        self.kind.put(at, delivery.kind.as_str());
        self.event_index.put(at, i32::try_from(index).unwrap_or(i32::MAX));
        self.id.write(at, |out| event.write_id(out));
        self.platform.put(at, delivery.platform);
        self.r#type.put(at, kind.as_str());
        self.native_type.write(at, |out| native_type.write(out));
        self.time.put(at, time_ms.filter(|time| TIMES_MS.contains(time)).map(|time| Micros(time * 1000)));
        self.sequence.put(at, *sequence);
        self.direction.put(at, direction.map(|direction| direction.as_str()));
        self.tenant.put(at, *tenant_id);
        self.auth.put(at, &delivery.auth);
        self.conversation.put(at, present(conversation.as_ref()));
        self.sender.put(at, present(sender.as_ref()));
        if !recipients.is_empty() {
            self.recipients.put(at, recipients, |parties, at, party| parties.put(at, Some(party)));
        }
        if let Some(message) = message {
            self.message(at, message);
        }
        if let Some(data) = data {
            self.data(at, data);
        }
        if let Some(record) = event.shown_record(presentation) {
            self.raw_format.put(at, record.format());
            self.raw.write(at, |out| record.write_text(out));
        }
    }

    fn message(&mut self, at: usize, message: &Message<'_>) {
        self.message_id.put(at, message.id);
        self.message_kind.put(at, message.kind());
        self.reply_to.put(at, message.reply_to);
        self.text.put(at, &*message.text());
        self.segments.put(at, &message.segments, Segments::put);
    }

    fn data(&mut self, at: usize, data: &Data<'_>) {
        self.action.put(at, data.action);
        self.target_id.put(at, data.shown_target_id().as_deref());
    }

    pub fn error(&mut self, at: usize, error: &Error) {
        let status = error.status();
        let row = self.error.at(at);
        row.status.put(at, status.code());
        row.name.put(at, status.name());
        row.message.put(at, error.message());
        row.hint.put(at, error.what_to_do());
        row.http_status.put(at, i32::from(status.http_status()));
        row.vendor_code.put(at, error.vendor_code().map(i64::from));
    }
}

impl Auths {
    fn put(&mut self, at: usize, auth: &Auth<'_>) {
        let row = self.at(at);
        row.verified.put(at, auth.verified);
        row.content.put(at, auth.content.as_str());
        row.credential.put(at, auth.credential);
    }
}

impl Conversations {
    fn put(&mut self, at: usize, conversation: Option<&Conversation<'_>>) {
        let Some(Conversation { id, kind, parent_id, name }) = conversation else { return };
        let row = self.at(at);
        row.id.put(at, *id);
        row.kind.put(at, kind.map(|kind| kind.as_str()));
        row.parent_id.put(at, *parent_id);
        row.name.put(at, *name);
    }
}

impl Parties {
    fn put(&mut self, at: usize, party: Option<&Party<'_>>) {
        let Some(Party { id, kind, name }) = party else { return };
        let row = self.at(at);
        row.id.put(at, *id);
        row.kind.put(at, kind.map(|kind| kind.as_str()));
        row.name.put(at, *name);
    }

    /// Whom a mention names.
    fn put_target(&mut self, at: usize, target: Option<&MentionTarget<'_>>) {
        let Some(MentionTarget { id, kind, name, id_type: _ }) = target else { return };
        let row = self.at(at);
        row.id.put(at, *id);
        row.kind.put(at, kind.map(|kind| kind.as_str()));
        row.name.put(at, *name);
    }
}

impl Segments {
    /// Of each type the members that have a column; the record holds the rest.
    fn put(&mut self, at: usize, segment: &Segment<'_>) {
        let row = self.at(at);
        row.r#type.put(at, segment.body.kind());
        match &segment.body {
            Body::Text(text) => row.text.put(at, text.text),
            Body::Markdown(markdown) => row.titled(at, markdown.title, Some(markdown.text)),
            Body::Mention(mention) => row.target.put_target(at, present(mention.target.as_ref())),
            Body::Emoji(emoji) => {
                row.id.put(at, emoji.id);
                row.text.put(at, emoji.text);
            }
            Body::Image(image) => row.media.put(at, Some(&image.media)),
            Body::Audio(audio) => row.media.put(at, Some(&audio.media)),
            Body::Video(video) => row.media.put(at, Some(&video.media)),
            Body::File(file) => row.media.put(at, Some(&file.media)),
            Body::Sticker(sticker) => row.media.put(at, Some(&sticker.media)),
            Body::Location(place) => row.title.put(at, place.title),
            Body::Link(link) => {
                row.url.put(at, link.url);
                row.title.put(at, link.title);
                row.description.put(at, link.description);
            }
            Body::Contact(contact) => row.id.put(at, contact.id),
            Body::MiniProgram(program) => {
                row.name.put(at, program.name);
                row.title.put(at, program.title);
                row.description.put(at, program.description);
            }
            Body::Card(card) => row.titled(at, card.title, card.text),
            Body::Forward(forward) => row.title.put(at, forward.title),
            Body::Todo(todo) => row.titled(at, todo.title, todo.text),
            Body::Vote(vote) => row.identified(at, vote.id, vote.title),
            Body::Form(form) => row.title.put(at, form.title),
            Body::Meeting(meeting) => {
                row.identified(at, meeting.id, meeting.title);
                row.url.put(at, meeting.url);
            }
            Body::Document(document) => {
                row.identified(at, document.id, document.title);
                row.url.put(at, document.url);
            }
            Body::Calendar(appointment) => row.identified(at, appointment.id, appointment.title),
            Body::Call(call) => {
                row.id.put(at, call.id);
                row.media.put(at, call.media.as_ref());
            }
            Body::ChannelPost(post) => row.titled(at, post.title, post.text),
            Body::Product(product) => row.identified(at, product.id, product.title),
            Body::Order(order) => row.identified(at, order.id, order.title),
            Body::Stream(stream) => row.id.put(at, stream.id),
            Body::Redirect(redirect) => row.url.put(at, redirect.url),
            Body::Notice(notice) => row.text.put(at, notice.text),
            Body::Custom(custom) => row.name.put(at, custom.name),
            Body::Paragraph(_) | Body::Articles(_) | Body::RedPacket(_) | Body::Menu(_) | Body::Unknown(_) => {}
        }
    }

    fn titled(&mut self, at: usize, title: Option<&str>, text: Option<&str>) {
        self.title.put(at, title);
        self.text.put(at, text);
    }

    fn identified(&mut self, at: usize, id: Option<&str>, title: Option<&str>) {
        self.id.put(at, id);
        self.title.put(at, title);
    }
}

impl Medias {
    fn put(&mut self, at: usize, media: Option<&Media<'_>>) {
        let Some(media) = present(media) else { return };
        let row = self.at(at);
        row.id.put(at, media.id);
        row.url.put(at, media.url);
        row.name.put(at, media.name);
        row.mime.put(at, media.mime);
        row.extension.put(at, media.extension);
        row.size_bytes.put(at, media.size_bytes);
        row.duration_ms.put(at, media.duration_ms);
        row.md5.put(at, media.md5);
    }
}

impl Warnings {
    fn put(&mut self, at: usize, warning: &Warning) {
        let Warning { code, path, detail } = warning;
        let row = self.at(at);
        row.code.put(at, *code);
        row.path.put(at, Some(path.as_str()).filter(|path| !path.is_empty()));
        row.detail.put(at, &**detail);
    }
}

/// A part, unless the delivery leaves it out.
fn present<T: Emit>(part: Option<&T>) -> Option<&T> {
    part.filter(|part| !part.is_absent())
}
