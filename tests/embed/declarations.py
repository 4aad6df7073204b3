"""What the examples declare of the ABI, held against include/imhook.h, word for word where they declare it in C."""

from __future__ import annotations

import re
from collections.abc import Iterator

from place import ROOT

EXAMPLES = ROOT / "examples"

# Where each language says what ABI it speaks, and where it declares in C.
ABI = {
    "c89/loaded.h": r"ABI_VERSION (\d+)\n",
    "php/Receiver.php": r"ABI_VERSION = (\d+);",
    "lua/imhook.lua": r"ABI_VERSION = (\d+)\n",
    "java/src/imhook/Library.java": r"ABI_VERSION = (\d+);",
    "node/imhook.js": r"ABI_VERSION = (\d+);",
    "ruby/imhook.rb": r"ABI_VERSION = (\d+)\n",
}
IN_C = ["php/imhook.h", "lua/imhook.lua", "node/imhook.js"]


def declared(text: str) -> dict[str, str]:
    """The functions and structs that a text declares, by name, without comments, tags and white space."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\b(_Out_|_Inout_) |\bstruct (?=imhook_\w+ \*)", "", text)
    text = re.sub(r"\s+", " ", text)
    functions = re.findall(r"((?:const )?\w+ \*?(imhook_\w+)\([^()]*\))", text)
    structs = re.findall(r"typedef struct (imhook_\w+ \{[^}]*\}) (imhook_\w+);", text)
    return {name: re.sub(r" ?([{}();,*]) ?", r"\1", words) for words, name in functions + structs}


def findings() -> Iterator[tuple[str, str, str]]:
    """Name, what the header says, what an example says."""
    text = (ROOT / "include/imhook.h").read_text()
    header = declared(text)
    number = re.search(r"#define IMHOOK_ABI_VERSION (\d+)\n", text)[1]
    for name in IN_C:
        found = declared((EXAMPLES / name).read_text())
        expected = {key: header.get(key, "not declared") for key in found}
        # Each declares at least the functions that it cannot do without.
        expected |= {key: header[key] for key in ("imhook_abi_version", "imhook_receiver_new", "imhook_receive", "imhook_buf_free")}
        yield f"{name}: declarations", listed(expected), listed(found)
    for name, pattern in ABI.items():
        yield f"{name}: ABI number", number, re.search(pattern, (EXAMPLES / name).read_text())[1]


def listed(declarations: dict[str, str]) -> str:
    return "".join(f"{words}\n" for _, words in sorted(declarations.items()))
