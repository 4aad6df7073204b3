//! Bodies that point to a file.

use super::types::Read;
use crate::event::{Audio, Body, File, Image, Media, Sticker, Video};
use crate::json::{Field, Reader, Rest};

/// `{md5sum, filesize, sdkfileid}`
pub(super) fn image<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    Ok(Some(Body::Image(Box::new(Image { media: media(reader, extra)? }))))
}

/// `{md5sum, voice_size, play_length s, sdkfileid}`
pub(super) fn voice<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    Ok(Some(Body::Audio(Box::new(Audio { media: media(reader, extra)? }))))
}

/// `{md5sum, filesize, play_length s, sdkfileid}`
pub(super) fn video<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    Ok(Some(Body::Video(Box::new(Video { media: media(reader, extra)? }))))
}

/// `{md5sum, filename, fileext, filesize, sdkfileid}`; of a file on a shared disk the name alone.
pub(super) fn file<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    Ok(Some(Body::File(Box::new(File { media: media(reader, extra)? }))))
}

/// `{type, width, height, imagesize, md5sum, sdkfileid}`
pub(super) fn emotion<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut media = Media::default();
    reader.members(|r, f| match f.name {
        "type" => {
            media.extension = r.converted(f, extra, |code| match code {
                "1" => Some("gif"),
                "2" => Some("png"),
                _ => None,
            })?;
            Ok(())
        }
        _ => member(r, f, &mut media, extra),
    })?;
    Ok(Some(Body::Sticker(Box::new(Sticker { media }))))
}

fn media<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Media<'p>> {
    let mut media = Media::default();
    reader.members(|r, f| member(r, f, &mut media, extra))?;
    Ok(media)
}

/// Reads a member of those that files have in common; `attachment` is what pushes add.
fn member<'p>(r: &mut Reader<'p>, f: Field<'p>, media: &mut Media<'p>, extra: &mut Rest<'p>) -> Read<()> {
    match f.name {
        "sdkfileid" => media.id = r.text(f, extra)?,
        "md5sum" => media.md5 = r.text(f, extra)?,
        "filesize" | "voice_size" | "imagesize" => media.size_bytes = r.integer(f, extra)?,
        "play_length" => media.duration_ms = r.scaled(f, extra, 1000)?,
        "width" => media.width = r.integer(f, extra)?,
        "height" => media.height = r.integer(f, extra)?,
        "filename" => media.name = r.text(f, extra)?,
        "fileext" => media.extension = r.text(f, extra)?,
        "attachment" => media.attachment = r.text(f, extra)?,
        _ => r.keep_in(extra, f)?,
    }
    Ok(())
}
