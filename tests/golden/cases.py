"""Reading the golden cases: `cases(noun)` for pytest, and what a `given` stands for in the rules' own values."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from inspect_app.problems import Refusal
from inspect_app.rules.acts import Act
from inspect_app.rules.discretion import Factor
from inspect_app.rules.law_table import Benchmark, LawTable
from inspect_app.rules.plain import Plain, from_plain, to_plain

FOLDER = Path(__file__).parent


@lru_cache
def file(noun: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{noun}.json").read_text(encoding="utf-8"))
    return found


def cases(noun: str, rule: str) -> list[Any]:
    found = [one for one in file(noun)["cases"] if one["rule"] == rule]
    assert found, (noun, rule)
    return [pytest.param(one["given"], one["expected"], id=one["name"]) for one in found]


def rulebook(given: dict[str, Any] | None = None) -> dict[str, Any]:
    return {**file("rulebook"), **((given or {}).get("rulebook", {}))}


def act(given: str | dict[str, Any]) -> Act:
    plain = rulebook()["acts"][given] if isinstance(given, str) else given
    return from_plain(Act, {name: value for name, value in plain.items() if name != "is_enabled"})


def law_table(book: dict[str, Any]) -> LawTable:
    """The table behind a rulebook, read back from what the phone gets of it."""
    versions = book.get("act_versions", {})
    rows = [row for code, newest in book["acts"].items() for row in versions.get(code, [newest])]
    factors = {code: from_plain(Factor, one) for code, one in book["factors"].items()}
    return LawTable(tuple(act(row) for row in rows), tuple(_line(one) for one in book["benchmarks"]), factors)


def _line(plain: dict[str, Any]) -> Benchmark:
    return from_plain(Benchmark, {name: value for name, value in plain.items() if name != "is_enabled"})


def refusal(one: Refusal | None) -> Plain:
    if one is None:
        return None
    return {"code": one.problem.code, "law": to_plain(one.law), "facts": to_plain(one.facts)}
