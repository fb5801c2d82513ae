"""文书模板 at the desk: the list, a form's fields and versions, upload with its faults, preview, publishing by another."""

import io

import pytest

from inspect_app.rules.paper_forms import FORMS
from inspect_app.store.paper_templates import templates_of
from tests.desk import Desk, text_of
from tests.word_by_hand import sample_with, sample_without, text_of_word, with_parts


@pytest.fixture
def reviewer(app, office):
    return Desk(app.test_client(), "zhuren")


def upload(desk, body, form="demand", name="催告书.docx"):
    return desk.send(f"/paper-templates/{form}/versions", file=(io.BytesIO(body), name), note="加一行")


def version(office):
    return templates_of(office.agency.id, "demand")[0]


@pytest.mark.parametrize(
    ("login", "status"), [("jia", 200), ("kezhang", 200), ("zhuren", 200), ("admin", 403), ("xiaofang", 403)]
)
def test_who_may_see_the_templates(app, office, login, status):
    reader = Desk(app.test_client(), login)
    for path in ("", "/demand", "/demand/sample", "/demand/preview"):
        assert reader.open(f"/paper-templates{path}").status_code == status


def test_an_inspector_may_look_and_not_upload(inspector, office):
    assert upload(inspector, sample_with("demand", "甲")).status_code == 403
    assert "上传并检查" not in inspector.read("/paper-templates/demand")


def test_every_form_is_listed_by_procedure(desk):
    page = desk.read("/paper-templates")
    for form in FORMS.values():
        assert f" {form.title} " in page
    assert desk.open("/paper-templates/ticket").status_code == 404


def test_a_forms_page_names_each_field_with_its_article(desk):
    page = desk.read("/paper-templates/penalty_decision")
    for words in (
        "{{ facts }}",
        "《中华人民共和国行政处罚法》第五十九条第一款第二项",
        "{%tr for row in evidence %}",
        "{{ row.proves }}",
        "有“罚款金额（大写）”时必备",
        "可以为空",
        "{%p if has.party_name %}",
    ):
        assert words in page


def test_the_sample_is_downloaded_and_previewed_as_an_invented_case(desk):
    assert "{{ duty }}" in text_of_word(desk.open("/paper-templates/demand/sample").data)
    page = desk.read("/paper-templates/demand/preview")
    assert "演示数据" in page
    assert "缴纳罚款" in page


def test_a_template_is_uploaded_previewed_and_published_by_another_person(desk, reviewer, office):
    assert upload(desk, sample_with("demand", "本单位专用：{{ duty }}")).status_code == 302
    draft = version(office)
    assert "本单位专用：缴纳罚款" in desk.read(f"/paper-templates/versions/{draft.id}/preview")
    assert "本单位专用：缴纳罚款" in text_of_word(
        desk.open(f"/paper-templates/versions/{draft.id}/preview/file").data
    )
    assert "本单位专用：{{ duty }}" in text_of_word(desk.open(f"/paper-templates/versions/{draft.id}/file").data)
    own = desk.send(f"/paper-templates/versions/{draft.id}/publication")
    assert own.status_code == 403
    assert "由另一名有权限的人员核对后发布" in text_of(own)
    assert reviewer.send(f"/paper-templates/versions/{draft.id}/publication").status_code == 302
    assert "第 1 版" in desk.read("/paper-templates")
    assert reviewer.send(f"/paper-templates/versions/{draft.id}/retirement").status_code == 302
    again = reviewer.send(f"/paper-templates/versions/{draft.id}/publication")
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (sample_without("demand", "{{ duty }}"), 422, "模板里没有“应当履行的义务”（duty）"),
        (sample_with("demand", "{{ duti }}"), 422, "“duti”不是《履行催告书》的字段"),
        (sample_with("demand", "{{ ''.__class__ }}"), 422, "不允许的写法"),
        (b"%PDF-1.7", 422, "这不是 Word 文档"),
        (with_parts(sample_with("demand"), {"word/media/a.png": bytes(9 * 1024 * 1024)}), 413, "模板太大"),
    ],
    ids=["missing", "unknown", "code", "pdf", "large"],
)
def test_a_wrong_template_is_not_taken_and_says_why(desk, office, body, status, sentence):
    response = upload(desk, body)
    assert response.status_code == status
    assert sentence in text_of(response)
    assert templates_of(office.agency.id) == []


def test_no_file_is_said(desk, office):
    response = desk.send("/paper-templates/demand/versions", note="x")
    assert response.status_code == 422
    assert "没有选择文件" in text_of(response)


def test_a_version_of_another_office_is_not_found(desk, stranger, office):
    upload(desk, sample_with("demand", "甲"))
    draft = version(office)
    for path in ("file", "preview", "preview/file"):
        assert stranger.open(f"/paper-templates/versions/{draft.id}/{path}").status_code == 404
    for path in ("publication", "retirement"):
        assert stranger.send(f"/paper-templates/versions/{draft.id}/{path}").status_code == 404
