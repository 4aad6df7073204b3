//! Bodies that say all they have to say.

use super::fields::{Codes, coded, objects, texts};
use super::types::Read;
use crate::event::{
    Article, Articles, Body, ChannelPost, Contact, Document, Form, FormField, Link, Location, Markdown, MiniProgram,
    RedPacket, Text, TextBody, Todo, Vote,
};
use crate::json::writer::Emit;
use crate::json::{Field, Reader, Rest};

/// `{content}`
pub(super) fn text<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let text = content(reader, extra)?;
    Ok(text.map(|text| Body::Text(TextBody { text, ..TextBody::default() })))
}

/// `{content}`
pub(super) fn markdown<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let text = content(reader, extra)?;
    Ok(text.map(|text| Body::Markdown(Box::new(Markdown { text, ..Markdown::default() }))))
}

fn content<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Text<'p>>> {
    let mut text = None;
    reader.members(|r, f| {
        match f.name {
            "content" => text = r.content(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(text)
}

/// `{corpname, userid}`
pub(super) fn card<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut contact = Contact::default();
    reader.members(|r, f| {
        match f.name {
            "userid" => contact.id = r.text(f, extra)?,
            "corpname" => contact.corp_name = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Contact(Box::new(contact))))
}

/// `{longitude, latitude, address, title, zoom}`
pub(super) fn location<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut place = Location::default();
    reader.members(|r, f| {
        match f.name {
            "latitude" => place.latitude = r.digits(f, extra)?,
            "longitude" => place.longitude = r.digits(f, extra)?,
            "title" => place.title = r.text(f, extra)?,
            "address" => place.address = r.text(f, extra)?,
            "zoom" => place.zoom = r.digits(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Location(Box::new(place))))
}

/// `{title, description, link_url, image_url}`
pub(super) fn link<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut link = Link::default();
    reader.members(|r, f| {
        match f.name {
            "link_url" => link.url = r.text(f, extra)?,
            "title" => link.title = r.text(f, extra)?,
            "description" => link.description = r.text(f, extra)?,
            "image_url" => link.image_url = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Link(Box::new(link))))
}

/// `{title, description, username, displayname}`
pub(super) fn weapp<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut program = MiniProgram::default();
    reader.members(|r, f| {
        match f.name {
            "title" => program.title = r.text(f, extra)?,
            "description" => program.description = r.text(f, extra)?,
            "username" => program.username = r.text(f, extra)?,
            "displayname" => program.name = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::MiniProgram(Box::new(program))))
}

/// `{title, content}`: where it comes from, and what is to be done.
pub(super) fn todo<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut todo = Todo::default();
    reader.members(|r, f| {
        match f.name {
            "title" => todo.title = r.text(f, extra)?,
            "content" => todo.text = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Todo(Box::new(todo))))
}

/// `{votetitle, voteitem[], votetype, voteid}`
pub(super) fn vote<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut vote = Vote::default();
    reader.members(|r, f| {
        match f.name {
            "votetitle" => vote.title = r.text(f, extra)?,
            "voteitem" => vote.options = texts(r, f, extra)?,
            "votetype" => vote.mode = r.text(f, extra)?,
            "voteid" => vote.id = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Vote(Box::new(vote))))
}

/// The members of a vote, which may stand in the record itself.
pub(super) const VOTE_MEMBERS: &[&str] = &["votetitle", "voteitem", "votetype", "voteid"];

/// `{room_name, creator, create_time, title, details[{id, ques, type}]}`; pushes say `collect_type`.
pub(super) fn collect<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut form = Form::default();
    reader.members(|r, f| {
        match f.name {
            "room_name" => form.group_name = r.text(f, extra)?,
            "creator" => form.creator = r.text(f, extra)?,
            "create_time" => form.created = r.text(f, extra)?,
            "title" => form.title = r.text(f, extra)?,
            "details" => objects(r, f, extra, &mut form.fields, |r, f, field: &mut FormField<'p>, rest| {
                match f.name {
                    "id" => field.id = r.text(f, rest)?,
                    "ques" => field.title = r.text(f, rest)?,
                    "type" | "collect_type" => field.kind = r.text(f, rest)?,
                    _ => r.keep_in(rest, f)?,
                }
                Ok(())
            })?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Form(Box::new(form))))
}

/// 1 to everyone alike, 2 by luck, 3 as an incentive.
const RED_PACKET_TYPES: Codes = &[("1", "normal"), ("2", "lucky"), ("3", "incentive")];

/// `{type, wish, totalcnt, totalamount 分}`
pub(super) fn redpacket<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut packet = RedPacket::default();
    reader.members(|r, f| {
        match f.name {
            "type" => packet.kind = coded(r, f, extra, RED_PACKET_TYPES)?,
            "wish" => packet.wish = r.text(f, extra)?,
            "totalcnt" => packet.count = r.integer(f, extra)?,
            "totalamount" => packet.amount_minor = r.integer(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    packet.currency = packet.amount_minor.map(|_| "CNY");
    Ok(Some(Body::RedPacket(Box::new(packet))))
}

/// `{title, link_url, doc_creator}`
pub(super) fn doc<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut document = Document::default();
    reader.members(|r, f| {
        match f.name {
            "title" => document.title = r.text(f, extra)?,
            "link_url" => document.url = r.text(f, extra)?,
            "doc_creator" => document.creator = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Document(Box::new(document))))
}

/// `{item[{title, description, url, picurl}]}`; in pushes the one article itself.
pub(super) fn news<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let (mut items, mut only) = (Vec::new(), Article::default());
    reader.members(|r, f| match f.name {
        "item" => objects(r, f, extra, &mut items, article),
        _ => article(r, f, &mut only, extra),
    })?;
    if !only.is_absent() {
        items.push(only);
    }
    Ok(Some(Body::Articles(Box::new(Articles { items }))))
}

/// Reads a member of an article.
fn article<'p>(r: &mut Reader<'p>, f: Field<'p>, article: &mut Article<'p>, rest: &mut Rest<'p>) -> Read<()> {
    match f.name {
        "title" => article.title = r.text(f, rest)?,
        "description" => article.description = r.text(f, rest)?,
        "url" => article.url = r.text(f, rest)?,
        "picurl" => article.image_url = r.text(f, rest)?,
        _ => r.keep_in(rest, f)?,
    }
    Ok(())
}

/// `{feed_type, sph_name, feed_desc}`; pushes say `feedType`, `sphName`, `feedDesc`.
pub(super) fn sphfeed<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut post = ChannelPost::default();
    reader.members(|r, f| {
        match f.name {
            "feed_type" | "feedType" => post.kind = r.text(f, extra)?,
            "sph_name" | "sphName" => post.author = r.text(f, extra)?,
            "feed_desc" | "feedDesc" => post.text = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::ChannelPost(Box::new(post))))
}
