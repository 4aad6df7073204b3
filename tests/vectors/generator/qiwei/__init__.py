"""Vectors of 企微管家 (open.wshoto.com): pushes of changes and of archived chat messages."""

from .flags import FLAGS
from .recorded import examples

PLATFORM = "qiwei"

__all__ = ["FLAGS", "PLATFORM", "examples"]
