"""Vectors of Yach (知音楼): robot callbacks, the messages that a robot sends, and streamed answers."""

from .flags import FLAGS
from .recorded import examples

PLATFORM = "yach"

__all__ = ["FLAGS", "PLATFORM", "examples"]
