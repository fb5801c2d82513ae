"""Suggested leads and key projects in the office."""

import re
from datetime import timedelta

import pytest

from inspect_app import clock
from inspect_app.actions.works import register_work
from inspect_app.store.base import transaction
from inspect_app.store.checklists import checklist_by_code
from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.orders import orders_of
from inspect_app.store.works import work_of
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.on_site import find, finished_visit, order


@pytest.fixture
def key_work(office):
    with transaction():
        work_of(office.agency.id, office.work.id).is_key_project = True
    return office.work


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
@pytest.mark.parametrize("path", ["/leads/suggestions", "/key-projects"])
def test_who_may_see_them(app, office, path, login, status):
    assert Desk(app.test_client(), login).open(path).status_code == status


def test_a_work_never_visited_is_suggested_and_taken_up_once(desk, inspector, stranger, office):
    page = desk.read("/leads/suggestions")
    assert "从未检查过" in page
    assert office.work.name in page
    origin = f"quiet:{office.work.id.hex}:never"
    assert inspector.send("/leads/suggestions", origin=origin).status_code == 403
    assert stranger.send("/leads/suggestions", origin=origin).status_code == 409
    first = desk.send("/leads/suggestions", origin=origin)
    assert desk.send("/leads/suggestions", origin=origin).headers["Location"] == first.headers["Location"]
    assert "从未检查过" in desk.read(first.headers["Location"])
    assert "没有要提示的" in desk.read("/leads/suggestions")
    assert len(leads_matching(office.agency.id, LeadFilter())) == 1


def test_quiet_works_are_told_page_by_page_and_leads_of_them_left_out(desk, office):
    with transaction():
        for number in range(2, 70):
            facts = make.work_facts(f"SJ-{number:04d}", name=f"演示{number:02d}号车库")
            register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)
    first, second = (desk.open("/leads/suggestions", page=page).get_data(as_text=True) for page in (1, 2))
    assert (first.count('name="origin"'), second.count('name="origin"')) == (50, 19)
    assert "<strong>69</strong>" in first
    origins = set(re.findall(r'name="origin" value="([^"]+)"', first + second))
    assert len(origins) == 69
    desk.send("/leads/suggestions", origin=min(origins))
    rest = desk.open("/leads/suggestions", kind="quiet").get_data(as_text=True)
    assert "<strong>68</strong>" in rest
    assert min(origins) not in rest


def test_a_visit_takes_the_suggestion_away(desk, office, phone):
    finished_visit(phone, office.work.id)
    assert "没有要提示的" in desk.read("/leads/suggestions")
    gone = desk.send("/leads/suggestions", origin=f"quiet:{office.work.id.hex}:never")
    assert gone.status_code == 409
    assert "情况已经变化" in gone.get_data(as_text=True)


def test_an_order_beyond_its_day_is_suggested_with_its_reason(desk, office, phone):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    order(phone, office.yi.id, visit_id, find(phone, visit_id))
    phone.sync()
    assert "没有要提示的" in desk.read("/leads/suggestions", kind="overdue")
    with transaction():
        [made] = orders_of(office.agency.id)
        made.due_on = clock.today() - timedelta(days=1)
    page = desk.read("/leads/suggestions", kind="overdue")
    assert "责令改正逾期" in page
    assert made.number in page
    assert made.party_name in page


def test_a_key_project_shows_its_rhythm_and_what_its_milestone_calls_for(desk, office, key_work):
    page = desk.read("/key-projects")
    assert "从未检查" in page
    assert "逾期" in page
    assert "重点工程待检查" in desk.read("/")
    address = f"/key-projects/{key_work.id}/milestone"
    soon = (clock.today() + timedelta(days=3)).isoformat()
    assert desk.send(address, kind="slab", planned_on="").status_code == 422
    late = desk.send(address, kind="slab", planned_on=soon, reached_on="2999-01-01")
    assert late.status_code == 422
    assert "在今天之后" in late.get_data(as_text=True)
    assert desk.send(address, kind="slab", planned_on=soon).status_code == 302
    page = desk.open("/key-projects").get_data(as_text=True)
    assert "待检查" in page
    assert "checklist=construction-before-slab" in page


def test_the_checklist_that_is_called_for_is_ticked_on_the_plan(desk, office, key_work):
    assert checklist_by_code("short")
    page = desk.open("/visits/new", work=str(key_work.id), checklist="short").get_data(as_text=True)
    [box] = re.findall(r'<input[^>]*value="short/1"[^>]*>', page)
    assert "checked" in box
    page = desk.open("/visits/new", work=str(key_work.id)).get_data(as_text=True)
    [box] = re.findall(r'<input[^>]*value="short/1"[^>]*>', page)
    assert "checked" not in box


def test_only_key_projects_of_the_office_have_milestones(desk, inspector, stranger, office, key_work):
    address = f"/key-projects/{key_work.id}/milestone"
    assert desk.open(address).status_code == 200
    assert inspector.open(address).status_code == 403
    assert stranger.open(address).status_code == 404
    assert desk.open(f"/key-projects/{make.any_id()}/milestone").status_code == 404
    with transaction():
        work_of(office.agency.id, key_work.id).is_key_project = False
    assert desk.send(address, kind="slab", planned_on="2026-12-01").status_code == 404
