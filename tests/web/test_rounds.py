"""A day's round in the office."""

from datetime import date
from uuid import uuid4

from inspect_app.actions.planning import plan_visit
from inspect_app.actions.visits import VisitFacts
from inspect_app.actions.works import register_work
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.works import EntranceFacts
from inspect_app.store.base import transaction
from tests import make
from tests.conftest import MONDAY


def plan(office, work) -> None:
    due = date(2028, 12, 1)
    facts = VisitFacts(uuid4(), work.id, VisitKind.PLANNED, (("short", 1),), (office.jia.id,), due_on=due)
    plan_visit(facts, by=office.supervisor, at=MONDAY)


def test_visits_stand_in_a_short_order_with_maps_and_those_without_coordinates_last(office, desk):
    with transaction():
        plan(office, office.work)
        for number, longitude in (("SJ-0003", 121.30), ("SJ-0002", 121.25), ("SJ-0004", None)):
            entrances = (EntranceFacts("1号口", longitude, 31.0322),) if longitude else ()
            work = make.work_facts(number, name=f"演示{number}", entrances=entrances)
            plan(office, register_work(work, agency_id=office.agency.id, by=None, at=MONDAY))
    page = desk.read("/rounds", officer=str(office.jia.id))
    places = [page.index(name) for name in ("SJ-0002", "SJ-0003", "SJ-0004")]
    assert "共 4 处" in page
    assert places == sorted(places) or places[:2] == sorted(places[:2], reverse=True)
    assert "台账没有坐标" in page
    body = desk.open("/rounds", officer=str(office.jia.id)).get_data(as_text=True)
    assert "https://uri.amap.com/marker?position=121.232" in body


def test_without_a_person_or_without_visits_the_page_says_so(office, desk, stranger):
    assert "请选择一名人员" in desk.read("/rounds")
    assert "没有待检查的工程" in desk.read("/rounds", officer=str(office.yi.id))
    assert "演示一号地下车库" not in stranger.read("/rounds", officer=str(office.jia.id))
