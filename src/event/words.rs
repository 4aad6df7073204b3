//! The fixed vocabularies of the delivery.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use super::record::words;

words! {
    /// What a delivery is for.
    pub enum DeliveryKind {
        /// Things happened.
        Events = "events",
        /// The platform checks the endpoint; the reply answers it.
        Challenge = "challenge",
        /// A page of a list that the service fetched.
        Page = "page",
        /// The platform waits for a verdict; the reply is the one that allows.
        Decision = "decision",
    }
}

words! {
    /// What happened.
    pub enum EventType {
        MessageCreated = "message.created",
        MessagePending = "message.pending",
        MessageUpdated = "message.updated",
        MessageRecalled = "message.recalled",
        MessageRead = "message.read",
        MessageDelivered = "message.delivered",
        MessageFailed = "message.failed",
        MessageStreamChunk = "message.stream_chunk",
        ThreadUpdated = "thread.updated",
        ReactionUpdated = "reaction.updated",
        ConversationCreated = "conversation.created",
        ConversationUpdated = "conversation.updated",
        ConversationDeleted = "conversation.deleted",
        MemberJoined = "member.joined",
        MemberLeft = "member.left",
        MemberUpdated = "member.updated",
        ContactUpdated = "contact.updated",
        PresenceUpdated = "presence.updated",
        SessionEntered = "session.entered",
        SessionUpdated = "session.updated",
        AgentUpdated = "agent.updated",
        ConsentGranted = "consent.granted",
        ConsentDenied = "consent.denied",
        CallEnded = "call.ended",
        ModerationDecided = "moderation.decided",
        PushUpdated = "push.updated",
        InteractionSubmitted = "interaction.submitted",
        SyncRequired = "sync.required",
        RecordUpdated = "record.updated",
        RecordEncrypted = "record.encrypted",
        OrganizationUpdated = "organization.updated",
        Unknown = "unknown",
    }
}

words! {
    /// Whether the message came to the service or left it.
    pub enum Direction {
        In = "in",
        Out = "out",
    }
}

words! {
    /// What kind of a place a conversation is.
    pub enum ConversationKind {
        Direct = "direct",
        Group = "group",
        Room = "room",
        Thread = "thread",
        Service = "service",
    }
}

words! {
    /// What kind of an actor someone is.
    pub enum PartyKind {
        User = "user",
        External = "external",
        Bot = "bot",
        Agent = "agent",
        System = "system",
        Unknown = "unknown",
    }
}
