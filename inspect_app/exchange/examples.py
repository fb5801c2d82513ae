"""An example of a shape that has none written by hand, made from its own description, which is all that a stranger knows."""

import re
from typing import Any

from pydantic import BaseModel

Json = dict[str, Any]
FORMATS = {
    "uuid": "0193a5b2-6c40-7d11-8a52-3f1c9e7b2d04",
    "date": "2026-11-30",
    "date-time": "2026-11-30T09:30:00+08:00",
}
PATTERNS = ("0" * 64, "0" * 32, "SH-SJ", "works_in_use")
"""What the patterns of our shapes let pass: a hash, a seed, an office's code, a name of ours."""


def example_of(shape: type[BaseModel]) -> Json:
    """With every field, the optional ones too."""
    schema = shape.model_json_schema()
    found: Json = _object(schema, schema.get("$defs", {}))
    return found


def _object(schema: Json, defs: Json) -> Json:
    return {name: _value(one, defs, name) for name, one in schema.get("properties", {}).items()}


def _value(schema: Json, defs: Json, name: str) -> Any:
    if "$ref" in schema:
        return _value(defs[schema["$ref"].rpartition("/")[2]], defs, name)
    if "anyOf" in schema:
        return _value(schema["anyOf"][0], defs, name)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    made = {"object": _map, "array": _list, "string": _text, "boolean": _yes, "integer": _number, "number": _number}
    return made[schema["type"]](schema, defs, name)


def _map(schema: Json, defs: Json, name: str) -> Json:
    if "properties" in schema:
        return _object(schema, defs)
    return {name: "示例"}


def _list(schema: Json, defs: Json, name: str) -> list[Any]:
    return [_value(schema["items"], defs, name)]


def _text(schema: Json, _defs: Json, _name: str) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    if pattern := schema.get("pattern"):
        return next(one for one in PATTERNS if re.fullmatch(pattern, one))
    return "示例"


def _number(schema: Json, _defs: Json, _name: str) -> int:
    return int(max(schema.get("minimum", 1), 1))


def _yes(_schema: Json, _defs: Json, _name: str) -> bool:
    return True
