"""The office's map: what stands in a window, for whom, and what is counted instead of drawn."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from inspect_app import clock
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.visits import VisitFacts
from inspect_app.actions.works import register_work
from inspect_app.config import tiles_from
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.works import EntranceFacts, WorkStatus
from inspect_app.store import map_points
from inspect_app.store.base import transaction
from inspect_app.store.map_points import Box, Layer, Wanted, drawn
from inspect_app.web.security import policy
from tests import make
from tests.conftest import MONDAY
from tests.on_site import finished_visit

HERE = {"west": 121.2, "south": 31.0, "east": 121.3, "north": 31.1, "zoom": 12}


def work(office, number, longitude=121.25, **more):
    entrances = (EntranceFacts("1号口", longitude, 31.0322),) if longitude else ()
    facts = make.work_facts(number, name=f"演示{number}", entrances=entrances, **more)
    return register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)


def plan(office, one, due=None):
    facts = VisitFacts(uuid4(), one.id, VisitKind.PLANNED, (("short", 1),), (office.jia.id,), due_on=due)
    return plan_visit(facts, by=office.supervisor, at=MONDAY)


def points(desk, layer="works", **more):
    answer = desk.open("/map/points", layer=layer, **{**HERE, **more})
    assert answer.status_code == 200
    assert answer.mimetype == "application/geo+json"
    return answer.get_json()


def numbers(found):
    return [one["properties"]["number"] for one in found["features"]]


def test_the_works_of_a_window_are_points_with_their_state(office, desk):
    with transaction():
        work(office, "SJ-0002", status=WorkStatus.UNDER_CONSTRUCTION)
        work(office, "SJ-0003", longitude=121.5)
        work(office, "SJ-0004", longitude=None)
    found = points(desk)
    assert (found["count"], found["is_counted"]) == (2, False)
    assert numbers(found) == ["SJ-0001", "SJ-0002"]
    assert found["features"][1]["geometry"] == {"type": "Point", "coordinates": [121.25, 31.0322]}
    assert [one["properties"]["state"] for one in found["features"]] == ["in_use", "under_construction"]
    assert found["features"][0]["properties"]["page"] == f"/works/{office.work.id}"
    assert "另有 1 个工程没有出入口坐标" in desk.read("/map")


def test_the_registers_filter_bounds_every_layer_and_is_remembered(office, desk):
    with transaction():
        plan(office, office.work)
        plan(office, work(office, "SJ-0002"))
    assert numbers(points(desk, text="0002")) == ["SJ-0002"]
    assert numbers(points(desk, "visits", text="0002")) == ["SJ-0002"]
    desk.read("/works", text="0002", all="1")
    assert "text=0002" in desk.open("/map").get_data(as_text=True)


def test_a_lists_own_filter_is_the_maps(office, desk):
    with transaction():
        plan(office, office.work, due=date(2028, 12, 1))
        plan(office, work(office, "SJ-0002"))
    assert len(points(desk, "visits", of="visits", officer=str(office.jia.id))["features"]) == 2
    assert points(desk, "visits", of="visits", officer=str(office.yi.id))["features"] == []
    assert 'data-layer="visits"' in desk.open("/map", of="visits").get_data(as_text=True)
    assert 'data-layer="works"' not in desk.open("/map", of="visits").get_data(as_text=True)


def test_what_is_past_its_day_is_late_and_can_be_shown_alone(office, desk):
    with transaction():
        visit = plan(office, office.work)
        visit.due_on = clock.today() - timedelta(days=3)
        other = plan(office, work(office, "SJ-0002"))
        other.due_on = clock.today()
    late = {one["properties"]["number"]: one["properties"] for one in points(desk, "visits")["features"]}
    assert (late["SJ-0001"]["late"], late["SJ-0001"]["days"]) == (True, 3)
    assert (late["SJ-0002"]["late"], late["SJ-0002"]["days"]) == (False, None)
    assert numbers(points(desk, "visits", late="1")) == ["SJ-0001"]
    assert numbers(points(desk, late="1")) == ["SJ-0001"]


def test_findings_that_nobody_decided_upon_are_open(office, desk, phone):
    finished_visit(phone, office.work.id)
    found = points(desk, "findings")
    assert numbers(found) == ["SJ-0001"]
    assert found["features"][0]["properties"]["words"]


def test_more_than_can_be_looked_at_is_counted_by_squares(office):
    with transaction():
        for index in range(30):
            work(office, f"SJ-1{index:03}", longitude=121.21 + index * 0.001)
    wanted, box = Wanted(Layer.WORKS, on=date(2026, 11, 23)), Box(121.2, 31.0, 121.3, 31.1)
    count, many = drawn(office.agency.id, wanted, box, side=0.01, most=30)
    assert count == sum(one.count for one in many) == 31
    assert [one.late for one in many] == [0] * len(many)
    _, more = drawn(office.agency.id, wanted, box, side=0.001, most=30)
    assert len(many) < len(more) <= 31
    _, each = drawn(office.agency.id, wanted, box, side=0.01, most=31)
    assert [one.number for one in each] == sorted(one.number for one in each)
    assert len(each) == 31


def test_however_near_one_looks_the_server_answers(desk):
    for zoom in (-5, 0, 22, 1e9):
        assert len(points(desk, zoom=zoom)["features"]) == 1


def test_nobody_sees_what_is_not_theirs(office, desk, stranger, street, inspector):
    with transaction():
        plan(office, office.work)
        work(office, "SJ-0002", street="中山街道")
    assert points(stranger)["features"] == []
    assert points(stranger, "visits")["features"] == []
    assert numbers(points(inspector, "visits")) == ["SJ-0001"]
    assert numbers(points(street)) == ["SJ-0001"]
    for layer in ("visits", "findings", "orders"):
        assert street.open("/map/points", layer=layer, **HERE).status_code == 404
    assert "data-map-plan" not in street.open("/map").get_data(as_text=True)


def test_a_street_does_not_see_what_is_late(office, street):
    with transaction():
        plan(office, office.work).due_on = date(2020, 1, 1)
    assert points(street)["features"][0]["properties"]["late"] is False


@pytest.mark.parametrize(
    "wrong", [{"west": "x"}, {"east": "nan"}, {"north": "inf"}, {"zoom": ""}, {"layer": "people"}]
)
def test_a_window_that_is_none_is_refused(desk, wrong):
    assert desk.open("/map/points", **{"layer": "works", **HERE, **wrong}).status_code == 404


def test_without_configuration_no_other_host_is_named_and_with_it_only_on_this_page(office, desk, app):
    answer = desk.open("/map")
    assert answer.headers["Content-Security-Policy"] == policy()
    assert "不向任何外部网站取数据" in answer.get_data(as_text=True)
    tiles = tiles_from({"TIANDITU_KEY": "a key&more"})
    assert len(tiles.addresses) == 2
    assert all("tk=a%20key%26more" in one for one in tiles.addresses)
    assert "https://t0.tianditu.gov.cn" in tiles.hosts
    assert policy(pictures_from=tiles.hosts).count("img-src") == 1
    assert "img-src 'self' blob: data: https://t0.tianditu.gov.cn" in policy(pictures_from=tiles.hosts)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"MAP_TILES": "http://map.example/{z}/{x}/{y}.png", "MAP_ATTRIBUTION": "x"}, "no https address"),
        ({"MAP_TILES": "https://map.example/{z}/{x}.png", "MAP_ATTRIBUTION": "x"}, "no https address"),
        ({"MAP_TILES": "https://map.example/{z}/{x}/{y}.png"}, "needs MAP_ATTRIBUTION"),
    ],
)
def test_a_source_of_pictures_that_is_half_configured_does_not_start(environment, words):
    with pytest.raises(ValueError, match=words):
        tiles_from(environment)


def test_another_source_says_in_which_datum_it_is_drawn():
    address = "https://map.example/{z}/{x}/{y}.png"
    given = {"MAP_TILES": address, "MAP_ATTRIBUTION": "示例", "MAP_DATUM": "GCJ-02"}
    assert tiles_from(given).is_shifted
    assert tiles_from(given).hosts == ("https://map.example",)
    assert not tiles_from({**given, "MAP_DATUM": ""}).is_shifted


def test_streets_are_named_where_their_works_lie(office):
    with transaction():
        work(office, "SJ-0002", longitude=121.2477)
    [(_street, longitude, latitude)] = map_points.street_centres(map_points.street_windows(office.agency.id))
    assert (round(longitude, 4), round(latitude, 4)) == (121.2377, 31.0322)
