//! What the tests of the ABI and of imhook.spark, which read whole tables, cannot reach: the bounds of a column.

use super::column::{Column, List, Numbers, Text, Truths};
use super::{Array, Buffer};
use crate::receiver::Receiver;

fn column<'a>(table: &'a Array, path: &[&str]) -> &'a Array {
    path.iter().fold(table, |array, name| {
        array.children.iter().find(|child| child.name.to_str() == Ok(name)).expect("a column of this name")
    })
}

fn is_there(array: &Array, row: usize) -> bool {
    match &array.buffers[0] {
        Buffer::Bytes(bits) if bits.is_empty() => true,
        Buffer::Bytes(bits) => bits[row / 8] >> (row % 8) & 1 == 1,
        _ => panic!("a bitmap has bytes"),
    }
}

fn text(array: &Array, row: usize) -> Option<&str> {
    let [_, Buffer::Int32(ends), Buffer::Bytes(bytes)] = array.buffers.as_slice() else { panic!("no texts") };
    let edge = |at: usize| usize::try_from(ends[at]).unwrap();
    is_there(array, row).then(|| std::str::from_utf8(&bytes[edge(row)..edge(row + 1)]).unwrap())
}

fn numbers(array: &Array) -> &[i64] {
    let [_, Buffer::Int64(numbers)] = array.buffers.as_slice() else { panic!("no numbers") };
    numbers
}

fn table(payloads: &[&[u8]]) -> Array {
    let receiver = Receiver::new(br#"{"platform":"wecom_archive"}"#).unwrap();
    receiver.parse_rows(payloads.iter().map(|payload| Ok(*payload)))
}

#[test]
fn what_nothing_is_put_in_is_null_wherever_it_stands() {
    let mut column = Text::default();
    column.put(3, "three");
    column.put(4, None);
    column.put(9, "nine");
    let array = column.finish(c"text", 20);
    assert_eq!((array.len, array.nulls), (20, 18));
    for row in 0..20 {
        let expected = [(3, "three"), (9, "nine")].iter().find(|(at, _)| *at == row).map(|(_, text)| *text);
        assert_eq!(text(&array, row), expected, "{row}");
    }
}

#[test]
fn rows_that_are_forgotten_leave_nothing() {
    fn filled(rows: usize) -> (Text, Numbers<i64>, Truths, List<Text>) {
        let mut columns = (Text::default(), Numbers::default(), Truths::default(), List::<Text>::default());
        for row in (0..rows).filter(|row| row % 3 != 1) {
            columns.0.put(row, &*row.to_string());
            columns.1.put(row, i64::try_from(row).unwrap());
            columns.2.put(row, row % 2 == 0);
            columns.3.put(row, &["a", "b"][..row % 3], |texts, at, text| texts.put(at, *text));
        }
        columns
    }
    fn finished((texts, numbers, truths, lists): (Text, Numbers<i64>, Truths, List<Text>), len: usize) -> String {
        let arrays =
            [texts.finish(c"", len), numbers.finish(c"", len), truths.finish(c"", len), lists.finish(c"", len)];
        format!("{arrays:?}")
    }
    for kept in 0..40 {
        let mut columns = filled(40);
        columns.0.truncate(kept);
        columns.1.truncate(kept);
        columns.2.truncate(kept);
        columns.3.truncate(kept);
        assert_eq!(finished(columns, 45), finished(filled(kept), 45), "{kept}");
    }
}

#[test]
fn what_finds_no_room_is_an_error_and_the_rest_stays() {
    let good = br#"{"msgid":"1","msgtype":"text","from":"a","text":{"content":"hello"}}"#;
    let entry = format!(r#"{{"seq":1,"msgid":"1","encrypt_random_key":"{}"}}"#, "x".repeat(1 << 18));
    let page = format!(r#"{{"errcode":0,"errmsg":"ok","chatdata":[{}]}}"#, vec![entry; 5].join(","));
    let table = table(&[good, page.as_bytes(), good]);
    assert_eq!(numbers(column(&table, &["input"])), [0, 1, 2]);
    let texts = column(&table, &["text"]);
    assert_eq!([0, 1, 2].map(|row| text(texts, row)), [Some("hello"), None, Some("hello")]);
    let names = column(&table, &["error", "name"]);
    assert_eq!([0, 1, 2].map(|row| text(names, row)), [None, Some("too_large"), None]);
    assert_eq!(column(&table, &["kind"]).nulls, 1);
}

#[test]
fn warnings_stand_once_for_a_delivery() {
    let entries = vec![r#"{"seq":[],"msgid":[],"publickey_ver":[]}"#; 40].join(",");
    let page = format!(r#"{{"errcode":0,"errmsg":"ok","chatdata":[{entries}]}}"#);
    let table = table(&[page.as_bytes(), page.as_bytes()]);
    let warnings = column(&table, &["warnings"]);
    assert_eq!((warnings.len, warnings.nulls), (80, 78));
    assert!(is_there(warnings, 0) && is_there(warnings, 40));
}

#[test]
fn a_time_outside_the_years_that_engines_hold_is_null() {
    let record = |time: i64| {
        let text = format!(r#"{{"msgid":"1","msgtype":"text","from":"a","msgtime":{time},"text":{{"content":""}}}}"#);
        let table = table(&[text.as_bytes()]);
        let times = column(&table, &["time"]);
        is_there(times, 0).then(|| numbers(times)[0])
    };
    for time in [253_402_300_799_999, 1_704_074_400_000, -62_135_596_800_000] {
        assert_eq!(record(time), Some(time * 1000));
    }
    for time in [253_402_300_800_000, i64::MAX, -62_135_596_800_001, i64::MIN] {
        assert_eq!(record(time), None);
    }
}
