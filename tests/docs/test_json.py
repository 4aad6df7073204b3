"""JSON: a configuration is taken, a spec seals, a delivery or error is the real one, a record is one that is stored."""

import json

import imhook
import pytest
from pages import blocks, blocks_of, same
from shown import source


def fits(shown, real):
    """Whether a value is the real one, where the string "…" stands for any value, and … in a string for any text."""
    if isinstance(shown, str):
        return shown == "…" or (isinstance(real, str) and same(shown, real))
    if isinstance(shown, dict) and isinstance(real, dict):
        return shown.keys() == real.keys() and all(fits(shown[key], real[key]) for key in shown)
    if isinstance(shown, list) and isinstance(real, list):
        return len(shown) == len(real) and all(map(fits, shown, real))
    return shown == real and type(shown) is type(real)


def shows(shown, found):
    assert any(fits(shown, real) for real in found), "the page shows another than these:\n" + "\n".join(
        json.dumps(real, ensure_ascii=False, indent=1) for real in found
    )


def configurations(value):
    """The configurations in a block: one, or one for each path of a server."""
    return [value] if "platform" in value else list(value.values())


def is_configuration(value):
    return "schema" not in value and ("platform" in value or all(key.startswith("/") for key in value))


def configured(block):
    """The configuration that the page shows first."""
    shown = [json.loads(other.text) for other in blocks_of(block.page) if other.language == "json"]
    return next(value for value in shown if is_configuration(value))


def opened(sealed):
    """A sealed answer with a body of JSON as the value that it is: white space between tokens is the spec's."""
    is_json = sealed["headers"]["Content-Type"] == "application/json"
    return {**sealed, "body": json.loads(sealed["body"])} if is_json else sealed


@pytest.mark.parametrize("block", blocks("json"), ids=str)
def test_json(block):
    value = json.loads(block.text)
    if value.get("schema") == "imhook.delivery/1" or "error" in value:
        shows(value, source(block).outcomes())
    elif is_configuration(value):
        for configuration in configurations(value):
            imhook.Receiver.from_config(configuration).close()
    elif value.get("kind") in ("callback", "reply", "send"):
        with imhook.Receiver.from_config(configured(block)) as receiver:
            receiver.seal(value)
    elif {"method", "target", "headers", "body"} == value.keys():
        spec = [other for other in blocks_of(block.page) if other.line < block.line][-1]
        with imhook.Receiver.from_config(configured(spec)) as receiver:
            shows(opened(value), [opened(receiver.seal(json.loads(spec.text)))])
    else:
        shows(value, [json.loads(record) for record in source(block).records])
