"""Pages of an office with twenty years behind it, and with a city's 40,000 works and 500,000 visits, on SQLite.

`python -m tests.bench.large_office` takes some minutes. Milliseconds at the 95th percentile over every page
without a parameter, the lists' last and filtered pages, and pages of single things; and the most queries that one page needed.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, text

from inspect_app.store.base import db
from tests.bench.clones import Copier, Pattern
from tests.browser.conftest import PASSWORD
from tests.browser.lived_in import app_on, live_in
from tests.browser.server import seeded
from tests.desk import Desk

YEAR = 365
SIZES = {"twenty_years": (329, 20 * 2 * 329, 20 * YEAR), "city": (40_000, 500_000, 20 * YEAR)}
"""Works, visits, days over which the visits lie."""
RUNS = 3
ROUTINE = 300
"""So many visits and cases are done with for one of each kind in which something is left to do."""
THINGS = {
    "visit": "visits",
    "work": "works",
    "case": "cases",
    "decision": "decisions",
    "order": "orders",
    "lead": "leads",
}
EACH = 8
GOAL_MS = 200


def grow(data: Path, works: int, visits: int, days: int) -> None:
    copier = Copier(data / "inspect.sqlite")
    with copier.without_indexes():
        _grow(copier, works, visits, days)
    copier.db.execute("analyze")
    copier.db.close()


def _grow(copier: Copier, works: int, visits: int, days: int) -> None:
    ask = copier.db.execute
    kept = list(ask("select id from works order by number"))
    shapes = [copier.pattern_of_work(row[0]) for row in kept[20:60]]
    copier.copy(shapes, [""], count=max(0, works - len(kept)), days_back=1)
    everywhere = [row[0] for row in ask("select id from works")]
    told = [
        (copier.pattern("visits", visit, work), stage)
        for visit, work, stage in ask(
            "select id, work_id, stage from visits where stage not in ('PLANNED', 'UNDER_WAY')"
        )
    ]
    copier.copy(mostly("APPROVED", told), everywhere, count=visits, days_back=days)
    cases = [
        (copier.pattern("cases", case, work), stage)
        for case, work, stage in ask("select id, work_id, stage from cases where finding_id is null")
    ]
    copier.copy(mostly("CLOSED", cases), everywhere, count=visits // 25, days_back=days)
    ask("update cases set stage = 'ARCHIVED' where stage = 'CLOSED' and number like '%-%'")
    ask("update leads set stage = 'SET_ASIDE' where stage = 'RECEIVED' and rowid % ?", [ROUTINE])
    copier.db.commit()


def mostly(done: str, told: list[tuple[Pattern, str]]) -> list[Pattern]:
    """Many of those that are done with for each one that still waits for somebody."""
    finished = [pattern for pattern, stage in told if stage == done]
    return [*finished * (ROUTINE // len(finished)), *(pattern for pattern, stage in told if stage != done)]


def paths(app: Flask) -> Iterator[str]:
    """Every page that needs no parameter, its last pages, and pages of single things."""
    with app.app_context():
        some = {
            name: [str(row) for row in db.session.scalars(text(f"select id from {table} order by id limit {EACH}"))]
            for name, table in THINGS.items()
        }
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith(("/api", "/static", "/sign", "/phone")):
            continue
        if not rule.arguments:
            yield rule.rule
            if rule.endpoint.endswith(".index"):
                yield from (f"{rule.rule}?page=40", f"{rule.rule}?q=演示&words=演示")
        elif len(rule.arguments) == 1:
            name = next(iter(rule.arguments)).removesuffix("_id")
            before, after = rule.rule.split("<", 1)[0], rule.rule.split(">", 1)[1]
            yield from (before + one + after for one in some.get(name, []))


def measure(app: Flask) -> dict[str, Any]:
    """Milliseconds of each page, the median of some runs, for the head; and its queries."""
    desk = Desk(app.test_client(), "jia", PASSWORD)
    queries: Counter[str] = Counter()
    taken: dict[str, float] = {}
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *_: queries.update(["here"]))
    most: dict[str, int] = {}
    for path in paths(app):
        times = []
        for _ in range(RUNS):
            queries.clear()
            start = time.perf_counter()
            response = desk.open(path)
            times.append((time.perf_counter() - start) * 1_000)
            if response.status_code != 200 or response.mimetype != "text/html":
                break
        else:
            taken[path], most[path] = sorted(times)[RUNS // 2], queries["here"]
    slowest = sorted(taken, key=lambda path: -taken[path])
    for path in slowest[:25]:
        print(f"  {taken[path]:8.0f} ms {most[path]:4} queries  {path}", file=sys.stderr)
    ranked = sorted(taken.values())
    return {
        "pages": len(taken),
        "p95_ms": round(ranked[int(len(ranked) * 0.95)], 1),
        "slowest_ms": round(ranked[-1], 1),
        "over_goal": sum(one > GOAL_MS for one in ranked),
        "most_queries": max(most.values()),
    }


def figures(folder: Path, sizes: dict[str, tuple[int, int, int]] = SIZES) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (works, visits, days) in sizes.items():
        data = folder / name
        data.mkdir()
        live_in(seeded(data))
        grow(data, works, visits, days)
        found |= {f"{name}_{key}": value for key, value in measure(app_on(data)).items()}
    return found


if __name__ == "__main__":
    chosen = {name: SIZES[name] for name in sys.argv[1:] or SIZES}
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(figures(Path(name), chosen)))
