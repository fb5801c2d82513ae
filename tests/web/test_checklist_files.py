"""Checklists as files: what leaves the office comes back the same, and what does not fit changes nothing."""

import io
import json
import tomllib

import pytest
import tomli_w

from inspect_app.catalogue import shipped_checklists
from inspect_app.rules.plain import to_plain
from inspect_app.store.audit import audit_lines
from inspect_app.store.checklists import checklist_by_code
from inspect_app.web.checklist_files import checklist_in, without_blanks
from tests.checklist_drafts import address, state
from tests.desk import text_of
from tests.make import checklist

EDITS = ["/publication", "/removal", "/head", "/sections", "/items", "/items/item-1", "/items/item-1/position",
         "/items/item-1/removal", "/sections/all", "/sections/all/position", "/sections/all/removal"]  # fmt: skip
READS = ["", ".json", ".toml", "/preview", "/preview/frame"]


def test_the_json_is_the_plain_form_that_phones_get(desk, published):
    response = desk.open(address(published, ".json"))
    assert response.json == to_plain(published.content())
    assert "Content-Disposition" not in response.headers
    named = desk.open(address(published, ".json"), download=1).headers["Content-Disposition"]
    assert named == 'attachment; filename="short-v1.json"'


@pytest.mark.parametrize("shipped", shipped_checklists(), ids=lambda one: one.code)
def test_every_shipped_checklist_comes_back_the_same_from_both_kinds_of_file(shipped):
    plain = to_plain(shipped)
    assert checklist_in(tomli_w.dumps(without_blanks(plain)).encode()) == shipped
    assert checklist_in(json.dumps(plain, ensure_ascii=False).encode()) == shipped


def test_an_exported_file_is_imported_as_a_draft(desk, published):
    content = desk.open(address(published, ".toml")).get_data()
    assert tomllib.loads(content.decode())["code"] == "short"
    response = desk.send("/checklists/import", file=(io.BytesIO(content), "short.toml"))
    assert response.status_code == 302
    assert checklist_by_code("short").draft.sha256 == published.sha256
    assert audit_lines(limit=1)[0].deed == "import_checklist"


def test_an_import_never_covers_a_draft(desk, draft, published):
    content = desk.open(address(published, ".json")).get_data()
    response = desk.send("/checklists/import", file=(io.BytesIO(content), "short.json"))
    assert (response.status_code, "已有草稿（第 2 版）" in text_of(response)) == (422, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不符合检查表的格式"),
        (b"\xff\xfe", "不是有效的 TOML 或 JSON 文件"),
        (b"= broken", "不是有效的 TOML 或 JSON 文件"),
        (b'{"code": ', "不是有效的 TOML 或 JSON 文件"),
        (b'{"code": "x", "least": NaN}', "不是有效的 TOML 或 JSON 文件"),
        (b"[" * 100_000, "不是有效的 TOML 或 JSON 文件"),
        (json.dumps({**to_plain(checklist()), "audience": "moon"}).encode(), "“audience”这一处"),
        (json.dumps({**to_plain(checklist()), "sections": [1]}).encode(), "“sections[0]”这一处"),
        (json.dumps({**to_plain(checklist()), "audience": "fire"}).encode(), "由“区民防办”填写"),
        (json.dumps({**to_plain(checklist()), "code": "a/b"}).encode(), "只能由字母"),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(desk, content, said):
    response = desk.send("/checklists/import", file=(io.BytesIO(content), "x"))
    assert response.status_code == 422
    assert said in text_of(response)
    assert state() == {1: "PUBLISHED"}
