"""Decisions as phones make them: facts once handed over, with the server's doubts beside them. (Long: one test a doubt.)"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.amended_rows import add_change
from inspect_app.actions.amendments import begin_amendment, publish_amendment, submit_amendment
from inspect_app.actions.claims import Claims, decision_facts
from inspect_app.actions.decisions import MadeOnPhone, deliver_decision, make_decision, void_decision_on_phone
from inspect_app.actions.desk_decisions import file_decision, withdraw_decision
from inspect_app.actions.devices import enrol_device
from inspect_app.actions.documents import SignatureFacts, sign_document
from inspect_app.actions.findings import FindingFacts, record_finding
from inspect_app.actions.settings import acts, change_setting, set_calendar_day, texts_of_rulebook
from inspect_app.actions.visits import name_officers, start_visit
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Mark, Party, Sanction, Severity, Words
from inspect_app.rules.amendments import MarkAct, NewAct, NewBenchmark
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import Collection, PartyOfCase
from inspect_app.rules.documents import document_sha256, on_the_spot_decision
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.procedure import Stage, VisitKind
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import transaction
from inspect_app.store.decisions import decision_with
from inspect_app.store.documents import blocks_of, documents_for, form_use
from inspect_app.store.record import steps_of
from tests.actions.conftest import visit_facts
from tests.conftest import MONDAY
from tests.rules.test_amendments import TL43, WHO, line, version

JWK = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}


def claims(office, minute, **more) -> Claims:
    values = {
        "act": "TL43-3",
        "party": PartyOfCase(Party.ORGANISATION, "演示物业有限公司", address="演示路1号"),
        "sanction": Sanction.FINE,
        "fine_yuan": 500,
        "facts": "未办理平时使用备案手续。",
        "place": "地下一层",
        "factors": ("first_time",),
        "factor_note": "",
        "officer_ids": (office.jia.id, office.yi.id),
        "facts_are_certain": True,
        "identity_shown_at": minute(1),
        "told_at": minute(2),
        "heard_at": minute(3),
        "decided_at": minute(4),
        "correct_by": day_of(MONDAY) + timedelta(days=30),
    }
    return Claims(**{**values, **more})


@pytest.fixture
def block(office):
    with transaction():
        device = enrol_device(uuid4(), JWK, "a phone", officer=office.jia, at=MONDAY)
    [leased] = blocks_of(device.id, office.agency.id, FormKind.ON_THE_SPOT_DECISION, 2026)
    return leased


def made_on_phone(visit, block, stated, *, serial=None, **more) -> MadeOnPhone:
    """As an honest phone makes it; `more` is where this one differs."""
    serial = block.first if serial is None else serial
    content = {"number": block.facts().number(serial)}
    if stated.act in acts():
        texts = texts_of_rulebook(1, on=day_of(stated.decided_at))
        facts = decision_facts(stated, acts()[stated.act])
        content = on_the_spot_decision(block.facts().number(serial), facts, texts)
    content = {**content, **more.pop("content", {})}
    values = {"block_id": block.id, "serial": serial, "content": content, "sha256": document_sha256(content)}
    values |= {"finding_ids": (), "claims": stated, "rulebook": 1, "visit_id": visit.id}
    return MadeOnPhone(decision_id=uuid4(), document_id=uuid4(), **{**values, **more})


def take_in(made, block, office, at, by=None):
    with transaction():
        return make_decision(made, device_id=block.device_id, by=by or office.jia, at=at)


def codes(decision):
    return [flag["code"] for flag in decision.flags]


def test_a_decision_in_order_has_no_flags(office, visit, block, minute):
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, minute(5))
    assert codes(decision) == []
    assert (decision.stage, decision.number) == (Stage.MADE, block.facts().number(block.first))
    assert decision.file_by_on.isoformat() == "2026-11-25"
    assert form_use(block.id, block.first).document_id == documents_for(decision.id)[0].id


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"fine_yuan": 3_001}, ["fine_above_simple_limit"]),
        ({"fine_yuan": 499}, ["fine_below_floor"]),
        ({"act": "RF49-3", "fine_yuan": 10_000}, ["floor_above_simple_limit"]),
        ({"act": "RF50", "sanction": Sanction.WARNING}, ["power_elsewhere"]),
        ({"act": "NEW-1"}, ["act_unknown"]),
        ({"told_at": None}, ["party_not_told"]),
        ({"factors": ()}, ["amount_without_reason"]),
        ({"factors": ("no such factor",)}, []),
        ({"correct_by": None}, ["correction_not_ordered"]),
        ({"collection": Collection.NONE}, ["payment_not_stated"]),
        ({"collection": Collection.SMALL, "receipt_number": "1"}, ["collection_not_allowed"]),
    ],
)
def test_what_the_law_does_not_allow_becomes_a_flag(office, visit, block, minute, change, expected):
    stated = claims(office, minute, **change)
    assert codes(take_in(made_on_phone(visit, block, stated), block, office, minute(5))) == expected


def test_the_server_looks_up_certificates_by_itself(office, visit, block, minute):
    with transaction():
        office.yi.certificate_until = day_of(MONDAY) - timedelta(days=1)
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, minute(5))
    assert codes(decision) == ["certificate_not_valid"]
    assert decision.flags[0]["facts"] == {"name": office.yi.name, "on": "2026-11-23"}


def test_whoever_makes_it_needs_a_certificate_too(office, visit, block, minute):
    with transaction():
        name_officers(visit.id, [office.fire.id], by=office.jia, at=minute(1))
    decision = take_in(
        made_on_phone(visit, block, claims(office, minute)), block, office, minute(5), by=office.fire
    )
    assert codes(decision) == ["no_certificate"]


def test_a_patrol_never_penalises(office, block, minute):
    with transaction():
        patrol = start_visit(visit_facts(office, kind=VisitKind.PATROL), by=office.jia, at=MONDAY)
    decision = take_in(made_on_phone(patrol, block, claims(office, minute)), block, office, minute(5))
    assert codes(decision) == ["visit_may_not_penalise"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"content": {"redress": "可以在六十日内申请复议，也可以在六个月内起诉。"}}, ["redress_wrong"]),
        ({"content": {"fine_yuan": 1}}, ["document_altered"]),
        ({"sha256": "a" * 64}, ["document_altered"]),
        ({"content": {"number": "沪松民防当罚〔2026〕第9999号"}}, ["number_not_leased"]),
        ({"serial": 0}, ["number_not_leased"]),
        ({"serial": 21}, ["number_not_leased"]),
        ({"block_id": uuid4()}, ["number_not_leased"]),
        ({"rulebook": 99}, []),
    ],
)
def test_what_the_paper_says_is_checked_against_what_it_must_say(office, visit, block, minute, more, expected):
    made = made_on_phone(visit, block, claims(office, minute), **more)
    assert codes(take_in(made, block, office, minute(5))) == expected


def test_a_number_is_used_once(office, visit, block, minute):
    for expected in ([], ["number_used_twice"]):
        made = made_on_phone(visit, block, claims(office, minute))
        assert codes(take_in(made, block, office, minute(5))) == expected


def test_the_day_of_the_decision_is_the_servers_to_reckon(office, visit, block, minute):
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, late)
    assert codes(decision) == ["decision_date_wrong"]


@pytest.mark.parametrize("year", [1970, 1999, 2105])
def test_a_phone_with_a_dead_clock_still_gets_its_decision_in(office, visit, block, minute, year):
    wrong = datetime(year, 1, 4, 2, 0, tzinfo=UTC)
    stated = replace(claims(office, minute), decided_at=wrong, collection=Collection.SMALL, receipt_number="1")
    decision = take_in(made_on_phone(visit, block, stated), block, office, minute(5))
    assert "decision_date_wrong" in codes(decision)
    assert decision.stage is Stage.MADE


def test_a_period_is_never_guessed(office, visit, block, minute):
    with transaction():
        change_setting(SettingName.FILING_WORKING_DAYS, "30", by=office.head, at=MONDAY)
    decision = take_in(made_on_phone(visit, block, claims(office, minute), rulebook=2), block, office, minute(5))
    assert decision.file_by_on is None
    assert codes(decision) == []


def test_the_offices_own_days_count(office, visit, block, minute):
    with transaction():
        set_calendar_day(day_of(MONDAY) + timedelta(days=1), False, "停电", by=office.head, at=MONDAY)
    decision = take_in(made_on_phone(visit, block, claims(office, minute), rulebook=2), block, office, minute(5))
    assert decision.file_by_on.isoformat() == "2026-11-26"


def test_a_finding_is_linked_once_and_waited_for_when_unknown(office, visit, block, minute):
    finding_id = uuid4()
    made = made_on_phone(visit, block, claims(office, minute), finding_ids=(finding_id, finding_id))
    with pytest.raises(Refused) as caught:
        take_in(made, block, office, minute(5))
    [refusal] = caught.value.refusals
    assert (refusal.problem, refusal.facts["waits_for"]) == (Problem.FINDING_UNKNOWN, str(finding_id))
    assert form_use(block.id, block.first) is None
    with transaction():
        facts = FindingFacts(finding_id, visit.id, "short", "item-1", "锈蚀", Severity.MINOR)
        record_finding(uuid4(), facts, by=office.jia, at=minute(1))
    assert len(take_in(made, block, office, minute(5)).findings) == 1


def signature(document, **more):
    values = {"document_id": document.id, "document_sha256": document.sha256, "strokes": ([[1, 2]],)}
    return SignatureFacts(**{**values, "signer": "officer", "name": "甲", **more})


def test_missing_signatures_become_flags_when_the_paper_has_changed_hands(office, visit, block, minute):
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, minute(5))
    [document] = documents_for(decision.id)
    with transaction():
        sign_document(
            uuid4(), signature(document, badge_number="SJ-001"), by=office.jia, at=minute(6), visit_id=visit.id
        )
    with transaction():
        done = deliver_decision(decision.id, minute(7), by=office.jia, at=minute(7))
    assert (done.stage, done.delivered_at) == (Stage.DELIVERED, minute(7))
    assert codes(done) == ["signature_missing", "refusal_not_noted"]


@pytest.mark.parametrize("refuses", [True, False])
def test_signed_by_all_or_refused_with_a_reason_it_is_in_order(office, visit, block, minute, refuses):
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, minute(5))
    [document] = documents_for(decision.id)
    party = {"signer": "party", "refused": refuses, "reason": "拒绝签收" if refuses else ""}
    for more in ({"badge_number": "SJ-001"}, {"badge_number": "SJ-002"}, party):
        with transaction():
            sign_document(uuid4(), signature(document, **more), by=office.jia, at=minute(6), visit_id=visit.id)
    with transaction():
        assert codes(deliver_decision(decision.id, minute(7), by=office.jia, at=minute(7))) == []


def test_a_signature_under_other_words_is_no_signature(office, visit, block, minute):
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, minute(5))
    [document] = documents_for(decision.id)
    for more, problem in (
        ({"document_sha256": "b" * 64}, Problem.DOCUMENT_ALTERED),
        ({"document_id": uuid4()}, Problem.DOCUMENT_UNKNOWN),
    ):
        with pytest.raises(Refused) as caught, transaction():
            sign_document(uuid4(), signature(document, **more), by=office.jia, at=minute(6), visit_id=visit.id)
        assert [refusal.problem for refusal in caught.value.refusals] == [problem]


def test_nobody_who_was_not_there_delivers_or_voids(office, visit, block, minute):
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, minute(5))
    for deed in (
        lambda: deliver_decision(decision.id, minute(6), by=office.head, at=minute(6)),
        lambda: void_decision_on_phone(decision.id, "写错", by=office.fire, at=minute(6)),
    ):
        with pytest.raises(Refused) as caught, transaction():
            deed()
        assert [refusal.problem for refusal in caught.value.refusals] == [Problem.NOT_ON_THIS_VISIT]


def test_delivered_then_filed_then_withdrawn_by_the_head_alone(office, visit, block, minute):
    decision = take_in(made_on_phone(visit, block, claims(office, minute)), block, office, minute(5))
    with transaction():
        deliver_decision(decision.id, minute(6), by=office.jia, at=minute(6))
    with pytest.raises(Refused), transaction():
        void_decision_on_phone(decision.id, "写错", by=office.jia, at=minute(7))
    with transaction():
        assert file_decision(decision.id, by=office.supervisor, at=minute(8)).filed_at == minute(8)
    with pytest.raises(Refused), transaction():
        withdraw_decision(decision.id, "事实有误", by=office.supervisor, at=minute(9))
    with transaction():
        withdraw_decision(decision.id, "事实有误", by=office.head, at=minute(9))
    assert decision_with(decision.id).stage is Stage.WITHDRAWN
    assert [line.step for line in steps_of(decision.id)] == ["deliver", "file", "withdraw"]


def published_by_the_head(office, *changes):
    with transaction():
        amendment = begin_amendment("修订", by=office.supervisor, at=MONDAY)
        for change in changes:
            add_change(amendment.id, change, by=office.supervisor, at=MONDAY)
        submit_amendment(amendment.id, by=office.supervisor, at=MONDAY)
    with transaction():
        publish_amendment(amendment.id, by=office.head, at=MONDAY)


def test_what_the_party_was_told_is_checked_by_the_edition_that_the_phone_held(office, minute, visit, block):
    """A new version from next year on changes neither the paper nor the law of the day."""
    made = made_on_phone(visit, block, claims(office, minute))
    published_by_the_head(office, NewAct(version(title=Words("新的名称", "A new title"))))
    assert take_in(made, block, office, minute(5)).flags == []


def test_a_law_that_turned_out_otherwise_for_the_day_is_flagged_and_the_paper_stays(office, minute, visit, block):
    made = made_on_phone(visit, block, claims(office, minute, fine_yuan=600))
    published_by_the_head(
        office, NewAct(version(valid_from=day_of(MONDAY), title=Words("新的名称", "A new title")))
    )
    flags = take_in(made, block, office, minute(5)).flags
    assert [flag["code"] for flag in flags] == ["law_changed_since", "fine_below_floor"]
    assert "第 1 版" in flags[0]["sentence"]
    assert "第 2 版" in flags[0]["sentence"]


def test_a_row_that_was_only_checked_again_is_no_doubt(office, minute, visit, block):
    made = made_on_phone(visit, block, claims(office, minute))
    published_by_the_head(office, MarkAct("TL43-3", TL43.valid_from, Mark.VX, **WHO))
    assert take_in(made, block, office, minute(5)).flags == []


@pytest.mark.parametrize(("fine_yuan", "codes"), [(1000, []), (1001, ["fine_outside_tier"])])
def test_a_fine_outside_the_offices_tier_is_flagged(office, minute, visit, block, fine_yuan, codes):
    published_by_the_head(office, NewBenchmark(line()))
    made = made_on_phone(visit, block, claims(office, minute, fine_yuan=fine_yuan), rulebook=2)
    assert [flag["code"] for flag in take_in(made, block, office, minute(5)).flags] == codes


def test_a_benchmark_that_the_phone_did_not_have_yet_is_named_beside_the_amount(office, minute, visit, block):
    made = made_on_phone(visit, block, claims(office, minute, fine_yuan=1001))
    published_by_the_head(office, NewBenchmark(line()))
    flags = take_in(made, block, office, minute(5)).flags
    assert [flag["code"] for flag in flags] == ["law_changed_since", "fine_outside_tier"]


@pytest.mark.parametrize("number", [0, 9_999])
def test_an_edition_that_is_not_known_here_is_judged_by_the_law_of_now(office, minute, visit, block, number):
    made = made_on_phone(visit, block, claims(office, minute), rulebook=number)
    assert take_in(made, block, office, minute(5)).flags == []


def test_a_visit_keeps_the_edition_that_it_began_under(office, minute):
    facts = visit_facts(office, rulebook=1)
    with transaction():
        visit = start_visit(facts, by=office.jia, at=MONDAY)
    published_by_the_head(office, NewAct(version()))
    with transaction():
        start_visit(replace(facts, rulebook=2), by=office.jia, at=minute(1))
    assert visit.rulebook == 1
