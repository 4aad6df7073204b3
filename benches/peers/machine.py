"""The machine, and the versions of what was compiled and linked."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from place import HERE, NODE_MODULES, YYJSON
from tables import table


def machine() -> str:
    rows = [
        ["processor", f"{processor()}, {os.cpu_count()} cores"],
        ["system", f"{system()}, Linux {platform.release().split('-')[0]}, {' '.join(platform.libc_ver())}"],
        ["imhook and the floor", f"{first_line('rustc', '--version').split(' (')[0]}, for any {platform.machine()}"],
        ["C", f"{compiler()} -O3, OpenSSL {package('libcrypto')}, yyjson {yyjson()}, libxml2 {package('libxml-2.0')}"],
        ["Go", f"{first_line('go', 'version').split()[2]}, silenceper/wechat {go_module('github.com/silenceper/wechat/v2')}"],
        ["Python", f"{platform.python_version()}, {packages('cryptography', 'orjson', 'pycryptodome', 'wechatpy')}"],
        ["Node", f"{first_line('node', '--version')}, {node_packages('@wecom/crypto', 'fast-xml-parser')}"],
    ]
    return table(["", ""], rows)


def processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def system() -> str:
    return platform.freedesktop_os_release()["PRETTY_NAME"]


def compiler() -> str:
    return f"{first_line('cc', '--version').split()[0]} {first_line('cc', '-dumpfullversion')}"


def package(name: str) -> str:
    return first_line("pkg-config", "--modversion", name)


def yyjson() -> str:
    found = re.search(r'YYJSON_VERSION_STRING "(.*)"', (YYJSON / "yyjson.h").read_text())
    return found[1] if found else ""


def go_module(name: str) -> str:
    return first_line("go", "list", "-m", "-f", "{{.Version}}", name, folder=HERE / "go")


def packages(*names: str) -> str:
    return ", ".join(f"{name} {version(name)}" for name in names)


def node_packages(*names: str) -> str:
    return ", ".join(f"{name} {json.loads((NODE_MODULES / name / 'package.json').read_text())['version']}" for name in names)


def first_line(*command: str, folder: Path = HERE) -> str:
    found = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return found.stdout.splitlines()[0]
