//! Rich text (message content description, rich_text): elements that nest.
//!
//! | element | content | segment |
//! | --- | --- | --- |
//! | ol, ul, nl | elements[] | paragraph |
//! | text | text_content{content}, style_text_content{style, text}, link_content{text, url} | text, link |
//! | emoji, custom_emoji | text_content, image_content | emoji |
//! | mention | mention_content{identity?, text, type?} | mention |
//! | image | image_content | image |
//! | doc | doc_content{text, file{id, link_url, link_id}} or link_content | document, link |

use super::content::{Read, Segments};
use super::identity::identity;
use super::segments::{document, image};
use crate::event::{
    Body, Document, Emoji, Image, Link, Media, Mention, MentionTarget, Paragraph, ParagraphStyle, Party, Segment,
    Style, Text, TextBody,
};
use crate::json::{Field, Kind, Raw, Reader, Rest};

/// Reads `{elements[]}`.
pub(super) fn segments<'p>(reader: &mut Reader<'p>) -> Read<Segments<'p>> {
    let mut segments = Segments::None;
    let mut extra = Rest::default();
    reader.members(|r, f| match f.name {
        "elements" => r
            .array(f, &mut extra, |r, _| {
                segments.push(element(r)?);
                Ok(())
            })
            .map(drop),
        _ => r.keep_in(&mut extra, f),
    })?;
    if let Some(first) = segments.first_mut() {
        first.extra.append(extra);
    }
    Ok(segments)
}

/// What an element may hold, whatever its type.
#[derive(Default)]
struct Element<'p> {
    native_type: Option<Text<'p>>,
    alt_text: Option<Text<'p>>,
    indent: Option<i64>,
    index: Option<i64>,
    elements: Segments<'p>,
    text: Option<Text<'p>>,
    style: Option<Style<'p>>,
    link: Option<Link<'p>>,
    mention: Option<Mention<'p>>,
    image: Option<Media<'p>>,
    document: Option<Document<'p>>,
    extra: Rest<'p>,
}

fn element<'p>(reader: &mut Reader<'p>) -> Read<Segment<'p>> {
    let mut element = Element::default();
    let ((), whole) = reader.spanned(|reader| match reader.kind() {
        Kind::Object => reader.members(|reader, field| element.member(reader, field)),
        _ => Ok(()),
    })?;
    Ok(element.into_segment(whole, reader))
}

impl<'p> Element<'p> {
    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let extra = &mut self.extra;
        match f.name {
            "type" => self.native_type = r.text(f, extra)?,
            "alt_text" => self.alt_text = r.text(f, extra)?,
            "indent" => self.indent = r.integer(f, extra)?,
            "index" => self.index = r.integer(f, extra)?,
            "elements" => {
                let elements = &mut self.elements;
                r.array(f, extra, |r, _| {
                    elements.push(element(r)?);
                    Ok(())
                })?;
            }
            "text_content" => {
                let text = &mut self.text;
                r.object(f, extra, |r, f, extra| {
                    match f.name {
                        "content" => *text = r.content(f, extra)?,
                        _ => r.keep_in(extra, f)?,
                    }
                    Ok(())
                })?;
            }
            "style_text_content" => {
                let (text, style) = (&mut self.text, &mut self.style);
                r.object(f, extra, |r, f, extra| {
                    match f.name {
                        "text" => *text = r.content(f, extra)?,
                        "style" => *style = self::style(r, f, extra)?,
                        _ => r.keep_in(extra, f)?,
                    }
                    Ok(())
                })?;
            }
            "link_content" => self.link = link(r, f, extra)?,
            "mention_content" => self.mention = mention(r, f, extra)?,
            "image_content" => self.image = image(r, f, extra)?,
            "doc_content" => self.document = doc(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    }

    fn into_segment(self, whole: Raw<'p>, reader: &mut Reader<'p>) -> Segment<'p> {
        let Self {
            native_type,
            alt_text,
            indent,
            index,
            elements,
            text,
            style,
            link,
            mention,
            image,
            document,
            mut extra,
        } = self;
        let native_type = native_type.unwrap_or_default();
        let stands_for_text = text.is_none() && matches!(native_type, "emoji" | "custom_emoji");
        let paragraph = match native_type {
            "ol" => Some(ParagraphStyle::Ordered),
            "ul" => Some(ParagraphStyle::Unordered),
            "nl" => Some(ParagraphStyle::Line),
            _ => None,
        };
        let alt_token = alt_text.as_ref().filter(|_| !stands_for_text).map(|alt| reader.arena().string_token(alt));
        let body = match native_type {
            "ol" | "ul" | "nl" => {
                Some(Body::Paragraph(Box::new(Paragraph { style: paragraph, index, indent, segments: elements })))
            }
            "text" => match (text, link) {
                (Some(text), _) => {
                    let style = style.filter(|style| !style.is_plain()).map(Box::new);
                    Some(Body::Text(TextBody { text, style, menu_id: None }))
                }
                (None, link) => link.map(|link| Body::Link(Box::new(link))),
            },
            "emoji" | "custom_emoji" => {
                let text = text.or(alt_text);
                let id = image.and_then(|image| image.id);
                (text.is_some() || id.is_some()).then(|| Body::Emoji(Box::new(Emoji { text, id })))
            }
            "mention" => mention.map(|mention| Body::Mention(Box::new(mention))),
            "image" => image.map(|media| Body::Image(Box::new(Image { media }))),
            "doc" => match (document, link) {
                (Some(document), _) => Some(Body::Document(Box::new(document))),
                (None, link) => link.map(|link| Body::Link(Box::new(link))),
            },
            _ => None,
        };
        let Some(body) = body else {
            reader.warn_of(whole, "unknown_element", "a rich-text element without a documented form; kept whole");
            return Segment::unknown(native_type, Some(whole));
        };
        if let Some(token) = alt_token {
            extra.keep("alt_text", token, false);
        }
        if paragraph.is_none() {
            for (key, number) in [("indent", indent), ("index", index)] {
                if let Some(number) = number.filter(|&number| number != 0) {
                    extra.keep(key, reader.arena().number_token(number), false);
                }
            }
        }
        Segment::new(body, extra)
    }
}

impl Style<'_> {
    fn is_plain(&self) -> bool {
        let Self { bold, italic, color } = self;
        bold.is_none() && italic.is_none() && color.is_none()
    }
}

/// `{bold, italic, color}`: what is false or empty is absent.
fn style<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Style<'p>>> {
    let mut style = Style::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "bold" => style.bold = r.boolean(f, extra)?.filter(|&bold| bold),
            "italic" => style.italic = r.boolean(f, extra)?.filter(|&italic| italic),
            "color" => style.color = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then_some(style))
}

/// `{text, url}`
fn link<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Link<'p>>> {
    let mut link = Link::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "text" => link.title = r.text(f, extra)?,
            "url" => link.url = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then_some(link))
}

/// `{identity?, text, type?}`; the identity is absent where everyone is meant.
fn mention<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Mention<'p>>> {
    let (mut party, mut text, mut kind) = (None, None, None);
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "identity" => party = identity(r, f, extra)?,
            "text" => text = r.text(f, extra)?,
            "type" => kind = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    if kind == Some("all") {
        return Ok(Some(Mention { all: Some(true), target: None }));
    }
    let Party { id, kind, name } = party.unwrap_or_default();
    let kind = kind.or(Some(crate::event::PartyKind::Unknown));
    let target = MentionTarget { id, kind, name: name.or(text), id_type: None };
    Ok(read.then_some(Mention { target: Some(target), all: None }))
}

/// `{text, file{id, link_url, link_id}}`
fn doc<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Document<'p>>> {
    let (mut title, mut file) = (None, None);
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "text" => title = r.text(f, extra)?,
            "file" => file = document(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then(|| Document { title, ..file.unwrap_or_default() }))
}
