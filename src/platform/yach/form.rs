//! The fields of a form (WHATWG URL, `application/x-www-form-urlencoded` parsing), decoded one after the other.
//!
//! Why not `form_urlencoded::parse`: it gives each decoded name and value a buffer of its own, which grows as it fills.

use percent_encoding::percent_decode;
use smallvec::SmallVec;

/// A name or value that has been decoded. Most fit in without a heap.
type Decoded = SmallVec<[u8; 256]>;

/// Hands each name and value to `field`, in order. What is not UTF-8 reads as U+FFFD.
pub(super) fn fields(form: &str, mut field: impl FnMut(&str, &str)) {
    let (mut name_buffer, mut value_buffer) = (Decoded::new(), Decoded::new());
    for pair in form.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        decode(name, &mut name_buffer);
        decode(value, &mut value_buffer);
        field(&String::from_utf8_lossy(&name_buffer), &String::from_utf8_lossy(&value_buffer));
    }
}

fn decode(encoded: &str, decoded: &mut Decoded) {
    decoded.clear();
    decoded.reserve(encoded.len());
    for (index, words) in encoded.split('+').enumerate() {
        if index > 0 {
            decoded.push(b' ');
        }
        match memchr::memchr(b'%', words.as_bytes()) {
            Some(_) => decoded.extend(percent_decode(words.as_bytes())),
            None => decoded.extend_from_slice(words.as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn a_form_reads_as_by_its_standard() {
        for form in [
            "",
            "a=1&b=2",
            "&&a&=&b=",
            "a+b=c+%2B+d",
            "%61=%E4%BD%A0%zz%",
            "a=%ff%FE",
            "a=b=c&d",
            "a=1%26b%3D2",
            "你=好",
        ] {
            let mut read = Vec::new();
            fields(form, |name, value| read.push((name.to_owned(), value.to_owned())));
            let expected: Vec<_> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
            assert_eq!(read, expected, "{form}");
        }
    }
}
