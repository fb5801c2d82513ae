"""What a broken or hostile phone may write where something sensible is expected."""

import copy
import json
from typing import Any

from hypothesis import strategies as some

DEEP: Any = "at the bottom"
for _ in range(400):
    DEEP = [DEEP]
WEIRD = [
    None, True, [], {}, "", 0, -1, 2**31, 2**63, 10**40, 1e308, float("nan"), float("inf"), "\x00", "a\x00b", "\ud800",
    "\udfff\ud800", "x" * 4_001, "x" * 5_000, "=cmd|' /C calc'!A1", "<script>alert(1)</script>", "{{7*7}}", "\u202egpj.exe",
    "../../etc/passwd", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00-14:00", "2026-02-30", "NaN", [[]] * 600,
    {"": {"": ""}}, {"__proto__": 1}, {"\x00": "\x00"}, DEEP, "🏢" * 200, "e\u0301" * 300, 1.0000000000000002,
    "00000000-0000-0000-0000-000000000000", {"a": float("-inf")},
]  # fmt: skip
weird = some.sampled_from(WEIRD)
"""Values by hand: what has broken other systems."""

scalars = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.integers(10**18, 10**40)
    | some.floats()
    | some.text(some.characters(), max_size=40)
)
anything = some.recursive(
    scalars | weird,
    lambda inner: some.lists(inner, max_size=5) | some.dictionaries(some.text(max_size=20), inner, max_size=5),
    max_leaves=12,
)
"""Any JSON, and NaN and lone surrogates, which are none."""


def places_in(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a JSON value at which something else could stand, the whole among them."""
    found = [at]
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        found += places_in(part, (*at, name))
    return found


def replaced(value: Any, at: tuple[Any, ...], by: Any) -> Any:
    """The value with something else at that place; taken away when it is `...`."""
    if not at:
        return by
    whole = copy.deepcopy(value)
    inner = whole
    for name in at[:-1]:
        inner = inner[name]
    if by is ...:
        del inner[at[-1]]
    else:
        inner[at[-1]] = by
    return whole


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, allow_nan=True).encode()
