"""Documents on paper as they were issued, and the check of a printed code."""

from uuid import UUID

import pytest

from inspect_app.actions.settings import change_setting
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import transaction
from inspect_app.store.documents import documents_for
from inspect_app.web.document_codes import code_text
from inspect_app.web.document_words import document_text, signature_height, stroke_points
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.on_site import decide, deliver, finished_visit, seal


@pytest.fixture
def document(office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    return documents_for(UUID(decision_id))[0]


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_and_check_documents(app, document, login, status):
    desk = Desk(app.test_client(), login)
    assert desk.open(f"/documents/{document.id}").status_code == status
    assert desk.open("/check").status_code == status


@pytest.mark.parametrize("paper", ["a4", "roll80"])
def test_a_decision_prints_with_all_that_the_law_asks_for(desk, document, paper):
    page = desk.open(f"/documents/{document.id}", paper=paper).get_data(as_text=True)
    assert f"sheet--{paper}" in page
    for words in (
        document.number,
        "演示物业有限公司",
        "91310117DEMO000001",
        "未办理平时使用备案手续。",
        "松江区演示路1号地下一层",
        "《上海市民防条例》第四十三条第一款第三项",
        "警告，并处罚款人民币伍佰元整（¥500.00）",
        "十五日内",
        "先向上海市松江区人民政府申请行政复议",
        "执法人员：检查员jia　执法证号：SJ-001",
        "执法人员：检查员yi　执法证号：SJ-002",
        "口头告知当事人",
        "已当场宣告并交付当事人",
        "一式两份",
        document.sha256,
    ):
        assert words in page, words
    assert page.count("<polyline") == 6
    assert 'class="qr"' in page
    assert "不具法律效力" not in page


def test_demonstration_documents_say_so(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    document_id = seal(phone, visit_id, is_demonstration=True)
    phone.sync()
    assert "演示数据 不具法律效力" in desk.read(f"/documents/{document_id}")


def test_the_kept_content_is_drawn_and_nothing_is_composed_anew(desk, document):
    """What the office calls itself today does not change yesterday's paper."""
    with transaction():
        document.content = {**document.content, "agency": "旧名办公室"}
    assert "旧名办公室" in desk.read(f"/documents/{document.id}")


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"officers": 5, "findings": "text", "answers": [1], "checklists": None, "party": {"name": "甲"}},
        {"officers": [3, {"name": "乙"}], "findings": [1, {"item": "门", "photos": 2}], "present": ["丙", "丁"]},
    ],
)
def test_a_record_with_missing_or_odd_parts_still_prints(desk, office, phone, content):
    visit_id = phone.start_visit(office.work.id)
    document_id = seal(phone, visit_id, **content)
    phone.sync()
    assert "现场检查笔录" in desk.read(f"/documents/{document_id}")
    assert desk.open(f"/visits/{visit_id}").status_code == 200


def test_a_document_of_another_office_is_not_found(stranger, document):
    assert stranger.open(f"/documents/{document.id}").status_code == 404
    assert "没有这份文书" in stranger.read("/check", number=document.number, sha256=document.sha256)


def test_a_genuine_document_is_known_with_its_stage(desk, document):
    page = desk.read("/check", number=document.number, sha256=document.sha256.upper())
    assert "有这份文书，校验值一致" in page
    assert "待备案" in page


@pytest.mark.parametrize(
    ("number", "sha256", "sentence"),
    [
        (None, "0" * 64, "手里的文书可能被改动过"),
        (None, "", "手里的文书可能被改动过"),
        ("沪松民防当罚〔2020〕第9999号", None, "有这个校验值的文书，但编号不同"),
        ("沪松民防当罚〔2020〕第9999号", "0" * 64, "没有这份文书"),
    ],
)
def test_what_does_not_agree_is_said(desk, document, number, sha256, sentence):
    asked = {
        "number": document.number if number is None else number,
        "sha256": document.sha256 if sha256 is None else sha256,
    }
    page = desk.read("/check", **asked)
    assert sentence in page
    assert "校验值一致。" not in page


def test_a_document_whose_kept_content_was_altered_is_told_apart(desk, document):
    with transaction():
        document.content = {**document.content, "fine_yuan": 1}
    page = desk.read("/check", number=document.number, sha256=document.sha256)
    assert "留存的内容与校验值不一致" in page


def test_the_code_holds_number_and_hash_or_the_address_for_checking(desk, office, document):
    assert code_text("沪1号", "ab", "") == "沪1号\nab"
    assert code_text("沪1号", "ab", "https://x.cn/") == "https://x.cn/check?number=%E6%B2%AA1%E5%8F%B7&sha256=ab"
    before = desk.open(f"/documents/{document.id}").get_data(as_text=True)
    with transaction():
        change_setting(SettingName.PUBLIC_ADDRESS, "https://minfang.example.cn", by=office.head, at=MONDAY)
    assert desk.open(f"/documents/{document.id}").get_data(as_text=True) != before


def test_strokes_are_drawn_as_far_as_they_can_be_read():
    assert stroke_points([[[1, 2], [3, 4.5]], [[5, 6]], "x", [["a", 1]], None]) == ["1,2 3,4.5", "5,6 6,6"]
    assert stroke_points(None) == []
    assert signature_height([[[1, 900]]]) == 920
    assert signature_height("x") == 200


def test_a_value_of_any_shape_becomes_one_text():
    assert document_text({"name": "甲", "role": ["乙", None]}) == "甲，乙"
    assert document_text(None) == ""
    assert document_text(3) == "3"
