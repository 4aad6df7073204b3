//! Cards with buttons (message types and formats, 3).
//!
//! | field | place |
//! | --- | --- |
//! | title, content_title, markdown, image | title, subtitle, text, image_url |
//! | single_title with single_url, single_pc_url, single_mobile_url, icon_url, btn_type | the first action |
//! | btn_orientation with btn_json_list[{title, action_url, action_pc_url, action_mobile_url, icon_url, btn_type}] | orientation, actions |
//! | remind{title, sub_title, content, btn_type, btn_url} beside the card | reminder |

use super::content;
use super::inbound::Read;
use super::limits::{self, Checks};
use crate::event::{Body, Card, CardAction, Reminder, Text};
use crate::json::{Field, Kind, Raw, Reader, Rest};

/// What a button does: the number in the documents, the word in the delivery.
const BUTTON_KINDS: &[(&str, &str)] = &[
    ("1", LINK),
    // Calls the url's interface, which must be on the vendor's list.
    ("2", "api"),
    // Hands the message to the robot's forwarding interface.
    ("3", "forward"),
    // Opens a third-party application; for single buttons only.
    (OPENS_APP, "app"),
];
const LINK: &str = "link";
const OPENS_APP: &str = "6";

const ORIENTATIONS: &[(&str, &str)] = &[("0", "vertical"), ("1", "horizontal")];

pub(super) fn action_card<'p>(
    reader: &mut Reader<'p>,
    extra: &mut Rest<'p>,
    checks: &mut Checks,
) -> Read<Option<Body<'p>>> {
    let mut card = Card::default();
    let mut single = Button::default();
    let mut has_list = false;
    reader.members(|r, f| {
        match f.name {
            "title" => card.title = checks.at_most(format_args!("action_card.title"), limits::TITLE, r.text(f, extra)?),
            "content_title" => card.subtitle = r.text(f, extra)?,
            "markdown" => {
                card.text = checks.at_most(format_args!("action_card.markdown"), limits::BODY, r.text(f, extra)?);
            }
            "image" => card.image_url = r.text(f, extra)?,
            "single_title" => {
                let title = r.text(f, extra)?;
                single.action.title =
                    checks.at_most(format_args!("action_card.single_title"), limits::BUTTON_TITLE, title);
            }
            "single_url" => single.action.url = r.text(f, extra)?,
            "single_pc_url" => single.action.pc_url = r.text(f, extra)?,
            "single_mobile_url" => single.action.mobile_url = r.text(f, extra)?,
            "icon_url" => single.action.icon_url = r.text(f, extra)?,
            "btn_type" => single.kind = spanned_text(r, f, extra)?,
            "btn_orientation" => card.orientation = word(r, f, extra, ORIENTATIONS)?,
            "btn_json_list" => has_list = list(r, f, extra, checks, &mut card.actions)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    if single.action.title.is_some() && single.action.url.is_none() {
        checks.refuse("action_card.single_title needs action_card.single_url".to_owned());
    }
    if card.orientation.is_some() && !has_list {
        checks.refuse("action_card.btn_orientation needs action_card.btn_json_list".to_owned());
    }
    let CardAction { title, url, pc_url, mobile_url, .. } = &single.action;
    if [title, url, pc_url, mobile_url].into_iter().any(Option::is_some) {
        card.actions.insert(0, single.into_action(reader));
    } else {
        single.into_extra(extra, reader);
    }
    Ok(Some(Body::Card(Box::new(card))))
}

/// A button whose kind is still the platform's number.
#[derive(Default)]
struct Button<'p> {
    action: CardAction<'p>,
    kind: Option<(Text<'p>, Raw<'p>)>,
}

impl<'p> Button<'p> {
    fn into_action(self, reader: &mut Reader<'p>) -> CardAction<'p> {
        let kind = match self.kind {
            Some((native, value)) => translated(reader, native, value, BUTTON_KINDS),
            None => LINK,
        };
        CardAction { kind: Some(kind), ..self.action }
    }

    /// The icon and the kind of a button that is not there.
    fn into_extra(self, extra: &mut Rest<'p>, reader: &Reader<'p>) {
        let icon_url = self.action.icon_url.map(|icon| reader.arena().string_token(icon));
        let kind = self.kind.map(|(_, value)| value);
        for (name, value) in [("icon_url", icon_url), ("btn_type", kind)] {
            value.into_iter().for_each(|value| content::keep(extra, name, value));
        }
    }
}

/// `btn_json_list`: a list, or a string that holds one, as its documented type has it.
fn list<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    extra: &mut Rest<'p>,
    checks: &mut Checks,
    actions: &mut Vec<CardAction<'p>>,
) -> Read<bool> {
    actions.clear();
    let Some(list) = content::embedded(reader, field, extra, Kind::Array)? else { return Ok(false) };
    reader.embedded(list.as_str(), |reader| {
        reader.elements(|reader, index| {
            if reader.kind() == Kind::Object {
                actions.push(button(reader, index, extra, checks)?);
            } else {
                let value = reader.raw()?;
                reader.warn_of(value, "unexpected_type", "a button that is not an object");
                content::keep(extra, "btn_json_list", list);
            }
            Ok(())
        })
    })?;
    Ok(true)
}

fn button<'p>(
    reader: &mut Reader<'p>,
    index: usize,
    extra: &mut Rest<'p>,
    checks: &mut Checks,
) -> Read<CardAction<'p>> {
    let mut button = Button::default();
    reader.members(|r, f| {
        match f.name {
            "title" => {
                let field = format_args!("action_card.btn_json_list.{index}.title");
                button.action.title = checks.at_most(field, limits::BUTTON_TITLE, r.text(f, extra)?);
            }
            "action_url" => button.action.url = r.text(f, extra)?,
            "action_pc_url" => button.action.pc_url = r.text(f, extra)?,
            "action_mobile_url" => button.action.mobile_url = r.text(f, extra)?,
            "icon_url" => button.action.icon_url = r.text(f, extra)?,
            "btn_type" => button.kind = spanned_text(r, f, extra)?,
            _ => content::keep(extra, f.name, r.raw()?),
        }
        Ok(())
    })?;
    if button.kind.as_ref().is_some_and(|(native, _)| *native == OPENS_APP) {
        checks.refuse(format!(
            "action_card.btn_json_list.{index}.btn_type is {OPENS_APP}, which only single_url cards may have"
        ));
    }
    Ok(button.into_action(reader))
}

/// Reads `remind`.
pub(super) fn reminder<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Reminder<'p>> {
    let mut reminder = Reminder::default();
    reader.members(|r, f| {
        match f.name {
            "title" => reminder.title = r.text(f, extra)?,
            "sub_title" => reminder.subtitle = r.text(f, extra)?,
            "content" => reminder.text = r.text(f, extra)?,
            "btn_type" => reminder.kind = word(r, f, extra, &[("1", LINK)])?,
            "btn_url" => reminder.url = r.text(f, extra)?,
            _ => content::keep(extra, f.name, r.raw()?),
        }
        Ok(())
    })?;
    Ok(reminder)
}

fn word<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    extra: &mut Rest<'p>,
    words: &[(&str, &'static str)],
) -> Read<Option<Text<'p>>> {
    let read = spanned_text(reader, field, extra)?;
    Ok(read.map(|(native, value)| translated(reader, native, value, words)))
}

fn spanned_text<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    extra: &mut Rest<'p>,
) -> Read<Option<(Text<'p>, Raw<'p>)>> {
    let (text, value) = reader.spanned(|reader| reader.text(field, extra))?;
    Ok(text.map(|text| (text, value)))
}

/// The word for a documented value; another one as it is.
fn translated<'p>(
    reader: &mut Reader<'p>,
    native: Text<'p>,
    value: Raw<'p>,
    words: &[(&str, &'static str)],
) -> Text<'p> {
    match words.iter().find(|(known, _)| *known == native) {
        Some((_, word)) => word,
        None => {
            reader.warn_of(value, "unexpected_value", "none of those documented; passed on as it is");
            native
        }
    }
}
