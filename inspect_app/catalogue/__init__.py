"""Shipped data: reads the catalogue's TOML files into frozen values of the rules."""

import tomllib
from pathlib import Path
from typing import Any

from inspect_app.rules.acts import Act
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.discretion import Factor
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.plain import from_plain

HERE = Path(__file__).parent


def read_table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def shipped_acts() -> dict[str, Act]:
    """Acts by code, each as its newest row says. `NotPlain` names the row that is wrong."""
    return {code: rows[-1] for code, rows in shipped_law().by_code.items()}


def shipped_law() -> LawTable:
    """Every row of the shipped catalogue. No benchmark is shipped: none with amounts was found (the office enters its own)."""
    rows = read_table("acts.toml")["act"]
    acts = tuple(from_plain(Act, {"penalty": None, **row}, row["code"]) for row in rows)
    return LawTable(acts, (), shipped_factors())


def shipped_templates() -> dict[str, str]:
    return dict(read_table("texts.toml")["templates"])


def shipped_factors() -> dict[str, Factor]:
    return {code: from_plain(Factor, words, code) for code, words in read_table("texts.toml")["factors"].items()}


def shipped_checklists() -> list[Checklist]:
    """Every checklist of the folder, in the order of their file names."""
    paths = sorted((HERE / "checklists").glob("*.toml"))
    return [from_plain(Checklist, read_table(f"checklists/{path.name}"), path.name) for path in paths]
