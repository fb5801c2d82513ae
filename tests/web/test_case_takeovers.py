"""Offering a case up on its own page: what will be sent, what came of it, and no way around that page."""

import pytest

from inspect_app.store.cases import case_with
from inspect_app.store.handovers import handovers_of_case
from inspect_app.store.peer_messages import messages_about
from tests import make
from tests.between_offices import connected
from tests.case_walk import EVIDENCE, CaseWalk, proposed
from tests.conftest import MONDAY
from tests.desk import Desk


@pytest.fixture
def walk(office: make.Office) -> CaseWalk:
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.take("add_evidence", "2026-11-23", **EVIDENCE)
    return walk


@pytest.fixture
def head(app, office: make.Office) -> Desk:
    return Desk(app.test_client(), "zhuren")


def offer(head: Desk, walk: CaseWalk, **more):
    said = {"summary": "临空墙被管道穿透", "note": "两年内第三次", "seen": "2", **more}
    return head.send(f"/cases/{walk.case.id}/takeovers", **said)


def test_the_step_of_the_case_leads_to_what_will_be_sent(head: Desk, office: make.Office, walk: CaseWalk):
    connected(office.head, at=MONDAY)
    answer = head.client.get(f"/cases/{walk.case.id}/steps/offer_up")
    assert answer.headers["Location"].endswith("/takeovers/new")
    page = head.read(f"/cases/{walk.case.id}/takeovers/new")
    for words in ("上海市民防办公室", "演示物业有限公司", "案件来源", "不发送", "临空墙被管道穿透"):
        assert words in page


def test_without_a_city_it_says_what_is_missing(head: Desk, walk: CaseWalk):
    assert "请管理员先配对" in head.read(f"/cases/{walk.case.id}/takeovers/new")
    assert offer(head, walk).status_code == 409


def test_it_goes_into_the_outbox_and_stands_on_the_page_of_the_case(
    head: Desk, office: make.Office, walk: CaseWalk
):
    connected(office.head, at=MONDAY)
    assert offer(head, walk).status_code == 302
    [sent] = handovers_of_case(walk.case.id)
    assert [one.kind for one in messages_about(sent.id)] == ["takeover_asked"]
    page = head.read(f"/cases/{walk.case.id}")
    assert "与其他机关的交接" in page
    assert "提请上级管辖" in page
    assert "调查中" in head.read(f"/handovers/{sent.id}")


def test_without_a_reason_what_was_typed_stays(head: Desk, office: make.Office, walk: CaseWalk):
    connected(office.head, at=MONDAY)
    answer = offer(head, walk, note="", summary="改写过的事实")
    assert answer.status_code == 422
    assert "改写过的事实" in answer.text
    assert handovers_of_case(walk.case.id) == []


def test_nobody_offers_what_they_have_not_read(head: Desk, office: make.Office, walk: CaseWalk):
    connected(office.head, at=MONDAY)
    assert offer(head, walk, seen="1").status_code == 409


def test_the_step_is_not_written_down_by_itself(head: Desk, office: make.Office, walk: CaseWalk):
    connected(office.head, at=MONDAY)
    address = f"/cases/{walk.case.id}/steps/offer_up"
    answer = head.send(address, happened_on="2026-11-23", seen="2", to="市民防办", reason="x")
    assert answer.status_code == 302
    assert [one.step for one in case_with(walk.case.id).entries] == ["approve_filing", "add_evidence"]


def test_a_supervisor_reads_why_it_is_not_theirs(desk: Desk, office: make.Office, walk: CaseWalk):
    connected(office.head, at=MONDAY)
    assert "负责人" in desk.read(f"/cases/{walk.case.id}/takeovers/new")
