use proptest::prelude::*;

use super::super::raw::Rest;
use super::*;

const CAP: u32 = 64;

fn read<T>(text: &str, read: impl FnOnce(&mut Reader<'_>) -> Read<T>) -> (Read<T>, Vec<(&'static str, String)>) {
    let arena = Arena::default();
    let mut reader = Reader::new(text, &arena, CAP);
    let value = read(&mut reader).and_then(|value| reader.end().map(|()| value));
    let warnings = reader.warnings.as_slice().iter().map(|warning| (warning.code, warning.path.clone())).collect();
    (value, warnings)
}

fn accepts(text: &str) -> bool {
    read(text, |reader| reader.raw().map(|_| ())).0.is_ok()
}

#[test]
fn members_left_unread_are_skipped() {
    let mut names = Vec::new();
    let (value, _) = read(r#" {"a":1,"b":{"c":[1,2,{"d":null}]},"e":"x"} "#, |reader| {
        reader.members(|reader, field| {
            names.push(field.name.to_owned());
            if field.name == "e" {
                assert_eq!(reader.string()?, "x");
            }
            Ok(())
        })
    });
    assert_eq!(value, Ok(()));
    assert_eq!(names, ["a", "b", "e"]);
}

#[test]
fn oddities_are_read_and_told_with_their_path() {
    let text = "{\"a\":[{\"k\":\"x\u{1}y\"},{\"k\":\"\\ud83d\"}],\"a\":2}";
    let (value, warnings) = read(text, |reader| {
        reader.members(|reader, field| match field.repeated() {
            true => reader.raw().map(|_| ()),
            false => reader.elements(|reader, _| {
                reader.members(|reader, _| {
                    let text = reader.string()?;
                    assert!(text == "x\u{1}y" || text == "\u{fffd}");
                    Ok(())
                })
            }),
        })
    });
    assert_eq!(value, Ok(()));
    let expected = [("control_character", "a.0.k"), ("duplicate_key", "a")];
    assert_eq!(warnings, expected.map(|(code, path)| (code, path.to_owned())));
}

#[test]
fn what_is_not_of_its_type_is_kept() {
    let arena = Arena::default();
    let mut reader =
        Reader::new(r#"{"size":"12","name":7,"width":"1.5","id":{"x":1},"none":null,"empty":""}"#, &arena, CAP);
    let mut rest = Rest::default();
    let (mut size, mut name, mut none, mut empty) = (None, None, Some(1), None);
    reader
        .members(|r, f| {
            match f.name {
                "size" => size = r.integer(f, &mut rest)?,
                "name" => name = r.text(f, &mut rest)?,
                "none" | "width" => none = r.integer(f, &mut rest)?,
                "empty" => empty = r.text(f, &mut rest)?,
                _ => drop(r.text(f, &mut rest)?),
            }
            Ok(())
        })
        .unwrap();
    assert_eq!((size, name, none, empty), (Some(12), Some("7"), None, None));
    let kept: Vec<_> = rest.members().iter().map(|member| (member.name.to_string(), member.value.as_str())).collect();
    assert_eq!(kept, [("width".to_owned(), "\"1.5\""), ("id".to_owned(), "{\"x\":1}")]);
}

#[test]
fn depth_is_capped_whether_read_skipped_or_embedded() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(accepts(&nested(64)));
    assert_eq!(read(&nested(65), |reader| reader.raw().map(|_| ())).0, Err(Fault::too_deep(CAP)));
    assert_eq!(read(&nested(100_000), |reader| reader.raw().map(|_| ())).0, Err(Fault::too_deep(CAP)));
    let arena = Arena::default();
    let inner = nested(64);
    let mut reader = Reader::new("[1]", &arena, CAP);
    let embedded = reader.elements(|reader, _| reader.embedded(&inner, |reader| reader.raw()).map(|_| ()));
    assert_eq!(embedded, Err(Fault::too_deep(CAP)));
}

#[test]
fn repeated_keys_are_found_among_many() {
    let many: Vec<String> = (0..10_000).map(|index| format!("\"k{index}\":0")).collect();
    let text = format!("{{{},\"k7\":1}}", many.join(","));
    let (_, warnings) = read(&text, |reader| reader.members(|_, _| Ok(())));
    assert_eq!(warnings, [("duplicate_key", "k7".to_owned())]);
}

#[test]
fn the_grammar_is_that_of_rfc_8259() {
    for text in ["{}", "[]", " [ ] ", "\"\"", "0", "-0.1e+1", "true", "null", r#"{"a":[1,{"b":2}]}"#, r#""\u00e9\/""#] {
        assert!(accepts(text), "{text}");
    }
    let refused = [
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "[1 2]",
        "tru",
        "nul",
        "'a'",
        "\"a",
        r#""\x""#,
        r#""\u12""#,
        "01",
        "1.",
        "[1]]",
        "{}{}",
        "\u{0}",
        "[\u{b}1]",
        "// c\n1",
        "{\"a\":1]",
        "[1}",
    ];
    for text in refused {
        assert!(!accepts(text), "{text}");
    }
}

proptest! {
    /// `serde_json` is the judge: what it accepts, we accept, and give the same strings.
    #[test]
    fn agrees_with_serde_json(value in any_json()) {
        let text = serde_json::to_string(&value).unwrap();
        prop_assert!(accepts(&text));
        let arena = Arena::default();
        prop_assert_eq!(rebuild(&mut Reader::new(&text, &arena, CAP)).unwrap(), value);
    }

    /// Any text at all: both accept or both refuse, but for what we accept on purpose.
    #[test]
    fn agrees_with_serde_json_on_noise(text in r#"[\[\]{}:,"\\a1e.\-+ ntrufls]{0,24}"#) {
        let judge = serde_json::from_str::<serde_json::Value>(&text);
        let out_of_range = judge.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
        prop_assert!(out_of_range || accepts(&text) == judge.is_ok(), "{}", text);
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        ".*".prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Into::into),
            prop::collection::hash_map(".*", inner, 0..8).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn rebuild(reader: &mut Reader<'_>) -> Read<serde_json::Value> {
    use serde_json::Value;
    Ok(match reader.kind() {
        Kind::Object => {
            let mut map = serde_json::Map::new();
            reader.members(|reader, field| {
                map.insert(field.name.to_owned(), rebuild(reader)?);
                Ok(())
            })?;
            Value::Object(map)
        }
        Kind::Array => {
            let mut list = Vec::new();
            reader.elements(|reader, _| {
                list.push(rebuild(reader)?);
                Ok(())
            })?;
            Value::Array(list)
        }
        Kind::String => Value::String(reader.string()?.to_owned()),
        Kind::Number => number::integer(reader.raw()?.as_str()).into(),
        Kind::Bool => Value::Bool(reader.raw()?.as_str() == "true"),
        Kind::Null => reader.raw().map(|_| Value::Null)?,
    })
}
