"""Vectors of WPS 365 (open.wps.cn): encrypted events, challenges and card callbacks."""

from .flags import FLAGS
from .recorded import examples

PLATFORM = "wps"

__all__ = ["FLAGS", "PLATFORM", "examples"]
