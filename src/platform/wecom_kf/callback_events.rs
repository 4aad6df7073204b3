//! Events by `Event` or `InfoType`, and `ChangeType`: one row, one event.

use super::fields::Fields;
use crate::event::{Conversation, ConversationKind, EventType, Text};
use crate::json::Rest;

/// What an event means.
pub(super) struct Happening {
    /// `Event`, or a suite's `InfoType`: the same words.
    name: &'static str,
    /// `ChangeType`; a row without one takes any.
    change: Option<&'static str>,
    pub kind: EventType,
    /// Nothing where nothing was done: the service is told to fetch.
    pub action: Option<&'static str>,
    place: Place,
    /// Members that may repeat.
    lists: &'static [&'static str],
}

/// Where an event happened.
enum Place {
    Nowhere,
    /// At a service account, whose id stays in the data too.
    Service(&'static str),
    /// In a group.
    Group(&'static str),
}

const fn row(name: &'static str, change: &'static str, kind: EventType, action: &'static str) -> Happening {
    let change = if change.is_empty() { None } else { Some(change) };
    let action = if action.is_empty() { None } else { Some(action) };
    Happening { name, change, kind, action, place: Place::Nowhere, lists: &[] }
}

#[expect(clippy::needless_pass_by_value, reason = "a row of a table is made from a row")]
const fn in_group(happening: Happening) -> Happening {
    Happening { place: Place::Group("ChatId"), ..happening }
}

use EventType::{
    ConsentGranted, ContactUpdated, ConversationCreated, ConversationDeleted, ConversationUpdated,
    InteractionSubmitted, OrganizationUpdated, RecordUpdated, SessionEntered, SyncRequired,
};

/// The events with documented members, by the section of the documents. An event of a row's name with another `ChangeType` is unknown.
const EVENTS: &[Happening] = &[
    // 微信客服: 接收消息和事件, 客服账号授权变更.
    Happening { place: Place::Service("OpenKfId"), ..row("kf_msg_or_event", "", SyncRequired, "") },
    Happening {
        lists: &["AuthAddOpenKfId", "AuthDelOpenKfId"],
        ..row("kf_account_auth_change", "", RecordUpdated, "updated")
    },
    // Suites: 会话内容存档 and 专区.
    row("conversation_new_message", "", SyncRequired, ""),
    row("hit_keyword", "", SyncRequired, ""),
    row("chat_archive_audit_approved_single", "", ConsentGranted, "granted"),
    // Applications: 事件格式.
    row("enter_agent", "", SessionEntered, "entered"),
    row("subscribe", "", ContactUpdated, "subscribed"),
    row("unsubscribe", "", ContactUpdated, "unsubscribed"),
    row("click", "", InteractionSubmitted, "submitted"),
    row("view", "", InteractionSubmitted, "submitted"),
    row("template_card_event", "", InteractionSubmitted, "submitted"),
    row("open_approval_change", "", RecordUpdated, "updated"),
    row("sys_approval_change", "", RecordUpdated, "updated"),
    row("batch_job_result", "", RecordUpdated, "updated"),
    // Members, departments and tags: 通讯录变更事件.
    row("change_contact", "create_user", ContactUpdated, "created"),
    row("change_contact", "update_user", ContactUpdated, "updated"),
    row("change_contact", "delete_user", ContactUpdated, "deleted"),
    row("change_contact", "create_party", OrganizationUpdated, "created"),
    row("change_contact", "update_party", OrganizationUpdated, "updated"),
    row("change_contact", "delete_party", OrganizationUpdated, "deleted"),
    row("change_contact", "update_tag", OrganizationUpdated, "updated"),
    // Customers, their groups and tags: 客户联系事件.
    row("change_external_contact", "add_external_contact", ContactUpdated, "created"),
    row("change_external_contact", "add_half_external_contact", ContactUpdated, "created"),
    row("change_external_contact", "edit_external_contact", ContactUpdated, "updated"),
    row("change_external_contact", "transfer_fail", ContactUpdated, "updated"),
    row("change_external_contact", "del_external_contact", ContactUpdated, "deleted"),
    row("change_external_contact", "del_follow_user", ContactUpdated, "deleted"),
    row("change_external_contact", "msg_audit_approved", ConsentGranted, "granted"),
    in_group(row("change_external_chat", "create", ConversationCreated, "created")),
    in_group(row("change_external_chat", "update", ConversationUpdated, "updated")),
    in_group(row("change_external_chat", "dismiss", ConversationDeleted, "deleted")),
    row("change_external_tag", "create", RecordUpdated, "created"),
    row("change_external_tag", "update", RecordUpdated, "updated"),
    row("change_external_tag", "delete", RecordUpdated, "deleted"),
    // Calendars and schedules: 日程回调事件.
    row("modify_calendar", "", RecordUpdated, "updated"),
    row("delete_calendar", "", RecordUpdated, "deleted"),
    row("add_schedule", "", RecordUpdated, "created"),
    row("modify_schedule", "", RecordUpdated, "updated"),
    row("delete_schedule", "", RecordUpdated, "deleted"),
    // Suites: 推送 suite_ticket, 授权通知事件.
    row("suite_ticket", "", OrganizationUpdated, "updated"),
    row("create_auth", "", OrganizationUpdated, "created"),
    row("change_auth", "", OrganizationUpdated, "updated"),
    row("cancel_auth", "", OrganizationUpdated, "deleted"),
];

pub(super) fn find(name: &str, change: Option<&str>) -> Option<&'static Happening> {
    EVENTS.iter().find(|row| row.name == name && (row.change.is_none() || row.change == change))
}

/// Where it happened.
pub(super) fn conversation<'p>(happening: &Happening, fields: &mut Fields<'p>) -> Option<Conversation<'p>> {
    match happening.place {
        Place::Nowhere => None,
        Place::Service(name) => fields.peek(name).map(|id| Conversation {
            kind: Some(ConversationKind::Service),
            parent_id: Some(id),
            ..Conversation::default()
        }),
        Place::Group(name) => fields.text(name).map(|id| Conversation {
            kind: Some(ConversationKind::Group),
            id: Some(id),
            ..Conversation::default()
        }),
    }
}

/// Keeps members that may repeat as lists, also where there is one.
pub(super) fn lists<'p>(
    happening: &Happening,
    fields: &mut Fields<'p>,
    rest: &mut Rest<'p>,
    rename: impl Fn(&'p str) -> Text<'p>,
) {
    for name in happening.lists {
        if let Some(list) = fields.list(name) {
            rest.keep(rename(name), list, false);
        }
    }
}
