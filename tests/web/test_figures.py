"""A city officer sees the districts' figures, and is told where to look when a list is none of theirs."""

from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app.actions.instance import add_agency
from inspect_app.actions.works import register_work
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.works import WorkStatus
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.figures import figures_below
from inspect_app.store.orders import order_with
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.on_site import decide, deliver, finished_visit, order, today


@pytest.fixture
def city(app, office):
    with transaction():
        make.officer("shi", agency_by_code("SH").id, role=Role.CITY, at=MONDAY)
    return Desk(app.test_client(), "shi")


def figures(office):
    return {one.agency.code: one for one in figures_below(office.agency.parent_id, on=today())}


def test_works_and_their_area_are_summed_by_district(office):
    with transaction():
        other = add_agency("SH-QP", AgencyKind.DISTRICT, "青浦区民防办公室", office.agency.parent)
        facts = make.work_facts("SJ-0002", status=WorkStatus.UNDER_CONSTRUCTION)
        register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)
    found = figures(office)
    assert list(found) == ["SH-QP", "SH-SJ"]
    ours = found["SH-SJ"]
    assert (ours.works, str(ours.area_m2), ours.in_use, ours.under_construction) == (2, "10000.00", 1, 1)
    assert (found["SH-QP"].agency.id, found["SH-QP"].works, found["SH-QP"].visits) == (other.id, 0, 0)


def test_what_was_done_this_year_is_counted(office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    deliver(phone, visit_id, decide(phone, office.yi.id, visit_id, finding_id))
    decide(phone, office.yi.id, visit_id, finding_id)  # made, never handed over
    order_id = order(phone, office.yi.id, visit_id, finding_id)
    withdrawn = phone.payload(phone.events[-1])["data"]
    assert withdrawn["order_id"] == order_id
    phone.sync()
    ours = figures(office)["SH-SJ"]
    assert (ours.visits, ours.findings, ours.penalties, ours.fines_yuan) == (1, 1, 1, 500)
    assert (ours.to_correct, ours.overdue) == (1, 0)
    with transaction():
        order_with(UUID(order_id)).due_on = today() - timedelta(days=1)
    assert figures(office)["SH-SJ"].overdue == 1
    last_year = figures_below(office.agency.parent_id, on=today().replace(year=today().year + 1))[0]
    assert (last_year.visits, last_year.penalties, last_year.works, last_year.to_correct) == (0, 0, 1, 1)


def test_the_first_page_leads_to_the_figures(city, office):
    page = city.open("/").get_data(as_text=True)
    assert 'href="/figures"><span class="tile__number">1</span> 各区的工程' in page
    assert "/works" not in page[page.index("<main") :]
    text = city.read("/figures")
    assert "上海市松江区民防办公室 1 5,000.00 1 0" in text


@pytest.mark.parametrize("path", ["/works", "/visits", "/decisions", "/orders"])
def test_a_list_that_is_a_districts_own_says_where_to_look(city, path):
    text = city.read(path)
    assert "明细" in text
    assert 'href="/figures"' in city.open(path).get_data(as_text=True)


def test_a_city_officer_opens_nothing_of_a_district(city, office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    order_id = order(phone, office.yi.id, visit_id, finding_id)
    phone.sync()
    for path in (f"/works/{office.work.id}", f"/visits/{visit_id}", f"/orders/{order_id}"):
        assert city.open(path).status_code == 404


@pytest.mark.parametrize("login", ["jia", "kezhang", "zhuren", "xiaofang", "admin"])
def test_nobody_else_sees_the_figures(app, office, login):
    assert Desk(app.test_client(), login).open("/figures").status_code == 403
