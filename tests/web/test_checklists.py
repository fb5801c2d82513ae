"""Checklists: read by those who inspect, drafted and published by those who may edit them."""

import pytest

from inspect_app.actions.checklists import begin_draft
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.checklists import checklist_by_code
from tests.checklist_drafts import address, state
from tests.conftest import MONDAY
from tests.desk import Desk, text_of
from tests.make import checklist, item

EDITS = ["/publication", "/removal", "/head", "/sections", "/items", "/items/item-1", "/items/item-1/position",
         "/items/item-1/removal", "/sections/all", "/sections/all/position", "/sections/all/removal"]  # fmt: skip
READS = ["", ".json", ".toml", "/preview", "/preview/frame"]


@pytest.mark.parametrize("path", READS)
def test_whoever_inspects_may_read_and_a_partner_may_not(published, inspector, desk, app, path):
    assert inspector.open(address(published, path)).status_code == 200
    assert Desk(app.test_client(), "xiaofang").open(address(published, path)).status_code == 403


@pytest.mark.parametrize("path", EDITS)
def test_only_an_editor_may_change_a_draft(draft, inspector, path):
    before = draft.sha256
    assert inspector.send(address(draft, path), sha256=before).status_code == 403
    assert checklist_by_code("short").draft.sha256 == before


@pytest.mark.parametrize("path", ["/checklists/new", "/checklists/import"])
def test_only_an_editor_begins_a_checklist(desk, inspector, path):
    assert (desk.open(path).status_code, inspector.open(path).status_code) == (200, 403)
    assert inspector.send(path.replace("/new", "")).status_code == 403


def test_the_list_shows_versions_with_their_states(draft, desk, inspector):
    page = desk.read("/checklists")
    assert "短表" in page
    assert "草稿" in page
    assert "编辑草稿" in page
    assert "编辑草稿" not in inspector.read("/checklists")


def test_a_version_is_shown_with_all_that_an_item_has(desk, office):
    body = to_plain(checklist())
    body["sections"][0]["items"][0] |= {
        "guidance": {"zh": "逐扇检查", "en": "Check each"},
        "phrases": [{"zh": "门缺失", "en": "Door missing"}],
        "reference": "第四十条",
        "show_when": None,
    }
    body["sections"][0]["items"][1] |= {"show_when": {"item": "item-1", "values": ["not_met"]}}
    with transaction():
        made = begin_draft(from_plain(Checklist, body), "import_checklist", by=office.supervisor, at=MONDAY)
    page = desk.read(address(made))
    for words in ("逐扇检查", "门缺失", "第四十条", "item-1 ：不合格", "TL43-3"):
        assert words in page


def test_a_draft_is_made_from_the_published_version_and_only_one_at_a_time(desk, published):
    response = desk.send("/checklists/short/draft")
    assert response.status_code == 302
    draft = checklist_by_code("short").draft
    assert (draft.number, draft.sha256) == (2, published.sha256)
    assert desk.send("/checklists/short/draft").status_code == 409
    assert checklist_by_code("short").draft.id == draft.id
    assert desk.send("/checklists/unknown/draft").status_code == 404


def new_checklist(**more):
    fields = {"code": "patrol", "title_zh": "巡查表", "title_en": "Patrol", "audience": "DISTRICT"}
    return {**fields, "status": "IN_USE", "stage": "", **more}


def test_a_checklist_is_begun_from_nothing(desk):
    assert desk.send("/checklists", **new_checklist()).status_code == 302
    content = checklist_by_code("patrol").draft.content()
    assert (content.title.zh, content.sections, content.stage) == ("巡查表", (), None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "short"}, "代码“short”已被使用"),
        ({"code": "巡查"}, "只能由字母"),
        ({"title_zh": ""}, "新建检查表"),
    ],
)
def test_a_refused_checklist_keeps_what_was_typed(desk, wrong, said):
    response = desk.send("/checklists", **new_checklist(**wrong))
    assert response.status_code == 422
    assert 'value="Patrol"' in response.get_data(as_text=True)
    assert said in text_of(response)


def test_publishing_retires_the_old_version_and_reaches_the_phones(desk, draft, phone):
    assert desk.send(address(draft, "/publication"), sha256=draft.sha256).status_code == 302
    assert state() == {1: "RETIRED", 2: "PUBLISHED"}
    phone.sync()
    assert phone.confirmed[("checklist", str(draft.id))]["state"] == "published"
    assert audit_lines(limit=1)[0].deed == "publish_checklist"


def test_publishing_is_refused_with_every_fault_in_its_place(desk, office):
    broken = checklist(items=1, title={"zh": "短表", "en": ""})
    with transaction():
        made = begin_draft(broken, "import_checklist", by=office.supervisor, at=MONDAY)
    response = desk.send(address(made, "/publication"), sha256=made.sha256)
    assert response.status_code == 422
    assert "检查表有 1 处不完整，不能发布：short 标题缺中文或英文" in text_of(response)
    assert state() == {1: "PUBLISHED", 2: "DRAFT"}


def test_what_changed_since_it_was_seen_is_neither_published_nor_deleted(desk, draft):
    for deed in ("/publication", "/removal"):
        response = desk.send(address(draft, deed), sha256="what it was before")
        assert (response.status_code, "已被他人修改" in text_of(response)) == (409, True)
    assert state() == {1: "PUBLISHED", 2: "DRAFT"}


def test_a_deleted_draft_leaves_the_published_version(desk, draft):
    assert desk.send(address(draft, "/removal"), sha256=draft.sha256).status_code == 302
    assert state() == {1: "PUBLISHED"}
    line = audit_lines(limit=1)[0]
    assert (line.deed, line.details["sha256"]) == ("discard_checklist_draft", draft.sha256)


def test_deleting_the_only_draft_takes_the_checklist_away(desk):
    desk.send("/checklists", **new_checklist())
    draft = checklist_by_code("patrol").draft
    desk.send(address(draft, "/removal"), sha256=draft.sha256)
    assert checklist_by_code("patrol") is None


@pytest.mark.parametrize("path", EDITS)
def test_a_published_version_never_changes(desk, published, path):
    before = published.sha256
    fields = {
        "sha256": before,
        "title_zh": "改",
        "text_zh": "改",
        "kind": "VERDICT",
        "severity": "MINOR",
        "section": "all",
    }
    assert desk.send(address(published, path), **fields).status_code in (409, 422)
    assert checklist_by_code("short").published.sha256 == before


def test_versions_are_compared_field_by_field(desk, office, published):
    body = to_plain(checklist())
    items = body["sections"][0]["items"]
    items[0]["text"] = {"zh": "改过的文字", "en": "Reworded"}
    items[1:2] = [item("brand-new")]
    with transaction():
        begin_draft(from_plain(Checklist, body), "import_checklist", by=office.supervisor, at=MONDAY)
    page = desk.read(address(checklist_by_code("short").draft, "/comparison"))
    for words in ("改过的文字", "检查项item-1", "新增检查项 1", "brand-new", "删除检查项 1", "item-2"):
        assert words in page


def test_a_single_version_has_nothing_to_be_compared_with(desk, published):
    assert desk.open(address(published, "/comparison")).status_code == 404


def test_the_preview_loads_the_phones_own_modules_and_fetches_the_checklist(desk, published):
    assert f'src="{address(published, "/preview/frame")}' in desk.open(
        address(published, "/preview"), language="zh"
    ).get_data(as_text=True)
    frame = desk.open(address(published, "/preview/frame"), language="en").get_data(as_text=True)
    assert '<script type="importmap">{"imports":' in frame
    assert 'src="/static/office/checklist-preview.js' in frame
    assert f'data-checklist="{address(published, ".json")}" data-language="en"' in frame
    assert "检查项item-1" not in frame
    assert desk.open("/static/office/checklist-preview.js").status_code == 200
