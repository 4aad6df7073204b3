"""nginx: the directives are nginx's, each where it may stand, with as many arguments as it takes."""

import crossplane
import pytest
from pages import blocks


@pytest.mark.parametrize("block", blocks("nginx"), ids=str)
def test_nginx(block, tmp_path):
    file = tmp_path / "nginx.conf"
    file.write_text(f"events {{}}\nhttp {{\nserver {{\n{block.text}}}\n}}\n")
    parsed = crossplane.parse(str(file), strict=True)
    assert (parsed["status"], parsed["errors"]) == ("ok", [])
