"""The menu shows where one is, also on pages that another file makes."""

import re

import pytest

from inspect_app.web.menu import GROUPS, MENU
from tests.desk import Desk
from tests.on_site import finished_visit

OUTSIDE = {
    "account",
    "exchange",
    "handbook_door",
    "home",
    "photos",
    "public_reports",
    "pwa",
    "recovery",
    "sign_in",
    "static",
    "sync",
    "tus",
    "visit_door",
}
"""Pages of nobody's list: the first page, one's own account, the doors, files."""


def here(desk, path):
    page = desk.open(path).get_data(as_text=True)
    navigation = page[page.index('class="masthead__nav"') : page.index("</nav>")]
    return re.findall(r'aria-current="page">([^<]+)</a>', navigation)


def test_the_pages_of_planning_and_of_the_desk_belong_to_their_lists(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    places = {
        "/visits/new": "检查",
        f"/visits/new?work={office.work.id}": "检查",
        f"/visits/{visit_id}": "检查",
        f"/visits/{visit_id}/order/new?finding={finding_id}": "责令改正",
        f"/findings/{finding_id}/decision/new": "处罚决定",
        "/check": "处罚决定",
        "/works/imports/new": "工程台账",
        "/arrivals": "异常记录",
        "/reviews": "审核",
    }
    assert {path: here(desk, path) for path in places} == {path: [label] for path, label in places.items()}


@pytest.mark.parametrize(
    ("path", "label"),
    [("/agencies", "人员"), ("/working-days", "设置"), ("/form-blocks", "设置"), ("/audit", "操作日志")],
)
def test_the_administrators_pages_too(app, office, path, label):
    assert here(Desk(app.test_client(), "admin"), path) == [label]


def test_the_first_page_is_in_no_list(desk):
    assert here(desk, "/") == []


def test_every_page_belongs_to_one_entry(app):
    """A new file of pages must say where it belongs."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if "." in rule.endpoint}
    claims = {one.partition(".")[0]: [entry.label for entry in MENU if entry.covers(one)] for one in endpoints}
    assert {name: labels for name, labels in claims.items() if len(labels) != (name not in OUTSIDE)} == {}


def test_every_entry_stands_in_one_group():
    assert sorted(one for _label, endpoints in GROUPS for one in endpoints) == sorted(one.endpoint for one in MENU)


def test_a_long_menu_shows_its_groups_and_the_pages_of_the_group_where_one_is(head):
    page = head.open("/cases").get_data(as_text=True)
    navigation = page[page.index('class="masthead__nav"') : page.index("</nav>")]
    assert re.findall(r'aria-current="true">([^<]+)</a>', navigation) == ["办案"]
    assert re.findall(r">([^<\s]+)</a>", navigation) == [
        "检查", "办案", "法规文书", "管理", "案源", "案件", "处罚决定", "罚款收缴", "案卷评查",
    ]  # fmt: skip


def test_a_short_menu_stands_on_one_line(app, office):
    page = Desk(app.test_client(), "xiaofang").open("/").get_data(as_text=True)
    navigation = page[page.index('class="masthead__nav"') : page.index("</nav>")]
    assert re.findall(r">([^<\s]+)</a>", navigation) == ["执法手册"]
