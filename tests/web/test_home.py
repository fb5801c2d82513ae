"""The first page: numbers that link to the very lists that they count."""

import html
import json
import re
from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app.store.base import transaction
from inspect_app.store.decisions import decision_with
from inspect_app.store.orders import order_with
from tests.desk import Desk
from tests.on_site import decide, deliver, find, finished_visit, order, photograph, today

TILE = re.compile(r'<a class="tile[^"]*" href="([^"]+)"><span class="tile__number">(\d+)</span> ([^<]+)</a>')


def tiles(desk):
    page = desk.open("/").get_data(as_text=True)
    return {label.strip(): (int(number), link.replace("&amp;", "&")) for link, number, label in TILE.findall(page)}


@pytest.mark.parametrize("login", ["jia", "kezhang", "zhuren", "xiaofang", "admin"])
def test_everybody_has_a_first_page_and_every_tile_opens(app, office, login):
    desk = Desk(app.test_client(), login)
    assert desk.open("/").status_code == 200
    for label, (_number, link) in tiles(desk).items():
        assert desk.open(link).status_code == 200, label


def test_whoever_is_not_signed_in_is_sent_to_the_door(app, office):
    assert Desk(app.test_client()).open("/").status_code == 302


def test_the_numbers_are_those_of_the_lists(desk, office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photograph(phone, visit_id, finding_id=finding_id)
    deliver(phone, visit_id, late := decide(phone, office.yi.id, visit_id, finding_id))
    deliver(phone, visit_id, decide(phone, office.yi.id, visit_id, finding_id, fine_yuan=3001))
    order_id = order(phone, office.yi.id, visit_id, finding_id)
    phone.say("photo_taken", visit_id, photo_id="not a photo")
    phone.sync()
    with transaction():
        decision_with(UUID(late)).file_by_on = today() - timedelta(days=1)
        order_with(UUID(order_id)).due_on = today() - timedelta(days=1)
    found = tiles(desk)
    expected = {
        "待审核": 1, "照片未到齐的检查": 1, "待备案的处罚": 2, "备案逾期": 1, "有疑点的待备案处罚": 1,
        "逾期未改正": 1, "有疑点的责令改正": 0, "异常记录": 1, "逾期未检查": 0,
    }  # fmt: skip
    assert {label: found[label][0] for label in expected} == expected
    for label in ("照片未到齐的检查", "待备案的处罚", "备案逾期", "有疑点的待备案处罚", "逾期未改正"):
        number, link = found[label]
        assert f"共 {number} 条" in desk.read(link), label


def test_an_inspector_sees_what_was_sent_back(desk, inspector, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    desk.send(f"/visits/{visit_id}/returns", **{f"finding-{finding_id}": "写明范围"})
    number, link = tiles(inspector)["退回待我补正"]
    assert number == 1
    assert "共 1 条" in inspector.read(link)
    assert "待审核" not in tiles(inspector)


def test_who_has_nothing_to_do_is_told_what_comes_next(app, desk, office):
    assert "现在没有等您办理的事" in desk.read("/")
    assert "打开手机端" in Desk(app.test_client(), "xiaofang").read("/")


def test_a_partner_gets_no_numbers_of_the_office(app, office, phone):
    visit_id = phone.start_visit(office.work.id, officer_ids=[str(office.fire.id)])
    find(phone, visit_id)
    phone.sync()
    assert tiles(Desk(app.test_client(), "xiaofang")) == {}


def test_the_numbers_stop_at_the_office(stranger, office, phone):
    finished_visit(phone, office.work.id)
    assert all(number == 0 for number, _link in tiles(stranger).values())


def test_the_heads_first_page_shows_the_district_on_a_map_and_nobody_elses_does(app, office):
    head = Desk(app.test_client(), "zhuren").open("/")
    assert "data-map=" in head.get_data(as_text=True)
    assert "img-src" in head.headers["Content-Security-Policy"]
    facts = json.loads(html.unescape(re.search(r"data-map='([^']+)'", head.get_data(as_text=True)).group(1)))
    assert facts["layers"] == ["works", "orders"]
    [entrance] = office.work.entrances
    west, south, east, north = facts["box"]
    assert west <= entrance.longitude <= east
    assert south <= entrance.latitude <= north
    for login in ("kezhang", "jia", "admin"):
        assert "data-map=" not in Desk(app.test_client(), login).open("/").get_data(as_text=True)
