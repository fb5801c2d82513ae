"""The first page: what waits for whoever signed in, as numbers that link to the very lists that they count. (Long: a list.)"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template

from inspect_app import clock
from inspect_app.access import current_officer, may_here, needs
from inspect_app.rules.figures import BY_CODE
from inspect_app.rules.people import Role
from inspect_app.rules.permissions import Permission
from inspect_app.store.officers import Officer
from inspect_app.web import certificates, question_lines
from inspect_app.web.maps import first_page_map, with_tiles
from inspect_app.web.reported_overview import ReportedOverview, reported_overview
from inspect_app.web.settings import papers_are_nameless
from inspect_app.web.standards import is_city
from inspect_app.web.tasks import ME, TASKS, P, Task, late_for
from inspect_app.web.year_overview import Overview, overview_of

pages = Blueprint("home", __name__)
MOST_LATE = 8


@dataclass(frozen=True)
class Tile:
    """A number and the list that it counts. `is_bad` = it should be nought. `label` is translated when it is shown."""

    label: str
    count: int
    endpoint: str
    args: Mapping[str, str]
    is_bad: bool = False


@pages.get("/")
@needs(Permission.SIGNED_IN)
def show() -> str | Response:
    page = _first_page(current_officer())
    return with_tiles(page) if _is_led(current_officer()) else page


def _first_page(officer: Officer) -> str:
    tiles = tiles_for(officer, on=clock.today())
    waiting = [tile for tile in tiles if tile.endpoint != "works.index"]
    return render_template(
        "home.html",
        map_facts=first_page_map() if _is_led(officer) else None,
        officer=officer,
        tiles=tiles,
        is_idle=not any(tile.count for tile in waiting),
        late=late_for(officer)[:MOST_LATE],
        questions=question_lines.waiting_for(officer, on=clock.today(), most=MOST_LATE),
        certificate=certificates.certificate_of(officer),
        overview=_overview(officer),
        reported=_reported(officer),
        labels=BY_CODE,
        nameless=officer.may(Permission.CHANGE_SETTINGS) and papers_are_nameless(),
        may_plan=officer.may(Permission.PLAN_VISITS),
        may_inspect=officer.may(Permission.USE_PHONE),
        may_import=officer.may(Permission.EDIT_WORKS),
    )


def _is_led(officer: Officer) -> bool:
    """The head of a district leads by this page."""
    return officer.role is Role.HEAD and not is_city()


def _overview(officer: Officer) -> Overview | None:
    """The year so far."""
    today = clock.today()
    if not _is_led(officer):
        return None
    return overview_of(officer.home_id, today.year, today, today=today)


def _reported(officer: Officer) -> ReportedOverview | None:
    """What the districts have reported, for the city."""
    today = clock.today()
    if not (is_city() and may_here(officer, P.SEE_REPORTED_FIGURES)):
        return None
    return reported_overview(today.year, "filed", today=today)


def tiles_for(officer: Officer, *, on: date) -> list[Tile]:
    """Whoever works mostly at a desk sees own visits only when there are some."""
    mine = [task for task in TASKS if officer.may(task.needs) and _has_list(officer, task)]
    tiles = [_tile(task, officer, on=on) for task in mine]
    of_one_person = {"officer", "collected_by", "reviewer"}
    return [
        tile for tile in tiles if tile.count or not of_one_person & set(tile.args) or officer.role is Role.INSPECTOR
    ]


def _has_list(officer: Officer, task: Task) -> bool:
    """Partners see no list of the office, and a city officer no register of their own."""
    if task.needs is P.SEE_WORKS:
        return not officer.may(P.SEE_FIGURES)
    return task.needs is not P.USE_PHONE or officer.may(P.SEE_VISITS)


def _tile(task: Task, officer: Officer, *, on: date) -> Tile:
    args = {name: str(officer.id) if value == ME else value for name, value in task.args.items()}
    return Tile(task.label, task.count(officer, args, on), task.endpoint, args, task.is_bad)
