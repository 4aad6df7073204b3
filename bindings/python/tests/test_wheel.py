"""The wheel and the source distribution, built as a user builds them and used outside the tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

import imhook
from conftest import compiled

PLATFORM = sysconfig.get_platform().replace("-", "_").replace(".", "_")
QUICK = {"CARGO_PROFILE_RELEASE_LTO": "off", "CARGO_PROFILE_RELEASE_OPT_LEVEL": "0"}
RECEIVE = """
import json, pathlib, sys
import imhook
config, body, now_ms = sys.argv[1:]
delivery = imhook.Receiver.from_config(config).receive(pathlib.Path(body).read_bytes(), now_ms=int(now_ms))
print(json.dumps([imhook.__file__, imhook.version(), delivery]))
"""


def build(source: Path, out: Path, kind: str, **environment: str) -> Path:
    """Builds a distribution with the backend that is installed here, and gives its path."""
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", str(out), str(source)]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(binding: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree, its library built by cargo."""
    return build(binding, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def sdist(binding: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution."""
    return build(binding, tmp_path_factory.mktemp("sdist"), "sdist")


def test_the_wheel_holds_the_package_and_the_library(wheel: Path, binding: Path) -> None:
    assert wheel.name == f"imhook-{imhook.version()}-py3-none-{PLATFORM}.whl"
    sources = {str(path.relative_to(binding / "src")) for path in (binding / "src/imhook").rglob("*.py")}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert {name for name in names if name.startswith("imhook/")} == sources | {"imhook/py.typed", "imhook/libimhook.so"}
        info = f"imhook-{imhook.version()}.dist-info"
        assert {f"{info}/licenses/LICENSE-MIT", f"{info}/licenses/LICENSE-APACHE"} < names
        metadata = archive.read(f"{info}/METADATA").decode()
        assert f"Tag: py3-none-{PLATFORM}\n" in archive.read(f"{info}/WHEEL").decode()
    assert "\nRequires-Python: >=3.9\n" in metadata
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:")]
    assert required == ["Requires-Dist: pyspark[sql]>=4; extra == 'spark'"]


def test_an_installed_wheel_receives(wheel: Path, root: Path, tmp_path: Path) -> None:
    receive_elsewhere(wheel, root, tmp_path)


def test_a_source_distribution_builds_by_itself(sdist: Path, root: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert not (source / "tests").exists()
    target = str(root / "target/sdist")
    receive_elsewhere(build(source, tmp_path / "wheel", "wheel", CARGO_TARGET_DIR=target, **QUICK), root, tmp_path)


def test_a_library_that_is_already_built_is_packed(binding: Path, tmp_path: Path) -> None:
    library = tmp_path / "libimhook.so.0.1.0"
    library.write_bytes(b"whatever it holds")
    environment = {"IMHOOK_PREBUILT": str(library), "IMHOOK_PLATFORM_TAG": "manylinux_2_17_x86_64.manylinux2014_x86_64"}
    made = build(binding, tmp_path / "wheel", "wheel", **environment)
    assert made.name == f"imhook-{imhook.version()}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
    with zipfile.ZipFile(made) as archive:
        assert archive.read("imhook/libimhook.so") == b"whatever it holds"


def test_an_editable_install_has_the_library_beside_its_sources(binding: Path, tmp_path: Path) -> None:
    library = tmp_path / "libimhook.so"
    library.write_bytes(b"whatever it holds")
    source = shutil.copytree(binding, tmp_path / "python", ignore=shutil.ignore_patterns(".*", "tests"))
    command = [sys.executable, "-c", "import hatchling.build; hatchling.build.build_editable('.')"]
    subprocess.run(command, cwd=source, env={**os.environ, "IMHOOK_PREBUILT": str(library)}, check=True)
    assert (source / "src/imhook/libimhook.so").read_bytes() == b"whatever it holds"


def receive_elsewhere(wheel: Path, root: Path, place: Path) -> None:
    """Installs a wheel into an empty environment and receives, in a folder where a hostile library lies."""
    environment = place / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = str(environment / "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-index", str(wheel)], check=True)
    installed = subprocess.run([*pip, "list", "--format=json"], check=True, capture_output=True, text=True)
    assert [package["name"] for package in json.loads(installed.stdout)] == ["imhook"]

    hostile = place / "hostile"
    hostile.mkdir()
    compiled(hostile, "-DABI_NUMBER=7")
    body, now_ms = recorded(root, hostile)
    clean = {"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": str(hostile), "HOME": str(place)}
    shutil.copy(hostile / "libimhook.so", hostile / "libimhook.so.1")
    command = [python, "-c", RECEIVE, str(root / "examples/callbacks/wps.json"), str(body), now_ms]
    done = subprocess.run(command, cwd=hostile, env=clean, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    file, version, delivery = json.loads(done.stdout)
    assert Path(file).is_relative_to(environment)
    assert version == imhook.version()
    with imhook.Receiver.from_config(root / "examples/callbacks/wps.json") as receiver:
        assert delivery == receiver.receive(body.read_bytes(), now_ms=int(now_ms))


def recorded(root: Path, place: Path) -> tuple[Path, str]:
    """A file with the body of a recorded callback, and when it came."""
    callbacks = root / "examples/callbacks"
    body = place / "body.json"
    body.write_bytes((callbacks / "wps-text.http").read_bytes().partition(b"\r\n\r\n")[2])
    return body, (callbacks / "wps-text.now").read_text().strip()
