//! The plain-text rendition of a message: what a person reads in a log, a search index or a notification.
//!
//! Text reads as itself and a mention as `@name`. Anything else is `[type]` and its headline: `[file] report.xls`.
//! Paragraphs stand on lines of their own, list items with their marker, indented two spaces a level.

use std::borrow::Cow;

use super::at_tag::{self, Piece};
use super::{Body, Paragraph, ParagraphStyle, Segment, Text};

/// Deepest indentation that is drawn, in levels.
const MAX_INDENT: i64 = 32;

/// The text of these segments. One piece of text is borrowed as it is.
pub fn rendition<'s>(segments: &'s [Segment<'_>]) -> Cow<'s, str> {
    match segments {
        [] => Cow::Borrowed(""),
        [Segment { body: Body::Text(only), .. }] => Cow::Borrowed(only.text),
        [Segment { body: Body::Link(only), .. }] => Cow::Owned(headed("link", &[&only.title, &only.url])),
        several => Cow::Owned(render(several)),
    }
}

fn render(segments: &[Segment<'_>]) -> String {
    let mut page = Page::default();
    page.segments(segments, 0);
    page.text
}

/// Text that is being composed.
#[derive(Default)]
struct Page {
    text: String,
    /// A paragraph has ended: what follows begins a new line.
    line_ended: bool,
}

impl Page {
    /// `level` counts the list items around these segments.
    fn segments(&mut self, segments: &[Segment<'_>], level: i64) {
        for segment in segments {
            match &segment.body {
                Body::Paragraph(paragraph) => self.paragraph(paragraph, level),
                Body::Link(link) => {
                    self.push(link.title.or(link.url).unwrap_or("[link]"));
                }
                Body::Markdown(markdown) => markdown_words(markdown.text, |words| self.push(words)),
                body => self.push(&phrase(body)),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'_>, level: i64) {
        self.line_ended |= !self.text.is_empty() && !self.text.ends_with('\n');
        let indent = paragraph.indent.unwrap_or(0).max(level).clamp(0, MAX_INDENT);
        let marker = match paragraph.style {
            Some(ParagraphStyle::Ordered) => format!("{}. ", paragraph.index.unwrap_or(0).saturating_add(1)),
            Some(ParagraphStyle::Unordered) => "- ".to_owned(),
            _ => String::new(),
        };
        self.begin_line();
        for _ in 0..indent {
            self.text.push_str("  ");
        }
        self.text.push_str(&marker);
        self.segments(&paragraph.segments, level + i64::from(!marker.is_empty()));
        self.line_ended = true;
    }

    fn push(&mut self, words: &str) {
        self.begin_line();
        self.text.push_str(words);
    }

    fn begin_line(&mut self) {
        if std::mem::take(&mut self.line_ended) {
            self.text.push('\n');
        }
    }
}

/// Markdown with its mention tags read as names.
fn markdown_words(text: &str, mut push: impl FnMut(&str)) {
    for piece in at_tag::pieces(text) {
        match piece {
            Piece::Text(words) => push(words),
            Piece::At { name, .. } => push(&format!("@{name}")),
        }
    }
}

/// How anything but a paragraph reads.
fn phrase<'s>(body: &'s Body<'_>) -> Cow<'s, str> {
    let kind = body.kind();
    Cow::Owned(match body {
        Body::Text(text) => return Cow::Borrowed(text.text),
        Body::Notice(notice) => return Cow::Borrowed(notice.text.unwrap_or_default()),
        Body::Emoji(emoji) => match emoji.text {
            Some(text) => return Cow::Borrowed(text),
            None => headed(kind, &[&emoji.id]),
        },
        Body::Mention(mention) => match &mention.target {
            Some(target) => format!("@{}", target.name.or(target.id).unwrap_or_default()),
            None => "@all".to_owned(),
        },
        Body::Image(_) | Body::Audio(_) | Body::Video(_) | Body::Sticker(_) => headed(kind, &[]),
        Body::File(file) => headed(kind, &[&file.media.name]),
        Body::Location(place) => headed(kind, &[&place.title, &place.address]),
        Body::Articles(articles) => headed(kind, &[&articles.items.first().and_then(|first| first.title)]),
        Body::Contact(contact) => headed(kind, &[&contact.id]),
        Body::MiniProgram(program) => headed(kind, &[&program.title, &program.name]),
        Body::Card(card) => headed(kind, &[&card.title, &card.text]),
        Body::Forward(forward) => headed(kind, &[&forward.title]),
        Body::Todo(todo) => headed(kind, &[&todo.title, &todo.text]),
        Body::Vote(vote) => headed(kind, &[&vote.title]),
        Body::Form(form) => headed(kind, &[&form.title]),
        Body::RedPacket(packet) => headed(kind, &[&packet.wish]),
        Body::Meeting(meeting) => headed(kind, &[&meeting.title]),
        Body::Document(document) => headed(kind, &[&document.title, &document.url]),
        Body::Calendar(appointment) => headed(kind, &[&appointment.title]),
        Body::Call(_) => headed(kind, &[]),
        Body::ChannelPost(post) => headed(kind, &[&post.title, &post.text]),
        Body::Product(product) => headed(kind, &[&product.title]),
        Body::Order(order) => headed(kind, &[&order.title]),
        Body::Menu(menu) => headed(kind, &[&menu.head]),
        Body::Stream(_) => headed(kind, &[]),
        Body::Redirect(redirect) => headed(kind, &[&redirect.url]),
        Body::Custom(custom) => headed(kind, &[&custom.name]),
        Body::Unknown(unknown) => headed(kind, &[&Some(unknown.native_type)]),
        Body::Link(_) | Body::Markdown(_) | Body::Paragraph(_) => headed(kind, &[]),
    })
}

/// `[kind] headline`, with the first headline that there is.
fn headed(kind: &str, headlines: &[&Option<Text<'_>>]) -> String {
    let headline = headlines.iter().find_map(|headline| headline.as_deref().filter(|words| !words.is_empty()));
    match headline {
        Some(words) => format!("[{kind}] {words}"),
        None => format!("[{kind}]"),
    }
}
