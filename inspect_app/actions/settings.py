"""The office's settings and working days, and the rulebook that is made from them and the catalogue."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID, uuid4

from chinese_calendar.constants import holidays, workdays

from inspect_app.actions.law import catalogue_law, law_afresh, law_now
from inspect_app.catalogue import shipped_templates
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Act
from inspect_app.rules.calendar import WorkCalendar, day_of
from inspect_app.rules.discretion import Factor
from inspect_app.rules.documents import OfficeTexts
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.rulebook import rulebook_body, texts_in
from inspect_app.rules.settings import SettingName, Settings, check_setting
from inspect_app.store.agencies import Agency, instance_agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db, has_tables
from inspect_app.store.feed import announce
from inspect_app.store.officers import Officer
from inspect_app.store.settings import (
    CalendarDay,
    Rulebook,
    Setting,
    calendar_days_of,
    forget_calendar_day,
    latest_rulebook,
    rulebook_numbered,
    settings_of,
)


def acts(on: date | None = None) -> dict[str, Act]:
    """By code: each act as its row of that day says; without a day, and where none is of that day, its newest."""
    law = law_now()
    return law.known_on(on) if on else {code: rows[-1] for code, rows in law.by_code.items()}


def factors() -> Mapping[str, Factor]:
    """What may make a penalty lighter or heavier, by code."""
    return law_now().factors


def office_settings(agency_id: UUID) -> Settings:
    rows = settings_of(agency_id)
    return Settings({name: rows[name.name].value for name in SettingName if name.name in rows})


def change_setting(name: SettingName, value: str, *, by: Officer, at: datetime) -> None:
    if refusal := check_setting(name, value):
        raise Refused(refusal)
    row = settings_of(by.home_id).get(name.name)
    before = row.value if row else None
    if before == value:
        return
    if row is None:
        db.session.add(Setting(id=uuid4(), agency_id=by.home_id, name=name.name, value=value))
    else:
        row.value = value
    note_deed("change_setting", by=by.id, at=at, subject="setting", name=name.name, before=before, after=value)
    db.session.flush()
    publish_rulebook(at=at, by=by)


def set_calendar_day(day: date, is_working: bool, note: str, *, by: Officer, at: datetime) -> None:
    """The office's own table wins over the published calendar."""
    known = next((row for row in calendar_days_of(by.home_id) if row.day == day), None)
    if known:
        known.is_working, known.note = is_working, note
    else:
        row = CalendarDay(id=uuid4(), agency_id=by.home_id, day=day, is_working=is_working, note=note)
        db.session.add(row)
    note_deed(
        "set_calendar_day",
        by=by.id,
        at=at,
        subject="calendar",
        day=day.isoformat(),
        is_working=is_working,
        note=note,
    )
    db.session.flush()
    publish_rulebook(at=at, by=by)


def remove_calendar_day(day: date, *, by: Officer, at: datetime) -> None:
    """From now on the published calendar counts for this day again; periods already fixed stay as they are."""
    known = next((row for row in calendar_days_of(by.home_id) if row.day == day), None)
    if known is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    forget_calendar_day(known)
    note_deed(
        "remove_calendar_day",
        by=by.id,
        at=at,
        subject="calendar",
        day=day.isoformat(),
        is_working=known.is_working,
        note=known.note,
    )
    db.session.flush()
    publish_rulebook(at=at, by=by)


@lru_cache(maxsize=1)
def published_calendar() -> WorkCalendar:
    """Holidays and make-up days as the State Council announced them."""
    published = frozenset(day.year for day in holidays)
    return WorkCalendar(frozenset(holidays), frozenset(workdays), published)


def work_calendar(agency_id: UUID) -> WorkCalendar:
    """Published holidays and make-up days, with the office's own days on top."""
    own = {row.day: row.is_working for row in calendar_days_of(agency_id)}
    return replace(published_calendar(), overrides=own)


def law_in_hand() -> tuple[LawTable, WorkCalendar]:
    """The law and the calendar of this instance; as shipped where nothing is set up yet."""
    office = instance_agency() if has_tables() else None
    return (law_now(), work_calendar(office.id)) if office else (catalogue_law(), published_calendar())


def office_texts(agency: Agency, *, on: date, law: LawTable | None = None) -> OfficeTexts:
    """The wording of now; `law` is named by whoever is about to publish another."""
    settings = office_settings(agency.id)
    return OfficeTexts(
        agency=agency.name_on(on),
        reconsideration_body=settings.text(SettingName.RECONSIDERATION_BODY),
        payment_place=settings.text(SettingName.PAYMENT_PLACE),
        templates=shipped_templates(),
        factors={code: words.zh for code, words in (law or law_now()).factors.items()},
        is_demonstration=settings.text(SettingName.DEMONSTRATION) == "1",
    )


def texts_of_rulebook(number: int, *, on: date) -> OfficeTexts:
    """The wording of one edition on that day; of the newest when the number is unknown."""
    edition = rulebook_numbered(number) or latest_rulebook()
    if edition is None:
        raise LookupError("no rulebook published")
    return texts_in(edition.body, on=on)


def rulebook_of_now(law: LawTable, *, on: date) -> Json:
    """What an edition published today under this law would say."""
    agency = instance_agency()
    if agency is None:
        raise LookupError("the office is not set up")
    return _body_now(agency, law, on=on)


def publish_rulebook(*, at: datetime, by: Officer | None = None) -> Rulebook:
    """A new numbered edition if anything in it has changed, else the one in force."""
    body = rulebook_of_now(law_afresh(), on=day_of(at))
    sha256 = hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    latest = latest_rulebook()
    if latest and latest.sha256 == sha256:
        return latest
    return _new_edition(body, sha256, latest.number + 1 if latest else 1, by=by, at=at)


def _new_edition(body: Json, sha256: str, number: int, *, by: Officer | None, at: datetime) -> Rulebook:
    edition = Rulebook(
        id=uuid4(),
        number=number,
        body=body,
        sha256=sha256,
        published_at=at,
        published_by=by.id if by else None,
    )
    db.session.add(edition)
    db.session.flush()
    agency = instance_agency()
    announce("rulebook", edition.id, to=[agency.id] if agency else [])
    return edition


def _body_now(agency: Agency, law: LawTable, *, on: date) -> Json:
    return rulebook_body(
        law=law,
        texts=office_texts(agency, on=on, law=law),
        names=[(line.since_on, line.name) for line in agency.names],
        calendar=work_calendar(agency.id),
        settings=office_settings(agency.id),
        since_year=on.year - 1,
    )
