//! The head of a request: method, target and header lines, read by every platform that looks for its proof in them.

use crate::case::Http;
use crate::platform::{self, Platform};

/// Bodies that ask each platform to look at the head.
const READERS: [(&Platform, &[u8]); 5] = [
    (&platform::QIWEI, br#"{"message_id":"m","type":1001,"content":"{}","gmt_create":1704074400}"#),
    (&platform::YACH, b"msgtype=text&content=hi"),
    (&platform::WPS, br#"{"callback_name":"card","app_id":"AK123456","data":{}}"#),
    (&platform::WPS, br#"{"challenge":"c"}"#),
    (
        &platform::WECOM_KF,
        b"<xml><Encrypt><![CDATA[q0hB0l0RjVh8Wpe0kfpGYAcXpSJu1ABKzg6sBPYbGDCqhVSQc2qNNNNPzQ8sHjUP]]></Encrypt></xml>",
    ),
];

/// The first byte chooses the reader. `$PROOF` in the head becomes the proof, as its platform makes it.
pub fn run(input: &[u8]) {
    let Some((which, head)) = input.split_first() else { return };
    let (platform, body) = READERS[usize::from(*which) % READERS.len()];
    let mut head = Http::read(head);
    if head.body.is_empty() {
        head.body = body.to_vec();
    }
    platform.received(&head);
}
