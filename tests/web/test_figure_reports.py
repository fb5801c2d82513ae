"""Reported figures on the pages: signing off a month, giving a sample, the city's first page, what is overdue."""

import re
from datetime import datetime, timedelta

import pytest

from inspect_app import clock
from inspect_app.actions.works import register_work
from inspect_app.rules.calendar import SHANGHAI, day_of
from inspect_app.rules.figure_reports import Month
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.figure_reports import reports_of, samples_waiting
from tests import make
from tests.desk import Desk
from tests.exchange.two_offices import OfficeHere, close, lent_office


def last_month() -> Month:
    before = clock.today().replace(day=1) - timedelta(days=1)
    return Month(before.year, before.month)


@pytest.fixture
def offices(tmp_path):
    city, district = lent_office("SH"), lent_office()
    city.pair_with(district)
    month = last_month()
    with district.here(), transaction():
        registered = datetime(month.year, month.month, 1, 9, tzinfo=SHANGHAI)
        for number in range(1, 5):
            facts = make.work_facts(f"SJ-{number:04d}")
            register_work(facts, agency_id=instance_agency().id, by=None, at=registered)
    city.now = district.now = clock.now()
    yield city, district
    close(city, district)


def path_of(month: Month) -> str:
    return f"/figure-reports/months/{month.year}-{month.month}"


def sign(desk: Desk, **more) -> int:
    path = path_of(last_month())
    stamp = re.findall(r'name="stamp" value="([0-9a-f]{64})"', desk.open(path).get_data(as_text=True))
    return desk.send(path, stamp=stamp[0] if stamp else "", **more).status_code


def report_at(office: OfficeHere, agency_id=None) -> str:
    with office.here():
        [report] = reports_of(agency_id or instance_agency().id, last_month())
        return f"/figure-reports/{report.id}"


def test_the_head_signs_off_a_month_that_is_over(offices):
    _city, district = offices
    head, chief = (Desk(district.app.test_client(), login) for login in ("zhuren", "kezhang"))
    path = path_of(last_month())
    assert "签发上报" in head.read(path)
    assert 'name="stamp"' not in chief.open(path).get_data(as_text=True)
    assert chief.send(path, stamp="").status_code == 403
    assert head.send(path, stamp="0" * 64).status_code == 409
    assert sign(head) == 302
    assert "第 1 次" in head.read("/figure-reports")
    assert sign(head, note="再报") == 409
    running = clock.today()
    assert head.open(f"/figure-reports/months/{running.year}-{running.month}").status_code == 422


def test_an_inspector_sees_no_reports(app, office):
    assert Desk(app.test_client(), "jia").open("/figure-reports").status_code == 403


def test_without_a_city_nothing_can_be_signed(app, office):
    head = Desk(app.test_client(), "zhuren")
    page = head.read(path_of(last_month()))
    assert "还没有与市民防办建立交换" in page
    assert head.send(path_of(last_month()), stamp="").status_code == 409


def test_the_citys_first_page_shows_each_number_with_its_report_and_checks_it(offices):
    city, district = offices
    sign(Desk(district.app.test_client(), "zhuren"))
    city.exchange_with(district)
    head = Desk(city.app.test_client(), "zhuren")
    first = head.open("/").get_data(as_text=True)
    with city.here():
        agency_id = city.peer(district).agency_id
    path = report_at(city, agency_id)
    assert f'href="{path}"' in first
    page = head.open(f"/figure-reports?figure=works&year={last_month().year}").get_data(as_text=True)
    assert f'data-value="4"><a href="{path}">4</a>' in page
    assert head.send(f"{path}/samples", code="works", size=9).status_code == 422
    assert head.send(f"{path}/samples", code="works", size=2).status_code == 302
    assert "等待提供" in head.read(path)
    city.exchange_with(district)
    theirs = Desk(district.app.test_client(), "zhuren")
    assert "抽查等待提供" in theirs.read("/figure-reports")
    with district.here():
        [sample] = samples_waiting()
    assert "SJ-000" in theirs.read(report_at(district))
    assert theirs.send(f"/figure-reports/samples/{sample.id}/rows").status_code == 302
    assert theirs.send(f"/figure-reports/samples/{sample.id}/rows").status_code == 409
    district.exchange_with(city)
    page = head.read(path)
    assert "一致" in page
    assert "SJ-000" in page


def test_a_district_that_owes_a_month_is_named(offices):
    city, district = offices
    with city.here(), transaction():
        peer = city.peer(district)
        peer.paired_at = clock.now() - timedelta(days=100)
    page = Desk(city.app.test_client(), "zhuren").read("/figure-reports")
    month = last_month()
    is_due = month.due_on < day_of(clock.now())
    assert ("逾期没有上报的区" in page) is (is_due or Month(clock.today().year, 1) < month)


def test_the_city_signs_nothing_and_a_district_samples_nothing(offices):
    city, district = offices
    assert Desk(city.app.test_client(), "zhuren").open(path_of(last_month())).status_code == 404
    head = Desk(district.app.test_client(), "zhuren")
    sign(head)
    assert head.send(f"{report_at(district)}/samples", code="works", size=1).status_code == 403
