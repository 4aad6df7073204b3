"""The types of a delivery, one for each definition of `schema/delivery.v1.schema.json`.

TypedDict has no optional keys before Python 3.11: a type with both kinds is two classes, the second adding what may be absent.
"""

from __future__ import annotations

import textwrap
from typing import Any, Iterator

WIDTH = 128
HEAD = '''"""The types of a delivery. Made from schema/delivery.v1.schema.json by tools/generate.py: do not edit.

A receiver may meet keys, types and segments that stand in no type here, when the library is newer: ignore them.
"""

from __future__ import annotations

from typing import Any, Dict, List, Literal, TypedDict, Union, final

'''
FINAL = ("Delivery", "CloudEventsDelivery")  # so that `"error" in outcome` tells a type checker which it is
SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def module(schema: dict[str, Any]) -> str:
    root = {name: value for name, value in schema.items() if name != "$defs"}
    root["description"] = "What one callback yields: what was proved, what happened, what to answer."
    choices = root["properties"]["events"]["items"].pop("oneOf")
    definitions = schema["$defs"] | {
        "delivery": with_events(root, choices[0]),
        "cloud_events_delivery": with_events(root, choices[1]),
    }
    classes, aliases = [], []  # an alias is written after what it names, which the schema defines further down
    for name, definition in definitions.items():
        if is_class(definition, definitions):
            classes.append("".join(typed_dict(class_name(name), definition)))
        else:
            aliases.append("".join(alias(class_name(name), definition)))
    return HEAD + "\n" + "\n\n".join(classes) + "\n\n" + "\n".join(reversed(aliases))


def with_events(root: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    """The delivery of one of the two formats: which one is a matter of the configuration, not of the request."""
    events = root["properties"]["events"] | {"items": event}
    return root | {"properties": root["properties"] | {"events": events}}


def class_name(definition: str) -> str:
    if definition == "warning":  # the name of a builtin
        return "DeliveryWarning"
    return "".join(word.capitalize() for word in definition.split("_"))


def is_class(definition: dict[str, Any], definitions: dict[str, Any]) -> bool:
    if "properties" in definition:
        return not is_open(definition)
    return "$ref" in definition and is_class(definitions[referred(definition)], definitions)


def is_open(definition: dict[str, Any]) -> bool:
    """Whether native keys stand among the named ones: a TypedDict has no room for those."""
    return isinstance(definition.get("additionalProperties"), dict)


def referred(value: dict[str, Any]) -> str:
    return str(value["$ref"]).rpartition("/")[2]


def typed_dict(name: str, definition: dict[str, Any]) -> Iterator[str]:
    base = class_name(referred(definition)) if "$ref" in definition else "TypedDict"
    required = definition.get("required", [])
    fields = definition.get("properties", {})
    always = {key: value for key, value in fields.items() if key in required}
    sometimes = {key: value for key, value in fields.items() if key not in required}
    if always and sometimes:
        yield from a_class(f"_{name}", base, f"The keys that {name} always has.", always)
        yield "\n\n"
        base = f"_{name}"
    total = ", total=False" if sometimes else ""
    yield from a_class(name, base + total, definition["description"], sometimes or always)


def a_class(name: str, bases: str, description: str, fields: dict[str, Any]) -> Iterator[str]:
    if name in FINAL:
        yield "@final\n"
    yield f"class {name}({bases}):\n"
    yield from wrapped(description, '    """', "    ", '"""')
    if fields:
        yield "\n"
    for key, value in fields.items():
        if "description" in value:
            yield from wrapped(value["description"], "    # ", "    # ", "")
        yield folded(f"    {key}: {type_of(value)}\n", "    ")


def alias(name: str, definition: dict[str, Any]) -> Iterator[str]:
    yield folded(f"{name} = {type_of(definition)}\n", "")
    if "description" in definition:
        yield from wrapped(definition["description"] + named_keys(definition), '"""', "", '"""')


def named_keys(definition: dict[str, Any]) -> str:
    keys = [f"{key} ({type_of(value)})" for key, value in definition.get("properties", {}).items()]
    return f" Keys of its own: {', '.join(keys)}." if keys else ""


def folded(line: str, indent: str) -> str:
    """A line that is too long, with one member of its type on each line."""
    if len(line) <= WIDTH:
        return line
    head, _, rest = line.partition("[")
    members = rest.rstrip("]\n").split(", ")
    return f"{head}[\n" + "".join(f"{indent}    {member},\n" for member in members) + f"{indent}]\n"


def wrapped(text: str, first: str, further: str, end: str) -> Iterator[str]:
    lines = textwrap.wrap(text + end, WIDTH, initial_indent=first, subsequent_indent=further, break_long_words=False)
    yield "\n".join(lines) + "\n"


def type_of(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return class_name(referred(value))
    if "const" in value:
        return f"Literal[{quoted(value['const'])}]"
    if "enum" in value:
        return f"Literal[{', '.join(map(quoted, value['enum']))}]"
    if "oneOf" in value:
        return f"Union[{', '.join(map(type_of, value['oneOf']))}]"
    kind = value.get("type")
    if kind == "array":
        return f"List[{type_of(value['items'])}]"
    if kind == "object":
        return f"Dict[str, {type_of(value['additionalProperties'])}]"
    return SCALARS.get(kind, "Any") if isinstance(kind, str) else "Any"


def quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
