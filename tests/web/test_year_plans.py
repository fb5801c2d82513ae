"""The yearly plan in the office: drafted, approved by the head, published, counted from the visits."""

from uuid import uuid4

import pytest

from inspect_app import clock
from inspect_app.actions.visits import VisitFacts, start_visit
from inspect_app.rules.calendar import day_of
from inspect_app.rules.procedure import Stage
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.base import db, transaction
from inspect_app.store.year_plans import YearPlan
from tests.conftest import MONDAY

LINE = {"kind": "planned", "street": "", "first": "1", "second": "1", "third": "1", "fourth": "2"}


def plan() -> YearPlan:
    db.session.expire_all()
    return db.session.query(YearPlan).one()


@pytest.fixture
def path(desk) -> str:
    sent = desk.send("/year-plans", year="2026", frequency="在用工程两年一次")
    assert sent.status_code == 302
    return sent.headers["Location"]


def test_a_plan_from_its_draft_to_its_publication(desk, head, path):
    assert desk.send(f"{path}/submission").status_code == 422
    assert desk.send(f"{path}/lines", **LINE).status_code == 302
    assert desk.send(f"{path}/submission").status_code == 302
    assert desk.send(f"{path}/lines", **{**LINE, "kind": "joint"}).status_code == 409
    assert desk.send(f"{path}/approval").status_code == 403
    assert head.send(f"{path}/return", reason="").status_code == 422
    assert head.send(f"{path}/return", reason="数量太少").status_code == 302
    assert "数量太少" in desk.read(path)
    assert desk.send(f"{path}/submission").status_code == 302
    assert head.send(f"{path}/approval").status_code == 302
    assert desk.send(f"{path}/publication", on="2020-01-01").status_code == 422
    assert desk.send(f"{path}/publication", on="2099-01-01").status_code == 422
    assert desk.send(f"{path}/publication", on="").status_code == 422
    today = day_of(clock.now())
    assert desk.send(f"{path}/publication", on=today.isoformat()).status_code == 302
    assert (plan().stage, plan().published_on) == (Stage.PUBLISHED, today)


def test_visits_are_counted_against_the_line_of_their_kind_and_street(office, desk, path):
    street = str(office.work.street_id)
    desk.send(f"{path}/lines", **LINE)
    desk.send(f"{path}/lines", **{**LINE, "street": street, "fourth": "1"})
    for kind in (VisitKind.PLANNED, VisitKind.PATROL):
        with transaction():
            start_visit(VisitFacts(uuid4(), office.work.id, kind, (("short", 1),)), by=office.jia, at=MONDAY)
    page = desk.read(path)
    assert "1 / 2" in page
    assert "1 / 1" in page
    assert "欠" in page
    sheet = desk.open(f"{path}/sheet.csv").get_data(as_text=True)
    assert "计划检查,全区,1,1,1,2,1," in sheet


def test_a_line_is_taken_out_of_a_draft_and_stands_once(desk, path):
    desk.send(f"{path}/lines", **LINE)
    assert desk.send(f"{path}/lines", **LINE).status_code == 409
    assert desk.send(f"{path}/lines", **{**LINE, "kind": "joint", "first": "x"}).status_code == 422
    line = plan().lines[0].id
    assert desk.send(f"{path}/lines/{line}/removal").status_code == 302
    assert plan().lines == []


def test_there_is_one_plan_a_year_and_it_is_late_after_march(desk, path):
    sent = desk.send("/year-plans", year="2026", frequency="一年一次")
    assert sent.status_code == 409
    assert "已经逾期" in desk.read(path)
    later = desk.send("/year-plans", year="2090", frequency="一年一次").headers["Location"]
    assert "以前公布" in desk.read(later)
    assert "2090" in desk.read("/year-plans")


def test_inspectors_read_it_and_strangers_do_not(inspector, stranger, desk, path):
    assert inspector.open(path).status_code == 200
    assert inspector.send(f"{path}/lines", **LINE).status_code == 403
    assert stranger.open(path).status_code == 404
