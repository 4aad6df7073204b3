"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "benches/peers"
LIBRARY = ROOT / "target/release/libimhook.so"
PACKAGE = ROOT / "bindings/python/src"

# What is built and fetched.
PLACE = ROOT / "target/peers"
BIN = PLACE / "bin"
CASES = PLACE / "cases"
FLOOR = PLACE / "floor/release/floor"
SERDE = PLACE / "serde/release/serde-typed"
PREFIX = PLACE / "prefix"
YYJSON = PLACE / "yyjson"
NODE_MODULES = PLACE / "node/node_modules"

# What is written.
PAGE = ROOT / "docs/performance.md"
CHART = ROOT / "docs/performance.svg"
