"""A case that is going on is offered to the city: taken up and handed over, or declined, taken back, never decided twice."""

import pytest

from inspect_app.actions.case_papers import case_facts, make_case_paper
from inspect_app.actions.case_records import record_of
from inspect_app.actions.case_releases import files_of_case
from inspect_app.actions.cases import note_in_case, take_case_step
from inspect_app.actions.handover_recalls import recall_handover
from inspect_app.actions.handovers import accept_handover, send_handover_back
from inspect_app.actions.lead_steps import check_papers
from inspect_app.actions.works import register_work
from inspect_app.catalogue.paper_examples import example_values
from inspect_app.problems import Problem, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_paper_values import case_values
from inspect_app.rules.case_tasks import awaited_steps
from inspect_app.rules.case_transfers import Offer, offer_of
from inspect_app.rules.leads import LeadSource
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case, case_with
from inspect_app.store.handovers import case_that_came_with
from tests import make
from tests.case_walk import filled
from tests.exchange.running_case import REASON, file_case, offer
from tests.exchange.test_leads_across import do, lead_of, seen, send
from tests.exchange.two_offices import OfficeHere


@pytest.fixture
def case(district: OfficeHere) -> Case:
    with district.here(), transaction():
        head = district.officer("zhuren")
        make.officer("fazhi", head.home_id, role=Role.LEGAL_REVIEWER, badge="SJ-9", at=district.now)
        register_work(make.work_facts(), agency_id=head.home_id, by=None, at=district.now)
    return do(district, file_case)


def offered(district: OfficeHere, case: Case, **more):
    with district.here(), transaction():
        return offer(case.id, by=district.officer("zhuren"), at=district.tick(), **more)


def case_now(district: OfficeHere, case: Case) -> Case:
    with district.here():
        found = case_with(case.id)
        assert found
        return found


def told(case: Case) -> list[str]:
    return [entry.step for entry in case.entries]


def make_letter(case: Case, *, by, at) -> None:
    record = record_of(case)
    known = case_values("transfer_letter", case_facts(case, record, on=day_of(at)))
    assert known["recipient"] == "上海市民防办公室"
    values = example_values(form_of("transfer_letter")) | filled(known)
    make_case_paper(case, record, "transfer_letter", values, by=by, at=at)


def take(district: OfficeHere, case: Case, step: str, login: str = "zhuren", **facts) -> None:
    with district.here(), transaction():
        now, at = case_with(case.id), district.tick()
        take_case_step(case.id, step, day_of(at), facts, seen=len(now.entries), by=district.officer(login), at=at)


def refused(district: OfficeHere, case: Case, step: str, **facts) -> list[Problem]:
    with pytest.raises(Refused) as found:
        take(district, case, step, **facts)
    return [one.problem for one in found.value.refusals]


def test_the_city_gets_it_as_a_lead_with_what_is_released_of_the_case(
    city: OfficeHere, district: OfficeHere, case: Case
):
    sent = offered(district, case)
    package = district.carry_to(city)
    district.exchange_with(city)
    came, lead = seen(city, sent.id), lead_of(city, sent.id)
    assert (lead.source, lead.stage, lead.party) == (LeadSource.DISTRICT, Stage.RECEIVED, "演示物业有限公司")
    assert (came.said["summary"], came.said["note"], came.said["work_number"]) == ("门被拆除", REASON, "SJ-0001")
    assert came.said["case"] == {
        "number": case.number, "stage": "调查中", "act": "RF49-3", "party_kind": "法人或者其他组织",
        "act_on": case.act_on.isoformat(), "found_on": case.found_on.isoformat(),
    }  # fmt: skip
    assert "内部来源丙" not in str(came.said)
    assert "内部来源丙".encode() not in package
    with city.here():
        assert case_that_came_with(lead.id)["act"] == "RF49-3"


def test_taken_up_the_case_waits_to_be_handed_over_and_ends_as_transferred(
    city: OfficeHere, district: OfficeHere, case: Case
):
    sent = offered(district, case)
    assert refused(district, case, "hand_over", to="市民防办", reason="") == [Problem.CASE_OFFERED_UP]
    district.exchange_with(city)
    do(city, accept_handover, sent.id)
    city.exchange_with(district)
    now = case_now(district, case)
    assert told(now)[-2:] == ["offer_up", "note_taken_up"]
    assert now.entries[-1].taken_by is None
    with district.here():
        record = record_of(case_with(case.id))
        assert (offer_of(record), awaited_steps(record)[0]) == (Offer.TAKEN_UP, "hand_over")
    with district.here(), transaction():
        one, head = case_with(case.id), district.officer("zhuren")
        make_letter(one, by=head, at=district.tick())
    take(district, case, "hand_over", to="上海市民防办公室", reason="上级同意接办")
    assert case_now(district, case).stage is Stage.TRANSFERRED
    take(district, case, "close", note="已移送市民防办")
    assert case_now(district, case).stage is Stage.CLOSED


def test_what_the_city_does_with_it_is_told_to_the_district(city: OfficeHere, district: OfficeHere, case: Case):
    sent = offered(district, case)
    district.exchange_with(city)
    do(city, accept_handover, sent.id)
    do(city, check_papers, lead_of(city, sent.id).id, "内部备注")
    city.exchange_with(district)
    assert seen(district, sent.id).last_report.facts["label"] == "核查资料"
    assert "内部备注" not in str([line.facts for line in seen(district, sent.id).lines])


def test_declined_with_reasons_the_district_goes_on(city: OfficeHere, district: OfficeHere, case: Case):
    sent = offered(district, case)
    district.exchange_with(city)
    do(city, send_handover_back, sent.id, "由区里继续办理")
    city.exchange_with(district)
    now = case_now(district, case)
    assert (now.stage, told(now)[-1], now.entries[-1].facts) == (
        Stage.INVESTIGATING, "note_not_taken_up", {"note": "由区里继续办理"},
    )  # fmt: skip
    take(district, case, "end", ground="not_proved", note="查无违法")
    assert case_now(district, case).stage is Stage.ENDED


def test_nobody_settles_a_case_here_that_waits_for_the_city(district: OfficeHere, case: Case):
    offered(district, case)
    assert refused(district, case, "end", ground="not_proved", note="x") == [Problem.CASE_OFFERED_UP]
    with pytest.raises(Refused) as again:
        offered(district, case)
    assert again.value.refusals[0].problem is Problem.CASE_OFFERED_UP


def test_investigating_goes_on_while_it_waits(district: OfficeHere, case: Case):
    offered(district, case)
    take(
        district, case, "interview", "kezhang", person="当事人代表", post="经理", place="办公室", record="承认拆除"
    )
    assert told(case_now(district, case))[-1] == "interview"


def test_taken_back_it_is_ours_again(city: OfficeHere, district: OfficeHere, case: Case):
    sent = offered(district, case)
    district.exchange_with(city)
    do(district, recall_handover, sent.id, "案情有变化")
    district.exchange_with(city)
    assert seen(district, sent.id).stage is seen(city, sent.id).stage is Stage.RECALLED
    with district.here():
        assert offer_of(record_of(case_with(case.id))) is Offer.NONE
    offered(district, case)


def test_only_the_head_offers_a_case_up(district: OfficeHere, case: Case):
    with pytest.raises(Refused) as found, district.here(), transaction():
        offer(case.id, by=district.officer("kezhang"), at=district.tick())
    assert found.value.refusals[0].problem is Problem.STEP_NOT_YOURS
    assert told(case_now(district, case)) == ["approve_filing"]


def test_a_case_that_is_offered_nowhere_else(city: OfficeHere, district: OfficeHere, case: Case):
    """It goes to the city alone: the other kinds of handing on are for leads."""
    sent = offered(district, case)
    district.exchange_with(city)
    assert seen(city, sent.id).kind is seen(district, sent.id).kind


def test_papers_that_were_not_served_and_files_that_nobody_ticked_stay(
    city: OfficeHere, district: OfficeHere, case: Case
):
    with district.here(), transaction():
        one, head, at = case_with(case.id), district.officer("zhuren"), district.tick()
        take_case_step(
            case.id, "offer_up", day_of(at), {"to": "上海市民防办公室", "reason": ""}, seen=1, by=head, at=at
        )
        make_letter(one, by=head, at=at)
        assert files_of_case(one) == []
        note_in_case(case.id, "note_not_taken_up", "", at=at)
    with pytest.raises(Refused):
        offered(district, case, files=("paper:00000000-0000-0000-0000-000000000000",))
    assert offered(district, case).files == []


def test_a_case_that_grew_from_the_citys_own_lead_goes_up_with_its_files(
    city: OfficeHere, district: OfficeHere, case: Case
):
    from inspect_app.actions.attachments import attach
    from inspect_app.rules.attachments import AttachmentKind
    from tests.exchange.test_leads_across import lead_at

    lead = lead_at(city)
    with city.here(), transaction():
        pdf = attach(
            "lead",
            lead.id,
            AttachmentKind.MATERIAL,
            "来信.pdf",
            b"%PDF-1.7 x",
            by=city.officer("kezhang"),
            at=city.tick(),
        )
    down = send(city, lead, district, files=(f"file:{pdf.id}",))
    city.exchange_with(district)
    do(district, accept_handover, down.id)
    grown = do(district, file_case, lead_of(district, down.id).id)
    with district.here():
        keys = tuple(one.key for one in files_of_case(case_with(grown.id)))
    up = offered(district, grown, files=keys)
    district.exchange_with(city)
    assert [one.name for one in seen(city, up.id).files] == ["来信.pdf"]
    assert [line.facts["step"] for line in seen(city, down.id).lines if line.step == "report"][-2:] == [
        "file_case", "approve_filing",
    ]  # fmt: skip


def test_what_an_older_city_does_not_know_of_it_is_let_through_unread(city: OfficeHere, district: OfficeHere):
    """The field is new in the second version: without it, and with one that is newer still, the lead stands."""
    body = {"summary": "门被拆除", "note": REASON}
    for more in ({}, {"case": None}, {"case": {"number": "1", "of_next_year": True}, "of_next_year": 1}):
        message = district.send(city, "takeover_asked", body | more)
        district.exchange_with(city)
        assert district.sent(message).status.name == "ACCEPTED"
