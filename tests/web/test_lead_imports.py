"""Importing leads: previewed, confirmed by the one who uploaded it, each letter entered once."""

import io

import pytest

from inspect_app.store.leads import LeadFilter, leads_matching
from tests.desk import Desk

HEAD = "来源,收到日期,反映内容,工程编号,地点,来文编号\n"
GOOD = "市民防办交办,2026-11-20,防护门被拆除,SJ-0001,,沪〔2026〕1号\n"


def upload(desk, text, name="leads.csv"):
    return desk.send("/leads/imports", file=(io.BytesIO(text.encode()), name))


def leads_here(office):
    return leads_matching(office.agency.id, LeadFilter())


@pytest.mark.parametrize(("login", "status"), [("kezhang", 200), ("zhuren", 200), ("jia", 403), ("admin", 403)])
def test_who_may_import(app, office, login, status):
    assert Desk(app.test_client(), login).open("/leads/imports/new").status_code == status


def test_the_template_can_be_filled_and_read(desk, office):
    body = desk.open("/leads/imports/template.xlsx").get_data()
    shown = desk.send("/leads/imports", file=(io.BytesIO(body), "template.xlsx"))
    assert shown.status_code == 302
    assert "这是模板里的示例行" in desk.read(shown.headers["Location"])
    assert "反映内容" in desk.open("/leads/imports/template.csv").get_data().decode("utf-8-sig")


def test_a_sheet_is_shown_first_and_entered_when_confirmed(desk, office):
    wrong = "市民防办交办,昨天,无日期,,,\n网友,2026-11-20,来源不对,,,\n其他来源,2026-11-20,工程不对,没有,,\n"
    preview = upload(desk, HEAD + GOOD + GOOD + wrong).headers["Location"]
    page = desk.read(preview)
    assert "将写入 1 行" in page
    assert "有误的 4 行不会导入" in page
    for sentence in ("应当是日期", "不能是“网友”", "台账里没有编号为“没有”的工程", "与第 2 行的“来文编号”相同"):
        assert sentence in page, sentence
    assert leads_here(office) == []
    assert desk.send(f"{preview}/confirmation").status_code == 302
    [lead] = leads_here(office)
    assert (lead.summary, lead.work_id, lead.reference) == ("防护门被拆除", office.work.id, "沪〔2026〕1号")
    assert desk.open(preview).status_code == 404


def test_a_letter_that_is_here_already_is_passed_over(desk, office):
    for _ in range(2):
        preview = upload(desk, HEAD.replace(",", ";") + GOOD.replace(",", ";")).headers["Location"]
        desk.read(preview)
        desk.send(f"{preview}/confirmation")
    assert len(leads_here(office)) == 1
    assert "已登记过" in desk.read(preview.replace(preview, upload(desk, HEAD + GOOD).headers["Location"]))


def test_a_preview_is_its_owners_and_can_be_given_up(desk, head, office):
    preview = upload(desk, HEAD + GOOD).headers["Location"]
    assert head.open(preview).status_code == 404
    assert desk.send(f"{preview}/cancellation").status_code == 302
    assert desk.open(preview).status_code == 404
    assert leads_here(office) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "文件是空的"),
        ("来源,收到日期\n其他来源,2026-11-20\n", "表头缺少这些列"),
        (HEAD, "没有一行内容"),
        (HEAD.strip() + ",来源\n" + GOOD, "不止一次"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused_in_words(desk, office, text, says):
    response = upload(desk, text)
    assert response.status_code == 422
    assert says in response.get_data(as_text=True)
