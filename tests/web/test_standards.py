"""Standards in step on the pages: who may, what is shown, what a press does."""

import re
from datetime import date, timedelta

import pytest

from inspect_app import clock
from inspect_app.actions.checklists import publish_shipped_checklists
from inspect_app.actions.standard_checklists import add_supplement
from inspect_app.rules.checklists import Item
from inspect_app.rules.plain import from_plain
from inspect_app.rules.standard_supplements import ItemSupplement
from inspect_app.store.base import transaction
from inspect_app.store.checklists import checklist_by_code
from inspect_app.store.standards import adoptions_of, all_editions, supplements_to
from inspect_app.web.standard_days import look_once_a_day
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of
from tests.exchange.two_offices import OfficeHere, close, lent_office
from tests.make import item
from tests.standard_editions import received


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def edition(office, today):
    return received(1, adopt_from=today, adopt_by=today + timedelta(days=10))


@pytest.fixture
def desk(app, office):
    return Desk(app.test_client(), "kezhang")


def test_inspectors_and_partners_see_no_standards(app, edition):
    for login in ("jia", "xiaofang"):
        assert Desk(app.test_client(), login).open("/standards").status_code == 403


def test_a_district_sees_what_the_city_is_on_and_what_would_change_here(desk, edition):
    page = desk.read("/standards")
    assert "短表" in page
    assert "待答复" in page
    page = desk.read(f"/standards/{edition.id}")
    for words in ("增加一项", "新增检查项 1", "检查项city-1", "本区现在", "采用后", edition.sha256):
        assert words in page


def test_nothing_is_published_from_a_districts_instance(desk, app, office):
    head = Desk(app.test_client(), "zhuren")
    assert head.open("/standards/new").status_code == 403
    assert head.send("/standards", what="checklist:short", note="改了").status_code == 403
    assert "发布全市标准" not in head.read("/standards")


def test_adopting_publishes_it_and_marks_what_is_common_and_what_is_our_own(desk, edition, office, today):
    own = ItemSupplement("all", from_plain(Item, item("local-1")))
    with transaction():
        add_supplement("short", own, by=office.supervisor, at=MONDAY)
    response = desk.send(f"/standards/{edition.id}/adoption", from_on=today.isoformat())
    assert response.status_code == 302
    version = checklist_by_code("short").published
    page = desk.read(f"/checklists/versions/{version.id}")
    assert "全市标准第 1 版" in page
    assert page.count("本区补充") >= 1
    assert "新建版本" not in desk.read("/checklists")
    assert desk.send("/checklists/short/draft").status_code == 409
    assert "已采用" in desk.read("/standards")


def test_a_day_in_the_past_is_refused_with_the_page(desk, edition, today):
    response = desk.send(f"/standards/{edition.id}/adoption", from_on=(today - timedelta(days=1)).isoformat())
    assert response.status_code == 422
    assert "采用日期" in text_of(response)
    assert desk.send(f"/standards/{edition.id}/adoption", from_on="someday").status_code == 422
    assert adoptions_of([edition.id]) == []


def test_one_who_may_not_edit_checklists_only_asks(app, edition, office, today):
    with transaction():
        make.officer("fazhi", office.agency.id, role=make.Role.LEGAL_REVIEWER, at=MONDAY)
    asks = Desk(app.test_client(), "fazhi")
    asks.send(f"/standards/{edition.id}/adoption", from_on=today.isoformat())
    [asked] = adoptions_of([edition.id])
    assert asks.send(f"/standards/{edition.id}/decision", adoption=asked.id).status_code == 403
    head = Desk(app.test_client(), "zhuren")
    assert "复核采用" in head.read(f"/standards/{edition.id}")
    assert head.send(f"/standards/{edition.id}/decision", adoption="nobody").status_code == 409
    assert head.send(f"/standards/{edition.id}/decision", adoption=asked.id).status_code == 302
    assert "city-1" in checklist_by_code("short").published.content().items


def test_refusing_needs_its_reason(desk, edition):
    assert desk.send(f"/standards/{edition.id}/refusal", reason="").status_code == 422
    assert desk.send(f"/standards/{edition.id}/refusal", reason="没有这类工程").status_code == 302
    assert "没有这类工程" in desk.read(f"/standards/{edition.id}")


def test_a_supplement_is_written_in_the_form_of_an_item(desk, edition):
    path = f"/standards/{edition.id}/supplements"
    assert "添加本区补充" in desk.read(f"{path}/new")
    fields = {
        "section": "all",
        "kind": "VERDICT",
        "severity": "ORDINARY",
        "text_zh": "本区另查一项",
        "text_en": "Own",
    }
    assert desk.send(path, **fields, show_item="").status_code == 302
    [one] = supplements_to("checklist", "short")
    assert one.body["item"]["code"] == "local-1"
    assert "本区另查一项" in desk.read(f"/standards/{edition.id}")
    assert desk.send(path, **{**fields, "text_zh": ""}).status_code == 422
    assert desk.send(f"{path}/{one.id}/removal").status_code == 302
    assert supplements_to("checklist", "short") == []


def test_an_edition_of_an_unknown_kind_is_shown_as_kept(desk, office):
    edition = received(kind="drone_maps", content={"any": "thing"})
    assert "还不认识这种标准" in desk.read(f"/standards/{edition.id}")
    assert desk.open(f"/standards/{edition.id}.json").json["content"] == {"any": "thing"}


@pytest.fixture
def city(tmp_path):
    office = lent_office("SH")
    yield office
    close(office)


def test_the_city_publishes_and_reads_who_is_late_from_one_table(city: OfficeHere, tmp_path):
    district = lent_office()
    city.pair_with(district)
    with city.here(), transaction():
        publish_shipped_checklists(at=MONDAY)
    desk = Desk(city.app.test_client(), "zhuren")
    page = desk.open("/standards/new").get_data(as_text=True)
    what = re.findall(r'value="(checklist:[^"]+)"', page)[0]
    response = desk.send("/standards", what=what, note="第一版", adopt_from=clock.today().isoformat())
    assert response.status_code == 302
    with city.here():
        [edition] = all_editions()
        path = f"/standards/{edition.id}"
    assert "已发出，未收到回执" in desk.read("/standards")
    assert "上海市松江区民防办公室" in desk.read(path)
    assert desk.send(f"{path}/sending").status_code == 302
    assert desk.send(f"{path}/adoption", from_on=clock.today().isoformat()).status_code == 403
    again = desk.send("/standards", what=what, note="又一版", adopt_from=clock.today().isoformat())
    assert again.status_code == 409
    close(district)


def test_the_first_request_of_a_day_puts_in_use_what_was_decided_for_it(app, desk, edition, office, today):
    tomorrow = today + timedelta(days=1)
    desk.send(f"/standards/{edition.id}/adoption", from_on=tomorrow.isoformat())
    app.extensions.pop("standards_looked_on", None)
    desk.open("/")
    assert "city-1" not in checklist_by_code("short").published.content().items
    with app.test_request_context():
        look_once_a_day(at=clock.now() + timedelta(days=1))
    assert "city-1" in checklist_by_code("short").published.content().items
    app.extensions.pop("standards_looked_on", None)


def test_a_timer_may_do_it_as_well(app, desk, edition, today):
    desk.send(f"/standards/{edition.id}/adoption", from_on=(today + timedelta(days=1)).isoformat())
    told = app.test_cli_runner().invoke(args=["standards", "due"]).output
    assert told == "0 changed\n"
