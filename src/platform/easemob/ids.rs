//! Ids of people and groups: bare, whichever of their three spellings came.
//!
//! | spelling | where |
//! | --- | --- |
//! | `user` | most places |
//! | `org#app_user` | `last_message.from` and `to` of a thread, `info.owner` |
//! | `org#app_user@easemob.com/device`, `org#app_group@conference.easemob.com` | muc, userStatus, keyword_alert |

use crate::event::{Party, PartyKind, Text};

const DOMAINS: [&str; 2] = ["@easemob.com", "@conference.easemob.com"];

/// Who acts for the application itself.
const SYSTEM: [&str; 2] = ["@ppAdmin", "easemob_rest_app_admin"];

/// The id without its application, domain and device. Of an id that is nothing else it stays as it is.
pub(super) fn bare<'p>(id: Text<'p>, appkey: Option<&str>) -> Text<'p> {
    without_application(without_domain(id), appkey)
}

/// The party of a bare id.
pub(super) fn party(id: Text<'_>) -> Party<'_> {
    let kind = if SYSTEM.contains(&id) { PartyKind::System } else { PartyKind::User };
    Party::new(kind, Some(id))
}

fn without_domain(id: &str) -> &str {
    if memchr::memchr(b'@', id.as_bytes()).is_none() {
        return id;
    }
    let name = DOMAINS.iter().find_map(|domain| {
        let (name, device) = id.split_once(domain)?;
        (!name.is_empty() && (device.is_empty() || device.starts_with('/'))).then_some(name)
    });
    name.unwrap_or(id)
}

fn without_application<'p>(id: &'p str, appkey: Option<&str>) -> &'p str {
    let own = appkey.and_then(|appkey| id.strip_prefix(appkey)?.strip_prefix('_'));
    let bare = own.or_else(|| {
        let (_, after) = id.split_once('#')?;
        after.split_once('_').map(|(_, bare)| bare)
    });
    bare.filter(|bare| !bare.is_empty()).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn an_id_comes_in_three_spellings() {
        let appkey = Some("org#my_app");
        for (id, expected) in [
            ("tst", "tst"),
            ("a_b", "a_b"),
            ("org#my_app_tst", "tst"),
            ("other#app_tst", "tst"),
            ("org#my_app_1111@easemob.com/android_8070d7b2", "1111"),
            ("org#my_app_1735@conference.easemob.com", "1735"),
            ("org#app", "org#app"),
            ("org#app_", "org#app_"),
            ("@easemob.com", "@easemob.com"),
            ("me@example.com/x", "me@example.com/x"),
            ("@ppAdmin", "@ppAdmin"),
        ] {
            assert_eq!(bare(id, appkey), expected);
        }
    }
}
