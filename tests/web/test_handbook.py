"""The handbook at the desk: statutes read, searched, compared, imported; notes, acts and typical cases."""

import io
import re
from datetime import date

import pytest

from inspect_app.actions.statutes import import_statute, preview_statute
from inspect_app.rules.people import Role
from inspect_app.store.base import transaction
from inspect_app.store.statute_notes import notes_on
from inspect_app.store.statutes import all_statutes
from inspect_app.store.typical_cases import typical_cases_of
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of
from tests.invented_statutes import FIRST, SECOND, TITLE

LAW = FIRST.replace(TITLE, "上海市民防条例")


def bring_in(text=FIRST, given=None):
    with transaction():
        return import_statute(preview_statute(text, given), "示范.md", by=None, at=MONDAY)


@pytest.fixture
def version(office):
    return bring_in()


@pytest.fixture
def page(version):
    return f"/handbook/statutes/{version.statute_id}"


def upload(desk, text, **fields):
    content = text if isinstance(text, bytes) else text.encode()
    return desk.send("/handbook/imports", file=(io.BytesIO(content), "示范.md"), **fields)


@pytest.mark.parametrize("login", ["jia", "kezhang", "zhuren", "admin", "jiedao", "xiaofang"])
def test_everybody_may_read_statutes(app, office, street, page, login):
    desk = Desk(app.test_client(), login)
    assert TITLE in desk.read("/handbook")
    assert "车主应当爱护设施" in desk.read(page)
    assert "第二条第二款" in desk.read("/handbook/search", q="爱护 设施")
    assert desk.open("/handbook/acts").status_code == 200


@pytest.mark.parametrize("login", ["jia", "kezhang", "jiedao", "xiaofang"])
def test_only_the_head_and_the_administrator_import(app, office, street, login):
    desk = Desk(app.test_client(), login)
    assert desk.open("/handbook/imports/new").status_code == 403
    assert upload(desk, FIRST).status_code == 403
    assert all_statutes() == []


def test_another_office_does_not_import_for_this_instance(stranger):
    assert upload(stranger, FIRST).status_code == 403


@pytest.mark.parametrize("login", ["zhuren", "admin"])
def test_a_file_is_shown_first_and_written_when_confirmed(app, office, login):
    desk = Desk(app.test_client(), login)
    shown = upload(desk, FIRST)
    assert shown.status_code == 302
    place = shown.headers["Location"]
    preview = desk.read(place)
    assert "还没有写入任何内容" in preview
    assert "共 5 条，自 2020-05-01 起施行" in preview
    assert all_statutes() == []
    done = desk.send(f"{place}/confirmation")
    assert "已导入" in desk.read(done.headers["Location"])
    assert [one.title for one in all_statutes()] == [TITLE]
    assert desk.open(place).status_code == 404, "confirmed once"


def test_a_preview_can_be_given_up(head):
    place = upload(head, FIRST).headers["Location"]
    assert head.send(f"{place}/cancellation").status_code == 302
    assert head.open(place).status_code == 404
    assert all_statutes() == []


def test_a_preview_belongs_to_whoever_made_it(head, admin):
    assert admin.open(upload(head, FIRST).headers["Location"]).status_code == 404


def test_an_amendment_is_shown_word_by_word(head, version):
    place = upload(head, SECOND, in_force_on="2023-07-01").headers["Location"]
    body = head.open(place).get_data(as_text=True)
    assert "<del>一千</del><ins>二千元以上五千</ins>" in body
    assert "第三条之一" in body
    head.send(f"{place}/confirmation")
    assert [one.in_force_on for one in all_statutes()[0].versions] == [date(2020, 5, 1), date(2023, 7, 1)]


def test_the_same_file_has_nothing_to_confirm(head, version):
    place = upload(head, FIRST).headers["Location"]
    assert "文字完全相同" in head.read(place)
    assert "确认导入" not in head.read(place)


@pytest.mark.parametrize(
    ("text", "fields", "words"),
    [
        ("# 某条例\n第一条 甲。\n第三条 丙。", {}, "第三条前面是第一条，条号不连续"),
        (SECOND, {}, "请填写施行日期"),
        (SECOND, {"in_force_on": "昨天"}, "“施行日期”不能是“昨天”"),
        (b"\xff\xfe", {}, "不是 UTF-8 编码"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_written(head, text, fields, words):
    answer = upload(head, text, **fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert all_statutes() == []


def test_an_import_without_a_file_says_so(head):
    assert "没有选择文件" in text_of(head.send("/handbook/imports"))


def test_what_was_imported_meanwhile_is_not_written_over(head, admin):
    late = upload(head, SECOND, in_force_on="2023-07-01").headers["Location"]
    bring_in()
    answer = head.send(f"{late}/confirmation")
    assert (answer.status_code, "已有新的版本" in text_of(answer)) == (409, True)
    assert len(all_statutes()[0].versions) == 1


def test_every_paragraph_and_item_has_its_own_place_on_the_page(desk, page):
    body = desk.open(page).get_data(as_text=True)
    for anchor in ("a1", "a2.p2", "a3.p1", "a3.p1.i3", "a5"):
        assert f'id="{anchor}"' in body, anchor
    assert 'href="#a3"' in body, "the table of contents"


def test_older_versions_are_kept_and_compared(desk, version, page):
    bring_in(SECOND, date(2023, 7, 1))
    assert "二千元以上五千元" in desk.read(page)
    old = desk.read(page, version="1")
    assert "这是旧版，施行至 2023-06-30" in old
    assert "一千元以下罚款" in old
    assert "修改的条文 1" in desk.read(f"{page}/comparison")
    assert "两版内容相同" not in desk.read(f"{page}/comparison", before="2", after="1")


def test_a_statute_with_one_version_has_nothing_to_compare(desk, page):
    assert desk.open(f"{page}/comparison").status_code == 404
    assert desk.open(f"/handbook/statutes/{make.any_id()}").status_code == 404


def test_a_search_marks_the_words_and_names_their_place(desk, version):
    body = desk.open("/handbook/search", q="疏散通道").get_data(as_text=True)
    assert "<mark>疏散通道</mark>" in body
    assert "第三条第一款第二项" in body
    assert "没有找到" in desk.read("/handbook/search", q="防空警报")
    assert "几个词之间用空格分开" in desk.read("/handbook/search")


def test_a_search_never_makes_markup_of_what_was_typed(desk, version):
    body = desk.open("/handbook/search", q="<script>alert(1)</script>").get_data(as_text=True)
    assert "<script>alert" not in body


def test_a_citation_leads_straight_to_the_item(desk, version):
    assert "（三）每月检查一次。" in desk.read("/handbook/search", q="地下停车示范条例第3条第三项")
    assert "现行法规里没有" in desk.read("/handbook/search", q="地下停车示范条例第9条")


def test_articles_and_acts_lead_to_each_other(desk, office):
    version = bring_in(LAW + "\n第六条 甲。\n\n" + "".join(f"第{n}条 乙。\n\n" for n in ("七", "八", "九", "十")))
    assert version.file.title == "上海市民防条例"
    acts = desk.open("/handbook/acts").get_data(as_text=True)
    assert re.search(
        rf'/handbook/statutes/{version.statute_id}#a43\.p1\.i3"[^>]*>《上海市民防条例》第四十三条第一款第三项', acts
    )
    assert "《中华人民共和国人民防空法》" in acts, "not held: named without a link"


def test_an_article_shows_the_acts_that_cite_it(desk, office):
    numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
    text = "# 中华人民共和国人民防空法\n\n" + "".join(f"第{n}条 甲。\n\n" for n in numbers)
    with transaction():
        found = import_statute(preview_statute(text, date(1997, 1, 1)), "", by=None, at=MONDAY)
    body = desk.open(f"/handbook/statutes/{found.statute_id}").get_data(as_text=True)
    assert "/handbook/acts#act-RF49-1" in body


def test_a_note_is_written_withdrawn_and_stays(app, desk, head, inspector, office, version, page):
    assert inspector.send(f"{page}/articles/4/notes", text="甲", version="1").status_code == 403
    assert desk.send(f"{page}/articles/x/notes", text="甲", version="1").status_code == 404
    wrong = desk.send(f"{page}/articles/9/notes", text="留在页面上", version="1")
    assert wrong.status_code == 404
    assert desk.send(f"{page}/articles/4/notes", text="<b>从轻</b>要写理由", version="1").status_code == 302
    body = inspector.open(page).get_data(as_text=True)
    assert "&lt;b&gt;从轻&lt;/b&gt;要写理由" in body
    assert "检查员kezhang" in body
    [note] = notes_on(version.statute_id, office.agency.id)
    assert inspector.send(f"/handbook/notes/{note.id}/withdrawal", reason="x").status_code == 403
    assert head.send(f"/handbook/notes/{note.id}/withdrawal", reason="条文已改").status_code == 302
    assert "已撤回" in head.read(page)
    assert "条文已改" in head.read(page)
    partner = Desk(app.test_client(), "xiaofang")
    assert "从轻" not in partner.read(page), "partners read the statute alone"


def test_a_note_without_words_keeps_the_page(desk, page):
    answer = desk.send(f"{page}/articles/4/notes", text=" ", version="1")
    assert (answer.status_code, "“批注”不能为空" in text_of(answer)) == (422, True)


def test_another_offices_notes_are_not_there(desk, stranger, office, version, page):
    desk.send(f"{page}/articles/4/notes", text="我们的批注", version="1")
    [note] = notes_on(version.statute_id, office.agency.id)
    assert "我们的批注" not in stranger.read(page)
    assert stranger.send(f"/handbook/notes/{note.id}/withdrawal", reason="x").status_code == 404


CASE = {"title": "某物业未备案案", "facts": "某公司使用工程未备案。", "law": "应当备案。", "result": "警告。", "lesson": "先备案。",
        "acts": ["TL43-3"], "articles": "地下停车示范条例第三条第三项"}  # fmt: skip


def test_a_case_is_written_published_and_taken_off(app, desk, head, inspector, office, version, page):
    assert inspector.open("/handbook/cases/new").status_code == 403
    assert inspector.send("/handbook/cases", **CASE).status_code == 403
    assert desk.open("/handbook/cases/new").status_code == 200
    place = desk.send("/handbook/cases", **CASE).headers["Location"]
    assert inspector.open(place).status_code == 404, "a draft is for those who write"
    assert "某物业未备案案" not in inspector.read("/handbook/cases")
    assert "第三条第一款第三项" in desk.read(place)
    assert desk.open(f"{place}/edit").status_code == 200
    assert desk.send(place, **{**CASE, "title": "某物业案", "revision": "1"}).status_code == 302
    assert desk.send(place, **{**CASE, "revision": "1"}).status_code == 409, "somebody else was faster"
    assert desk.send(f"{place}/publication", is_anonymous="1").status_code == 403
    assert head.send(f"{place}/publication").status_code == 422
    assert head.send(f"{place}/publication", is_anonymous="1").status_code == 302
    assert "某物业案" in inspector.read("/handbook/cases")
    assert "某物业案" in inspector.read(page), "beside the article that it is about"
    assert "某物业案" in inspector.read("/handbook/acts")
    assert head.open(f"{place}/edit").status_code == 409
    assert head.send(f"{place}/withdrawal", reason=" ").status_code == 422
    assert head.send(f"{place}/withdrawal", reason="案情有误").status_code == 302
    assert inspector.open(place).status_code == 404
    assert "案情有误" in head.read(place)


def test_a_case_that_names_a_party_is_not_published(head, office):
    place = head.send("/handbook/cases", **{**CASE, "articles": "", "facts": "演示物业有限公司未备案。"}).headers[
        "Location"
    ]
    answer = head.send(f"{place}/publication", is_anonymous="1")
    assert answer.status_code == 422
    assert "演示物业有限公司" in text_of(answer)


def test_a_case_with_an_article_that_is_not_there_keeps_what_was_typed(head, office):
    answer = head.send("/handbook/cases", **{**CASE, "articles": "某法第一条"})
    assert answer.status_code == 404
    assert "手册里没有“某法第一条”" in text_of(answer)
    assert "某公司使用工程未备案。" in text_of(answer)
    assert typical_cases_of(office.agency.id) == []


@pytest.mark.parametrize(("login", "status"), [("admin", 200), ("jiedao", 403), ("xiaofang", 403), ("shi", 200)])
def test_who_reads_typical_cases(app, office, street, login, status):
    with transaction():
        make.officer("shi", office.agency.parent_id, role=Role.CITY, at=MONDAY)
    assert Desk(app.test_client(), login).open("/handbook/cases").status_code == status
