"""Cases in the office: who comes in, what is refused and said, what a step changes; the calendar and its feed."""

import re
from datetime import date, timedelta

import pytest

from inspect_app import clock
from inspect_app.rules.procedure import Stage
from inspect_app.store.case_lists import CaseFilter, cases_matching
from inspect_app.store.cases import cases_as_facts
from tests import make
from tests.case_walk import CaseWalk
from tests.desk import Desk
from tests.on_site import finished_visit, photograph

TODAY = clock.today()
CASE = {
    "source": "complaint", "act": "RF49-3", "act_on": "2026-03-01", "found_on": "2026-03-02", "limitation": "ordinary",
    "work_number": "SJ-0001", "place": "演示路1号", "facts": "拆除防护密闭门一樘", "party_kind": "organisation",
    "party_name": "演示物业有限公司",
}  # fmt: skip


def only_case(office):
    [case] = cases_matching(office.agency.id, CaseFilter())
    return case


@pytest.mark.parametrize(
    ("login", "status"), [("jia", 200), ("kezhang", 200), ("zhuren", 200), ("admin", 403), ("xiaofang", 403)]
)
def test_who_may_see_cases(app, walk, login, status):
    walk.file(TODAY)
    desk = Desk(app.test_client(), login)
    for path in ("/cases", f"/cases/{walk.id}", "/cases/new", "/cases/sheet.csv", "/calendar"):
        assert desk.open(path).status_code == status, path


def test_a_case_of_another_office_is_not_there(stranger, walk):
    walk.file(TODAY)
    assert stranger.open(f"/cases/{walk.id}").status_code == 404
    assert stranger.open(f"/cases/{walk.id}/steps/ask_recusal").status_code == 404
    assert stranger.send(f"/cases/{walk.id}/steps/ask_recusal").status_code == 404
    assert "演示物业" not in stranger.read("/cases") + stranger.read("/calendar")


def test_a_case_is_registered_by_hand(inspector, office):
    response = inspector.send("/cases", **CASE)
    assert response.status_code == 302
    case = only_case(office)
    assert (case.stage, case.work_id, case.number) == (Stage.REGISTERED, office.work.id, "")
    assert "提请立案" in inspector.read(response.headers["Location"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"work_number": "SJ-9999"}, "台账里没有编号为“SJ-9999”的工程"),
        ({"act_on": "2026-03-03"}, "发现不能早于发生"),
        ({"found_on": "2999-01-01"}, "不能晚于今天"),
        ({"facts": " "}, "还缺少“违法事实”"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(inspector, office, wrong, said):
    response = inspector.send("/cases", **CASE | wrong)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert said in page
    assert "演示物业有限公司" in page
    assert cases_matching(office.agency.id, CaseFilter()) == []


def test_a_case_from_a_finding_is_filled_in_and_made_once(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    page = desk.open(f"/cases/new?finding={finding_id}").get_data(as_text=True)
    assert "防护门锈蚀，无法关闭。" in page
    assert "91310117DEMO000001" in page
    assert desk.send(f"/cases?finding={finding_id}", **CASE).status_code == 302
    again = desk.send(f"/cases?finding={finding_id}", **CASE)
    assert again.status_code == 409
    assert "已经办成案件" in again.get_data(as_text=True)
    assert f"/cases/{only_case(office).id}" in desk.open(f"/visits/{visit_id}").get_data(as_text=True)


def test_a_lead_becomes_a_case(desk, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    desk.send(f"/findings/{finding_id}/lead")
    link = re.search(r'/cases/new\?lead=[^"]+', desk.open("/leads").get_data(as_text=True))[0]
    assert desk.open(link).status_code == 200
    desk.send(link.replace("/new", ""), **CASE)
    case = only_case(office)
    assert [str(one.finding_id) for one in case.findings] == [finding_id]
    assert f"/cases/{case.id}" in desk.open("/leads").get_data(as_text=True)


def test_a_finding_of_others_opens_no_case(stranger, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    assert stranger.open(f"/cases/new?finding={finding_id}").status_code == 404
    assert stranger.send(f"/cases?finding={finding_id}", **CASE).status_code == 404


def buttons(desk, walk):
    page = desk.open(f"/cases/{walk.id}").get_data(as_text=True)
    return set(re.findall(rf"/cases/{walk.id}/steps/(\w+)", page))


def test_the_page_offers_to_each_what_the_table_opens_to_them(app, inspector, head, walk):
    walk.open(TODAY)
    assert "propose_filing" in buttons(inspector, walk)
    assert "approve_filing" not in buttons(inspector, walk)
    walk.take("propose_filing", TODAY)
    assert {"approve_filing", "refuse_filing", "return_proposal"} <= buttons(head, walk)
    walk.take("approve_filing", TODAY)
    assert {"add_evidence", "record_interview", "close_investigation"} <= buttons(inspector, walk)
    assert not {"add_evidence", "close_investigation"} & buttons(Desk(app.test_client(), "kezhang"), walk)


def test_a_step_is_taken_from_its_form(head, walk):
    walk.open(TODAY)
    walk.take("propose_filing", TODAY)
    path = f"/cases/{walk.id}/steps/approve_filing"
    assert "办案人员（两名以上）" in head.read(path)
    both = {"officer_ids": [str(walk.jia.id), str(walk.yi.id)]}
    assert head.send(path, on=TODAY.isoformat(), **both).status_code == 302
    assert walk.case.stage is Stage.INVESTIGATING
    assert walk.case.number == f"沪松民防案〔{TODAY.year}〕第001号"
    assert "还有 90 个自然日" in head.read(f"/cases/{walk.id}")


def test_one_officer_is_too_few_and_the_form_keeps_what_was_typed(head, walk):
    walk.open(TODAY)
    walk.take("propose_filing", TODAY)
    response = head.send(
        f"/cases/{walk.id}/steps/approve_filing",
        on=TODAY.isoformat(),
        officer_ids=[str(walk.jia.id)],
        opinion="同意立案",
    )
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "执法人员不得少于两人" in page
    assert "第四十二条第一款" in page
    assert "同意立案" in page
    assert walk.case.stage is Stage.PROPOSED


@pytest.mark.parametrize(
    ("login", "step", "status"), [("jia", "decide", 409), ("jia", "approve_filing", 403), ("jia", "no_step", 404)]
)
def test_a_step_that_is_not_open_has_no_page(app, walk, login, step, status):
    walk.open(TODAY)
    walk.take("propose_filing", TODAY)
    desk = Desk(app.test_client(), login)
    assert desk.open(f"/cases/{walk.id}/steps/{step}").status_code == status
    assert desk.send(f"/cases/{walk.id}/steps/{step}").status_code == status


def test_evidence_is_picked_from_the_visits_with_its_hash(inspector, walk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photograph(phone, visit_id, make.picture(12), finding_id=finding_id)
    phone.sync()
    phone.upload(make.picture(12))
    walk.file(TODAY)
    path = f"/cases/{walk.id}/steps/add_evidence"
    picked = re.search(r'value="(photo:[^"]+)"', inspector.open(path).get_data(as_text=True))[1]
    sent = {"on": TODAY.isoformat(), "kind": "digital", "proves": "门已锈蚀", "thing": picked, "sha256": "0" * 64}
    assert inspector.send(path, **sent).status_code == 302
    [entry] = cases_as_facts([walk.case])[walk.id].all("add_evidence")
    assert entry.facts.title == "防护门锈蚀，无法关闭。"
    page = inspector.open(f"/cases/{walk.id}").get_data(as_text=True)
    assert entry.facts.sha256 in page
    assert f"/photos/{entry.facts.sha256}/small" in page


def test_evidence_that_was_not_offered_is_not_taken(inspector, walk):
    walk.file(TODAY)
    sent = {
        "on": TODAY.isoformat(),
        "kind": "digital",
        "title": "照片",
        "proves": "x",
        "thing": f"photo:{make.any_id()}",
    }
    assert inspector.send(f"/cases/{walk.id}/steps/add_evidence", **sent).status_code == 422


def test_like_cases_stand_beside_with_their_amounts(head, walk, office):
    walk.investigate(date(2026, 3, 2))
    walk.take("give_notice", date(2026, 3, 6), fine_yuan=18_000, statement_until_on=date(2026, 3, 11))
    walk.take("submit", date(2026, 3, 12))
    walk.take("decide", date(2026, 3, 12), fine_yuan=18_000, correct_by_on=date(2026, 4, 1))
    other = CaseWalk((office.jia, office.yi), office.head, walk.reviewer)
    other.file(TODAY)
    assert "18,000 元" in head.read(f"/cases/{other.id}")


def test_the_first_page_and_the_list_count_what_waits_for_me(app, inspector, head, walk):
    walk.open(TODAY)
    walk.take("propose_filing", TODAY)
    assert "共 1 条" in head.read("/cases", mine=1)
    assert "共 0 条" in inspector.read("/cases", mine=1)
    walk.take("approve_filing", TODAY)
    assert "共 0 条" in head.read("/cases", mine=1, all=1)
    assert "共 1 条" in inspector.read("/cases", mine=1)
    assert "共 0 条" in Desk(app.test_client(), "yi").read("/cases", mine=1, text="没有这个词")


def test_a_case_whose_time_is_over_is_marked_and_found(head, walk):
    walk.file(TODAY - timedelta(days=90))
    assert "共 0 条" in head.read("/cases", late=1)
    other = CaseWalk((walk.jia, walk.yi), walk.head, walk.reviewer)
    other.file(TODAY - timedelta(days=91))
    assert "共 1 条" in head.read("/cases", late=1)
    assert "已过 1 个自然日" in head.read(f"/cases/{other.id}")


def test_the_list_goes_out_as_a_sheet(head, walk):
    walk.file(TODAY)
    csv = head.open("/cases/sheet.csv").get_data(as_text=True)
    assert csv.splitlines()[1].startswith("沪松民防案〔")
    assert head.open("/cases/sheet.xlsx").data.startswith(b"PK")
    assert head.open("/cases/sheet.csv", text="没有这个词").get_data(as_text=True).count("\n") == 1


def test_the_page_of_a_work_tells_of_its_cases(head, walk, office):
    walk.file(TODAY)
    assert f"/cases/{walk.id}" in head.open(f"/works/{office.work.id}").get_data(as_text=True)
