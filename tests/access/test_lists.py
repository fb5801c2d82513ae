"""Pages without a thing in their address ask the database as often for thirty rows of everything as for three."""

import sqlite3
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from inspect_app.rules.people import Role
from tests.access.many_rows import ManyRows
from tests.access.world import Copy, Person, World
from tests.architecture.source import assert_none
from tests.statements import counted

FEW, MANY = 3, 30
NO_LISTS: dict[str, str] = {}
"""Pages that may ask more for more rows, each with its reason."""
ELSEWHERE = {"standard_deeds.new": "standards are published in a city's own instance, and this one is a district's"}
"""Pages that nobody of this office may open, each with its reason."""
LEAST_PAGES = 85
NOW_AND_THEN = 2
"""So many statements come and go with the clock, such as when somebody was last seen; a row's own would be twenty-seven."""


def rules(app: Flask) -> list[Rule]:
    found = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    return sorted(found, key=lambda rule: rule.rule)


@dataclass
class Walked:
    """`counts` = statements by endpoint, of the head, or else the first of our people who may open it; `closed` = nobody may."""

    counts: dict[str, int] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)


def walk(app: Flask, world: World, only: set[str] | None = None) -> Walked:
    walked, ours = Walked(), [person for person in world.people if person.is_ours]
    people = sorted(ours, key=lambda person: person.role is not Role.HEAD)
    for rule in rules(app):
        if only is None or rule.endpoint in only:
            _open(rule, people, walked)
    return walked


def _open(rule: Rule, people: list[Person], walked: Walked) -> None:
    for person in people:
        answers: list[TestResponse] = []
        count = counted(lambda: answers.append(person.client.get(rule.rule, buffered=True)))  # noqa: B023
        [answer] = answers
        assert answer.status_code < 500, rule.endpoint
        if answer.status_code == 200 and answer.mimetype == "text/html":
            walked.counts[rule.endpoint] = count
        if answer.status_code not in (403, 404):
            return
    walked.closed.add(rule.endpoint)


@pytest.fixture
def grown(world: World, kept: dict[str, Any]) -> dict[int, sqlite3.Connection]:
    """The database with so many rows of everything."""
    copy: Copy = kept["copy"]
    working, found = sqlite3.connect(":memory:"), {}
    copy.kept.backup(working)
    many = ManyRows(working)
    for count in (FEW, MANY):
        many.grow_to(count)
        found[count] = sqlite3.connect(":memory:")
        working.backup(found[count])
    return found


def test_no_page_asks_more_often_for_more_rows(app, world, kept, grown):
    """Those that seem to are asked once more: what a process reads once, such as a checklist's content, is known then."""
    copy: Copy = kept["copy"]
    copy.put(grown[FEW])
    first = walk(app, world)
    few = first.counts
    copy.put(grown[MANY])
    many = walk(app, world).counts
    again = walk(app, world, {name for name in few if many.get(name, 0) > few[name] + NOW_AND_THEN}).counts
    copy.put_back()
    assert first.closed == ELSEWHERE.keys()
    assert many.keys() == few.keys()
    assert first.closed == ELSEWHERE.keys()
    assert NO_LISTS.keys() <= few.keys()
    assert_none(
        [
            f"{name}: {few[name]} statements for {FEW} of everything, {count} for {MANY}"
            for name, count in again.items()
            if name not in NO_LISTS and count > few[name] + NOW_AND_THEN
        ]
    )
