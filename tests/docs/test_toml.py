"""TOML: a manifest is well-formed, and names crates of this tree by their names."""

import pytest
import tomlkit
from pages import ROOT, blocks


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_toml(block):
    shown = tomlkit.parse(block.text)
    real = tomlkit.parse((ROOT / "Cargo.toml").read_text(encoding="utf-8"))
    for name, how in shown["dependencies"].items():
        if name == real["package"]["name"]:
            assert how["git"] == real["package"]["repository"]
        else:
            assert how == real["dependencies"][name]
