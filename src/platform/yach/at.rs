//! Whom a text or markdown message calls (message types and formats, 1): `at {atMobiles[], atWorkCodes[], isAtAll}`.

use std::collections::{BTreeSet, HashMap};

use super::content;
use super::inbound::Read;
use crate::event::{Body, Few, Mention, MentionTarget, Party, PartyKind, Segment, Text, TextBody};
use crate::json::{Field, Kind, Reader, Rest};

/// Longest id that is looked for in a text, in bytes: a mobile number or a work code is far shorter.
const MAX_ID: usize = 64;

/// Those who are called, each once.
#[derive(Default)]
pub(super) struct At<'p> {
    mobiles: Vec<Text<'p>>,
    work_codes: Vec<Text<'p>>,
    all: bool,
}

#[derive(Clone)]
struct Named<'p> {
    id: Text<'p>,
    id_type: &'static str,
}

impl<'p> At<'p> {
    /// Reads the object; what has no place goes into `ext`.
    pub fn read(reader: &mut Reader<'p>, ext: &mut Rest<'p>) -> Read<Self> {
        let mut at = Self::default();
        reader.members(|r, f| {
            match f.name {
                "atMobiles" => at.mobiles = ids(r, f, ext)?,
                "atWorkCodes" => at.work_codes = ids(r, f, ext)?,
                "isAtAll" => at.all = r.boolean(f, ext)?.unwrap_or(false),
                _ => content::keep(ext, f.name, r.raw()?),
            }
            Ok(())
        })?;
        Ok(at)
    }

    /// Puts the mentions where the text of the segment says `@id`, and the others behind it; and lists who they are.
    pub fn place(self, segment: Segment<'p>) -> (Few<Segment<'p>>, Vec<Party<'p>>) {
        let all = self.all;
        let mut places: HashMap<Text<'p>, usize> = HashMap::new();
        let mut named: Vec<Named<'p>> = Vec::new();
        for (ids, id_type) in [(self.mobiles, "mobile"), (self.work_codes, "work_code")] {
            for id in ids {
                places.entry(id).or_insert_with(|| {
                    named.push(Named { id, id_type });
                    named.len() - 1
                });
            }
        }
        let parties = named.iter().map(|named| Party::new(PartyKind::User, Some(named.id))).collect();

        let mut is_placed = vec![false; named.len()];
        let mut segments = match segment {
            Segment { body: Body::Text(TextBody { text, style: None, menu_id: None }), extra } if !named.is_empty() => {
                let mut segments = Few::None;
                let mut extra = Some(extra);
                for piece in pieces(text, &places) {
                    let mut segment = match piece {
                        Piece::Text(words) => Segment::text(words),
                        Piece::At(index) => {
                            is_placed.get_mut(index).into_iter().for_each(|placed| *placed = true);
                            named.get(index).map_or_else(|| Segment::text(""), mention)
                        }
                    };
                    segment.extra.append(extra.take().unwrap_or_default());
                    segments.push(segment);
                }
                segments
            }
            other => Few::One(other),
        };
        let missing = named.iter().zip(is_placed).filter(|(_, placed)| !placed);
        missing.for_each(|(named, _)| segments.push(mention(named)));
        if all {
            segments.push(mention_of(Mention { all: Some(true), target: None }));
        }
        (segments, parties)
    }
}

fn mention<'p>(named: &Named<'p>) -> Segment<'p> {
    let Named { id, id_type } = named.clone();
    let kind = Some(PartyKind::User);
    let target = MentionTarget { id: Some(id), kind, name: None, id_type: Some(id_type) };
    mention_of(Mention { target: Some(target), all: None })
}

fn mention_of(mention: Mention<'_>) -> Segment<'_> {
    Segment::new(Body::Mention(Box::new(mention)), Rest::default())
}

enum Piece<'t> {
    Text(&'t str),
    At(usize),
}

/// Splits text at every `@id` of these ids, the longest first. An empty text is one piece.
fn pieces<'t>(text: &'t str, places: &HashMap<Text<'_>, usize>) -> Vec<Piece<'t>> {
    let lengths: BTreeSet<usize> = places.keys().map(|id| id.len()).filter(|length| *length <= MAX_ID).collect();
    let mut pieces = Vec::new();
    let (mut begun, mut from) = (0, 0);
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('@')).map(|at| from + at) {
        let after = text.get(at + 1..).unwrap_or_default();
        let found = lengths.iter().rev().find_map(|length| Some((*places.get(after.get(..*length)?)?, *length)));
        from = at + 1;
        if let Some((index, length)) = found {
            pieces.extend(text.get(begun..at).filter(|before| !before.is_empty()).map(Piece::Text));
            pieces.push(Piece::At(index));
            from += length;
            begun = from;
        }
    }
    let rest = text.get(begun..).unwrap_or_default();
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// A list of ids. One that is no text is passed over, and the list kept.
fn ids<'p>(reader: &mut Reader<'p>, field: Field<'p>, ext: &mut Rest<'p>) -> Read<Vec<Text<'p>>> {
    if reader.kind() != Kind::Array {
        return reader.unexpected(field, ext).map(|()| Vec::new());
    }
    let (mut ids, mut is_plain) = (Vec::new(), true);
    let ((), whole) = reader.spanned(|reader| {
        reader.elements(|reader, _| {
            let value = reader.raw()?;
            match value.text(reader.arena()) {
                Some(id) => ids.extend(Some(id).filter(|id| !id.is_empty())),
                None if value.is_null() => {}
                None => is_plain = false,
            }
            Ok(())
        })
    })?;
    if !is_plain {
        reader.warn_of(whole, "unexpected_type", "an id that is no text; the list is kept as it stands");
        content::keep(ext, field.name, whole);
    }
    Ok(ids)
}
