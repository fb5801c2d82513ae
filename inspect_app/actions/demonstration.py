"""The demonstration district: loaded once into an empty instance; everything in it is fictional and says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from inspect_app.actions.checklists import publish_shipped_checklists
from inspect_app.actions.demonstration_cases import make_cases
from inspect_app.actions.demonstration_leads import make_leads
from inspect_app.actions.demonstration_learning import load_learning
from inspect_app.actions.demonstration_streets import make_streets
from inspect_app.actions.demonstration_works import SEED, Dice, demonstration_id, fictional_works
from inspect_app.actions.instance import set_up
from inspect_app.actions.officers import OfficerForm, create_officer
from inspect_app.actions.passwords import hashed, opens
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.settings import change_setting, office_settings, publish_rulebook
from inspect_app.actions.visits import VisitFacts
from inspect_app.actions.works import enter_work, register_of
from inspect_app.catalogue.demonstration import Demonstration, GuestRow, OfficerRow, VisitRow, shipped_demonstration
from inspect_app.rules.calendar import day_of
from inspect_app.rules.settings import SettingName
from inspect_app.rules.works import WorkFacts
from inspect_app.store.agencies import Agency, Team, agency_by_code, instance_agency
from inspect_app.store.base import db
from inspect_app.store.checklists import published_versions
from inspect_app.store.officers import Officer, all_officers, officer_by_login
from inspect_app.store.works import Work

ADMIN = "admin"
TEAM_NAMES = {1: "执法一组", 2: "执法二组", 3: "执法三组"}


@dataclass(frozen=True)
class Loaded:
    works: int
    officers: int
    visits: int


def load_demonstration(*, at: datetime) -> Loaded:
    """Agencies, checklists, people, works and some planned visits. The password is hashed once for all accounts."""
    data = shipped_demonstration()
    office = set_up(ADMIN, data.password, at=at)
    publish_shipped_checklists(at=at)
    officers = enter_people(data, office, at=at)
    works = enter_works(data, office, at=at)
    declare_demonstration(at=at)
    for place, row in enumerate(data.visit):
        _plan(place, row, works, officers, at=at)
    make_cases(works, officers, at=at)
    make_leads(works, officers, at=at)
    make_streets(works, officers, at=at)
    load_learning(officers, at=at)
    return Loaded(len(works), len(officers), len(data.visit))


def enter_people(
    data: Demonstration, office: Agency, *, at: datetime, certified_days: int | None = None
) -> dict[str, Officer]:
    """By login. `certified_days` = how long every certificate is still valid, where the rows' own days do not matter."""
    teams = {number: Team(id=uuid4(), agency_id=office.id, name=name) for number, name in TEAM_NAMES.items()}
    db.session.add_all(teams.values())
    db.session.flush()
    rows: Iterable[tuple[int, OfficerRow]] = enumerate(data.officer, start=1)
    if certified_days is not None:
        rows = enumerate((replace(row, days=certified_days) for row in data.officer), start=1)
    forms = [_own(row, number, office, teams[row.team], on=day_of(at)) for number, row in rows]
    forms += [_guest(row) for row in data.guest]
    known = hashed(data.password)
    return {form.login: create_officer(form, data.password, by=None, at=at, password_hash=known) for form in forms}


def _own(row: OfficerRow, number: int, office: Agency, team: Team, *, on: date) -> OfficerForm:
    return OfficerForm(
        row.login,
        f"检查员{row.sign}",
        row.role,
        office.id,
        team_id=team.id,
        badge_number=f"演示{number:03d}",
        certificate_from=date(on.year - 3, 1, 1),
        certificate_until=on + timedelta(days=row.days),
    )


def _guest(row: GuestRow) -> OfficerForm:
    agency = agency_by_code(row.agency)
    if agency is None:
        raise LookupError(row.agency)
    return OfficerForm(row.login, row.name, row.role, agency.id)


def enter_works(data: Demonstration, office: Agency, *, at: datetime) -> list[Work]:
    """As the register of that day could have them: none built later."""
    register, newest = register_of(office.id), day_of(at).year - 1
    return [
        enter_work(
            _built_by(facts, newest), register, by=None, at=at, work_id=demonstration_id(facts.number),
            is_demonstration=True,
        )
        for facts in fictional_works(data)
    ]  # fmt: skip


def _built_by(facts: WorkFacts, newest: int) -> WorkFacts:
    return replace(facts, built_year=min(facts.built_year, newest)) if facts.built_year else facts


def declare_demonstration(*, at: datetime) -> None:
    admin = officer_by_login(ADMIN)
    if admin is None:
        raise LookupError(ADMIN)
    change_setting(SettingName.DEMONSTRATION, "1", by=admin, at=at)
    publish_rulebook(at=at)


def _plan(place: int, row: VisitRow, works: list[Work], officers: Mapping[str, Officer], *, at: datetime) -> None:
    """Each visit goes to another work, here and there in the district."""
    work = Dice(SEED).shuffled([work for work in works if work.status is row.status])[place]
    numbers = {version.file.code: version.number for version in published_versions()}
    facts = VisitFacts(
        visit_id=demonstration_id(f"visit {place}"),
        work_id=work.id,
        kind=row.kind,
        checklists=tuple((code, numbers[code]) for code in row.checklists),
        officer_ids=tuple(officers[login].id for login in row.officers),
        due_on=day_of(at) + timedelta(days=row.in_days),
    )
    plan_visit(facts, by=officers["ding"], at=at)


def is_demonstration() -> bool:
    office = instance_agency()
    return office is not None and office_settings(office.id).text(SettingName.DEMONSTRATION) == "1"


def demonstration_accounts() -> list[Officer]:
    """Accounts that still open with the shipped password: a changed one must not be printed as if it did."""
    password = shipped_demonstration().password
    officers = [officer for officer in all_officers() if officer.disabled_at is None]
    is_shipped = {text: opens(password, text) for text in {officer.password_hash for officer in officers}}
    places = {row.login: place for place, row in enumerate(shipped_demonstration().officer, start=1)}
    mine = [officer for officer in officers if is_shipped[officer.password_hash]]
    return sorted(
        mine, key=lambda officer: (places.get(officer.login, 0 if officer.login == ADMIN else 99), officer.login)
    )
