"""Vectors of Easemob (环信, also sold as Agora Chat): pre-send and post-send callbacks in the clear."""

from .flags import FLAGS
from .recorded import examples

PLATFORM = "easemob"

__all__ = ["FLAGS", "PLATFORM", "examples"]
