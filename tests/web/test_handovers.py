"""Pages of leads between offices: the list with its clocks, what is shown before it is sent, buttons only where they work."""

from datetime import timedelta

import pytest

from inspect_app.actions.handover_arrivals import note_taken_on
from inspect_app.actions.handovers import accept_handover
from inspect_app.actions.leads import report_lead
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import transaction
from inspect_app.store.handovers import Handover, HandoverFilter, handover_with, handovers_matching
from inspect_app.store.leads import lead_with
from inspect_app.store.peer_messages import messages_about
from inspect_app.store.peers import peer_with
from tests import make
from tests.between_offices import Connected, connected, hung_to
from tests.conftest import MONDAY
from tests.desk import Desk

CITY = "上海市民防办公室"


@pytest.fixture
def city(office: make.Office) -> Connected:
    return connected(office.head, at=MONDAY)


@pytest.fixture
def lead(office: make.Office):
    facts = LeadFacts(
        LeadSource.CITIZEN, "车库漏水", MONDAY.date(), "演示路1号", "演示物业有限公司", "群众丙来信", "", "群众丙",
        "13800000000",
    )  # fmt: skip
    with transaction():
        return report_lead(facts, "SJ-0001", by=office.supervisor, at=MONDAY)


def markup(desk: Desk, path: str) -> str:
    return desk.open(path).get_data(as_text=True)


def came(city: Connected) -> Handover:
    found = handover_with(city.handover.id)
    assert found
    return found


def test_a_lead_from_the_city_says_that_it_waits_to_be_taken_on(desk: Desk, city: Connected):
    page = desk.read(f"/leads/{came(city).lead_id}")
    assert "还没有受理" in page
    assert "市案源2026-0001" in page
    assert "受理或者退回" in page


def test_the_inbox_shows_the_source_its_number_and_the_day_that_the_city_set(desk: Desk, city: Connected):
    page = desk.read("/leads")
    for words in ("市民防办交办", "市案源2026-0001", "交办"):
        assert words in page


def test_taking_on_puts_an_answer_into_the_outbox(desk: Desk, city: Connected):
    assert desk.send(f"/handovers/{came(city).id}/acceptance").status_code == 302
    assert came(city).stage is Stage.TAKEN_ON
    assert [one.kind for one in messages_about(came(city).id)] == ["lead_accepted"]
    assert "还没有回执" in desk.read(f"/handovers/{came(city).id}")


def test_sending_back_without_a_reason_is_refused_on_the_page(desk: Desk, city: Connected):
    answer = desk.send(f"/handovers/{came(city).id}/return", reason=" ")
    assert answer.status_code == 422
    assert "请写明理由" in answer.text
    assert came(city).stage is Stage.ARRIVED


def test_sending_back_ends_our_lead(desk: Desk, city: Connected):
    desk.send(f"/handovers/{came(city).id}/return", reason="不在本区")
    assert lead_with(came(city).lead_id).stage is Stage.GIVEN_BACK


def test_buttons_are_those_of_our_side_and_of_the_stage(desk: Desk, city: Connected):
    before = markup(desk, f"/handovers/{came(city).id}")
    assert "/acceptance" in before
    assert "/urging" not in before
    assert "/report" not in before
    desk.send(f"/handovers/{came(city).id}/acceptance")
    after = markup(desk, f"/handovers/{came(city).id}")
    assert "/acceptance" not in after
    assert "/report" in after


def test_an_inspector_reads_and_does_nothing(app, office: make.Office, city: Connected):
    page = markup(Desk(app.test_client(), "jia"), f"/handovers/{came(city).id}")
    assert "/acceptance" not in page


def test_urging_what_came_to_us_is_refused(desk: Desk, city: Connected):
    answer = desk.send(f"/handovers/{came(city).id}/urging", reason="快")
    assert answer.status_code == 409
    assert "由对方机关办理" in answer.text


def test_the_photo_that_came_is_shown_and_given_out(desk: Desk, city: Connected):
    part = came(city).files[0].id
    picture = desk.client.get(f"/handovers/{came(city).id}/files/{part}/picture")
    assert picture.mimetype == "image/jpeg"
    saved = desk.client.get(f"/handovers/{came(city).id}/files/{part}")
    assert saved.headers["Content-Disposition"].startswith("attachment")


def test_what_will_be_sent_is_shown_before_it_is_sent(desk: Desk, city: Connected, lead):
    page = desk.read(f"/leads/{lead.id}/handovers/new?kind=up&to={city.peer.agency_id}")
    assert "不发送" in page
    assert "反映人的身份要保密" in page
    assert "群众丙" not in page.split("会发出什么")[1]
    assert "演示物业有限公司" in page


def test_a_copy_shows_that_the_party_is_hidden(desk: Desk, city: Connected, lead):
    page = desk.read(f"/leads/{lead.id}/handovers/new?kind=copy&to={city.peer.agency_id}")
    assert "演××" in page
    assert "隐去后发送" in page


def test_only_the_ways_that_are_open_are_offered(desk: Desk, city: Connected, lead):
    page = markup(desk, f"/leads/{lead.id}/handovers/new")
    assert "kind=up" in page
    assert "kind=takeover" in page
    assert "kind=down" not in page


def test_reporting_up_sends_what_the_page_showed(desk: Desk, office: make.Office, city: Connected, lead):
    address = f"/leads/{lead.id}/handovers?kind=up&to={city.peer.agency_id}"
    file_id = hung_to(lead.id, office.supervisor, at=MONDAY)
    answer = desk.send(address, summary="车库漏水", note="超出本区权限", files=f"file:{file_id}")
    assert answer.status_code == 302
    [sent] = [one for one in handovers_matching(lead.agency_id, HandoverFilter()) if one.sent_by]
    assert sent.said["note"] == "超出本区权限"
    assert "contact_name" not in sent.said
    assert [one.name for one in sent.files] == ["来信.pdf"]
    assert lead_with(lead.id).stage is Stage.PASSED_ON


def test_reporting_up_without_a_reason_keeps_what_was_typed(desk: Desk, city: Connected, lead):
    address = f"/leads/{lead.id}/handovers?kind=takeover&to={city.peer.agency_id}"
    answer = desk.send(address, summary="改写过的内容", note="")
    assert answer.status_code == 422
    assert "请写明理由" in answer.text
    assert "改写过的内容" in answer.text
    assert lead_with(lead.id).stage is Stage.RECEIVED


def test_a_way_that_is_not_open_is_refused(desk: Desk, city: Connected, lead):
    address = f"/leads/{lead.id}/handovers?kind=down&to={city.peer.agency_id}"
    assert desk.send(address, summary="x", note="y").status_code == 422
    assert lead_with(lead.id).stage is Stage.RECEIVED


def test_a_lead_that_waits_for_another_office_or_for_our_answer_has_no_buttons_of_triage(
    desk: Desk, city: Connected, lead
):
    assert "/papers" not in markup(desk, f"/leads/{came(city).lead_id}")
    address = f"/leads/{lead.id}/handovers?kind=up&to={city.peer.agency_id}"
    assert desk.send(address, summary="车库漏水", note="超出本区权限").status_code == 302
    page = markup(desk, f"/leads/{lead.id}")
    assert "/receipt" not in page
    assert "/reopening" not in page
    desk.send(f"/handovers/{came(city).id}/acceptance")
    assert "/papers" in markup(desk, f"/leads/{came(city).lead_id}")


def test_the_list_marks_what_is_past_its_day(desk: Desk, office: make.Office, city: Connected):
    with transaction():
        handover_with(city.handover.id).due_on = MONDAY.date() - timedelta(days=400)
        accept_handover(city.handover.id, by=office.supervisor, at=MONDAY)
    page = desk.read("/handovers?late=1")
    assert "逾期" in page
    assert CITY in page
    assert "还没有报告办结" in desk.read(f"/handovers/{city.handover.id}")


def test_a_lead_of_another_office_is_not_found(desk: Desk, city: Connected):
    assert desk.client.get("/handovers/00000000-0000-0000-0000-000000000000").status_code == 404


def sent_up(desk: Desk, city: Connected, lead) -> Handover:
    address = f"/leads/{lead.id}/handovers?kind=up&to={city.peer.agency_id}"
    assert desk.send(address, summary="车库漏水", note="超出本区权限").status_code == 302
    [sent] = [one for one in handovers_matching(lead.agency_id, HandoverFilter()) if one.sent_by]
    return sent


def test_taking_back_what_was_sent_waits_for_the_receipt(desk: Desk, city: Connected, lead):
    sent = sent_up(desk, city, lead)
    assert "/recall" in markup(desk, f"/handovers/{sent.id}")
    assert desk.send(f"/handovers/{sent.id}/recall", reason="重复发出").status_code == 302
    page = desk.read(f"/handovers/{sent.id}")
    assert "撤回中，待对方确认" in page
    assert "撤回案源" in page
    assert "/recall" not in markup(desk, f"/handovers/{sent.id}")
    assert lead_with(lead.id).stage is Stage.PASSED_ON


def test_taking_back_after_the_other_office_took_it_on_is_refused_in_words(desk: Desk, city: Connected, lead):
    sent = sent_up(desk, city, lead)
    with transaction():
        note_taken_on(sent.id, city.peer.agency, "SH-1", at=MONDAY)
    assert "/recall" not in markup(desk, f"/handovers/{sent.id}")
    answer = desk.send(f"/handovers/{sent.id}/recall", reason="重复发出")
    assert answer.status_code == 409
    assert "不能撤回" in answer.text


def test_taking_back_what_came_to_us_is_refused(desk: Desk, city: Connected):
    assert "由对方机关办理" in desk.send(f"/handovers/{came(city).id}/recall", reason="x").text


def test_an_older_software_is_not_sent_what_it_would_not_understand(desk: Desk, city: Connected, lead):
    sent = sent_up(desk, city, lead)
    with transaction():
        peer_with(city.peer.id).schema_version = 1
    answer = desk.send(f"/handovers/{sent.id}/recall", reason="重复发出")
    assert (answer.status_code, "版本较旧" in answer.text) == (409, True)
    assert handover_with(sent.id).stage is Stage.HANDED_ON
