"""What the phone gets of the law, as data: it warns and guides by it; the server decides again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from inspect_app.problems import Problem
from inspect_app.rules.acts import Act
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.clocks import CLOCKS, LAW_OF_2021, RECONSIDERATION_OF_2023
from inspect_app.rules.discretion import GROUNDS, Factor
from inspect_app.rules.documents import OfficeTexts
from inspect_app.rules.law_table import Benchmark, LawTable
from inspect_app.rules.penalties import COLLECTION_LIMIT, SUMMARY_FINE_LIMIT
from inspect_app.rules.plain import Plain, from_plain, to_plain
from inspect_app.rules.procedure import MAY_PENALISE, ON_PHONES, STEPS
from inspect_app.rules.settings import SettingName, Settings
from inspect_app.rules.statutes import Law
from inspect_app.rules.visit_kinds import KINDS, needed_since


def rulebook_body(
    *,
    law: LawTable,
    texts: OfficeTexts,
    names: Sequence[tuple[date, str]],
    calendar: WorkCalendar,
    settings: Settings,
    since_year: int,
) -> dict[str, Plain]:
    """Plain JSON. Days of the calendar before `since_year` are left out: no phone counts back that far."""
    return {
        "laws": {law.name.lower(): law.value for law in Law},
        "acts": {code: _act(rows[-1]) for code, rows in law.by_code.items()},
        "act_versions": {code: [_act(row) for row in rows] for code, rows in law.by_code.items() if len(rows) > 1},
        "benchmarks": [to_plain(line) | {"is_enabled": line.is_enabled} for line in law.benchmarks],
        "grounds": {
            code: to_plain(ground) | {"needs": [sorted(one) for one in ground.needs], "label": ground.outcome.value}
            for code, ground in GROUNDS.items()
        },
        "grounds_since": LAW_OF_2021.isoformat(),
        "reconsideration_first_since": RECONSIDERATION_OF_2023.isoformat(),
        "clocks": to_plain(CLOCKS),
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
                for name, step in STEPS[subject].items()
            }
            for subject in ON_PHONES
        },
        "may_penalise": sorted(to_plain(MAY_PENALISE)),
        "visit_kinds": {
            kind.name.lower(): [
                {"paper": to_plain(paper), "since": needed_since(paper).isoformat()} for paper in rule.needs
            ]
            for kind, rule in KINDS.items()
        },
        "yearly_cap": settings.whole(SettingName.YEARLY_CAP),
        "patrol_days": settings.whole(SettingName.PATROL_DAYS),
        "problems": {problem.code: problem.sentence for problem in Problem},
        "templates": dict(texts.templates),
        "factors": to_plain(law.factors),
        "agency": texts.agency,
        "agency_names": [{"since_on": since.isoformat(), "name": name} for since, name in names],
        "reconsideration_body": texts.reconsideration_body,
        "payment_place": texts.payment_place,
        "public_address": settings.text(SettingName.PUBLIC_ADDRESS),
        "is_demonstration": texts.is_demonstration,
        "hearing_thresholds": {
            "citizen": settings.whole(SettingName.HEARING_THRESHOLD_CITIZEN),
            "organisation": settings.whole(SettingName.HEARING_THRESHOLD_ORGANISATION),
        },
        "certificate_warning_days": settings.whole(SettingName.CERTIFICATE_WARNING_DAYS),
        "filing_working_days": settings.whole(SettingName.FILING_WORKING_DAYS),
        "calendar": {
            "holidays": sorted(to_plain([day for day in calendar.holidays if day.year >= since_year])),
            "workdays": sorted(to_plain([day for day in calendar.workdays if day.year >= since_year])),
            "published": sorted(year for year in calendar.published if year >= since_year),
            "overrides": {day.isoformat(): is_working for day, is_working in calendar.overrides.items()},
        },
    }


def _act(act: Act) -> dict[str, Plain]:
    plain: dict[str, Plain] = to_plain(act)
    return plain | {"is_enabled": act.is_enabled}


def law_in(body: Mapping[str, Any]) -> LawTable:
    """The law of an edition, read back from what the phone gets of it. Earlier editions had fewer parts."""
    versions = body.get("act_versions", {})
    rows = [row for code, newest in body["acts"].items() for row in versions.get(code, [newest])]
    return LawTable(
        tuple(from_plain(Act, _stored(row)) for row in rows),
        tuple(from_plain(Benchmark, _stored(line)) for line in body.get("benchmarks", [])),
        {code: from_plain(Factor, one) for code, one in body["factors"].items()},
    )


def _stored(row: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is reckoned from the rest."""
    return {name: value for name, value in row.items() if name != "is_enabled"}


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
