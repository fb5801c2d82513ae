"""What the phone gets of the law, as data: it warns and guides by it; the server decides again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from inspect_app.problems import Problem
from inspect_app.rules.acts import Act, Words
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.documents import OfficeTexts
from inspect_app.rules.penalties import COLLECTION_LIMIT, SUMMARY_FINE_LIMIT
from inspect_app.rules.plain import Plain, to_plain
from inspect_app.rules.procedure import MAY_PENALISE, STEPS, Subject
from inspect_app.rules.settings import SettingName, Settings
from inspect_app.rules.statutes import Law


def rulebook_body(
    *,
    acts: Iterable[Act],
    texts: OfficeTexts,
    names: Sequence[tuple[date, str]],
    factors: Mapping[str, Words],
    calendar: WorkCalendar,
    settings: Settings,
    since_year: int,
) -> dict[str, Plain]:
    """Plain JSON. Days of the calendar before `since_year` are left out: no phone counts back that far."""
    return {
        "laws": {law.name.lower(): law.value for law in Law},
        "acts": {act.code: to_plain(act) | {"is_enabled": act.is_enabled} for act in acts},
        "summary_fine_limits": [
            {"from": since.isoformat(), **to_plain(limits)} for since, limits in SUMMARY_FINE_LIMIT.lines
        ],
        "collection_limits": [{"from": since.isoformat(), "yuan": yuan} for since, yuan in COLLECTION_LIMIT.lines],
        "steps": {
            subject.name.lower(): {
                name: {
                    "leaves": sorted(to_plain(step.leaves)),
                    "enters": to_plain(step.enters),
                    "label": step.label,
                }
                for name, step in steps.items()
            }
            for subject, steps in STEPS.items()
            if subject is not Subject.CASE
        },
        "may_penalise": sorted(to_plain(MAY_PENALISE)),
        "problems": {problem.code: problem.sentence for problem in Problem},
        "templates": dict(texts.templates),
        "factors": to_plain(factors),
        "agency": texts.agency,
        "agency_names": [{"since_on": since.isoformat(), "name": name} for since, name in names],
        "reconsideration_body": texts.reconsideration_body,
        "payment_place": texts.payment_place,
        "public_address": settings.text(SettingName.PUBLIC_ADDRESS),
        "is_demonstration": texts.is_demonstration,
        "filing_working_days": settings.whole(SettingName.FILING_WORKING_DAYS),
        "calendar": {
            "holidays": sorted(to_plain([day for day in calendar.holidays if day.year >= since_year])),
            "workdays": sorted(to_plain([day for day in calendar.workdays if day.year >= since_year])),
            "published": sorted(year for year in calendar.published if year >= since_year),
            "overrides": {day.isoformat(): is_working for day, is_working in calendar.overrides.items()},
        },
    }


def texts_in(body: Mapping[str, Any], *, on: date) -> OfficeTexts:
    """The wording of an edition as a phone that held it must have used it, with the agency's name of that day."""
    names = [line["name"] for line in body["agency_names"] if line["since_on"] <= on.isoformat()]
    return OfficeTexts(
        agency=names[-1] if names else body["agency"],
        reconsideration_body=body["reconsideration_body"],
        payment_place=body["payment_place"],
        templates=body["templates"],
        factors={code: words["zh"] for code, words in body["factors"].items()},
        is_demonstration=body["is_demonstration"],
    )
