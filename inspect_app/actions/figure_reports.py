"""A month's figures for the city: counted as of its last day, signed off by the head, corrected by a later report."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.figures import listed_by, scope_of
from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.checklist_edits import stamp_of
from inspect_app.rules.figure_proofs import CountedRow, root_of, salt_of
from inspect_app.rules.figure_reports import REPORTED, Month, ReportedFigure, month_is_over, query_of, report_sha256
from inspect_app.store.agencies import Agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.figure_reports import FigureReport, report_with, reports_of, rows_counted
from inspect_app.store.officers import Officer
from inspect_app.store.peers import Peer, city_peers
from inspect_app.store.year_figures import count_figures

Rows = dict[str, list[tuple[str, str, str, str]]]


@dataclass(frozen=True)
class Seen:
    """What would be reported now, in numbers. `stamp` = by this the head signs what they have seen."""

    month: Month
    values: dict[str, int]

    @property
    def stamp(self) -> str:
        return stamp_of(dict(sorted(self.values.items())))


@dataclass(frozen=True)
class Counted:
    """The same with every row that was counted, from which the proofs are made."""

    month: Month
    rows: Rows

    @property
    def seen(self) -> Seen:
        return Seen(self.month, {code: len(rows) for code, rows in self.rows.items()})


@dataclass(frozen=True)
class CameReport:
    """As another office sent it."""

    id: UUID
    month: Month
    number: int
    note: str
    figures: tuple[Json, ...]
    sha256: str
    signed_at: datetime
    signer: str


def see_month(agency_id: UUID, month: Month, *, today: date) -> Seen:
    """The year up to the end of the month, by the meanings of the year's figures (口径)."""
    [values] = count_figures([scope_of(agency_id, month.year, month.last_day, today=today)], REPORTED)
    return Seen(month, values)


def _counted(agency_id: UUID, month: Month, *, today: date) -> Counted:
    """As above, row by row: for signing."""
    scope = scope_of(agency_id, month.year, month.last_day, today=today)
    return Counted(month, {code: rows_counted(code, listed_by(code, scope)) for code in REPORTED})


def sign_report(month: Month, stamp: str, note: str, *, by: Officer, at: datetime) -> FigureReport:
    """签发上报. Only what the head has seen; a second one of the same month corrects the first and says why."""
    refuse_if_any([month_is_over(month, today=day_of(at))])
    city, counted = city_peer(), _counted(by.home_id, month, today=day_of(at))
    if city is None:
        raise Refused(Refusal(Problem.FIGURES_NO_CITY))
    if counted.seen.stamp != stamp:
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))
    last = next(iter(reports_of(by.home_id, month)), None)
    if last:
        _refuse_idle_correction(last, counted, note)
    report = _signed(counted, (last.number if last else 0) + 1, note.strip(), by=by, at=at)
    db.session.add(report)
    _note("sign_figures", report, by=by.id, at=at)
    db.session.flush()
    send_to_peer(city, "figures_reported", body_of(report), about=report.id, by=by, at=at)
    return report


def _refuse_idle_correction(last: FigureReport, counted: Counted, note: str) -> None:
    if {code: sorted(rows) for code, rows in _rows_of(last).items()} == {
        code: sorted(tuple(row[1:]) for row in rows) for code, rows in counted.rows.items()
    }:
        raise Refused(Refusal(Problem.FIGURES_UNCHANGED, facts={"number": last.number}))
    if not note.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))


def _rows_of(report: FigureReport) -> dict[str, list[tuple[str, ...]]]:
    """Number, kind and day of what was counted then."""
    return {code: [tuple(row[1:]) for row in rows] for code, rows in (report.counted or {}).items()}


def _signed(counted: Counted, number: int, note: str, *, by: Officer, at: datetime) -> FigureReport:
    secret, month = secrets.token_hex(32), counted.month
    trees = {code: _tree(secret, code, rows) for code, rows in counted.rows.items()}
    figures = [
        ReportedFigure(code, query_of(code), len(rows), root_of([row.sha256 for row in rows])).plain()
        for code, rows in trees.items()
    ]
    return FigureReport(
        id=uuid4(), agency_id=by.home_id, year=month.year, month=month.month, as_of=month.last_day, number=number,
        note=note, figures=figures, sha256=report_sha256(by.agency.code, month, number, figures), secret=secret,
        counted={code: [[row.salt, row.number, row.kind, row.on] for row in rows] for code, rows in trees.items()},
        signed_at=at, signed_by=by.id, signer=by.name,
    )  # fmt: skip


def _tree(secret: str, code: str, rows: list[tuple[str, str, str, str]]) -> list[CountedRow]:
    """Sorted by their hashes, so that the order tells nothing either."""
    salted = [CountedRow(salt_of(secret, code, row[0]), *row[1:]) for row in rows]
    return sorted(salted, key=lambda row: row.sha256)


def body_of(report: FigureReport) -> dict[str, Any]:
    return {
        "report": str(report.id),
        "year": report.year,
        "month": report.month,
        "number": report.number,
        "note": report.note,
        "figures": report.figures,
        "sha256": report.sha256,
        "signed_at": report.signed_at.isoformat(),
        "signer": report.signer,
    }


def keep_report(came: CameReport, *, of: Agency, at: datetime) -> FigureReport:
    """收到一区的月报. The same twice is one; earlier and later ones of a month may come in any order."""
    if report_sha256(of.code, came.month, came.number, came.figures) != came.sha256:
        raise Refused(Refusal(Problem.FIGURES_ALTERED))
    held = next((one for one in reports_of(of.id, came.month) if one.number == came.number), None)
    known = report_with(came.id) or held
    if known:
        if (known.id, known.sha256) != (came.id, came.sha256):
            raise Refused(Refusal(Problem.FIGURES_DIFFER, facts={"month": str(came.month), "number": came.number}))
        return known
    report = FigureReport(
        id=came.id, agency_id=of.id, year=came.month.year, month=came.month.month, as_of=came.month.last_day,
        number=came.number, note=came.note, figures=[dict(one) for one in came.figures], sha256=came.sha256, secret="",
        signed_at=came.signed_at, signer=came.signer, received_at=at,
    )  # fmt: skip
    db.session.add(report)
    _note("receive_figures", report, by=None, at=at)
    db.session.flush()
    return report


def city_peer() -> Peer | None:
    return next(iter(city_peers()), None)


def changed_since(report: FigureReport, seen: Seen) -> Mapping[str, tuple[int, int]]:
    """Figures that would be other numbers today: what was reported, and what it would be."""
    now = seen.values
    return {code: (was, now[code]) for code, was in report.values.items() if code in now and now[code] != was}


def _note(deed: str, report: FigureReport, *, by: UUID | None, at: datetime) -> None:
    said = {"day": str(report.of), "number": report.number, "sha256": report.sha256, "reason": report.note}
    note_deed(deed, by=by, at=at, subject="figure_report", subject_id=report.id, **said)
