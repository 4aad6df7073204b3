"""The exceptions, one for each status of `include/imhook.h`."""

from __future__ import annotations

import re
from itertools import chain
from typing import Iterator, NamedTuple

HUNDREDS = {
    1: ("UsageError", "The caller is at fault: an argument or the configuration."),
    2: ("AuthenticationError", "Nothing proves that the platform sent this to this receiver."),
    3: ("DecryptionError", "What was verified does not decrypt."),
    4: ("FormatError", "The request or payload is not of the platform's form, or asks for what the platform lacks."),
    5: ("LimitError", "The input is larger or deeper than the configuration allows."),
    6: ("MessageError", "A message to be sealed is not one that the platform takes."),
    9: ("InternalError", "A defect of the library."),
}
STATUS = re.compile(r"/\* ([^*]*) \*/\n#define IMHOOK_([A-Z_]+) ([0-9]+)\n")
HEAD = '''"""An exception for each status, below one for each hundred.

Made from include/imhook.h by tools/generate.py: do not edit.
"""

from __future__ import annotations

from typing import Dict, Type

from .error import Error

'''


class Status(NamedTuple):
    meaning: str
    name: str
    number: int

    @property
    def class_name(self) -> str:
        return "".join(word.capitalize() for word in self.name.split("_"))


def statuses(header: str) -> list[Status]:
    """The failures that the header lists, in its order."""
    found = [Status(meaning, name.lower(), int(number)) for meaning, name, number in STATUS.findall(header)]
    return [status for status in found if status.number > 0 and status.name != "abi_version"]


def module(header: str) -> str:
    found = statuses(header)
    parts = (
        names(found),
        classes(found),
        table("BY_STATUS", "status", by_status(found)),
        table("BY_HUNDRED", "hundred", by_hundred()),
    )
    return HEAD + "".join(chain.from_iterable(parts))


def names(found: list[Status]) -> Iterator[str]:
    yield "__all__ = [\n"
    for name in sorted({group for group, _ in HUNDREDS.values()} | {status.class_name for status in found}):
        yield f'    "{name}",\n'
    yield "]\n\n"


def classes(found: list[Status]) -> Iterator[str]:
    for hundred, (group, meaning) in HUNDREDS.items():
        bases = "Error, ValueError" if hundred == 1 else "Error"
        yield f'\nclass {group}({bases}):\n    """{meaning}"""\n\n    status = {hundred}00\n\n'
        for status in found:
            if status.number // 100 == hundred:
                yield f'\nclass {status.class_name}({group}):\n    """{status.meaning}"""\n\n'
                yield f'    status = {status.number}\n    name = "{status.name}"\n\n'


def by_status(found: list[Status]) -> Iterator[tuple[int, str]]:
    for status in found:
        yield status.number, status.class_name


def by_hundred() -> Iterator[tuple[int, str]]:
    for hundred, (group, _) in HUNDREDS.items():
        yield hundred, group


def table(name: str, what: str, rows: Iterator[tuple[int, str]]) -> Iterator[str]:
    yield f"\n{name}: Dict[int, Type[Error]] = {{\n"
    for number, class_name in rows:
        yield f"    {number}: {class_name},\n"
    yield f'}}\n"""The class of each {what}."""\n'
