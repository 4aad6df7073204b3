//! Bodies about time: meetings, appointments, calls.

use super::fields::{Codes, coded, objects, texts, time_ms};
use super::types::Read;
use crate::event::{Body, Calendar, Call, Media, Meeting, Notice, ScreenShare, SharedFile};
use crate::json::{Field, Reader, Rest};

/// What the invited one made of it.
const MEETING_STATUSES: Codes = &[
    ("1", "accepted"),
    ("2", "declined"),
    ("3", "tentative"),
    ("4", "not_invited"),
    ("5", "cancelled"),
    ("6", "expired"),
    ("7", "not_in_room"),
];

/// How a call was made.
const INVITE_TYPES: Codes = &[("1", "video"), ("2", "voice"), ("3", "group_video"), ("4", "group_voice")];

/// `{topic, starttime, endtime, address, remarks, meetingtype, meetingid, status}`
pub(super) fn meeting<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut meeting = Meeting::default();
    reader.members(|r, f| {
        match f.name {
            "meetingid" => meeting.id = r.text(f, extra)?,
            "topic" => meeting.title = r.text(f, extra)?,
            "starttime" => meeting.start_ms = time_ms(r, f, extra)?,
            "endtime" => meeting.end_ms = time_ms(r, f, extra)?,
            "address" => meeting.address = r.text(f, extra)?,
            "remarks" => meeting.remarks = r.text(f, extra)?,
            "meetingtype" => meeting.mode = r.text(f, extra)?,
            "status" => meeting.status = coded(r, f, extra, MEETING_STATUSES)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Meeting(Box::new(meeting))))
}

/// `{content, meeting_id, notification_type}`
pub(super) fn notification<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut notice = Notice::default();
    reader.members(|r, f| {
        match f.name {
            "content" => notice.text = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Notice(Box::new(notice))))
}

/// `{title, creatorname, attendeename[], starttime, endtime, place, remarks}`
pub(super) fn calendar<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut calendar = Calendar::default();
    reader.members(|r, f| {
        match f.name {
            "title" => calendar.title = r.text(f, extra)?,
            "starttime" => calendar.start_ms = time_ms(r, f, extra)?,
            "endtime" => calendar.end_ms = time_ms(r, f, extra)?,
            "place" => calendar.place = r.text(f, extra)?,
            "remarks" => calendar.remarks = r.text(f, extra)?,
            "creatorname" => calendar.organizer = r.text(f, extra)?,
            "attendeename" => calendar.attendees = texts(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Calendar(Box::new(calendar))))
}

/// `{callduration s, invitetype}`
pub(super) fn voiptext<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut call = Call::default();
    reader.members(|r, f| {
        match f.name {
            "callduration" => call.duration_ms = r.scaled(f, extra, 1000)?,
            "invitetype" => call.kind = coded(r, f, extra, INVITE_TYPES)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Call(Box::new(call))))
}

/// `{endtime, sdkfileid, demofiledata[], sharescreendata[]}`; pushes add `attachment`.
pub(super) fn voice_call<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let (mut call, mut media) = (Call::default(), Media::default());
    reader.members(|r, f| {
        match f.name {
            "endtime" => call.end_ms = time_ms(r, f, extra)?,
            "sdkfileid" => media.id = r.text(f, extra)?,
            "attachment" => media.attachment = r.text(f, extra)?,
            "demofiledata" => objects(r, f, extra, &mut call.shared_files, shared_file)?,
            "sharescreendata" => objects(r, f, extra, &mut call.screen_shares, screen_share)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    call.media = Some(media);
    Ok(Some(Body::Call(Box::new(call))))
}

/// `{filename, demooperator, starttime, endtime}`
fn shared_file<'p>(r: &mut Reader<'p>, f: Field<'p>, file: &mut SharedFile<'p>, rest: &mut Rest<'p>) -> Read<()> {
    match f.name {
        "filename" => file.name = r.text(f, rest)?,
        "demooperator" => file.operator = r.text(f, rest)?,
        "starttime" => file.start_ms = time_ms(r, f, rest)?,
        "endtime" => file.end_ms = time_ms(r, f, rest)?,
        _ => r.keep_in(rest, f)?,
    }
    Ok(())
}

/// `{share, starttime, endtime}`
fn screen_share<'p>(r: &mut Reader<'p>, f: Field<'p>, share: &mut ScreenShare<'p>, rest: &mut Rest<'p>) -> Read<()> {
    match f.name {
        "share" => share.id = r.text(f, rest)?,
        "starttime" => share.start_ms = time_ms(r, f, rest)?,
        "endtime" => share.end_ms = time_ms(r, f, rest)?,
        _ => r.keep_in(rest, f)?,
    }
    Ok(())
}
