"""Papers before a visit: permission, notice, code; the yearly cap; going together with other departments."""

from datetime import date
from uuid import uuid4

import pytest

from inspect_app.actions.planning import cancel_visit, plan_visit
from inspect_app.actions.settings import change_setting
from inspect_app.actions.visits import VisitFacts, start_visit
from inspect_app.actions.works import register_work
from inspect_app.rules.settings import SettingName
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.base import db, transaction
from inspect_app.store.outside_visits import OutsideVisit
from inspect_app.store.visits import Visit, visit_with
from tests import make
from tests.conftest import MONDAY
from tests.desk import text_of

DAY = date(2028, 12, 1)


def facts(office, kind=VisitKind.PLANNED, **more) -> VisitFacts:
    officers = (office.jia.id, office.yi.id)
    return VisitFacts(
        uuid4(), office.work.id, kind, (("short", 1),), **{"officer_ids": officers, "due_on": DAY, **more}
    )


def planned(office, by=None, **more) -> Visit:
    with transaction():
        return plan_visit(facts(office, **more), by=by or office.supervisor, at=MONDAY)


def started(office, visit: Visit | None = None, **more) -> Visit:
    chosen = facts(office, **more) if visit is None else VisitFacts(visit.id, visit.work_id, visit.kind, (), **more)
    with transaction():
        return start_visit(chosen, by=office.jia, at=MONDAY)


def codes(visit: Visit) -> list[str]:
    return [flag["code"] for flag in visit.flags]


def test_a_visit_that_begins_without_papers_is_taken_in_with_flags(office, desk):
    visit = started(office)
    assert codes(visit) == ["visit_not_permitted", "notice_not_given", "code_not_obtained"]
    assert "开始检查的时候还缺" in desk.read(f"/visits/{visit.id}")
    assert "缺手续 3" in desk.read("/visits")


def test_a_patrol_and_a_visit_with_all_its_papers_have_no_flags(office):
    assert codes(started(office, kind=VisitKind.PATROL)) == []
    visit = planned(office, by=office.head)
    assert codes(started(office, visit, code_number="310117-9", notice_number="检通1号")) == []


def test_one_notice_is_made_once_the_head_permitted_and_its_number_goes_to_the_phones(office, desk, head):
    visit = planned(office)
    assert "请先批准检查" in text_of(desk.send(f"/visits/{visit.id}/notice"))
    head.send(f"/visits/{visit.id}/permission")
    first, second = (desk.send(f"/visits/{visit.id}/notice") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    page = desk.read(first.headers["Location"])
    number = visit_with(visit.id).notice_number
    assert "检通" in number
    assert number in page
    assert (
        "《中华人民共和国人民防空法》第十七条、《中华人民共和国人民防空法》第二十五条、《上海市民防条例》第四十条"
        in page
    )
    assert f"检查通知书 {number}" in desk.read(f"/visits/{visit.id}")
    assert desk.send(f"{first.headers['Location']}/void", reason="写错时间").status_code == 302
    assert "制作检查通知书" in desk.read(f"/visits/{visit.id}")
    assert desk.send(f"/visits/{visit.id}/notice").headers["Location"] != first.headers["Location"]
    assert visit_with(visit.id).notice_number != number


@pytest.mark.parametrize(
    ("kind", "more"), [(VisitKind.PLANNED, {"notice_number": "检通1号"}), (VisitKind.PATROL, {})]
)
def test_no_second_notice_is_made_and_none_of_a_visit_that_has_ended(office, desk, kind, more):
    visit = planned(office, by=office.head, kind=kind, **more)
    if not more:
        with transaction():
            cancel_visit(visit.id, "改期", by=office.head, at=MONDAY)
    response = desk.send(f"/visits/{visit.id}/notice")
    assert response.status_code == 409
    assert "什么都没有改变" in text_of(response)
    assert visit_with(visit.id).notice_number == more.get("notice_number", "")


def test_the_head_permits_and_nobody_else(office, desk, head):
    visit = planned(office)
    assert desk.send(f"/visits/{visit.id}/permission").status_code == 403
    assert "待批准的检查" in head.read("/")
    assert head.send(f"/visits/{visit.id}/permission").status_code == 302
    db.session.expire_all()
    assert visit_with(visit.id).permitted_by == office.head.id
    assert head.send(f"/visits/{visit.id}/permission").status_code == 409


def test_several_are_permitted_at_once_and_what_began_is_made_good_afterwards(office, head):
    first, second = planned(office), started(office, kind=VisitKind.RE_INSPECTION)
    page = head.read("/visits/permissions")
    assert "已开始，须补办" in page
    assert head.send("/visits/permissions", visit=[str(first.id), str(second.id)]).status_code == 302
    assert "没有待批准的检查" in head.read("/visits/permissions")
    db.session.expire_all()
    assert codes(visit_with(second.id)) == ["visit_not_permitted"]
    assert head.send("/visits/permissions").status_code == 302


def test_what_the_head_plans_is_permitted(office):
    assert planned(office, by=office.head).permitted_at == MONDAY
    assert planned(office).permitted_at is None


def test_notice_and_code_are_filled_in_later_and_nothing_is_emptied(office, desk):
    visit = planned(office, code_number="310117-1")
    sent = desk.send(f"/visits/{visit.id}/papers", notice_number="检通2号", code_number=" ")
    assert sent.status_code == 302
    db.session.expire_all()
    assert (visit_with(visit.id).notice_number, visit_with(visit.id).code_number) == ("检通2号", "310117-1")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("joint", "协同部门"), ("head_led", "负责人"), ("special", "理由"), ("surprise", "理由")],
)
def test_what_a_kind_needs_at_once_is_asked_for_when_it_is_planned(office, desk, kind, words):
    fields = {"work": str(office.work.id), "kind": kind, "officers": str(office.jia.id), "checklists": "short/1"}
    sent = desk.send("/visits", **fields)
    assert sent.status_code == 422
    assert words in sent.get_data(as_text=True)


def test_the_table_of_kinds_shows_what_was_only_recalled_as_switched_off(desk):
    page = desk.read("/visits/kinds")
    assert "沪国动〔2025〕20号" in page
    assert "待核对" in page
    assert "未启用" in page


def test_the_phone_gets_permission_papers_and_the_count_of_the_year(office, phone):
    visit = planned(office, by=office.head, code_number="310117-1", due_on=None)
    phone.sync()
    assert phone.confirmed["visit", str(visit.id)]["permitted_at"]
    assert phone.confirmed["work", str(office.work.id)]["enterprise_visits"]["count"] == 1


def test_the_cap_is_told_before_planning_for_all_works_of_the_enterprise(office, desk):
    with transaction():
        other = register_work(make.work_facts("SJ-0002"), agency_id=office.agency.id, by=None, at=MONDAY)
        change_setting(SettingName.YEARLY_CAP, "2", by=office.head, at=MONDAY)
    started(office)
    assert "上限 2 次" in desk.read("/visits/new", work=str(other.id))
    assert "超过上限" not in desk.read("/visits/new", work=str(other.id))
    started(office)
    started(office, kind=VisitKind.PATROL)
    page = desk.read("/visits/new", work=str(other.id))
    assert "今年已有 2 次" in page
    assert "超过上限" in page


def test_another_departments_visit_is_proposed_for_the_same_enterprise_and_merged(office, desk):
    with transaction():
        other = register_work(make.work_facts("SJ-0002"), agency_id=office.agency.id, by=None, at=MONDAY)
    from inspect_app import clock  # the page asks for today

    soon = clock.today().isoformat()
    typed = {"number": "SJ-0001", "department": "消防救援支队", "planned_on": soon, "note": "年度抽查"}
    assert desk.send("/outside-visits", **typed).status_code == 302
    page = desk.read("/visits/new", work=str(other.id))
    assert "综合查一次" in page
    assert "消防救援支队" in page
    row = db.session.query(OutsideVisit).one()
    fields = {"work": str(other.id), "kind": "joint", "checklists": "short/1", "merge": str(row.id)}
    sent = desk.send("/visits", officers=[str(office.jia.id), str(office.fire.id)], **fields)
    assert sent.status_code == 302
    db.session.expire_all()
    assert str(db.session.query(OutsideVisit).one().merged_visit_id) in sent.headers["Location"]
    assert "没有登记" in desk.read("/outside-visits")


def test_a_removed_plan_is_proposed_no_longer(office, desk, inspector):
    typed = {"number": "SJ-0001", "department": "消防", "planned_on": "2029-01-01"}
    assert inspector.send("/outside-visits", **typed).status_code == 403
    assert desk.send("/outside-visits", **{**typed, "number": "SJ-7"}).status_code == 422
    assert desk.send("/outside-visits", **{**typed, "planned_on": "2020-01-01"}).status_code == 422
    assert desk.send("/outside-visits", **typed).status_code == 302
    row = db.session.query(OutsideVisit).one()
    assert desk.send(f"/outside-visits/{row.id}/removal").status_code == 302
    assert desk.send(f"/outside-visits/{row.id}/removal").status_code == 404


def test_a_strangers_visit_is_not_permitted_here(office, stranger):
    visit = planned(office)
    assert stranger.send(f"/visits/{visit.id}/permission").status_code == 404
