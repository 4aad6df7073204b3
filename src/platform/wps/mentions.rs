//! Mentions: a list beside the text, and tags in the text that refer to it by index.

use super::content::{Read, Segments};
use super::identity::identity;
use crate::event::at_tag::{self, Piece};
use crate::event::{Body, Few, Mention, MentionTarget, Party, PartyKind, Segment, Text};
use crate::json::{Field, Kind, Reader, Rest};

/// An element of `mentions[]`: `id` is the index that `<at id="N">` refers to.
#[derive(Default)]
pub(super) struct NativeMention<'p> {
    pub index: Option<Text<'p>>,
    pub everyone: bool,
    /// Absent where everyone is meant.
    pub identity: Option<Party<'p>>,
}

impl<'p> NativeMention<'p> {
    /// Reads an element of `mentions[]`.
    pub fn read(reader: &mut Reader<'p>) -> Read<Self> {
        let mut mention = Self::default();
        let mut rest = Rest::default();
        if reader.kind() == Kind::Object {
            reader.members(|r, f| {
                match f.name {
                    "id" => mention.index = r.text(f, &mut rest)?,
                    "type" => mention.everyone = r.text(f, &mut rest)? == Some("all"),
                    "identity" => mention.identity = identity(r, f, &mut rest)?,
                    _ => {}
                }
                Ok(())
            })?;
        }
        Ok(mention)
    }
}

/// Reads `mentions[]`.
pub(super) fn read<'p>(reader: &mut Reader<'p>, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Vec<NativeMention<'p>>> {
    let mut mentions = Vec::new();
    reader.array(field, rest, |reader, _| {
        mentions.push(NativeMention::read(reader)?);
        Ok(())
    })?;
    Ok(mentions)
}

/// Adds those whom these segments mention by id.
pub(super) fn collect<'p>(segments: &[Segment<'p>], mentioned: &mut Vec<Party<'p>>) {
    for segment in segments {
        match &segment.body {
            Body::Paragraph(paragraph) => collect(&paragraph.segments, mentioned),
            Body::Mention(mention) => {
                let target = mention.target.as_ref().filter(|target| target.id.is_some());
                mentioned.extend(target.map(|target| {
                    let MentionTarget { id, kind, name, id_type: _ } = target.clone();
                    Party { id, kind, name }
                }));
            }
            _ => {}
        }
    }
}

/// Splits plain text at its mention tags and says whom each means.
pub(super) fn resolve<'p>(segments: &mut Segments<'p>, mentions: &[NativeMention<'p>], reader: &mut Reader<'p>) {
    let [Segment { body: Body::Text(body), extra }] = &mut **segments else { return };
    if !at_tag::may_be_in(body.text) {
        return;
    }
    let text = std::mem::take(&mut body.text);
    let mut extra = std::mem::take(extra);
    *segments = Few::None;
    for piece in at_tag::pieces(text) {
        let mut segment = match piece {
            Piece::Text(words) => Segment::text(words),
            Piece::At { id, name } => mention(id, name, mentions, reader),
        };
        segment.extra.append(std::mem::take(&mut extra));
        segments.push(segment);
    }
}

fn mention<'p>(index: &'p str, name: &'p str, mentions: &[NativeMention<'p>], reader: &mut Reader<'p>) -> Segment<'p> {
    let found = mentions.iter().find(|mention| mention.index == Some(index));
    let tag_name = Some(name).filter(|name| !name.is_empty());
    let mut extra = Rest::default();
    let body = match found {
        Some(NativeMention { everyone: true, .. }) => Mention { all: Some(true), target: None },
        Some(NativeMention { identity: Some(party), .. }) => {
            let Party { id, kind, name: known } = party.clone();
            let name = known.or(tag_name);
            Mention { target: Some(MentionTarget { id, kind, name, id_type: None }), all: None }
        }
        _ => {
            reader.warn_record("unresolved_mention", "a mention tag that the mentions do not explain");
            extra.keep("index", reader.arena().string_token(index), false);
            let kind = Some(PartyKind::Unknown);
            let target = MentionTarget { kind, name: tag_name, ..MentionTarget::default() };
            Mention { target: Some(target), all: None }
        }
    };
    Segment::new(Body::Mention(Box::new(body)), extra)
}
