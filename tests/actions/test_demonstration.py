"""The demonstration district: exactly as large as the real one, the same every time, and plainly fictional."""

from collections import Counter
from decimal import Decimal

import pytest

from inspect_app.actions.case_tasks import pressing_cases, waiting_cases
from inspect_app.actions.demonstration import demonstration_accounts, is_demonstration, load_demonstration
from inspect_app.actions.demonstration_works import demonstration_id, fictional_works
from inspect_app.actions.instance import STREETS
from inspect_app.actions.officers import set_password
from inspect_app.actions.passwords import verify_password
from inspect_app.actions.patrols import patrolled_works
from inspect_app.catalogue.demonstration import shipped_demonstration
from inspect_app.rules.calendar import day_of
from inspect_app.rules.patrols import PatrolState
from inspect_app.rules.people import CertificateState, Role, certificate_state
from inspect_app.rules.places import Point, metres_between
from inspect_app.rules.stages import Stage
from inspect_app.rules.street_matters import MatterState
from inspect_app.rules.work_texts import tidied
from inspect_app.rules.works import WorkStatus, check_work
from inspect_app.store.agencies import agency_by_code, teams_of
from inspect_app.store.base import transaction
from inspect_app.store.cases import unsettled_cases
from inspect_app.store.feed import feed_after
from inspect_app.store.officers import officer_by_login, officers_of
from inspect_app.store.patrols import PatrolFilter, count_patrols
from inspect_app.store.street_matters import MatterFilter, matters_matching
from inspect_app.store.visits import visits_with
from inspect_app.store.works import WorkFilter, works_of
from tests.conftest import MONDAY
from tests.kept_rows import Rows, put_back, rows

TODAY = day_of(MONDAY)
DATA = shipped_demonstration()
WORKS = fictional_works(DATA)


_LOADED: list[Rows] = []


@pytest.fixture
def district(app):
    """Loaded once in a process, after that put back: it takes a second and a half."""
    if _LOADED:
        put_back(_LOADED[0])
    else:
        with transaction():
            load_demonstration(at=MONDAY)
        _LOADED.append(rows())
    return agency_by_code("SH-SJ")


def test_329_works_of_together_1650000_square_metres():
    assert len(WORKS) == 329
    assert sum(work.area_m2 for work in WORKS) == Decimal(1_650_000)


def test_how_they_stand():
    counts = Counter(work.status for work in WORKS)
    assert counts == {WorkStatus.IN_USE: 285, WorkStatus.UNDER_CONSTRUCTION: 36, WorkStatus.OTHER: 8}


def test_the_same_every_time():
    assert fictional_works(shipped_demonstration()) == WORKS
    assert (WORKS[0].name, str(WORKS[0].area_m2)) == ("演示榕绿地1号地下车库", "4140.06")
    assert str(demonstration_id(WORKS[0].number)) == "b0ddddeb-14f2-5b24-a75c-1aa9c166cd78"


def test_every_work_is_faultless_tidy_and_plainly_invented():
    for work in WORKS:
        assert check_work(work, on=TODAY) == []
        assert tidied(work) == work
        assert all("演示" in text for text in (work.name, work.address, *(party.name for party in work.parties)))


def test_numbers_and_names_are_all_different():
    assert len({work.number for work in WORKS}) == len({work.name for work in WORKS}) == 329


def test_every_street_has_works_and_every_entrance_lies_in_its_street():
    centres = {street.name: street for street in DATA.street}
    assert set(centres) == set(STREETS) == {work.street for work in WORKS}
    for work in WORKS:
        street = centres[work.street]
        middle = Point(street.longitude, street.latitude)
        assert 1 <= len(work.entrances) <= 3
        for entrance in work.entrances:
            assert metres_between(middle, Point(entrance.longitude, entrance.latitude)) < street.radius_m + 100


def test_what_is_built_has_builders_and_what_is_used_has_a_manager():
    for work in WORKS:
        parts = {party.part.name for party in work.parties}
        is_building = work.status is WorkStatus.UNDER_CONSTRUCTION
        assert parts == {"OWNER", *({"BUILDER", "DESIGNER", "SUPERVISOR_FIRM"} if is_building else {"MANAGER"})}
        assert (work.built_year is None) == is_building


def test_some_are_key_projects():
    assert 15 <= sum(work.is_key_project for work in WORKS) <= 40


def test_22_officers_in_three_teams_each_led_by_a_head(district):
    officers = [one for one in officers_of(district.id) if one.role is not Role.ADMIN]
    roles = Counter(one.role for one in officers)
    assert roles == {Role.HEAD: 3, Role.SUPERVISOR: 2, Role.LEGAL_REVIEWER: 1, Role.INSPECTOR: 16}
    assert len(teams_of(district.id)) == 3
    assert len({one.team_id for one in officers if one.role is Role.HEAD}) == 3
    assert min(Counter(one.team_id for one in officers).values()) >= 7
    assert len({one.badge_number for one in officers} - {None}) == 22


def test_one_certificate_has_expired_and_two_soon_will(district):
    officers = [one for one in officers_of(district.id) if one.badge_number]
    states = Counter(certificate_state(one.facts(), on=TODAY) for one in officers)
    assert states == {CertificateState.VALID: 19, CertificateState.EXPIRING: 2, CertificateState.EXPIRED: 1}


def test_people_of_other_agencies(district):
    roles = Counter(one.role for one in demonstration_accounts())
    assert (roles[Role.PARTNER], roles[Role.STREET], roles[Role.CITY], roles[Role.ADMIN]) == (4, 3, 1, 1)
    assert roles[Role.STREET_HEAD] == 2


def test_its_streets_have_patrolled_and_some_works_are_overdue(district):
    states = Counter(one.state for one in patrolled_works(district.id, WorkFilter(), on=day_of(MONDAY)))
    assert states[PatrolState.OVERDUE] >= 3
    assert count_patrols(district.id, PatrolFilter()) == 17
    assert {one.state for one in matters_matching(district.id, MatterFilter())} == set(MatterState)


def test_everybody_comes_in_with_the_shipped_password(district):
    accounts = demonstration_accounts()
    assert len(accounts) == 33
    assert verify_password("jia", DATA.password) == officer_by_login("jia")


def test_an_account_with_a_password_of_its_own_is_not_listed(district):
    jia, admin = officer_by_login("jia"), officer_by_login("admin")
    with transaction():
        set_password(jia, "a password of my own", by=admin.id, at=MONDAY)
    assert "jia" not in [one.login for one in demonstration_accounts()]


def test_everything_loaded_says_that_it_is_a_demonstration(district):
    assert is_demonstration()
    works = works_of(district.id)
    assert {work.is_demonstration for work in works} == {True}
    assert {work.id for work in works} == {demonstration_id(work.number) for work in WORKS}


def test_the_phones_hear_of_works_people_checklists_and_the_rulebook(district):
    kinds = Counter(line.kind for line in feed_after(0, [district.id], limit=2000))
    assert kinds["work"] == 329
    assert kinds["officer"] >= 26
    assert kinds["checklist"] >= 4
    assert kinds["rulebook"] >= 1


def test_there_are_visits_for_today_and_the_days_after(district):
    visits = visits_with([demonstration_id(f"visit {place}") for place in range(len(DATA.visit))])
    assert len(visits) == len(DATA.visit)
    assert min(visit.due_on for visit in visits) == TODAY
    assert len({visit.work_id for visit in visits}) == len(visits)
    jia = officer_by_login("jia")
    assert any(visit.has(jia.id) and visit.due_on == TODAY for visit in visits)


def test_four_cases_stand_at_different_stages_the_same_every_time(district):
    cases = sorted(unsettled_cases(district.id, frozenset()), key=lambda case: case.number)
    assert [(case.number[-6:], case.stage, case.fine_yuan, len(case.entries)) for case in cases] == [
        ("第0001号", Stage.PROPOSED, 0, 0),
        ("第0002号", Stage.INVESTIGATING, 0, 4),
        ("第0003号", Stage.NOTICE_GIVEN, 0, 5),
        ("第0004号", Stage.CLOSED, 12_000, 9),
    ]
    assert str(cases[0].id) == str(demonstration_id("case 防空地下室入口处堆放杂物，占用人防工程"))
    assert {"演示" in case.party["name"] for case in cases} == {True}


def test_a_new_user_finds_cases_that_wait_for_them(district):
    head, investigator = officer_by_login("jia"), officer_by_login("geng")
    assert list(waiting_cases(head).values()) == [["approve_filing"]]
    assert len(waiting_cases(investigator)) == 3
    assert len(pressing_cases(investigator, on=TODAY)) == 1
