"""Builds the native library into the wheel, which therefore fits every Python 3 of one platform.

IMHOOK_PREBUILT        the path of a library to pack instead of building one with cargo
IMHOOK_PLATFORM_TAG    what the wheel is for, such as manylinux_2_17_x86_64.manylinux2014_x86_64, instead of this machine
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILE = {"darwin": "libimhook.dylib", "win32": "imhook.dll"}.get(sys.platform, "libimhook.so")
"""What cargo calls the library on this platform, and the package looks for."""


class NativeLibrary(BuildHookInterface[Any]):
    """The build step of hatchling."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        prebuilt = os.environ.get("IMHOOK_PREBUILT")
        library = Path(prebuilt) if prebuilt else self.built()
        if version == "editable":
            shutil.copy(library, Path(self.root, "src/imhook", FILE))
        else:
            build_data["force_include"][str(library.resolve(strict=True))] = f"imhook/{FILE}"
        platform = os.environ.get("IMHOOK_PLATFORM_TAG") or re.sub("[-.]", "_", sysconfig.get_platform())
        build_data["tag"] = f"py3-none-{platform}"
        build_data["pure_python"] = False

    def built(self) -> Path:
        """The library that cargo builds of the crate, which stands above this folder or, once packed, inside it."""
        packed = Path(self.root, "crate")
        crate = packed if packed.is_dir() else Path(self.root).parents[1]
        command = ["cargo", "build", "--release", "--locked", "--lib", "--message-format=json-render-diagnostics"]
        if shutil.which("cargo") is None:
            raise RuntimeError("imhook is written in Rust: install cargo (https://www.rust-lang.org/tools/install)")
        made = subprocess.run(command, cwd=crate, stdout=subprocess.PIPE, check=True, text=True).stdout
        for message in map(json.loads, made.splitlines()):
            if message["reason"] == "compiler-artifact" and "cdylib" in message["target"]["crate_types"]:
                for file in map(Path, message["filenames"]):
                    if file.name == FILE:
                        return file
        raise RuntimeError("cargo built no shared library")
