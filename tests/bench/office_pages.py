"""Every page of the office that somebody may open, opened again and again in this process: milliseconds and queries of each.

The pages and their ids are those of the walk with a browser (`tests/browser/office_walk.py`); added are later pages and searches
of lists, the very lists that the numbers of the first page open, and the lists of the year's figures.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import event
from werkzeug.routing import Rule

from inspect_app import clock
from inspect_app.rules.figures import BY_CODE
from inspect_app.rules.permissions import Permission, may
from inspect_app.store.base import db
from inspect_app.web.figure_lists import LISTS
from inspect_app.web.tasks import ME, TASKS
from tests.browser.conftest import PASSWORD
from tests.browser.lived_in import app_on
from tests.browser.office_walk import MOST_FOR_THE_NEXT, WHO, ids_of, page_rules, paths
from tests.desk import Desk

RUNS = 3
EACH = 6
"""So many things of a kind, from the oldest to the newest."""
TOO_SLOW_MS = 1_000
"""Not opened again to see whether it was an accident."""
OF_LISTS = ("page=2", "page=40", "q=演示&words=演示", "q=方松 车库&words=方松")


@dataclass
class Taken:
    """What one page took. `cpu_ms` and `wall_ms` = the best of some runs; statements = the most of a run."""

    login: str
    endpoint: str
    path: str
    cpu_ms: float
    wall_ms: float
    statements: int
    slowest: str = ""

    def __str__(self) -> str:
        said = f"{self.cpu_ms:8.0f} ms cpu {self.wall_ms:8.0f} ms {self.statements:4} statements"
        return f"{said}  {self.login}: {self.endpoint} {self.path}{self.slowest}"


class Statements:
    """Counted, and for how long the processor was busy with each."""

    def __init__(self, app: Flask) -> None:
        self.told: list[tuple[float, str]] = []
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._begin)
            event.listen(db.engine, "after_cursor_execute", self._end)

    def _begin(self, _conn: Any, _cursor: Any, _words: str, _values: Any, context: Any, _many: bool) -> None:
        context.began = time.process_time()

    def _end(self, _conn: Any, _cursor: Any, words: str, _values: Any, context: Any, _many: bool) -> None:
        self.told.append(((time.process_time() - context.began) * 1_000, " ".join(words.split())))

    def slowest(self, at_least: float = 30) -> str:
        slow = sorted((one for one in self.told if one[0] > at_least), reverse=True)[:3]
        return "".join(f"\n{'':24}{ms:6.0f} ms {words[:400]}" for ms, words in slow)


class PageClock:
    def __init__(self, app: Flask, *, runs: int = RUNS) -> None:
        self.app, self.runs = app, runs
        self.ids = {name: spread(sorted(rows, key=str)) for name, rows in ids_of(app).items()}
        self.files: set[str] = set()
        self.faults: list[str] = []
        self.told: Counter[str] = Counter()
        self.statements = Statements(app)

    def pages(self, *, only: str = "", logins: str = "") -> Iterator[Taken]:
        """Of each role all that it may open: every address for the first who may, a few for the next ones."""
        for role, login in WHO.items():
            if login not in (logins.split() or WHO.values()):
                continue
            desk = Desk(self.app.test_client(), login, PASSWORD)
            for rule in page_rules(self.app):
                needed = getattr(self.app.view_functions[rule.endpoint], "needs", None)
                if rule.endpoint in self.files or not may(role, needed or Permission.SIGNED_IN):
                    continue
                if only and only not in rule.endpoint:
                    continue
                yield from self._of_rule(desk, login, rule)

    def _of_rule(self, desk: Desk, login: str, rule: Rule) -> Iterator[Taken]:
        found = [*paths(self.app, rule, self.ids), *self._lists(rule)]
        again = self.told[rule.endpoint] > 0
        for path in found[:: 1 + len(found) // MOST_FOR_THE_NEXT] if again else found:
            taken = self._taken(desk, login, rule, path)
            if rule.endpoint in self.files:
                return
            if taken:
                self.told[rule.endpoint] += 1
                yield taken

    def _lists(self, rule: Rule) -> list[str]:
        if rule.arguments:
            return []
        if rule.rule == "/":
            return []
        asked = list(OF_LISTS) if rule.endpoint.endswith(".index") else []
        with self.app.app_context():
            me = str(next(iter(self.ids["officer_id"])))
        for task in TASKS:
            if task.endpoint == rule.endpoint and task.args:
                asked.append(urlencode({key: me if value == ME else value for key, value in task.args.items()}))
        today = clock.today()
        for code, figure in BY_CODE.items():
            if LISTS.get(figure.listed) == rule.endpoint:
                asked.append(urlencode({"figure": code, "year": today.year, "as_of": today.isoformat()}))
        if rule.endpoint == "year_figures.index":
            asked += [f"year={today.year - 1}", f"as_of={date(today.year, 8, 31)}"]
        return [f"{rule.rule}?{one}" for one in asked]

    def _taken(self, desk: Desk, login: str, rule: Rule, path: str) -> Taken | None:
        best: Taken | None = None
        for _ in range(self.runs):
            self.statements.told.clear()
            cpu, wall = time.process_time(), time.perf_counter()
            response = desk.open(path)
            now = (time.process_time() - cpu) * 1_000, (time.perf_counter() - wall) * 1_000
            if response.status_code >= 500:
                self.faults.append(f"{login} {path}: {response.status_code}")
            if response.status_code != 200:
                return None
            if response.mimetype != "text/html":
                self.files.add(rule.endpoint)
                return None
            if best is None or now[0] < best.cpu_ms:
                slow = self.statements.slowest() if now[0] > 100 else ""
                best = Taken(login, rule.endpoint, path, *now, len(self.statements.told), slow)
            if now[0] > TOO_SLOW_MS:
                break
        return best


def spread(rows: list[Any], most: int = EACH) -> list[Any]:
    if len(rows) <= 2 * most:
        return rows
    return [rows[at * (len(rows) - 1) // (most - 1)] for at in range(most)]


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def main() -> None:
    """`python -m tests.bench.office_pages FOLDER [part of an endpoint] [logins]`: a look at one database."""
    folder, only, logins, *_ = [*sys.argv[1:], "", ""]
    clocked = PageClock(app_on(Path(folder)), runs=1)
    found = []
    for one in clocked.pages(only=only, logins=logins):
        found.append(one)
        if one.cpu_ms > 100:
            print(one, flush=True)
    print(f"{len(found)} pages, p95 {p95([one.cpu_ms for one in found]):.0f} ms", clocked.faults)


if __name__ == "__main__":
    main()
