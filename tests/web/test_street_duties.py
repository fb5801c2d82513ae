"""What a street owes in a year: drafted, agreed, published, and counted from the record, each number with its list."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest

from inspect_app import clock
from inspect_app.actions.raised_leads import RaisedLead, raise_lead
from inspect_app.actions.street_matters import answer_matter, tell_street
from inspect_app.actions.visits import VisitFacts, finish_visit, start_visit
from inspect_app.rules.people import Role
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_by_login
from inspect_app.store.street_duties import duties_of_year
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk

YEAR = str(clock.today().year)


@pytest.fixture
def street_head(app, office, street):
    """The head of 方松街道."""
    with transaction():
        make.officer("jiedao2", agency_by_code("SH-SJ-03").id, role=Role.STREET_HEAD, at=MONDAY)
    return Desk(app.test_client(), "jiedao2")


@pytest.fixture
def other_head(app, office):
    with transaction():
        make.officer("sijing2", agency_by_code("SH-SJ-07").id, role=Role.STREET_HEAD, at=MONDAY)
    return Desk(app.test_client(), "sijing2")


@pytest.fixture
def duties(street_head):
    """The address of this year's list, with two lines."""
    address = street_head.send("/streets/duties", year=YEAR).headers["Location"]
    for kind, amount in (("patrol_each", "1"), ("report_in_time", "2")):
        assert street_head.send(f"{address}/lines", kind=kind, amount=amount, note="").status_code == 302
    return address


def test_a_list_goes_from_draft_to_publication(duties, street_head, street, desk, head):
    assert street.send(f"{duties}/submission").status_code == 403
    assert street_head.send(f"{duties}/submission").status_code == 302
    assert street_head.send(f"{duties}/approval").status_code == 403
    assert desk.send(f"{duties}/approval").status_code == 403
    assert head.send(f"{duties}/return", reason=" ").status_code == 422
    assert head.send(f"{duties}/return", reason="次数太少").status_code == 302
    assert "次数太少" in street_head.read(duties)
    street_head.send(f"{duties}/submission")
    assert "待同意的责任清单" in head.read("/")
    assert head.send(f"{duties}/approval").status_code == 302
    late = (clock.today() + timedelta(days=1)).isoformat()
    assert desk.send(f"{duties}/publication", on=late).status_code == 422
    assert desk.send(f"{duties}/publication", on=clock.today().isoformat()).status_code == 302
    page = street.read(duties)
    assert f"公布日期 {clock.today().isoformat()}" in page
    assert "已发布" in street.read("/streets/duties")
    assert street_head.send(f"{duties}/lines", kind="joint", amount="1", note="").status_code == 409


def test_a_list_belongs_to_its_street_and_is_made_once(duties, street_head, other_head, stranger, desk, office):
    for one in (other_head, stranger):
        assert one.open(duties).status_code == 404
        assert one.send(f"{duties}/lines", kind="joint", amount="1", note="").status_code == 404
    again = street_head.send("/streets/duties", year=YEAR)
    assert again.status_code == 409
    assert "已经有" in again.get_data(as_text=True)
    street_id = str(agency_by_code("SH-SJ-03").id)
    forced = other_head.send("/streets/duties", street=street_id, year=YEAR)
    assert forced.status_code == 302
    assert set(duties_of_year(office.agency.id, int(YEAR))) == {
        agency_by_code("SH-SJ-03").id,
        agency_by_code("SH-SJ-07").id,
    }


def test_next_years_list_begins_with_this_years(duties, desk, office):
    street_id = str(agency_by_code("SH-SJ-03").id)
    following = desk.send("/streets/duties", street=street_id, year=str(int(YEAR) + 1)).headers["Location"]
    assert "每个工程巡查（次）" in desk.read(following)


def test_a_line_twice_or_out_of_bounds_is_refused(duties, street_head):
    assert street_head.send(f"{duties}/lines", kind="joint", amount="0", note="").status_code == 422
    page = street_head.open(duties).get_data(as_text=True)
    removal = re.search(r'action="([^"]+/removal)"', page)
    assert removal
    assert street_head.send(unescape(removal[1])).status_code == 302
    assert street_head.open(duties).get_data(as_text=True).count("/removal") == 1


def worked(office):
    """A patrol with a lead, and a matter answered in time."""
    by, at = officer_by_login("jiedao"), clock.now()
    with transaction():
        visit = start_visit(VisitFacts(uuid4(), office.work.id, VisitKind.PATROL, ()), by=by, at=at)
        raise_lead(RaisedLead(visit.id, uuid4(), "出入口堆放杂物"), by=by, at=at)
        finish_visit(visit.id, by=by, at=at)
        matter = tell_street(office.work.id, "去看看", clock.today(), by=office.supervisor, at=at)
        answer_matter(matter.id, "看过了", by=by, at=at)


def test_every_number_of_the_table_opens_the_list_that_it_counts(duties, street, desk, head, office):
    worked(office)
    for reader in (desk, street):
        page = reader.open("/streets/duties").get_data(as_text=True)
        row = page[page.index("方松街道</span></th>") :] if "方松街道</span></th>" in page else page
        found = re.findall(r'<a href="(/(?:streets|leads)/[^"]*year=[^"]*)">(\d+)</a>', row[: row.index("</tr>")])
        assert len(found) >= 8, found
        for link, number in found:
            assert f"共 {number} 条" in reader.read(unescape(link)), link


def test_fulfilment_is_counted_from_the_record(duties, street, office):
    assert "0 / 1" in street.read(duties)
    worked(office)
    page = street.read(duties)
    assert "1 / 1" in page
    assert "已达到" in page
    sheet = street.open("/streets/duties/sheet.csv").get_data(as_text=True)
    assert "方松街道,起草中" in sheet
    assert "泗泾镇" not in sheet
    assert street.open("/streets/duties/sheet.xlsx").data.startswith(b"PK")


def test_what_a_street_writes_down_counts_once_the_district_confirms_it(street, other_head, desk, head, stranger):
    fields = {"kind": "joint", "done_on": clock.today().isoformat(), "text": "与消防联合检查演示一号"}
    assert street.send("/streets/deeds", **fields).status_code == 302
    assert "待确认的履责记录" in desk.read("/")
    assert "与消防联合检查" not in other_head.read("/streets/deeds")
    page = desk.open("/streets/deeds").get_data(as_text=True)
    path = re.search(r'action="([^"]+/confirmation)"', page)[1]
    assert stranger.send(path).status_code == 404
    assert street.send(path).status_code == 403
    assert desk.send(path).status_code == 302
    assert "已确认" in street.read("/streets/deeds", state="confirmed", all=1)
    assert desk.send(path).status_code == 409
    future = (clock.today() + timedelta(days=1)).isoformat()
    refused = street.send("/streets/deeds", **{**fields, "done_on": future})
    assert refused.status_code == 422
    assert "与消防联合检查演示一号" in refused.get_data(as_text=True)
