//! Message content by `msgtype` (document 94670): one row, one type.

use super::entry::Read;
use super::{entry_menu, entry_merged};
use crate::event::{
    Audio, Body, ChannelPost, Contact, File, Image, Link, Location, Media, MiniProgram, Order, Product, Segment, Shop,
    Text, TextBody, Video,
};
use crate::json::{Kind, Raw, Reader, Rest};

/// Reads the object under the type's name. What has no place in the segment goes into `extra`.
type ReadBody = for<'p> fn(&mut Reader<'p>, &mut Rest<'p>) -> Read<Option<Body<'p>>>;

/// The types with a published schema; `meeting`, `schedule`, `note` and `ca_link` are named without one.
const TYPES: &[(&str, ReadBody)] = &[
    ("text", text),
    ("image", |r, extra| Ok(Some(Body::Image(Box::new(Image { media: media(r, extra)? }))))),
    ("voice", |r, extra| Ok(Some(Body::Audio(Box::new(Audio { media: media(r, extra)? }))))),
    ("video", |r, extra| Ok(Some(Body::Video(Box::new(Video { media: media(r, extra)? }))))),
    ("file", |r, extra| Ok(Some(Body::File(Box::new(File { media: media(r, extra)? }))))),
    ("location", location),
    ("link", link),
    ("business_card", business_card),
    ("miniprogram", mini_program),
    ("msgmenu", entry_menu::read),
    ("channels_shop_product", product),
    ("channels_shop_order", order),
    ("merged_msg", entry_merged::read),
    ("channels", channels),
];

/// Reads the content of a message of this type.
pub(super) fn read<'p>(name: Text<'p>, reader: &mut Reader<'p>) -> Read<Segment<'p>> {
    let row = TYPES.iter().find(|(known, _)| *known == name);
    let mut extra = Rest::default();
    let kind = reader.kind();
    let (body, raw) = reader.spanned(|reader| match row {
        Some((_, read)) if kind == Kind::Object => read(reader, &mut extra),
        _ => Ok(None),
    })?;
    if let Some(body) = body.filter(|body| !body.is_empty()) {
        return Ok(Segment::new(body, extra));
    }
    let (code, detail) = match kind {
        _ if row.is_none() => UNKNOWN_TYPE,
        Kind::Object | Kind::Null => MISSING_CONTENT,
        _ => ("unexpected_type", "not an object; kept as it stands"),
    };
    reader.warn_of(raw, code, detail);
    Ok(Segment::unknown(name, (kind != Kind::Null).then_some(raw)))
}

/// The content of a message of this type that has none.
pub(super) fn absent<'p>(name: Text<'p>, record: Raw<'p>, reader: &mut Reader<'p>) -> Segment<'p> {
    let is_known = TYPES.iter().any(|(known, _)| *known == name);
    let (code, detail) = if is_known { MISSING_CONTENT } else { UNKNOWN_TYPE };
    reader.warn_of(record, code, detail);
    Segment::unknown(name, None)
}

const MISSING_CONTENT: (&str, &str) = ("missing_content", "the message has no content of its type");
const UNKNOWN_TYPE: (&str, &str) = ("unknown_message_type", "a message type without a documented schema; kept whole");

/// `{content, menu_id?}`
fn text<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let (mut content, mut menu_id) = (None, None);
    reader.members(|r, f| {
        match f.name {
            "content" => content = r.content(f, extra)?,
            "menu_id" => menu_id = r.text(f, extra)?.map(Box::new),
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(content.map(|text| Body::Text(TextBody { text, menu_id, style: None })))
}

/// `{media_id}`
fn media<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Media<'p>> {
    let mut media = Media::default();
    reader.members(|r, f| {
        match f.name {
            "media_id" => media.id = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(media)
}

/// `{latitude, longitude, name, address}`
fn location<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut place = Location::default();
    reader.members(|r, f| {
        match f.name {
            "latitude" => place.latitude = r.digits(f, extra)?,
            "longitude" => place.longitude = r.digits(f, extra)?,
            "name" => place.title = r.text(f, extra)?,
            "address" => place.address = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Location(Box::new(place))))
}

/// `{title, desc, url, pic_url}`
fn link<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut link = Link::default();
    reader.members(|r, f| {
        match f.name {
            "title" => link.title = r.text(f, extra)?,
            "desc" => link.description = r.text(f, extra)?,
            "url" => link.url = r.text(f, extra)?,
            "pic_url" => link.image_url = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Link(Box::new(link))))
}

/// `{userid}`
fn business_card<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut contact = Contact::default();
    reader.members(|r, f| {
        match f.name {
            "userid" => contact.id = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Contact(Box::new(contact))))
}

/// `{title, appid, pagepath, thumb_media_id}`
fn mini_program<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut program = MiniProgram::default();
    reader.members(|r, f| {
        match f.name {
            "title" => program.title = r.text(f, extra)?,
            "appid" => program.app_id = r.text(f, extra)?,
            "pagepath" => program.path = r.text(f, extra)?,
            "thumb_media_id" => {
                program.thumbnail = r.text(f, extra)?.map(|id| Media { id: Some(id), ..Media::default() });
            }
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::MiniProgram(Box::new(program))))
}

/// `{product_id, head_image, title, sales_price (分), shop_nickname, shop_head_image}`; the document's sample still has
/// `head_img` and `shop_head_img`.
fn product<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let (mut product, mut shop) = (Product::default(), Shop::default());
    let mut older: [Option<Older<'p>>; 2] = [None, None];
    reader.members(|r, f| {
        match f.name {
            "product_id" => product.id = r.text(f, extra)?,
            "title" => product.title = r.text(f, extra)?,
            "sales_price" => product.price_minor = r.integer(f, extra)?,
            "head_image" => product.image_url = r.text(f, extra)?,
            "shop_nickname" => shop.name = r.text(f, extra)?,
            "shop_head_image" => shop.image_url = r.text(f, extra)?,
            "head_img" => older[0] = Some(Older { name: "head_img", value: r.raw()? }),
            "shop_head_img" => older[1] = Some(Older { name: "shop_head_img", value: r.raw()? }),
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    for (older, newer) in older.into_iter().zip([&mut product.image_url, &mut shop.image_url]) {
        if let Some(older) = older {
            older.stand_in(newer, extra, reader);
        }
    }
    product.currency = product.price_minor.map(|_| "CNY");
    product.shop = Some(shop);
    Ok(Some(Body::Product(Box::new(product))))
}

/// A member under the name that it had in an older version.
struct Older<'p> {
    name: &'static str,
    value: Raw<'p>,
}

impl<'p> Older<'p> {
    /// Takes the place of the newer member where that is absent; otherwise it is kept beside it.
    fn stand_in(self, newer: &mut Option<Text<'p>>, extra: &mut Rest<'p>, reader: &mut Reader<'p>) {
        let text = self.value.text(reader.arena());
        if text.is_none() && !self.value.is_null() {
            reader.warn_of(self.value, "unexpected_type", "not of the documented type; kept as it stands");
        }
        match text {
            Some(text) if newer.is_none() => *newer = Some(text).filter(|text| !text.is_empty()),
            _ => extra.keep(self.name, self.value, false),
        }
    }
}

/// `{order_id, product_titles, price_wording, state, image_url, shop_nickname}`
fn order<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let (mut order, mut shop) = (Order::default(), Shop::default());
    reader.members(|r, f| {
        match f.name {
            "order_id" => order.id = r.text(f, extra)?,
            "product_titles" => order.title = r.text(f, extra)?,
            "price_wording" => order.price_text = r.text(f, extra)?,
            "state" => order.state = r.text(f, extra)?,
            "image_url" => order.image_url = r.text(f, extra)?,
            "shop_nickname" => shop.name = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    order.shop = Some(shop);
    Ok(Some(Body::Order(Box::new(order))))
}

/// `{sub_type 1 post, 2 live, 3 card; nickname, title?}`
fn channels<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut post = ChannelPost::default();
    reader.members(|r, f| {
        match f.name {
            "sub_type" => {
                post.kind = r.text(f, extra)?.map(|code| match code {
                    "1" => "post",
                    "2" => "live",
                    "3" => "card",
                    _ => code,
                });
            }
            "nickname" => post.author = r.text(f, extra)?,
            "title" => post.title = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::ChannelPost(Box::new(post))))
}
