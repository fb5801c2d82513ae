"""The register in the office: who may, the list and its memory, a work's page, entering and changing, exporting."""

import io
import re
from dataclasses import replace

import pytest

from inspect_app.actions.works import change_work, register_work
from inspect_app.rules.work_sheets import read_sheet
from inspect_app.rules.works import WorkStatus
from inspect_app.store.base import transaction
from inspect_app.web.sheets import read_rows
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of
from tests.on_site import finished_visit
from tests.web.work_fields import form_of

READERS = [("jia", 200), ("kezhang", 200), ("zhuren", 200), ("admin", 200), ("jiedao", 200), ("xiaofang", 403)]


@pytest.fixture
def works(office):
    """Sixty more works in 泗泾镇."""
    with transaction():
        return [
            register_work(
                make.work_facts(
                    f"T-{n:02d}",
                    name=f"泗泾演示{n}号库",
                    street="泗泾镇",
                    status=WorkStatus.UNDER_CONSTRUCTION,
                    built_year=None,
                    is_key_project=n < 3,
                    area_m2=1000 + make.Decimal(n),
                ),
                agency_id=office.agency.id,
                by=None,
                at=MONDAY,
            )
            for n in range(60)
        ]


@pytest.mark.parametrize(("login", "status"), READERS)
def test_who_may_read_the_register(app, office, street, login, status):
    desk = Desk(app.test_client(), login)
    paths = ["/works", f"/works/{office.work.id}", "/works/sheet.csv", "/works/sheet.xlsx"]
    assert [desk.open(path).status_code for path in paths] == [status] * 4


def test_another_office_sees_and_changes_nothing_of_ours(office, stranger):
    assert "SJ-0001" not in stranger.read("/works")
    assert stranger.open(f"/works/{office.work.id}").status_code == 404
    assert stranger.open(f"/works/{office.work.id}/edit").status_code == 404
    assert stranger.send(f"/works/{office.work.id}", **form_of(make.work_facts(name="X"))).status_code == 404


def test_a_streets_officer_sees_that_street_alone_and_no_notes(office, street, works):
    with transaction():
        facts = replace(office.work.facts(), notes="只给本办看")
        change_work(office.work.id, facts, revision=1, by=office.head, at=MONDAY)
    page = street.read("/works", street=str(works[0].street_id))
    assert "SJ-0001" in page
    assert "T-00" not in page
    assert "共 1 个工程" in page
    assert "只给本办看" not in street.read(f"/works/{office.work.id}")
    assert street.open(f"/works/{works[0].id}").status_code == 404
    assert "T-00" not in street.read("/works/sheet.csv", street=str(works[0].street_id))
    assert "只给本办看" not in street.read("/works/sheet.csv")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"text": "SJ-0001"}, 1),
        ({"text": "演示一号"}, 1),
        ({"text": "演示路"}, 61),
        ({"text": "sjys"}, 60),
        ({"text": "sjys T-05"}, 1),
        ({"text": "%"}, 0),
        ({"status": "under_construction"}, 60),
        ({"key": "yes"}, 3),
        ({"key": "no"}, 58),
        ({"status": "nonsense", "sort": "nonsense", "page": "x", "street": "x"}, 61),
    ],
)
def test_filters_and_the_totals_of_what_they_leave(desk, works, query, count):
    assert f"共 {count} 个工程" in desk.read("/works", **query)


def test_the_area_of_what_is_filtered_is_summed(desk, works):
    assert "建筑面积 3,003.00 平方米" in desk.read("/works", key="yes")


def test_fifty_to_a_page(desk, works):
    assert len(re.findall(r"T-\d\d", desk.read("/works", status="under_construction"))) == 50
    assert len(re.findall(r"T-\d\d", desk.read("/works", status="under_construction", page=2))) == 10


def test_sorting_by_a_heading(desk, works):
    page = desk.read("/works", sort="area", order="desc", status="under_construction")
    assert re.search(r"T-\d\d", page)[0] == "T-59"
    assert 'aria-sort="descending"' in desk.open("/works", sort="area", order="desc").get_data(as_text=True)


def test_the_filter_is_remembered_until_it_is_cleared(desk, works):
    desk.read("/works", key="yes", sort="area")
    back = desk.open("/works")
    assert (back.status_code, back.headers["Location"]) == (302, "/works?key=yes&sort=area")
    assert "共 61 个工程" in desk.read("/works", all=1)
    assert desk.open("/works").status_code == 200


def test_an_emptied_filter_form_clears_too(desk, works):
    desk.read("/works", key="yes")
    assert "共 61 个工程" in desk.read("/works", all=1, text="", key="", status="")


def test_an_empty_list_says_what_to_do(desk, stranger, office):
    assert "清除筛选" in desk.read("/works", text="没有的")
    assert "录入工程" in stranger.read("/works")


def test_a_work_shows_its_facts_parties_and_entrances(desk, office):
    page = desk.read(f"/works/{office.work.id}")
    for words in ("SJ-0001", "演示物业有限公司", "91310117DEMO000001", "121.227700", "31.032200", "WGS-84"):
        assert words in page


def test_a_work_tells_what_happened_there_newest_first(desk, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id)
    desk.send(f"/works/{office.work.id}", **form_of(office.work.facts(), name="改后的名称"))
    page = desk.open(f"/works/{office.work.id}")
    text = text_of(page)
    story = text[text.index("经过") :]
    assert "演示一号地下车库 → 改为 改后的名称" in story
    assert "结束检查" in story
    assert "防护门锈蚀" in story
    assert story.index("结束检查") < story.index("录入工程")
    assert f"/visits/{visit_id}" in page.get_data(as_text=True)


def test_who_may_not_see_visits_is_not_told_of_them_here(app, office, phone):
    finished_visit(phone, office.work.id)
    page = Desk(app.test_client(), "admin").read(f"/works/{office.work.id}")
    assert "防护门锈蚀" not in page
    assert "录入工程" in page


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_export_holds_what_the_list_shows(desk, works, ending):
    response = desk.open(f"/works/sheet.{ending}", key="yes")
    sheet = read_sheet(read_rows(io.BytesIO(response.data)))
    assert [row.texts["number"] for row in sheet.rows] == ["T-00", "T-01", "T-02"]
    assert response.headers["Content-Disposition"].startswith("attachment")
