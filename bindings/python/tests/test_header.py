"""The declarations for ctypes against include/imhook.h, in both directions."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imhook import abi

TYPES = {
    "void": None,
    "int32_t": ctypes.c_int32,
    "int64_t": ctypes.c_int64,
    "uint32_t": ctypes.c_uint32,
    "size_t": ctypes.c_size_t,
    "char *": ctypes.c_char_p,
    "struct imhook_receiver *": ctypes.c_void_p,
    "struct imhook_receiver **": ctypes.POINTER(ctypes.c_void_p),
    "struct imhook_buf *": ctypes.POINTER(abi.Buf),
    "struct imhook_request *": ctypes.POINTER(abi.Request),
    "struct imhook_payload *": ctypes.POINTER(abi.Payload),
    "struct ArrowSchema *": ctypes.POINTER(abi.ArrowSchema),
    "struct ArrowArray *": ctypes.POINTER(abi.ArrowArray),
}
STRUCTS: dict[str, Any] = {
    "imhook_request": abi.Request,
    "imhook_buf": abi.Buf,
    "imhook_payload": abi.Payload,
    "struct ArrowSchema": abi.ArrowSchema,
    "struct ArrowArray": abi.ArrowArray,
}
BYTES = (ctypes.c_char_p, ctypes.POINTER(ctypes.c_char))
"""What `uint8_t *` is: lent to the library as the former, read as the latter."""
FUNCTION = re.compile(r"^([a-z][\w ]*?[ *]+)(imhook_\w+)\(([^)]*)\);", re.MULTILINE)
STRUCT = re.compile(r"typedef struct (imhook_\w+) \{(.*?)\} \1;", re.DOTALL)


@pytest.fixture(scope="module")
def header(root: Path) -> str:
    """The header without its comments."""
    text = (root / "include/imhook.h").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)


def split(declaration: str) -> tuple[str, str]:
    """The type, without const, and the name that it gives."""
    words = re.match(r"(.*?)(\w+)$", declaration.replace("const ", "").strip())
    assert words, declaration
    kind = re.sub(r"\s+", " ", words[1]).strip()
    return kind, words[2]


def fits(kind: str, declared: Any) -> bool:
    return declared in BYTES if kind == "uint8_t *" else declared is TYPES[kind]


def test_every_function_is_declared_as_the_header_has_it(header: str) -> None:
    found = {name: (result, arguments) for result, name, arguments in FUNCTION.findall(header)}
    assert found.keys() == abi.FUNCTIONS.keys()
    for name, (result, arguments) in found.items():
        declared_result, declared_arguments = abi.FUNCTIONS[name]
        assert fits(split(f"{result} x")[0], declared_result), name
        kinds = [] if arguments.strip() == "void" else [split(argument)[0] for argument in arguments.split(",")]
        assert len(kinds) == len(declared_arguments), name
        for kind, declared in zip(kinds, declared_arguments):
            assert fits(kind, declared), f"{name}: {kind}"


def test_every_struct_has_the_fields_of_the_header(header: str) -> None:
    found = dict(STRUCT.findall(header))
    declared = {"imhook_buf": abi.Buf, "imhook_request": abi.Request, "imhook_payload": abi.Payload}
    assert found.keys() == declared.keys()
    for name, body in found.items():
        fields = [split(field) for field in body.split(";") if field.strip()]
        assert [field for _, field in fields] == [field for field, *_ in declared[name]._fields_], name
        for (kind, field), (_, *of_ctypes) in zip(fields, declared[name]._fields_):
            assert fits(kind, of_ctypes[0]), f"{name}.{field}: {kind}"


def test_every_struct_has_the_size_that_a_compiler_gives_it(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "sizes.c"
    checks = [f'_Static_assert({value} == {number}, "{value}");' for value, number in measured()]
    source.write_text("\n".join(["#include <imhook.h>", *checks]) + "\n")

    subprocess.run(["cc", "-std=c11", "-fsyntax-only", "-I", root / "include", source], check=True)


def measured() -> Iterator[tuple[str, int]]:
    """What C calls each size and offset, and what ctypes takes it for."""
    for name, struct in STRUCTS.items():
        yield f"sizeof({name})", ctypes.sizeof(struct)
        for field, *_ in struct._fields_:
            yield f"offsetof({name}, {field})", getattr(struct, field).offset


def test_the_abi_number_is_that_of_the_header(root: Path) -> None:
    text = (root / "include/imhook.h").read_text(encoding="utf-8")
    assert f"#define IMHOOK_ABI_VERSION {abi.ABI_VERSION}\n" in text
