"""A work as a phone sees it: for our own officers, for partners, for the people of its street."""

from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app import clock
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import STREETS
from inspect_app.rules.plain import to_plain
from inspect_app.store.corrections import corrected_at
from inspect_app.store.enterprises import visits_in_year
from inspect_app.store.officers import Officer
from inspect_app.store.patrols import intervals_of, last_patrols_of
from inspect_app.store.plates import plate_marks
from inspect_app.store.street_matters import StreetMatter, open_matters_of_works
from inspect_app.store.visits import FindingLine, recent_findings_of_works
from inspect_app.store.work_lines import works_told

Plain = dict[str, Any]
Found = dict[UUID, Plain]
PAST_FINDINGS = 10


def works_as_plain(ids: list[UUID], officer: Officer) -> Found:
    """Internal notes and past findings are ours alone: a partner sees the work's facts, a street those of its own works."""
    if officer.role in STREETS:
        return _works_of_street(ids, officer)
    past = recent_findings_of_works(ids, each=PAST_FINDINGS)
    year = clock.today().year
    counts = visits_in_year(ids, year=year)
    marks = plate_marks(ids)
    corrected = corrected_at([finding.id for findings in past.values() for finding in findings])
    found: Found = {}
    for work in works_told(ids):
        work_id = UUID(work["id"])
        found[work_id] = plain = _work(work, marks)
        if work["agency_id"] == str(officer.home_id):
            plain["past"] = [_past(finding, corrected) for finding in past.get(work_id, [])]
            plain["enterprise_visits"] = {"year": year, "count": counts.get(work_id, 0)}
        else:
            plain["notes"] = ""
    return found


def _work(work: Plain, marks: dict[UUID, str]) -> Plain:
    facts = {name: value for name, value in work.items() if name not in ("agency_id", "street_id")}
    return facts | {"past": [], "plate": marks.get(UUID(work["id"]), "")}


def _works_of_street(ids: list[UUID], officer: Officer) -> Found:
    """With when it was last patrolled and what the office asked there; a work of another street is absent."""
    works = {UUID(one["id"]): one for one in works_told(ids) if one["street_id"] == str(officer.agency_id)}
    mine = list(works)
    marks, last, own_days = plate_marks(mine), last_patrols_of(mine), intervals_of(mine)
    matters = open_matters_of_works(mine)
    return {
        work_id: _work(work, marks)
        | {
            "notes": "",
            "patrol": {
                "last_on": to_plain(day_of(last[work_id])) if work_id in last else None,
                "every_days": own_days.get(work_id),
            },
            "matters": [_matter(one) for one in matters.get(work_id, [])],
        }
        for work_id, work in works.items()
    }


def _matter(matter: StreetMatter) -> Plain:
    return {"id": str(matter.id), "text": matter.text, "due_on": matter.due_on.isoformat()}


def _past(finding: FindingLine, corrected: dict[UUID, datetime]) -> Plain:
    return {
        "finding_id": str(finding.id),
        "checklist": finding.checklist,
        "item": finding.item,
        "text": finding.text,
        "severity": to_plain(finding.severity),
        "found_at": finding.found_at.isoformat(),
        "corrected_at": to_plain(corrected.get(finding.id)),
    }
