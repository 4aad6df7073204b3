//! Whom a text of a callback names: tags `<at id="X"></at>` (third-party code).

use crate::event::at_tag::{self, Piece};
use crate::event::{Body, Few, Mention, MentionTarget, Party, PartyKind, Segment, Text, TextBody};
use crate::json::Rest;

/// The robot that a callback is for.
pub(super) struct Robot<'p> {
    pub id: Option<Text<'p>>,
    /// The id before it was decrypted.
    pub id_as_sent: Option<Text<'p>>,
    pub name: Option<Text<'p>>,
}

/// Splits text at its mention tags `<at id="X"></at>`, and lists whom they mean.
pub(super) fn resolve<'p>(segment: Segment<'p>, robot: &Robot<'p>) -> (Few<Segment<'p>>, Vec<Party<'p>>) {
    let Segment { body: Body::Text(TextBody { text, .. }), mut extra } = segment else {
        return (Few::One(segment), Vec::new());
    };
    if !at_tag::may_be_in(text) {
        return (Few::One(Segment { extra, ..Segment::text(text) }), Vec::new());
    }
    let (mut segments, mut mentioned) = (Few::None, Vec::<Party<'p>>::new());
    for piece in at_tag::pieces(text) {
        let mut segment = match piece {
            Piece::Text(words) => Segment::text(words),
            Piece::At { id, name } => {
                let party = party(id, name, robot);
                let Party { id, kind, name } = party.clone();
                if !mentioned.iter().any(|other| other.id == party.id) {
                    mentioned.push(party);
                }
                let target = MentionTarget { id, kind, name, id_type: None };
                Segment::new(Body::Mention(Box::new(Mention { target: Some(target), all: None })), Rest::default())
            }
        };
        segment.extra.append(std::mem::take(&mut extra));
        segments.push(segment);
    }
    (segments, mentioned)
}

fn party<'p>(id: &'p str, name: &'p str, robot: &Robot<'p>) -> Party<'p> {
    let name = Some(name).filter(|name| !name.is_empty());
    let is_robot = [&robot.id, &robot.id_as_sent].iter().any(|known| known.as_deref() == Some(id));
    match is_robot {
        true => Party::new(PartyKind::Bot, robot.id).named(robot.name.or(name)),
        false => Party::new(PartyKind::User, Some(id)).named(name),
    }
}
