//! `msgmenu`: the choices that a servicer offered (document 94670).
//!
//! | item | members |
//! | --- | --- |
//! | `click` | `id`, `content` |
//! | `view` | `url`, `content` |
//! | `miniprogram` | `appid`, `pagepath`, `content` |
//! | `text` | `content`, `no_newline` |

use super::entry::Read;
use crate::event::{Body, Menu, MenuItem};
use crate::json::{Kind, Reader, Rest};

/// `{head_content?, list[], tail_content?}`
pub(super) fn read<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut menu = Menu::default();
    reader.members(|r, f| {
        match f.name {
            "head_content" => menu.head = r.text(f, extra)?,
            "tail_content" => menu.tail = r.text(f, extra)?,
            "list" if r.kind() == Kind::Array => {
                let mut is_told = true;
                menu.items.clear();
                let ((), whole) = r.spanned(|r| {
                    r.elements(|r, _| {
                        is_told &= item(r, &mut menu.items)?;
                        Ok(())
                    })
                })?;
                if !is_told {
                    extra.keep(f.name, whole, false);
                }
            }
            "list" => r.unexpected(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Menu(Box::new(menu))))
}

/// Reads an item; tells whether its place in the menu says all of it.
fn item<'p>(reader: &mut Reader<'p>, items: &mut Vec<MenuItem<'p>>) -> Read<bool> {
    let mut item = MenuItem::default();
    let mut rest = Rest::default();
    if reader.kind() != Kind::Object {
        let value = reader.raw()?;
        reader.warn_of(value, "unexpected_type", "not an object; kept as it stands");
        return Ok(false);
    }
    let ((), whole) = reader.spanned(|r| {
        r.members(|r, f| match f.name {
            "type" => {
                item.kind = r.text(f, &mut rest)?;
                Ok(())
            }
            _ => r.keep_in(&mut rest, f),
        })
    })?;
    let is_known = matches!(item.kind, Some("click" | "view" | "miniprogram" | "text"));
    if !is_known {
        reader.warn_of(whole, "unknown_element", "a kind of choice that is not documented; kept whole");
    }
    let inside = item.kind.and_then(|kind| rest.get(kind)).filter(|value| value.kind() == Kind::Object);
    if let Some(inside) = inside
        && is_known
    {
        item.kind.and_then(|kind| rest.take(kind));
        reader.again(inside, |r| {
            r.members(|r, f| {
                let rest = &mut rest;
                match (item.kind, f.name) {
                    (_, "content") => item.text = r.text(f, rest)?,
                    (Some("click"), "id") => item.id = r.text(f, rest)?,
                    (Some("view"), "url") => item.url = r.text(f, rest)?,
                    (Some("miniprogram"), "appid") => item.app_id = r.text(f, rest)?,
                    (Some("miniprogram"), "pagepath") => item.path = r.text(f, rest)?,
                    _ => r.keep_in(rest, f)?,
                }
                Ok(())
            })
        })?;
    }
    items.push(item);
    Ok(is_known && rest.is_empty())
}
