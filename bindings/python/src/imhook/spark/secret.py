"""The configuration on its way to the executors: in a broadcast, of which plan, logs and UI know nothing but a number."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Mapping, Union

from pyspark.sql import SparkSession

from ..json_text import encode
from ..receiver import Receiver
from ..statuses import InvalidConfig

Config = Union[Mapping[str, Any], bytes, str, "os.PathLike[str]"]
"""A receiver's configuration: an object, its JSON text as bytes, or the path of a file on the driver that holds it."""


class Secret:
    """Gives the configuration where it is called; says and pickles nothing of it."""

    __slots__ = ("_broadcast",)

    def __init__(self, session: SparkSession, config: Config) -> None:
        text = Path(config).read_bytes() if isinstance(config, (str, os.PathLike)) else encode(config)
        Receiver.from_config(text).close()
        if json.loads(text).get("format", "delivery") != "delivery":
            raise InvalidConfig("format must be delivery: the columns are those of its events")
        self._broadcast = session.sparkContext.broadcast(text)

    def __call__(self) -> bytes:
        text: bytes = self._broadcast.value
        return text

    def __repr__(self) -> str:
        return "<imhook configuration>"
