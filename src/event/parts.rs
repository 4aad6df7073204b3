//! What segments are made of.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use super::record::{record, words};
use super::{Party, PartyKind, Segment, Text};

words! {
    /// What begins a paragraph.
    pub enum ParagraphStyle {
        /// Nothing: a plain line.
        Line = "line",
        /// A number.
        Ordered = "ordered",
        /// A dash.
        Unordered = "unordered",
    }
}

record! {
    /// How text looks.
    pub struct Style {
        bold: Option<bool>,
        italic: Option<bool>,
        color: Option<Text<'p>>,
    }
}

record! {
    /// Whom a mention names.
    pub struct MentionTarget {
        id: Option<Text<'p>>,
        kind: Option<PartyKind>,
        name: Option<Text<'p>>,
        /// What the id is, where it is no user id: mobile, work_code.
        id_type: Option<Text<'p>>,
    }
}

record! {
    /// One link of several.
    pub struct Article {
        title: Option<Text<'p>>,
        description: Option<Text<'p>>,
        url: Option<Text<'p>>,
        image_url: Option<Text<'p>>,
    }
}

record! {
    /// A button of a card.
    pub struct CardAction {
        title: Option<Text<'p>>,
        url: Option<Text<'p>>,
        pc_url: Option<Text<'p>>,
        mobile_url: Option<Text<'p>>,
        icon_url: Option<Text<'p>>,
        kind: Option<Text<'p>>,
    }
}

record! {
    /// A reminder that comes with a card.
    pub struct Reminder {
        title: Option<Text<'p>>,
        subtitle: Option<Text<'p>>,
        text: Option<Text<'p>>,
        kind: Option<Text<'p>>,
        url: Option<Text<'p>>,
    }
}

record! {
    /// One message of a forwarded conversation.
    pub struct ForwardItem {
        native_type: Option<Text<'p>>,
        sender: Option<Party<'p>>,
        time_ms: Option<i64>,
        from_group: Option<bool>,
        segments: Vec<Segment<'p>>,
    }
}

record! {
    /// A question of a form.
    pub struct FormField {
        id: Option<Text<'p>>,
        title: Option<Text<'p>>,
        kind: Option<Text<'p>>,
    }
}

record! {
    /// A file shown during a call.
    pub struct SharedFile {
        name: Option<Text<'p>>,
        operator: Option<Text<'p>>,
        start_ms: Option<i64>,
        end_ms: Option<i64>,
    }
}

record! {
    /// A screen shown during a call.
    pub struct ScreenShare {
        id: Option<Text<'p>>,
        start_ms: Option<i64>,
        end_ms: Option<i64>,
    }
}

record! {
    /// Who sells.
    pub struct Shop {
        name: Option<Text<'p>>,
        image_url: Option<Text<'p>>,
    }
}

record! {
    /// A choice of a menu.
    pub struct MenuItem {
        kind: Option<Text<'p>>,
        id: Option<Text<'p>>,
        text: Option<Text<'p>>,
        url: Option<Text<'p>>,
        app_id: Option<Text<'p>>,
        path: Option<Text<'p>>,
    }
}
