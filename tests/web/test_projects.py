"""Construction projects in the office: imported with a preview, their gaps shown, each made a lead once."""

import io

import pytest

from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.projects import projects_of
from tests import make
from tests.desk import Desk

HEAD = "项目编号,项目名称,建设单位,建设状态,应建面积,已建面积,减免面积,减免批准文号\n"
SHORT = "XM-1,一号住宅项目,甲置业公司,竣工,1000,600,0,\n"
WHOLE = "XM-2,二号商办项目,乙置业公司,在建,500,500,,\n"


def upload(desk, text):
    return desk.send("/projects/imports", file=(io.BytesIO(text.encode()), "projects.csv"))


def imported(desk, text):
    preview = upload(desk, text).headers["Location"]
    assert desk.send(f"{preview}/confirmation").status_code == 302


@pytest.mark.parametrize(
    ("login", "sees", "edits"),
    [("jia", 200, 403), ("kezhang", 200, 200), ("admin", 403, 403), ("xiaofang", 403, 403)],
)
def test_who_sees_projects_and_who_imports_them(app, office, login, sees, edits):
    desk = Desk(app.test_client(), login)
    assert desk.open("/projects").status_code == sees
    assert desk.open("/projects/imports/new").status_code == edits


def test_the_list_is_previewed_written_and_changed_by_a_second_import(desk, office):
    preview = upload(desk, HEAD + SHORT + WHOLE + SHORT + "XM-3,坏,丙,拆了,多,,,\n").headers["Location"]
    page = desk.read(preview)
    assert "将写入 2 行" in page
    for sentence in ("有误的 2 行不会导入", "与第 2 行的“项目编号”相同", "不能是“拆了”", "应当是数字"):
        assert sentence in page, sentence
    assert projects_of(office.agency.id) == []
    assert desk.send(f"{preview}/confirmation").status_code == 302
    assert [one.number for one in projects_of(office.agency.id)] == ["XM-1", "XM-2"]
    again = desk.read(upload(desk, HEAD + SHORT.replace("600", "1000") + WHOLE).headers["Location"])
    assert "将写入 1 行" in again
    imported(desk, HEAD + SHORT.replace("600", "1000") + WHOLE)
    assert "没有符合条件的项目" in desk.read("/projects", gap=1, all=1)


def test_a_preview_is_void_when_the_list_has_moved(desk, head, office):
    mine, theirs = upload(desk, HEAD + SHORT).headers["Location"], upload(head, HEAD + WHOLE).headers["Location"]
    assert head.open(mine).status_code == 404
    assert head.send(f"{theirs}/confirmation").status_code == 302
    assert desk.send(f"{mine}/confirmation").status_code == 409
    assert desk.send(f"{mine}/cancellation").status_code == 302
    assert [one.number for one in projects_of(office.agency.id)] == ["XM-2"]


def test_a_gap_becomes_a_lead_by_one_click_and_never_twice(desk, inspector, office):
    imported(desk, HEAD + SHORT + WHOLE)
    page = desk.read("/projects", gap=1, all=1)
    assert "少建" in page
    assert "二号商办项目" not in page
    assert "建设项目的缺口" in desk.read("/")
    [project, _] = projects_of(office.agency.id)
    address = f"/projects/{project.id}"
    first = desk.send(f"{address}/leads", gap="too_little_built")
    assert desk.send(f"{address}/leads", gap="too_little_built").headers["Location"] == first.headers["Location"]
    [lead] = leads_matching(office.agency.id, LeadFilter())
    assert (lead.party, lead.source.name) == ("甲置业公司", "PROJECT")
    assert "400.00 平方米" in desk.read(first.headers["Location"])
    assert lead.number in desk.read(address)
    assert desk.send(f"{address}/leads", gap="fee_short").status_code == 409
    assert desk.send(f"{address}/leads", gap="none").status_code == 422
    assert inspector.send(f"{address}/leads", gap="too_little_built").status_code == 403


def test_a_strangers_project_is_not_there(desk, stranger, office):
    imported(desk, HEAD + SHORT)
    [project] = projects_of(office.agency.id)
    assert stranger.open(f"/projects/{project.id}").status_code == 404
    assert stranger.send(f"/projects/{project.id}/leads", gap="too_little_built").status_code == 404
    assert desk.open(f"/projects/{make.any_id()}").status_code == 404
    assert "还没有建设项目" in stranger.read("/projects")


def test_what_is_exported_can_be_imported_and_changes_nothing(desk, office):
    imported(desk, HEAD + SHORT + WHOLE)
    body = desk.open("/projects/sheet.xlsx").get_data()
    sent = desk.send("/projects/imports", file=(io.BytesIO(body), "projects.xlsx"))
    page = desk.read(sent.headers["Location"])
    assert "无变化 2" in page
    assert "缺建面积（平方米）" in page
    assert "少建" in desk.open("/projects/sheet.csv").get_data().decode("utf-8-sig")


def test_the_template_is_no_project(desk, office):
    body = desk.open("/projects/imports/template.csv").get_data()
    sent = desk.send("/projects/imports", file=(io.BytesIO(body), "template.csv"))
    assert "这是模板里的示例行" in desk.read(sent.headers["Location"])
    wrong = upload(desk, "项目编号\nXM-1\n")
    assert wrong.status_code == 422
    assert "表头缺少这些列" in wrong.get_data(as_text=True)
