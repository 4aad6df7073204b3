//! The bodies of messages that carry a file (message types and formats, 4 and 6 to 8).

use super::inbound::Read;
use super::limits::{self, Checks};
use crate::event::{Audio, Body, File, Image, Media, Video};
use crate::json::{Field, Raw, Reader, Rest, number};

pub(super) fn image<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, _: &mut Checks) -> Read<Option<Body<'p>>> {
    let (mut media, mut original) = (Media::default(), Media::default());
    reader.members(|r, f| {
        match f.name {
            "url" => media.url = r.text(f, extra)?,
            "width" => media.width = r.integer(f, extra)?,
            "height" => media.height = r.integer(f, extra)?,
            "origin_url" => original.url = r.text(f, extra)?,
            "origin_width" => original.width = r.integer(f, extra)?,
            "origin_height" => original.height = r.integer(f, extra)?,
            "file_name" => media.name = r.text(f, extra)?,
            // The only size without a unit.
            "file_size" => media.size_bytes = size(r, f, extra, 1)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    let has_original = original.url.is_some() || original.width.is_some() || original.height.is_some();
    media.original = has_original.then(|| Box::new(original));
    Ok(Some(Body::Image(Box::new(Image { media }))))
}

pub(super) fn audio<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, checks: &mut Checks) -> Read<Option<Body<'p>>> {
    let mut media = Media::default();
    reader.members(|r, f| {
        match f.name {
            "url" => media.url = r.text(f, extra)?,
            "duration" => media.duration_ms = duration(r, f, extra, checks, "audio", Some(limits::AUDIO_DURATION))?,
            "size" => media.size_bytes = size(r, f, extra, KIB)?,
            "ext" => media.extension = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Audio(Box::new(Audio { media }))))
}

pub(super) fn file<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, checks: &mut Checks) -> Read<Option<Body<'p>>> {
    let mut media = Media::default();
    let mut is_sized = false;
    reader.members(|r, f| {
        match f.name {
            "name" => media.name = r.text(f, extra)?,
            "url" => media.url = r.text(f, extra)?,
            "size" => {
                let (bytes, value) = r.spanned(|r| size(r, f, extra, KIB))?;
                media.size_bytes = bytes;
                is_sized = !value.is_null() && value.as_str() != r#""""#;
            }
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    if !is_sized {
        checks.refuse("file.size is missing; a file without its size is damaged when downloaded".to_owned());
    }
    Ok(Some(Body::File(Box::new(File { media }))))
}

pub(super) fn video<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, checks: &mut Checks) -> Read<Option<Body<'p>>> {
    let mut media = Media::default();
    let (mut is_timed, mut is_sized) = (false, false);
    reader.members(|r, f| {
        match f.name {
            "name" => media.name = r.text(f, extra)?,
            "url" => media.url = r.text(f, extra)?,
            "duration" => {
                is_timed = true;
                media.duration_ms = duration(r, f, extra, checks, "video", None)?;
            }
            "size" => {
                is_sized = true;
                media.size_bytes = size(r, f, extra, KIB)?;
            }
            "width" => media.width = r.integer(f, extra)?,
            "height" => media.height = r.integer(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    if checks.is_on() && media.url.is_some_and(|url| !is_stored_by_vendor(url)) {
        for (name, is_there) in [("video.duration", is_timed), ("video.size", is_sized)] {
            if !is_there {
                let detail = format!("{name} must be there when the video is not on the vendor's object storage");
                reader.warnings.add("missing_field", || name.to_owned(), detail);
            }
        }
    }
    Ok(Some(Body::Video(Box::new(Video { media }))))
}

/// Whether a url is on the vendor's object storage, by its host.
fn is_stored_by_vendor(url: &str) -> bool {
    let authority =
        url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    ["zhiyinlou.com", "myqcloud.com"]
        .iter()
        .any(|domain| host.strip_suffix(domain).is_some_and(|below| below.is_empty() || below.ends_with('.')))
}

const KIB: i64 = 1024;

/// A file's size, in bytes. The units are in doubt: the documents' own samples are far too large for them.
fn size<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>, unit: i64) -> Read<Option<i64>> {
    let (bytes, value) = reader.spanned(|reader| {
        reader.converted(field, extra, |text| {
            number::integer(text).filter(|size| *size >= 0).and_then(|size| size.checked_mul(unit))
        })
    })?;
    if bytes.is_some() {
        let detail =
            if unit == KIB { "taken as KB, as documented; the samples look like bytes" } else { "taken as bytes" };
        reader.warn_of(value, "size_unit_assumed", detail);
    }
    Ok(bytes)
}

/// Seconds as milliseconds: a positive whole number, and at most `most`.
fn duration<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    extra: &mut Rest<'p>,
    checks: &mut Checks,
    name: &str,
    most: Option<i64>,
) -> Read<Option<i64>> {
    let (duration_ms, value) = reader.spanned(|reader| reader.scaled(field, extra, 1000))?;
    let seconds = whole(value);
    let is_nothing = value.is_null() || value.as_str() == r#""""#;
    if !is_nothing && !seconds.is_some_and(|seconds| (1..=most.unwrap_or(i64::MAX)).contains(&seconds)) {
        let number = value.text(reader.arena()).filter(|text| text.len() < 32 && number::is_token(text));
        let found = number.unwrap_or("something else");
        checks.refuse(match most {
            Some(most) => {
                format!("{name}.duration must be a whole number of seconds from 1, the limit is {most}, found {found}")
            }
            None => format!("{name}.duration must be a whole number of seconds from 1, found {found}"),
        });
    }
    Ok(duration_ms)
}

fn whole(value: Raw<'_>) -> Option<i64> {
    value.unescaped().and_then(|digits| number::integer(&digits))
}

#[cfg(test)]
mod tests {
    use super::is_stored_by_vendor;

    #[test]
    fn the_vendors_storage_is_known_by_its_host() {
        for url in ["https://yach-static.zhiyinlou.com/a.mp4", "https://b-1.cos.ap-beijing.myqcloud.com:443/a"] {
            assert!(is_stored_by_vendor(url), "{url}");
        }
        for url in ["https://evilzhiyinlou.com/", "https://a.com/.zhiyinlou.com", "https://zhiyinlou.com@a.com/", "x"] {
            assert!(!is_stored_by_vendor(url), "{url}");
        }
    }
}
