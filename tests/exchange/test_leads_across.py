"""A lead between two offices: taken on or sent back, reported on to its end; out of order, twice, late. (Long: one story each.)"""

from datetime import date

import pytest

from inspect_app.actions.attachments import attach
from inspect_app.actions.cases import Proposal, propose_case, take_case_step
from inspect_app.actions.handovers import (
    accept_handover,
    hand_over,
    send_handover_back,
    tell_progress,
    urge_handover,
)
from inspect_app.actions.lead_steps import check_papers, reopen_lead, set_lead_aside
from inspect_app.actions.leads import report_lead
from inspect_app.actions.works import register_work
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Party
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.handovers import HandoverKind, Sending, Side
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.procedure import Stage
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.attachments import kept_file
from inspect_app.store.base import transaction
from inspect_app.store.handovers import Handover, handover_with
from inspect_app.store.leads import Lead, LeadFilter, lead_with, leads_matching
from inspect_app.store.peer_messages import messages_about
from inspect_app.store.record import steps_of
from tests import make
from tests.exchange.two_offices import OfficeHere, close, lent_office

MONDAY = date(2026, 11, 23)
NEXT_WEEK = date(2026, 11, 30)
K = HandoverKind


def lead_at(office: OfficeHere, **more) -> Lead:
    """Somebody's report, as the office entered it, with the reporter's name."""
    facts = {"summary": "车库人防门被拆除", "came_on": MONDAY, "place": "演示路1号", "party": "演示物业有限公司"}
    facts |= {"contact_name": "群众丙", "contact_phone": "13800000000", "from_whom": "群众丙来信"}
    with office.here(), transaction():
        given = LeadFacts(LeadSource.CITIZEN, **{**facts, **more})
        return report_lead(given, "", by=office.officer("kezhang"), at=office.tick())


def send(office: OfficeHere, lead: Lead, other: OfficeHere, kind: K = K.DOWN, **more) -> Handover:
    said = {"summary": lead.summary, "note": "请核查", "due_on": NEXT_WEEK, **more}
    with office.here(), transaction():
        to = agency_by_code(other.code)
        folder = office.app.extensions["photo_folder"]
        return hand_over(
            folder, lead.id, to.id, Sending(kind, **said), by=office.officer("kezhang"), at=office.tick()
        )


def do(office: OfficeHere, deed, *args):
    with office.here(), transaction():
        return deed(*args, by=office.officer("kezhang"), at=office.tick())


def seen(office: OfficeHere, handover_id) -> Handover:
    with office.here():
        found = handover_with(handover_id)
        assert found
        return found


def lead_of(office: OfficeHere, handover_id) -> Lead:
    with office.here():
        found = lead_with(handover_with(handover_id).lead_id)
        assert found
        return found


def steps_told(handover: Handover) -> list[str]:
    return [line.step for line in handover.lines]


def test_a_lead_that_is_handed_down_stands_in_the_inbox_of_the_district(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    came = seen(district, sent.id)
    assert (came.side, came.stage, came.due_on) == (Side.RECEIVER, Stage.ARRIVED, NEXT_WEEK)
    lead = lead_of(district, sent.id)
    assert (lead.source, lead.reference, lead.from_whom) == (LeadSource.CITY, sent.number, "上海市民防办公室")
    assert seen(city, sent.id).stage is Stage.ARRIVED
    assert lead_of(city, sent.id).stage is Stage.PASSED_ON


def test_who_reported_it_never_leaves(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    package = city.carry_to(district)
    came = seen(district, sent.id)
    assert "群众丙" not in str(came.said)
    assert "13800000000" not in str(came.said)
    assert came.said["party"] == "演示物业有限公司"
    assert "群众丙".encode() not in package


def test_documents_and_photos_travel_with_it(city: OfficeHere, district: OfficeHere):
    lead = lead_at(city)
    with city.here(), transaction():
        officer = city.officer("kezhang")
        pdf = attach(
            "lead", lead.id, AttachmentKind.MATERIAL, "来信.pdf", b"%PDF-1.7 x", by=officer, at=city.tick()
        )
        photo = attach("lead", lead.id, AttachmentKind.PHOTO, "门.jpg", make.picture(), by=officer, at=city.tick())
    sent = send(city, lead, district, files=(f"file:{pdf.id}", f"file:{photo.id}"))
    city.exchange_with(district)
    with district.here():
        came = handover_with(sent.id)
        assert [(one.name, one.kind) for one in came.files] == [
            ("来信.pdf", AttachmentKind.MATERIAL),
            ("门.jpg", AttachmentKind.PHOTO),
        ]
        assert came.files[0].file.body == b"%PDF-1.7 x"
        assert came.files[1].file.shown


def test_a_file_that_only_says_it_is_a_photo_is_a_document(city: OfficeHere, district: OfficeHere):
    with city.here(), transaction():
        sha256 = kept_file(b"%PDF-1.7 y", AttachmentKind.MATERIAL, "application/pdf").sha256
    body = {"summary": "看不清", "files": [{"sha256": sha256, "name": "a.jpg", "kind": "photo"}]}
    message = city.send(district, "lead_handed_down", body, files=[sha256])
    city.exchange_with(district)
    about = city.sent(message).subject_id
    with district.here():
        assert handover_with(about).files[0].kind is AttachmentKind.MATERIAL


def test_it_may_not_be_dealt_with_before_it_was_taken_on(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    with pytest.raises(Refused) as refused:
        do(district, check_papers, lead_of(district, sent.id).id, "")
    assert refused.value.refusals[0].problem is Problem.HANDOVER_NOT_TAKEN_ON


def test_the_city_hears_that_it_was_taken_on_and_each_step_up_to_the_end(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    lead = lead_of(district, sent.id)
    do(district, check_papers, lead.id, "内部备注：疑似熟人")
    city.exchange_with(district)
    assert seen(city, sent.id).stage is Stage.TAKEN_ON
    assert seen(city, sent.id).their_number == lead.number
    assert lead_of(city, sent.id).stage is Stage.TAKEN_OVER
    do(district, set_lead_aside, lead.id, "内部理由：查无此事")
    city.exchange_with(district)
    ended = seen(city, sent.id)
    assert ended.stage is Stage.CONCLUDED
    assert steps_told(ended) == ["arrive", "accept", "report", "conclude"]
    assert [line.facts["label"] for line in ended.lines[2:]] == ["核查资料", "不予处理"]
    assert "内部" not in str([line.facts for line in ended.lines])


def test_the_step_that_the_other_office_took_has_no_officer_of_ours(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    city.exchange_with(district)
    with city.here():
        last = steps_of(handover_with(sent.id).lead_id)[-1]
    assert (last.step, last.taken_by) == ("note_receipt", None)


def test_a_lead_that_is_sent_back_is_triaged_again(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, send_handover_back, sent.id, "不在本区")
    city.exchange_with(district)
    assert seen(city, sent.id).stage is Stage.SENT_BACK
    assert seen(city, sent.id).lines[-1].facts["text"] == "不在本区"
    assert lead_of(city, sent.id).stage is Stage.RECEIVED
    assert lead_of(district, sent.id).stage is Stage.GIVEN_BACK


def test_it_is_not_sent_back_without_a_reason(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    with pytest.raises(Refused) as refused:
        do(district, send_handover_back, sent.id, " ")
    assert refused.value.refusals[0].problem is Problem.REASON_NEEDED
    assert lead_of(district, sent.id).stage is Stage.RECEIVED


def test_urging_reaches_the_district_and_is_harmless_after_the_end(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    do(district, set_lead_aside, lead_of(district, sent.id).id, "查无此事")
    do(city, urge_handover, sent.id, "请尽快")
    city.exchange_with(district)
    assert seen(district, sent.id).stage is seen(city, sent.id).stage is Stage.CONCLUDED
    assert seen(district, sent.id).lines[-1].facts == {"text": "请尽快"}


def test_what_a_person_adds_is_reported_as_written(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    do(district, tell_progress, sent.id, "下周复查")
    city.exchange_with(district)
    assert seen(city, sent.id).last_report.facts["text"] == "下周复查"


def test_the_same_package_twice_changes_nothing(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    package = city.carry_to(district)
    district.read(package)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    answer = district.carry_to(city)
    city.read(answer)
    assert steps_told(seen(city, sent.id)) == ["arrive", "accept"]
    with district.here():
        agency_id = handover_with(sent.id).agency_id
        assert len(leads_matching(agency_id, LeadFilter())) == 1


def test_the_answer_may_come_before_the_receipt(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    package = city.written_for(district)
    district.read(package)
    do(district, accept_handover, sent.id)
    district.carry_to(city)
    assert seen(city, sent.id).stage is Stage.TAKEN_ON
    city.exchange_with(district)
    assert seen(city, sent.id).stage is Stage.TAKEN_ON


def test_what_is_said_of_a_lead_that_is_not_here_yet_waits_for_it(city: OfficeHere, district: OfficeHere):
    lost = city.send(district, "lead_urged", {"text": "请尽快"})
    city.exchange_with(district)
    assert city.sent(lost).answer["reasons"][0]["code"] == "handover_unknown"
    assert city.sent(lost).status.name == "HELD"


def test_only_the_office_at_the_other_end_speaks_of_it(tmp_path, city: OfficeHere, district: OfficeHere):
    third = lent_office("SH-MH")
    city.pair_with(third)
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    message = third.send(city, "lead_accepted", {"number": "x"}, about=sent.id)
    third.exchange_with(city)
    assert third.sent(message).answer["reasons"][0]["code"] == "not_found"
    assert seen(city, sent.id).stage is Stage.ARRIVED
    close(third)


def test_a_lead_that_is_with_another_office_is_not_reopened_by_hand(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    with pytest.raises(Refused) as refused:
        do(city, reopen_lead, lead_of(city, sent.id).id, "改主意")
    assert refused.value.refusals[0].problem is Problem.LEAD_WITH_ANOTHER_OFFICE


@pytest.mark.parametrize("kind", [K.UP, K.TAKEOVER])
def test_a_district_reports_up_and_the_city_takes_it_on(kind: K, city: OfficeHere, district: OfficeHere):
    sent = send(district, lead_at(district), city, kind, due_on=None, note="两年内第三次")
    district.exchange_with(city)
    assert lead_of(city, sent.id).source is LeadSource.DISTRICT
    do(city, accept_handover, sent.id)
    do(city, check_papers, lead_of(city, sent.id).id, "")
    city.exchange_with(district)
    assert seen(district, sent.id).stage is Stage.TAKEN_ON
    assert seen(district, sent.id).last_report.facts["step"] == "check_papers"
    assert lead_of(district, sent.id).stage is Stage.TAKEN_OVER


def test_the_city_may_decline_to_take_over(city: OfficeHere, district: OfficeHere):
    sent = send(district, lead_at(district), city, K.TAKEOVER, due_on=None, note="屡次违法")
    district.exchange_with(city)
    do(city, send_handover_back, sent.id, "由区里继续办理")
    city.exchange_with(district)
    assert seen(district, sent.id).stage is Stage.SENT_BACK
    assert lead_of(district, sent.id).stage is Stage.RECEIVED


def test_a_copy_is_only_shown_and_hides_the_party(city: OfficeHere, district: OfficeHere):
    lead = lead_at(district)
    sent = send(district, lead, city, K.COPY, due_on=None)
    district.exchange_with(city)
    came = seen(city, sent.id)
    assert (came.stage, came.lead_id, came.said["party"]) == (Stage.NOTED, None, "演××")
    assert seen(district, sent.id).stage is Stage.NOTED
    with district.here():
        assert lead_with(lead.id).stage is Stage.RECEIVED


def test_one_district_transfers_to_another(tmp_path, district: OfficeHere):
    other = lent_office("SH-MH")
    district.pair_with(other)
    sent = send(district, lead_at(district), other, K.TRANSFER, due_on=None, note="违法行为发生在你区")
    district.exchange_with(other)
    do(other, accept_handover, sent.id)
    other.exchange_with(district)
    assert seen(district, sent.id).stage is Stage.TAKEN_ON
    close(other)


def test_a_district_hands_nothing_down(tmp_path, district: OfficeHere, city: OfficeHere):
    with pytest.raises(Refused) as refused:
        send(district, lead_at(district), city, K.DOWN)
    assert refused.value.refusals[0].problem is Problem.HANDOVER_WRONG_WAY


def test_the_software_of_the_other_side_refuses_the_wrong_way(city: OfficeHere, district: OfficeHere):
    message = district.send(city, "lead_handed_down", {"summary": "x"})
    district.exchange_with(city)
    assert district.sent(message).answer["reasons"][0]["code"] == "handover_wrong_way"


def test_a_lead_that_the_other_side_cannot_take_in_is_ours_again(city: OfficeHere, district: OfficeHere):
    lead = lead_at(city)
    sent = send(city, lead, district)
    with city.here(), transaction():
        messages_about(sent.id)[0].body = {"summary": "绝密工程"}
    city.exchange_with(district)
    assert seen(city, sent.id).stage is Stage.UNDELIVERED
    with city.here():
        assert lead_with(lead.id).stage is Stage.RECEIVED


def test_a_case_that_grows_from_it_is_reported_without_what_is_internal(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    lead = lead_of(district, sent.id)
    with district.here(), transaction():
        head, supervisor = district.officer("zhuren"), district.officer("kezhang")
        work = register_work(make.work_facts(), agency_id=head.home_id, by=None, at=district.tick())
        party = PartyOfCase(Party.ORGANISATION, "演示物业有限公司", "91310117DEMO000001")
        proposal = Proposal(work.id, "RF49-3", party, "门被拆除", "市民防办交办", MONDAY, MONDAY, None, lead.id)
        case = propose_case(proposal, by=supervisor, at=district.tick())
        take_case_step(case.id, "refuse_filing", MONDAY, {"note": "内部意见"}, seen=0, by=head, at=district.tick())
    city.exchange_with(district)
    ended = seen(city, sent.id)
    assert ended.stage is Stage.CONCLUDED
    assert [line.facts["step"] for line in ended.lines[2:]] == ["file_case", "refuse_filing"]
    assert ended.last_report.facts["number"] == case.number
    assert "内部意见" not in str([line.facts for line in ended.lines])
