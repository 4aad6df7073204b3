"""What the driver does: checks columns and configuration, and says what the executors are to do."""

from __future__ import annotations

from typing import Any, Dict, Iterator, Optional, Sequence, Union

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as f
from pyspark.sql.types import ArrayType, BinaryType, DataType, MapType, StringType, StructType

from . import partition
from .columns import SCHEMA
from .secret import Config, Secret

Source = Union[str, Column]
_TEXT = (StringType, BinaryType)


def receive(
    df: DataFrame,
    config: Config,
    body: Source = "body",
    target: Optional[Source] = "target",
    headers: Optional[Source] = "headers",
    *,
    method: Optional[Source] = None,
    now: Optional[Source] = None,
    keep: Sequence[str] = (),
) -> DataFrame:
    """Verifies, decrypts and parses recorded callbacks: a row for each event, and one for each request without any.

    `body` is the exact bytes that came, `target` the path with its query, `headers` the raw header lines, a map, or an array
    of structs of name and value; `target` and `headers` may be None. `method` is POST where it is not given. `now` is the
    timestamp to judge freshness by: when the request came, without which everything recorded is stale, unless the
    configuration's `tolerance_seconds` is 0. `keep` names the columns of `df` that come along, before those of `SCHEMA`.
    """
    given: Dict[str, Optional[Source]] = {"body": body, "target": target, "headers": headers, "method": method}
    sources = {name: column(source) for name, source in given.items() if source is not None}
    if now is not None:
        sources["now_ms"] = f.unix_millis(column(now))
    chosen = selected(df, sources, keep)
    for name in sources.keys() & given.keys():
        check(name, chosen.schema[_own(name)].dataType)
    secret, fields = Secret(df.sparkSession, config), tuple(sources)

    def imhook_receive(batches: Iterator[Any]) -> Iterator[Any]:
        return partition.receive(batches, secret, fields)

    return chosen.mapInArrow(imhook_receive, out(chosen, len(fields)))


def parse(df: DataFrame, config: Config, payload: Source = "value", *, keep: Sequence[str] = ()) -> DataFrame:
    """Parses payloads that you vouch for, one in each row: a row for each event, and one for each payload without any."""
    chosen = selected(df, {"payload": column(payload)}, keep)
    check("payload", chosen.schema[_own("payload")].dataType)
    secret = Secret(df.sparkSession, config)

    def imhook_parse(batches: Iterator[Any]) -> Iterator[Any]:
        return partition.parse(batches, secret)

    return chosen.mapInArrow(imhook_parse, out(chosen, 1))


def column(source: Source) -> Column:
    """A column, or the one of that name."""
    return f.col(source) if isinstance(source, str) else source


def selected(df: DataFrame, sources: Dict[str, Column], keep: Sequence[str]) -> DataFrame:
    """What travels to the executors' Python, and no other column."""
    taken = set(StructType.fromDDL(SCHEMA).names) & set(keep)
    if taken:
        raise ValueError(f"keep names columns that the result has of its own: {', '.join(sorted(taken))}; rename them before")
    return df.select(*(source.alias(_own(name)) for name, source in sources.items()), *keep)


def check(name: str, kind: DataType) -> None:
    """Refuses a column of a type that this part of a request cannot have."""
    if isinstance(kind, _TEXT) or (name == "headers" and are_pairs(kind)):
        return
    expected = "binary, string, map<string,string> or array<struct<name,value>>" if name == "headers" else "binary or string"
    raise TypeError(f"{name} must be {expected}, not {kind.simpleString()}")


def are_pairs(kind: DataType) -> bool:
    """Whether a column holds headers one by one."""
    if isinstance(kind, MapType):
        return isinstance(kind.keyType, StringType) and isinstance(kind.valueType, StringType)
    if isinstance(kind, ArrayType) and isinstance(kind.elementType, StructType):
        return [type(field.dataType) for field in kind.elementType] == [StringType, StringType]
    return False


def out(chosen: DataFrame, fields: int) -> StructType:
    """The kept columns, and those of `SCHEMA`."""
    return StructType([*chosen.schema.fields[fields:], *StructType.fromDDL(SCHEMA).fields])


def _own(name: str) -> str:
    """A name that no column of the caller's has."""
    return f"imhook {name}"
