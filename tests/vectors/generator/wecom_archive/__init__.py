"""Vectors of the WeCom chat archive (会话内容存档): decrypted records and GetChatData pages."""

from .flags import FLAGS
from .recorded import examples

PLATFORM = "wecom_archive"

__all__ = ["FLAGS", "PLATFORM", "examples"]
