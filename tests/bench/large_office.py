"""All pages of an office with twenty years behind it, and with a city's 40,000 works and 500,000 visits, on SQLite.

`python -m tests.bench.large_office [twenty_years] [city]` takes some minutes for each. Milliseconds of the processor at the 95th
percentile over every page of every role (`tests/bench/office_pages.py`), beside the same pages of an office after one day.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from inspect_app.store.statistics import refresh_statistics
from tests.bench.clones import Copier, Pattern
from tests.bench.office_pages import PageClock, Taken, p95
from tests.browser.lived_in import app_on, live_in
from tests.browser.server import copied, seeded

YEAR = 365
SIZES = {"twenty_years": (329, 20 * 2 * 329, 20 * YEAR), "city": (40_000, 500_000, 20 * YEAR)}
"""Works, visits, days over which the visits lie."""
ROUTINE = 300
"""So many visits and cases are done with for one of each kind in which something is left to do."""
MOST_TOLD = 40
GOAL_MS = 200
SLOWEST = 5


def grow(data: Path, works: int, visits: int, days: int) -> None:
    copier = Copier(data / "inspect.sqlite")
    with copier.without_indexes():
        _grow(copier, works, visits, days)
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
    set_leads_aside(copier)
    copier.db.commit()


def set_leads_aside(copier: Copier) -> None:
    """Nearly all that nobody looked at yet, each with the step that says so, on the day on which it came."""
    ask, columns = copier.db.execute, copier.columns["recorded_steps"]
    values = {
        "id": "lower(hex(randomblob(16)))",
        "subject": "'LEAD'",
        "subject_id": "id",
        "position": "1000",
        "step": "'set_aside'",
        "enters": "'SET_ASIDE'",
        "reason": "'演示'",
        "taken_by": "made_by",
        "taken_at": "made_at",
    }
    waiting = f"from leads where stage = 'RECEIVED' and rowid % {ROUTINE}"
    ask(
        f"insert into recorded_steps ({', '.join(columns)}) select {', '.join(values[one] for one in columns)} {waiting}"
    )
    ask(f"update leads set stage = 'SET_ASIDE', due_on = null {waiting.removeprefix('from leads ')}")


def mostly(done: str, told: list[tuple[Pattern, str]]) -> list[Pattern]:
    """Many of those that are done with for each one that still waits for somebody."""
    finished = [pattern for pattern, stage in told if stage == done]
    return [*finished * (ROUTINE // len(finished)), *(pattern for pattern, stage in told if stage != done)]


def measured(data: Path, files: set[str]) -> tuple[list[Taken], set[str]]:
    """Every page; what is no page but a file is opened once, in the small office."""
    app = app_on(data)
    with app.app_context():
        refresh_statistics()
    clocked = PageClock(app, files=files)
    found = list(clocked.pages())
    assert not clocked.faults, clocked.faults
    for one in sorted(found, key=lambda each: -each.cpu_ms)[:MOST_TOLD]:
        print(one, file=sys.stderr)
    return found, clocked.files


def figures(folder: Path, sizes: dict[str, tuple[int, int, int]] = SIZES) -> dict[str, Any]:
    """Of each size, beside the very pages of an office after one day: the same page, the same people, the same machine."""
    small = folder / "one-day"
    live_in(seeded(small))
    reference, files = measured(copied(small, folder / "reference"), set())
    base = p95([one.cpu_ms for one in reference])
    found: dict[str, Any] = {"one_day_pages": len(reference), "one_day_p95_ms": round(base, 1)}
    for name, (works, visits, days) in sizes.items():
        data = copied(small, folder / name)
        grow(data, works, visits, days)
        found |= told(name, measured(data, files)[0], base)
        shutil.rmtree(data)
    return found


def told(name: str, taken: list[Taken], base: float) -> dict[str, Any]:
    cpu = [one.cpu_ms for one in taken]
    return {
        f"{name}_pages": len(taken),
        f"{name}_p95_ms": round(p95(cpu), 1),
        f"{name}_p95_wall_ms": round(p95([one.wall_ms for one in taken]), 1),
        f"{name}_p95_ratio_to_one_day": round(p95(cpu) / base, 2),
        f"{name}_slowest_ms": round(max(cpu), 1),
        f"{name}_pages_over_200_ms": sum(one > GOAL_MS for one in cpu),
        f"{name}_most_statements": max(one.statements for one in taken),
        f"{name}_p95_ms_by_login": {login: round(p95(ms), 1) for login, ms in by_login(taken).items()},
        f"{name}_slowest_pages": [f"{one.cpu_ms:.0f} ms {one.login} {one.path}" for one in slowest(taken)],
        f"{name}_load_at_the_end": round(os.getloadavg()[0], 1),
    }


def by_login(taken: list[Taken]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for one in taken:
        found.setdefault(one.login, []).append(one.cpu_ms)
    return found


def slowest(taken: list[Taken]) -> list[Taken]:
    """One of each kind of page: the same page with another filter tells nothing new."""
    worst: dict[str, Taken] = {}
    for one in sorted(taken, key=lambda each: each.cpu_ms):
        worst[one.endpoint] = one
    return sorted(worst.values(), key=lambda each: -each.cpu_ms)[:SLOWEST]


if __name__ == "__main__":
    chosen = {name: SIZES[name] for name in sys.argv[1:] or SIZES}
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(figures(Path(name), chosen)))
