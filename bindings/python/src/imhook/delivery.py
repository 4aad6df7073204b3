"""The types of a delivery. Made from schema/delivery.v1.schema.json by tools/generate.py: do not edit.

A receiver may meet keys, types and segments that stand in no type here, when the library is newer: ignore them.
"""

from __future__ import annotations

from typing import Any, Dict, List, Literal, TypedDict, Union, final


class _Auth(TypedDict):
    """The keys that Auth always has."""

    # Whether a proof holds for the fields in covers; it says nothing of any other field.
    verified: bool
    # How the proof was made, or why there is none: none (the configuration waives it), not_checked (the caller vouches for the
    # payload).
    scheme: str
    # Native names of the request fields that the proof covers; there even when empty.
    covers: List[str]
    content: Content


class Auth(_Auth, total=False):
    """What was proved about the request."""

    # Native names of the request fields that the events use and the proof does not cover.
    uncovered: List[str]
    # The configured credential that made the proof: its id, else its index in the configuration.
    credential: str


class _EventAuth(TypedDict):
    """The keys that EventAuth always has."""

    # Whether a proof holds for the fields that the delivery's auth.covers names.
    verified: bool
    content: Content


class EventAuth(_EventAuth, total=False):
    """What an event repeats of the delivery's auth, so that it stands alone in a queue."""

    # The configured credential that made the proof: its id, else its index in the configuration.
    credential: str


class Reply(TypedDict):
    """The HTTP answer that the platform waits for, ready to send."""

    # The HTTP status code.
    status: int
    # The value of the Content-Type header.
    content_type: str
    # The exact body.
    body: str


class Page(TypedDict, total=False):
    """Where a fetched list goes on."""

    # What the next fetch passes to the platform to go on from here.
    next_cursor: str
    # Whether there is more to fetch now; it can be true with an empty list.
    has_more: bool
    # The platform's own error, instead of has_more, when the response is one.
    error: PageError


class PageError(TypedDict, total=False):
    """An error as the platform reports it."""

    # The platform's number or word for it, as text.
    code: str
    # What the platform says about it.
    message: str


class _DeliveryWarning(TypedDict):
    """The keys that DeliveryWarning always has."""

    # A stable code to match on, such as unknown_message_type.
    code: str
    # One sentence for people, which may change between versions.
    detail: str


class DeliveryWarning(_DeliveryWarning, total=False):
    """Something that was noticed and did not make the request fail."""

    # Where in the native record, as keys and indexes joined by dots; absent for the record as a whole.
    path: str


class _Event(TypedDict):
    """The keys that Event always has."""

    # The native type, a colon and the platform's id or a digest: unique per platform and tenant, and the same on redelivery.
    id: str
    platform: Platform
    type: EventType
    # The platform's own name of the event.
    native_type: str
    auth: EventAuth


class Event(_Event, total=False):
    """One thing that happened."""

    # When it happened, in Unix milliseconds; absent if unknown.
    time_ms: int
    # The platform's own order of its records, as decimal text.
    sequence: str
    direction: Direction
    # The company or application that the event belongs to.
    tenant_id: str
    conversation: Conversation
    # Who sent the message.
    sender: Party
    # Whom the message was sent to, where the platform names them.
    recipients: List[Party]
    message: Message
    data: Data
    # Fields of the platform's envelope that stand outside raw, under their native names; never a ciphertext, a signature or a
    # shared secret.
    native: NativeObject
    # What raw is: json (a JSON value, token by token), base64 (a string of the bytes, which were not UTF-8), or the name of the
    # text's format (a string of the exact text).
    raw_format: Literal["json", "xml", "form", "sse", "text", "base64"]
    # The native record as received; the configuration may leave it out of events that are not unknown.
    raw: Any


class _CloudEvent(TypedDict):
    """The keys that CloudEvent always has."""

    # The version of the CloudEvents specification.
    specversion: Literal["1.0"]
    # The id of the event; source and id together are unique.
    id: str
    # imhook: and the platform, a slash and the percent-encoded tenant, else the credential, where there is one.
    source: str
    # imhook. and the type of the event.
    type: str
    # The media type of data.
    datacontenttype: Literal["application/json"]
    # The canonical event.
    data: Event


class CloudEvent(_CloudEvent, total=False):
    """An event in the envelope of CloudEvents 1.0, JSON format."""

    # When it happened, as an RFC 3339 time in UTC; absent if unknown.
    time: str
    # The id of the conversation.
    subject: str


class Conversation(TypedDict, total=False):
    """Where an event happened."""

    # The platform's id of the conversation.
    id: str
    # What kind of a place it is, where known.
    kind: Literal["direct", "group", "room", "thread", "service"]
    # The place that this one belongs to: the group of a thread, the service account of a customer.
    parent_id: str
    # The name that people see.
    name: str


class _Party(TypedDict):
    """The keys that Party always has."""

    kind: PartyKind


class Party(_Party, total=False):
    """Someone who acts or is acted on."""

    # The platform's id of this party; absent if unknown.
    id: str
    # The name that people see.
    name: str


class _MessageContent(TypedDict):
    """The keys that MessageContent always has."""

    # The type of the only segment, otherwise mixed.
    kind: Literal[
        "text",
        "markdown",
        "paragraph",
        "mention",
        "emoji",
        "image",
        "audio",
        "video",
        "file",
        "sticker",
        "location",
        "link",
        "articles",
        "contact",
        "mini_program",
        "card",
        "forward",
        "todo",
        "vote",
        "form",
        "red_packet",
        "meeting",
        "document",
        "calendar",
        "call",
        "channel_post",
        "product",
        "order",
        "menu",
        "stream",
        "redirect",
        "notice",
        "custom",
        "unknown",
        "mixed",
    ]
    # A plain-text rendition that a person can read.
    text: str
    # The content in reading order; there even when empty.
    segments: List[Segment]


class MessageContent(_MessageContent, total=False):
    """The members that a message has wherever it stands."""

    # The platform's id of the message.
    id: str
    # The id of the message that this one answers.
    reply_to: str
    # Who is mentioned, each by the platform's list of mentions; everyone is not listed.
    mentions: List[Party]
    # Native members of the message that have no place of their own, under their native names.
    ext: NativeObject


class Message(MessageContent):
    """One message; in an event about an earlier message, its new content only."""


class LastMessage(MessageContent, total=False):
    """The newest message of a thread."""

    # Who sent it.
    sender: Party
    # When it was sent, in Unix milliseconds.
    time_ms: int


class _TextSegment(TypedDict):
    """The keys that TextSegment always has."""

    type: Literal["text"]
    # The text.
    text: str


class TextSegment(_TextSegment, total=False):
    """Plain text."""

    style: Style
    # The id of the menu item that the sender chose to say this.
    menu_id: str
    extra: Extra


class _MarkdownSegment(TypedDict):
    """The keys that MarkdownSegment always has."""

    type: Literal["markdown"]
    # The Markdown, in the platform's dialect.
    text: str


class MarkdownSegment(_MarkdownSegment, total=False):
    """Markdown text."""

    # The title.
    title: str
    # The address of a picture shown with it.
    image_url: str
    extra: Extra


class _ParagraphSegment(TypedDict):
    """The keys that ParagraphSegment always has."""

    type: Literal["paragraph"]
    # Its content in reading order; there even when empty.
    segments: List[Segment]


class ParagraphSegment(_ParagraphSegment, total=False):
    """A line or list item of rich text."""

    # What begins it: line (nothing), ordered (a number), unordered (a dash).
    style: Literal["line", "ordered", "unordered"]
    # The place of an ordered item in its list, counted from 0.
    index: int
    # How far it is indented, in levels.
    indent: int
    extra: Extra


class _MentionSegment(TypedDict):
    """The keys that MentionSegment always has."""

    type: Literal["mention"]


class MentionSegment(_MentionSegment, total=False):
    """Someone, or everyone, called by name."""

    # Whom it names.
    target: MentionTarget
    # That everyone is meant; then there is no target.
    all: Literal[True]
    extra: Extra


class _EmojiSegment(TypedDict):
    """The keys that EmojiSegment always has."""

    type: Literal["emoji"]


class EmojiSegment(_EmojiSegment, total=False):
    """A small picture that stands for a word."""

    # What it reads as.
    text: str
    # The platform's id of the picture.
    id: str
    extra: Extra


class _ImageSegment(TypedDict):
    """The keys that ImageSegment always has."""

    type: Literal["image"]


class ImageSegment(_ImageSegment, total=False):
    """A picture."""

    # The picture.
    media: Media
    extra: Extra


class _AudioSegment(TypedDict):
    """The keys that AudioSegment always has."""

    type: Literal["audio"]


class AudioSegment(_AudioSegment, total=False):
    """A voice message or sound file."""

    # The recording.
    media: Media
    extra: Extra


class _VideoSegment(TypedDict):
    """The keys that VideoSegment always has."""

    type: Literal["video"]


class VideoSegment(_VideoSegment, total=False):
    """A film."""

    # The film.
    media: Media
    extra: Extra


class _FileSegment(TypedDict):
    """The keys that FileSegment always has."""

    type: Literal["file"]


class FileSegment(_FileSegment, total=False):
    """Any other file."""

    # The file.
    media: Media
    extra: Extra


class _StickerSegment(TypedDict):
    """The keys that StickerSegment always has."""

    type: Literal["sticker"]


class StickerSegment(_StickerSegment, total=False):
    """A large emotive picture."""

    # The picture.
    media: Media
    extra: Extra


class _LocationSegment(TypedDict):
    """The keys that LocationSegment always has."""

    type: Literal["location"]


class LocationSegment(_LocationSegment, total=False):
    """A place; its numbers keep their digits."""

    # Degrees north.
    latitude: float
    # Degrees east.
    longitude: float
    # The name of the place.
    title: str
    # The postal address.
    address: str
    # The zoom level of the map, in the platform's scale.
    zoom: float
    extra: Extra


class _LinkSegment(TypedDict):
    """The keys that LinkSegment always has."""

    type: Literal["link"]


class LinkSegment(_LinkSegment, total=False):
    """A link with a preview."""

    # The address.
    url: str
    # The title.
    title: str
    # The text under the title.
    description: str
    # The address of the preview picture.
    image_url: str
    extra: Extra


class _ArticlesSegment(TypedDict):
    """The keys that ArticlesSegment always has."""

    type: Literal["articles"]


class ArticlesSegment(_ArticlesSegment, total=False):
    """Several links with previews."""

    # The links, in order.
    items: List[Article]
    extra: Extra


class _ContactSegment(TypedDict):
    """The keys that ContactSegment always has."""

    type: Literal["contact"]


class ContactSegment(_ContactSegment, total=False):
    """A person's card."""

    # The platform's id of the person.
    id: str
    # The company of the person.
    corp_name: str
    extra: Extra


class _MiniProgramSegment(TypedDict):
    """The keys that MiniProgramSegment always has."""

    type: Literal["mini_program"]


class MiniProgramSegment(_MiniProgramSegment, total=False):
    """A page of a program inside the chat client."""

    # The id of the program.
    app_id: str
    # The name of the program that people see.
    name: str
    # The original account name of the program.
    username: str
    # The title of the page.
    title: str
    # The text under the title.
    description: str
    # The page inside the program.
    path: str
    # The preview picture.
    thumbnail: Media
    extra: Extra


class _CardSegment(TypedDict):
    """The keys that CardSegment always has."""

    type: Literal["card"]


class CardSegment(_CardSegment, total=False):
    """A composed card with buttons."""

    # The title.
    title: str
    # The heading inside the card.
    subtitle: str
    # The text, in the platform's markup.
    text: str
    # The address of the picture.
    image_url: str
    # How the buttons are laid out: vertical or horizontal.
    orientation: str
    # The buttons, in order.
    actions: List[CardAction]
    # A reminder that comes with the card.
    reminder: Reminder
    extra: Extra


class _ForwardSegment(TypedDict):
    """The keys that ForwardSegment always has."""

    type: Literal["forward"]


class ForwardSegment(_ForwardSegment, total=False):
    """Messages of another conversation, passed on."""

    # The title.
    title: str
    # The messages, in order.
    items: List[ForwardItem]
    extra: Extra


class _TodoSegment(TypedDict):
    """The keys that TodoSegment always has."""

    type: Literal["todo"]


class TodoSegment(_TodoSegment, total=False):
    """Something to be done."""

    # The title.
    title: str
    # What is to be done.
    text: str
    extra: Extra


class _VoteSegment(TypedDict):
    """The keys that VoteSegment always has."""

    type: Literal["vote"]


class VoteSegment(_VoteSegment, total=False):
    """A vote."""

    # The question.
    title: str
    # The choices, in order.
    options: List[str]
    # What the message does or how many choices one may take, in the platform's words.
    mode: str
    # The platform's id of the vote.
    id: str
    extra: Extra


class _FormSegment(TypedDict):
    """The keys that FormSegment always has."""

    type: Literal["form"]


class FormSegment(_FormSegment, total=False):
    """A form to fill in."""

    # The title.
    title: str
    # Who made it.
    creator: str
    # The name of the group that it was sent to.
    group_name: str
    # When it was made, as the platform writes it.
    created: str
    # The questions, in order.
    fields: List[FormField]
    extra: Extra


class _RedPacketSegment(TypedDict):
    """The keys that RedPacketSegment always has."""

    type: Literal["red_packet"]


class RedPacketSegment(_RedPacketSegment, total=False):
    """Money."""

    # What kind of packet it is, in the platform's words.
    kind: str
    # The greeting.
    wish: str
    # How many packets there are.
    count: int
    # The total amount, in the smallest unit of the currency.
    amount_minor: int
    # The ISO 4217 code of the currency.
    currency: str
    extra: Extra


class _MeetingSegment(TypedDict):
    """The keys that MeetingSegment always has."""

    type: Literal["meeting"]


class MeetingSegment(_MeetingSegment, total=False):
    """A meeting."""

    # The platform's id of the meeting.
    id: str
    # The subject.
    title: str
    # When it begins, in Unix milliseconds.
    start_ms: int
    # When it ends, in Unix milliseconds.
    end_ms: int
    # Where it is held.
    address: str
    # Remarks of the host.
    remarks: str
    # What the message does: an invitation or an answer to one, in the platform's words.
    mode: str
    # What was answered, or how the meeting stands.
    status: str
    # The address to join it.
    url: str
    # The number or word to join it.
    code: str
    # Who takes part, each by name or id.
    participants: List[str]
    extra: Extra


class _DocumentSegment(TypedDict):
    """The keys that DocumentSegment always has."""

    type: Literal["document"]


class DocumentSegment(_DocumentSegment, total=False):
    """An online document."""

    # The platform's id of the document.
    id: str
    # The title.
    title: str
    # The address.
    url: str
    # The platform's id of the shared link.
    link_id: str
    # Who made it.
    creator: str
    extra: Extra


class _CalendarSegment(TypedDict):
    """The keys that CalendarSegment always has."""

    type: Literal["calendar"]


class CalendarSegment(_CalendarSegment, total=False):
    """An appointment."""

    # The platform's id of the appointment.
    id: str
    # The subject.
    title: str
    # When it begins, in Unix milliseconds.
    start_ms: int
    # When it ends, in Unix milliseconds.
    end_ms: int
    # Where it takes place.
    place: str
    # Remarks of the organizer.
    remarks: str
    # Who arranges it, by name or id.
    organizer: str
    # Who is invited, each by name or id.
    attendees: List[str]
    extra: Extra


class _CallSegment(TypedDict):
    """The keys that CallSegment always has."""

    type: Literal["call"]


class CallSegment(_CallSegment, total=False):
    """A call that has ended."""

    # The platform's id of the call.
    id: str
    # Voice or video, of two or of a group.
    kind: str
    # How long it took, in milliseconds.
    duration_ms: int
    # When it ended, in Unix milliseconds.
    end_ms: int
    # The recording.
    media: Media
    # The files shown during the call.
    shared_files: List[SharedFile]
    # The screens shown during the call.
    screen_shares: List[ScreenShare]
    extra: Extra


class _ChannelPostSegment(TypedDict):
    """The keys that ChannelPostSegment always has."""

    type: Literal["channel_post"]


class ChannelPostSegment(_ChannelPostSegment, total=False):
    """A post of a channel."""

    # What was posted: a film, a live broadcast or a card, in the platform's words.
    kind: str
    # The name of the channel.
    author: str
    # The title.
    title: str
    # The text of the post.
    text: str
    extra: Extra


class _ProductSegment(TypedDict):
    """The keys that ProductSegment always has."""

    type: Literal["product"]


class ProductSegment(_ProductSegment, total=False):
    """Something for sale."""

    # The platform's id of the product.
    id: str
    # The name.
    title: str
    # The price, in the smallest unit of the currency.
    price_minor: int
    # The ISO 4217 code of the currency.
    currency: str
    # The address of the picture.
    image_url: str
    # Who sells it.
    shop: Shop
    extra: Extra


class _OrderSegment(TypedDict):
    """The keys that OrderSegment always has."""

    type: Literal["order"]


class OrderSegment(_OrderSegment, total=False):
    """An order."""

    # The platform's id of the order.
    id: str
    # The names of what was ordered.
    title: str
    # The price as the platform words it.
    price_text: str
    # How the order stands, in the platform's words.
    state: str
    # The address of the picture.
    image_url: str
    # Who sells it.
    shop: Shop
    extra: Extra


class _MenuSegment(TypedDict):
    """The keys that MenuSegment always has."""

    type: Literal["menu"]


class MenuSegment(_MenuSegment, total=False):
    """Choices offered to a customer."""

    # The text above the choices.
    head: str
    # The choices, in order.
    items: List[MenuItem]
    # The text below the choices.
    tail: str
    extra: Extra


class _StreamSegment(TypedDict):
    """The keys that StreamSegment always has."""

    type: Literal["stream"]


class StreamSegment(_StreamSegment, total=False):
    """An answer that arrives piece by piece."""

    # The id under which the platform fetches the pieces.
    id: str
    # The id of the message that is answered.
    reply_to: str
    extra: Extra


class _RedirectSegment(TypedDict):
    """The keys that RedirectSegment always has."""

    type: Literal["redirect"]


class RedirectSegment(_RedirectSegment, total=False):
    """A page that the client opens by itself."""

    # The address.
    url: str
    # How it is opened, in the platform's words.
    kind: str
    extra: Extra


class _NoticeSegment(TypedDict):
    """The keys that NoticeSegment always has."""

    type: Literal["notice"]


class NoticeSegment(_NoticeSegment, total=False):
    """A grey line between messages."""

    # The line.
    text: str
    extra: Extra


class _CustomSegment(TypedDict):
    """The keys that CustomSegment always has."""

    type: Literal["custom"]


class CustomSegment(_CustomSegment, total=False):
    """What the application defined for itself."""

    # The name that the application gave it.
    name: str
    # What it holds, as the application sent it.
    data: NativeValue
    extra: Extra


class _UnknownSegment(TypedDict):
    """The keys that UnknownSegment always has."""

    type: Literal["unknown"]
    # The platform's name of it.
    native_type: str


class UnknownSegment(_UnknownSegment, total=False):
    """What has no type here, whole."""

    # What it holds, as the platform sent it.
    data: NativeValue
    extra: Extra


class Style(TypedDict, total=False):
    """How text looks."""

    # Whether it is bold.
    bold: bool
    # Whether it is italic.
    italic: bool
    # Its colour, as the platform writes it.
    color: str


class _MentionTarget(TypedDict):
    """The keys that MentionTarget always has."""

    kind: PartyKind


class MentionTarget(_MentionTarget, total=False):
    """Whom a mention names."""

    # The platform's id of this party; absent if unknown.
    id: str
    # The name that people see.
    name: str
    # What the id is: user (which an absent id_type means too), mobile, work_code.
    id_type: str


class Article(TypedDict, total=False):
    """One link of several."""

    # The title.
    title: str
    # The text under the title.
    description: str
    # The address.
    url: str
    # The address of the preview picture.
    image_url: str


class CardAction(TypedDict, total=False):
    """A button of a card."""

    # What it says.
    title: str
    # The address that it opens or calls.
    url: str
    # The address on a computer.
    pc_url: str
    # The address on a phone.
    mobile_url: str
    # The address of its icon.
    icon_url: str
    # What it does, in the platform's words.
    kind: str


class Reminder(TypedDict, total=False):
    """A reminder that comes with a card."""

    # The title.
    title: str
    # The text under the title.
    subtitle: str
    # What to remember.
    text: str
    # What its button does, in the platform's words.
    kind: str
    # The address that its button opens.
    url: str


class ForwardItem(TypedDict, total=False):
    """One message of a forwarded conversation."""

    # The platform's name of its type.
    native_type: str
    # Who sent it.
    sender: Party
    # When it was sent, in Unix milliseconds.
    time_ms: int
    # Whether it comes from a group.
    from_group: bool
    # Its content in reading order.
    segments: List[Segment]


class FormField(TypedDict, total=False):
    """A question of a form."""

    # The platform's id of the question.
    id: str
    # The question.
    title: str
    # How it is answered, in the platform's words.
    kind: str


class SharedFile(TypedDict, total=False):
    """A file shown during a call."""

    # The name of the file.
    name: str
    # Who showed it.
    operator: str
    # From when, in Unix milliseconds.
    start_ms: int
    # Until when, in Unix milliseconds.
    end_ms: int


class ScreenShare(TypedDict, total=False):
    """A screen shown during a call."""

    # Who showed it.
    id: str
    # From when, in Unix milliseconds.
    start_ms: int
    # Until when, in Unix milliseconds.
    end_ms: int


class Shop(TypedDict, total=False):
    """Who sells."""

    # The name of the shop.
    name: str
    # The address of its picture.
    image_url: str


class MenuItem(TypedDict, total=False):
    """A choice of a menu."""

    # What it is: click, view, miniprogram or text.
    kind: str
    # What comes back as menu_id when it is chosen.
    id: str
    # What it says.
    text: str
    # The address that it opens.
    url: str
    # The id of the program that it opens.
    app_id: str
    # The page inside the program.
    path: str


class Media(TypedDict, total=False):
    """A file that a message carries or points to; sizes are bytes and durations milliseconds, whatever unit the platform
    used."""

    # What the platform's download call takes: storage_key, media_id or sdkfileid.
    id: str
    # The address of the file.
    url: str
    # The name of the file.
    name: str
    # The media type, as the platform gives it.
    mime: str
    # The ending of the name, without the dot.
    extension: str
    # The size, in bytes.
    size_bytes: int
    # The width, in pixels.
    width: int
    # The height, in pixels.
    height: int
    # How long it plays, in milliseconds.
    duration_ms: int
    # The MD5 digest of the content, as the platform gives it.
    md5: str
    # What the platform's download call wants as proof of access.
    secret: str
    # The address or id under which an archive keeps a copy.
    attachment: str
    # A smaller picture of it.
    thumbnail: Media
    # The file before it was scaled down.
    original: Media


class _Delivery(TypedDict):
    """The keys that Delivery always has."""

    # The name and number of this contract.
    schema: Literal["imhook.delivery/1"]
    platform: Platform
    # What the delivery is for: events (things happened), challenge (the platform checks the endpoint, and reply answers it),
    # page (of a list that the service fetched), decision (the platform waits for a verdict, and reply is the one that allows).
    kind: Literal["events", "challenge", "page", "decision"]
    auth: Auth
    # What happened, in the platform's order: canonical events or, when the configuration asks for them, CloudEvents objects
    # that hold them.
    events: List[Event]


@final
class Delivery(_Delivery, total=False):
    """What one callback yields: what was proved, what happened, what to answer."""

    reply: Reply
    page: Page
    # What was noticed and did not make the request fail; absent when there is nothing.
    warnings: List[DeliveryWarning]


class _CloudEventsDelivery(TypedDict):
    """The keys that CloudEventsDelivery always has."""

    # The name and number of this contract.
    schema: Literal["imhook.delivery/1"]
    platform: Platform
    # What the delivery is for: events (things happened), challenge (the platform checks the endpoint, and reply answers it),
    # page (of a list that the service fetched), decision (the platform waits for a verdict, and reply is the one that allows).
    kind: Literal["events", "challenge", "page", "decision"]
    auth: Auth
    # What happened, in the platform's order: canonical events or, when the configuration asks for them, CloudEvents objects
    # that hold them.
    events: List[CloudEvent]


@final
class CloudEventsDelivery(_CloudEventsDelivery, total=False):
    """What one callback yields: what was proved, what happened, what to answer."""

    reply: Reply
    page: Page
    # What was noticed and did not make the request fail; absent when there is nothing.
    warnings: List[DeliveryWarning]


NativeValue = Any
"""A native value, its digits as received and nulls left out at every depth."""

NativeObject = Dict[str, NativeValue]
"""Native keys and values, as the platform sent them but for nulls, which are left out."""

Extra = NativeObject
"""What the platform says of the segment that has no place of its own, under native names."""

Segment = Union[
    TextSegment,
    MarkdownSegment,
    ParagraphSegment,
    MentionSegment,
    EmojiSegment,
    ImageSegment,
    AudioSegment,
    VideoSegment,
    FileSegment,
    StickerSegment,
    LocationSegment,
    LinkSegment,
    ArticlesSegment,
    ContactSegment,
    MiniProgramSegment,
    CardSegment,
    ForwardSegment,
    TodoSegment,
    VoteSegment,
    FormSegment,
    RedPacketSegment,
    MeetingSegment,
    DocumentSegment,
    CalendarSegment,
    CallSegment,
    ChannelPostSegment,
    ProductSegment,
    OrderSegment,
    MenuSegment,
    StreamSegment,
    RedirectSegment,
    NoticeSegment,
    CustomSegment,
    UnknownSegment,
]
"""One piece of the content of a message, told apart by type."""

Data = Dict[str, NativeValue]
"""What an event says beside its message. Every other key is the native key in snake_case with its native value. Keys of its
own: action (str), native_action (str), target_id (str), actor (Party), subjects (List[Party]), reason (str), changes
(NativeObject), last_message (LastMessage)."""

PartyKind = Literal["user", "external", "bot", "agent", "system", "unknown"]
"""What kind of an actor someone is; external is a customer or other outsider, agent a person who serves customers."""

Direction = Literal["in", "out"]
"""Whether the message came to the service or left it."""

EventType = Literal[
    "message.created",
    "message.pending",
    "message.updated",
    "message.recalled",
    "message.read",
    "message.delivered",
    "message.failed",
    "message.stream_chunk",
    "thread.updated",
    "reaction.updated",
    "conversation.created",
    "conversation.updated",
    "conversation.deleted",
    "member.joined",
    "member.left",
    "member.updated",
    "contact.updated",
    "presence.updated",
    "session.entered",
    "session.updated",
    "agent.updated",
    "consent.granted",
    "consent.denied",
    "call.ended",
    "moderation.decided",
    "push.updated",
    "interaction.submitted",
    "sync.required",
    "record.updated",
    "record.encrypted",
    "organization.updated",
    "unknown",
]
"""What happened; unknown where the platform's event has no type here, and then raw holds it."""

Platform = Literal["wps", "wecom_kf", "qiwei", "wecom_archive", "easemob", "yach"]
"""The platform that spoke, by its word in the configuration."""

Content = Literal["signed", "partial", "unsigned"]
"""How much of the content of the events the proof covers: signed (all of it), partial, unsigned (none of it)."""
