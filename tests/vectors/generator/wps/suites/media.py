"""Images, audio, video, stickers and files, with every documented field and with as few as possible."""

from __future__ import annotations

from collections.abc import Iterator

from ...vector import Vector
from ..cases import typed_message_case

_IMAGE = {
    "storage_key": "k1",
    "type": "image/jpeg",
    "name": "合影.jpg",
    "size": 35092,
    "width": 782,
    "height": 433,
    "thumbnail_type": "image/png",
    "thumbnail_storage_key": "k2",
}
_IMAGE_MEDIA = {
    "id": "k1",
    "mime": "image/jpeg",
    "name": "合影.jpg",
    "size_bytes": 35092,
    "width": 782,
    "height": 433,
    "thumbnail": {"id": "k2", "mime": "image/png"},
}


def vectors() -> Iterator[Vector]:
    yield from images()
    yield from recordings()
    yield from stickers()
    yield from files()


def images() -> Iterator[Vector]:
    yield typed_message_case(
        "image", "An image with its thumbnail.", "image", _IMAGE, {"type": "image", "media": _IMAGE_MEDIA}, "[image]"
    )
    yield typed_message_case(
        "image_minimal",
        "A storage key is all there is.",
        "image",
        {"storage_key": "k1"},
        {"type": "image", "media": {"id": "k1"}},
        "[image]",
    )
    yield typed_message_case(
        "image_unknown_key",
        "What the documents do not know goes to the segment's extra.",
        "image",
        {"storage_key": "k1", "exif": {"iso": 100}},
        {"type": "image", "media": {"id": "k1"}, "extra": {"exif": {"iso": 100}}},
        "[image]",
        flags=("Unknown",),
    )


def recordings() -> Iterator[Vector]:
    yield typed_message_case(
        "audio",
        "Seconds become milliseconds.",
        "audio",
        {
            "media": {
                "channels": 1,
                "codec": "amr",
                "duration": 7,
                "format": "amr",
                "sample_bits": 16,
                "sample_rate": 8000,
                "size": 11200,
            },
            "storage_key": "k1",
        },
        {
            "type": "audio",
            "media": {"id": "k1", "duration_ms": 7000, "size_bytes": 11200},
            "extra": {"channels": 1, "codec": "amr", "format": "amr", "sample_bits": 16, "sample_rate": 8000},
        },
        "[audio]",
    )
    yield typed_message_case(
        "audio_minimal",
        "A storage key is all there is.",
        "audio",
        {"storage_key": "k1"},
        {"type": "audio", "media": {"id": "k1"}},
        "[audio]",
    )
    yield typed_message_case(
        "video",
        "The cover is the thumbnail; seconds become milliseconds.",
        "video",
        {
            "media": {
                "codec": "h264",
                "cover_storage_key": "k2",
                "duration": 61,
                "format": "mp4",
                "height": 1080,
                "size": 7340032,
                "width": 1920,
            },
            "storage_key": "k1",
        },
        {
            "type": "video",
            "media": {
                "id": "k1",
                "duration_ms": 61000,
                "size_bytes": 7340032,
                "width": 1920,
                "height": 1080,
                "thumbnail": {"id": "k2"},
            },
            "extra": {"codec": "h264", "format": "mp4"},
        },
        "[video]",
    )
    yield typed_message_case(
        "video_minimal",
        "A storage key is all there is.",
        "video",
        {"storage_key": "k1"},
        {"type": "video", "media": {"id": "k1"}},
        "[video]",
    )


def stickers() -> Iterator[Vector]:
    yield typed_message_case(
        "sticker",
        "A sticker is an image by another name.",
        "sticker",
        {"image": _IMAGE},
        {"type": "sticker", "media": _IMAGE_MEDIA},
        "[sticker]",
    )
    yield typed_message_case(
        "sticker_minimal",
        "A storage key is all there is.",
        "sticker",
        {"image": {"storage_key": "k1"}},
        {"type": "sticker", "media": {"id": "k1"}},
        "[sticker]",
    )


def files() -> Iterator[Vector]:
    yield typed_message_case(
        "file_local",
        "A local file.",
        "file",
        {"type": "local", "local": {"name": "报表.xls", "size": 3483, "storage_key": "k1"}},
        {"type": "file", "media": {"id": "k1", "name": "报表.xls", "size_bytes": 3483}},
        "[file] 报表.xls",
    )
    yield typed_message_case(
        "file_local_minimal",
        "Without a name no headline, and no space after the bracket.",
        "file",
        {"type": "local", "local": {"storage_key": "k1"}},
        {"type": "file", "media": {"id": "k1"}},
        "[file]",
    )
    yield typed_message_case(
        "file_cloud",
        "A cloud document.",
        "file",
        {"type": "cloud", "cloud": {"id": "f1", "link_id": "abc", "link_url": "https://kdocs.cn/l/abc"}},
        {"type": "document", "id": "f1", "url": "https://kdocs.cn/l/abc", "link_id": "abc"},
        "[document] https://kdocs.cn/l/abc",
    )
    yield typed_message_case(
        "file_cloud_minimal",
        "Only the id.",
        "file",
        {"type": "cloud", "cloud": {"id": "f1"}},
        {"type": "document", "id": "f1"},
        "[document]",
    )
