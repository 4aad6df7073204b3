"""What the generator puts on disk: every vector file of every platform, and the examples."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from . import __path__ as _here
from .json_text import pretty
from .vector import VectorFile

REPOSITORY = Path(__file__).resolve().parents[3]
VECTORS = REPOSITORY / "tests" / "vectors"
EXAMPLES = REPOSITORY / "examples" / "callbacks"


def render_all() -> dict[Path, bytes]:
    """The bytes of every generated file."""
    files: dict[Path, bytes] = {}
    for platform in _platforms():
        files.update(_vector_files(platform))
        for name, content in platform.examples().items():
            files[EXAMPLES / name] = content
    return files


def differences(files: dict[Path, bytes]) -> list[str]:
    """One line for every file on disk that is missing, stale, or made by nothing."""
    found = [
        f"{'stale' if path.exists() else 'missing'}: {path.relative_to(REPOSITORY)}"
        for path, content in files.items()
        if not path.exists() or path.read_bytes() != content
    ]
    folders = {path.parent for path in files if path.is_relative_to(VECTORS)}
    strays = [path for folder in folders for path in folder.glob("*.json") if path not in files]
    return sorted(found + [f"not generated: {path.relative_to(REPOSITORY)}" for path in strays])


def write(files: dict[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _platforms() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(_here):
        if module.ispkg:
            yield importlib.import_module(f"{__package__}.{module.name}")


def _vector_files(platform: ModuleType) -> dict[Path, bytes]:
    suites = importlib.import_module(f"{platform.__name__}.suites")
    files = {module.name: _suite(platform, suites, module.name) for module in pkgutil.iter_modules(suites.__path__)}
    _refuse_repeated_ids(files)
    folder = VECTORS / platform.PLATFORM
    return {folder / f"{name}.json": (pretty(file.to_json()) + "\n").encode() for name, file in files.items()}


def _suite(platform: ModuleType, suites: ModuleType, name: str) -> VectorFile:
    suite = importlib.import_module(f"{suites.__name__}.{name}")
    vectors = tuple(suite.vectors())
    unexplained = {flag for vector in vectors for flag in vector.flags} - platform.FLAGS.keys()
    if unexplained:
        raise ValueError(f"{name}: flags without a meaning: {sorted(unexplained)}")
    comment = " ".join((suite.__doc__ or "").split())
    return VectorFile(platform.PLATFORM, comment, platform.FLAGS, vectors)


def _refuse_repeated_ids(files: dict[str, VectorFile]) -> None:
    counts = Counter(vector.id for file in files.values() for vector in file.vectors)
    repeated = [name for name, count in counts.items() if count > 1]
    if repeated:
        raise ValueError(f"ids that occur twice: {repeated}")
