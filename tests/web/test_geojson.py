"""Lists as GeoJSON: what RFC 7946 asks for, in the columns of the sheets, and only what the person may see."""

import pytest

from inspect_app.actions.leads import report_lead
from inspect_app.actions.works import register_work
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.works import EntranceFacts
from inspect_app.store.base import transaction
from tests import make
from tests.conftest import MONDAY
from tests.on_site import finished_visit
from tests.web.test_maps import plan

TWO = (EntranceFacts("1号口", 121.25, 31.03), EntranceFacts("2号口", 121.26, 31.04))


@pytest.fixture
def more_works(office):
    with transaction():
        for number, entrances in (("SJ-0002", TWO), ("SJ-0003", ())):
            facts = make.work_facts(number, name=f"演示{number}", entrances=entrances, notes="内部备注")
            register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)


def features(desk, path, **query):
    answer = desk.open(f"/geojson/{path}", **query)
    assert answer.status_code == 200
    assert answer.mimetype == "application/geo+json"
    assert ".geojson" in answer.headers["Content-Disposition"]
    body = answer.get_json()
    assert set(body) == {"type", "features"}
    assert body["type"] == "FeatureCollection"
    for one in body["features"]:
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert one["geometry"] is None or -180 <= _first(one["geometry"])[0] <= 180
    return body["features"]


def _first(geometry):
    at = geometry["coordinates"]
    return at if geometry["type"] == "Point" else at[0]


def test_works_have_the_columns_of_the_sheet_and_all_entrances(desk, more_works):
    one, two, none = features(desk, "works")
    assert one["geometry"] == {"type": "Point", "coordinates": [121.2277, 31.0322]}
    assert two["geometry"] == {"type": "MultiPoint", "coordinates": [[121.25, 31.03], [121.26, 31.04]]}
    assert none["geometry"] is None
    assert one["properties"]["工程编号"] == "SJ-0001"
    assert one["properties"]["状态"] == "在用"
    assert one["properties"]["网址"].endswith(f"/works/{one['id']}")
    assert [f["properties"]["工程编号"] for f in features(desk, "works", text="0002")] == ["SJ-0002"]


def test_visits_orders_and_findings_lie_where_their_work_lies(office, desk, phone):
    with transaction():
        visit = plan(office, office.work)
    finished_visit(phone, office.work.id)
    found = {one["id"]: one["properties"] for one in features(desk, "points", layer="visits")}
    assert found[str(visit.id)]["状态"] == "待检查"
    assert features(desk, "points", layer="findings")[0]["properties"]["说明"]
    assert features(desk, "points", layer="orders") == []
    assert features(desk, "points", layer="visits", of="visits", officer=str(office.yi.id)) == []


def test_leads_have_the_columns_of_the_sheet(office, desk):
    facts = LeadFacts(LeadSource.CITIZEN, "堆放杂物", MONDAY.date(), "演示路", "", "", "", "", "")
    with transaction():
        report_lead(facts, "SJ-0001", by=office.supervisor, at=MONDAY)
        report_lead(facts, "", by=office.supervisor, at=MONDAY)
    places = [one["geometry"] for one in features(desk, "leads")]
    assert sorted(places, key=str) == [None, {"type": "Point", "coordinates": [121.2277, 31.0322]}]


def test_nobody_takes_what_they_may_not_see(desk, stranger, street, more_works):
    assert features(stranger, "works") == []
    assert "备注" not in features(street, "works")[0]["properties"]
    assert "备注" in features(desk, "works")[0]["properties"]
    for layer in ("visits", "findings", "orders"):
        assert street.open("/geojson/points", layer=layer).status_code == 404
    assert street.open("/geojson/leads").status_code == 403
    assert desk.open("/geojson/points", layer="people").status_code == 404


def test_the_fields_are_described_for_whoever_may_take_them(desk, street):
    page = desk.read("/geojson")
    for words in ("WGS-84", "改正期限", "多点", "来文编号"):
        assert words in page
    assert "来文编号" not in street.read("/geojson")
