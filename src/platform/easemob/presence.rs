//! Who is online (userStatus).
//!
//! `{reason login|logout|replaced, os, ip, user `{appkey}_{name}@easemob.com/{os}_{device}`, version,
//! status online|offline, name?}`

use super::case::{Case, Facts, Read};
use super::ids::party;
use crate::event::{EventType, NativeType};

pub(super) fn read<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    let reason = case.root.text(&mut case.reader, "reason");
    let mut facts = Facts::new(EventType::PresenceUpdated, NativeType::new("userStatus").and(reason));
    facts.data.action = match case.root.word("status").as_deref() {
        Some("online") => Some("online"),
        Some("offline") => Some("offline"),
        _ => None,
    };
    facts.data.native_action = reason;
    facts.data.reason = reason;
    // The device stands in `user` alone: it stays.
    facts.data.subjects.extend(case.root.said("user", case.reader.arena()).map(|user| party(case.bare(user))));
    Ok(facts)
}
