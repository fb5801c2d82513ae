"""The pool of a draft in numbers, as its page shows it, is the pool that would be published."""

from collections import Counter
from datetime import date
from uuid import uuid4

import pytest

from inspect_app.actions.draw_pools import faults_before_publishing, faults_in_sums, pool_now, sums_now
from inspect_app.actions.draw_records import published_sums
from inspect_app.actions.draws import DrawFacts, exclude, make_draw, prepare_draw, publish_pool
from inspect_app.actions.interests import declare_interest
from inspect_app.actions.works import register_work
from inspect_app.rules.draw_sums import sums_of_published
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.plain import to_plain
from inspect_app.rules.works import PartyFacts, PartyPart, WorkStatus
from inspect_app.store.base import db, transaction
from inspect_app.store.draws import draw_with
from inspect_app.store.works import work_by_number
from tests import make
from tests.conftest import MONDAY

STREETS = ("方松街道", "岳阳街道", "新桥镇")
PARTIES = ("演示物业有限公司", "演示 物业（松江）有限公司", "别的公司")


@pytest.fixture
def office(office):
    with transaction():
        for number in range(2, 14):
            party = PartyFacts(PartyPart.OWNER, PARTIES[number % 3], f"9131{number}")
            facts = make.work_facts(f"SJ-{number:04d}", street=STREETS[number % 3], parties=(party,))
            register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)
        building = make.work_facts("SJ-0099", status=WorkStatus.UNDER_CONSTRUCTION)
        register_work(building, agency_id=office.agency.id, by=None, at=MONDAY)
        make.officer("bing", office.agency.id, badge="SJ-009", at=MONDAY)
    return office


def prepare(office, **more):
    usual = {"count": 3, "officers_each": 2, "by_street": True, "by_risk": False, "due_on": date(2028, 12, 1)}
    with transaction():
        facts = DrawFacts("抽查", WorkStatus.IN_USE, checklists=("short",), **{**usual, **more})
        return prepare_draw(facts, by=office.supervisor, at=MONDAY)


def set_apart(office, draw, *, number="", officer=None, reason="理由"):
    work = work_by_number(office.agency.id, number) if number else None
    ids = {"work_id": work.id if work else None, "officer_id": officer.id if officer else None}
    with transaction():
        exclude(draw.id, reason, **ids, by=office.supervisor, at=MONDAY)


def declare(office, officer, **about):
    with transaction():
        declare_interest(InterestFacts(officer.id, "亲属", **about), by=officer, at=MONDAY)


def compared(draw):
    pool, sums = pool_now(draw, at=MONDAY), sums_now(draw)
    drawable = Counter(one.street for one in pool.drawable())
    assert (sums.works, dict(sums.streets), sums.drawable) == (len(pool.works), drawable, len(pool.drawable()))
    assert (sums.plan, sums.officers, sums.recusals) == (pool.plan, pool.officers, pool.recusals)
    assert {one.number for one in sums.recusals} <= sums.named.keys()
    assert faults_in_sums(draw, sums) == faults_before_publishing(draw, pool)
    published = sums_of_published(to_plain(pool), [])
    assert (published.works, published.streets, published.recusals) == (sums.works, drawable, sums.recusals)
    return faults_in_sums(draw, sums)


def test_a_pool_with_nobody_set_apart(office):
    assert compared(prepare(office)) == []


def test_works_and_officers_set_apart_and_interests_declared(office):
    draw = prepare(office)
    set_apart(office, draw, number="SJ-0003")
    set_apart(office, draw, officer=office.yi, reason="借调")
    set_apart(office, draw, number="SJ-0004", officer=office.jia)
    declare(office, office.jia, work_id=work_by_number(office.agency.id, "SJ-0005").id)
    declare(office, office.jia, party_name="演示物业(松江) 有限公司")
    declare(office, office.yi, party_name="91317")
    faults = compared(draw)
    assert len(faults) == 5, "only the first five works are named"


@pytest.mark.parametrize("more", [{"count": 99}, {"officers_each": 1}, {"officers_each": 9}])
def test_faults_of_the_plan_are_found_without_the_pool(office, more):
    assert compared(prepare(office, **more))


def test_what_was_published_is_shown_whatever_became_of_the_register(office):
    draw = prepare(office)
    declare(office, office.jia, party_name="演示物业有限公司")
    with transaction():
        publish_pool(draw.id, by=office.supervisor, at=MONDAY)
    with transaction():
        make_draw(draw.id, "三六九", by=office.supervisor, at=MONDAY)
        register_work(make.work_facts(f"SJ-{uuid4()}"), agency_id=office.agency.id, by=None, at=MONDAY)
    db.session.expire_all()
    sums = published_sums(draw_with(draw.id))
    assert sums.works == 13
    assert {one["number"] for one in draw_with(draw.id).result} <= sums.named.keys()
