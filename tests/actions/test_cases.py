"""Cases of the general procedure: the real timelines, and every gate at its boundary. (Long: one test a gate.)"""

from datetime import date

import pytest

from inspect_app.actions.case_records import record_of
from inspect_app.actions.cases import take_case_step
from inspect_app.actions.interests import declare_interest
from inspect_app.actions.settings import change_setting, work_calendar
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Party
from inspect_app.rules.case_clocks import clocks_of
from inspect_app.rules.case_entries import ENTRIES
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.rules.settings import SettingName
from inspect_app.rules.stages import Stage
from inspect_app.store.base import transaction
from inspect_app.store.cases import case_with
from tests.case_walk import CONCLUSION, DECISION, EVIDENCE, NOTICE, proposed
from tests.conftest import MONDAY


def clock(walk, code):
    case = case_with(walk.case.id)
    found = {one.code: one for one in clocks_of(record_of(case), calendar=work_calendar(case.agency_id))}
    return found.get(code)


def test_the_case_of_jiading_in_2023(office):
    """Decided four working days after the notice: ¥15,000 lies below the hearing's threshold. Rectified after closing."""
    walk = proposed(office, "2023-03-14")
    walk.file("2023-03-14")
    walk.take("interview", "2023-03-23", person="当事人代表", post="经理", place="办公室", record="承认打孔。")
    walk.take("add_evidence", "2023-03-23", **EVIDENCE)
    walk.take("close_investigation", "2023-03-31", **CONCLUSION, fine_yuan=15_000)
    walk.take("give_notice", "2023-04-04", **NOTICE, fine_yuan=15_000)
    walk.take("hear_statement", "2023-04-06", statement="没有意见", review="无需复核", is_adopted=False)
    walk.take("decide", "2023-04-11", office.head, **DECISION, fine_yuan=15_000, correct_by="2023-05-10")
    decide = clock(walk, "decide_case")
    assert ((decide.stopped_on - decide.from_on).days, decide.last_on) == (28, date(2023, 6, 12))
    assert clock(walk, "ask_for_hearing") is None
    walk.take("serve", "2023-04-11", way="direct", recipient="演示物业有限公司")
    assert clock(walk, "pay_fine").last_on == date(2023, 4, 26)
    walk.take("pay", "2023-04-14", amount_yuan=15_000, slip="P-1")
    assert clock(walk, "pay_fine").stopped_on == date(2023, 4, 14)
    walk.take("close", "2023-04-24", office.head, note="已履行")
    walk.take("note_correction", "2023-04-27", is_corrected=True, note="已封堵")
    assert walk.case.stage is Stage.CLOSED
    walk.take("archive", "2023-04-28")
    assert walk.case.stage is Stage.ARCHIVED


def test_the_reports_own_case_of_2017(office):
    """The city's lead of 11 May, the visit of 15 May, the notice of June, closed in August; the law of 2017."""
    walk = proposed(office, "2017-05-11", act="RF49-2", source="市民防办转办", facts="未按防护标准和质量标准修建")
    walk.file("2017-05-15")
    walk.investigate("2017-05-25", fine_yuan=10_000)
    walk.take("give_notice", "2017-06-05", **NOTICE, fine_yuan=10_000)
    walk.take("hear_statement", "2017-06-08", statement="无", review="无", is_adopted=False)
    walk.take("decide", "2017-06-20", office.head, **DECISION, fine_yuan=10_000)
    assert clock(walk, "decide_case").why.problem is Problem.NO_RULE_IN_FORCE
    walk.take("serve", "2017-06-21", way="direct", recipient="某公司")
    walk.take("pay", "2017-06-30", amount_yuan=10_000, slip="P-2")
    walk.take("close", "2017-08-04", office.head, note="已履行")
    assert walk.case.stage is Stage.CLOSED


def heard_case(office, **more):
    walk = proposed(office, "2026-08-03", **more)
    walk.file("2026-08-03")
    walk.investigate("2026-08-05", fine_yuan=50_000, factors=["repeated"])
    walk.take("give_notice", "2026-08-06", **NOTICE, fine_yuan=50_000)
    return walk


def test_a_case_with_a_hearing_from_filing_to_the_archive(office):
    walk = heard_case(office)
    assert clock(walk, "ask_for_hearing").last_on == date(2026, 8, 13)
    walk.take("ask_hearing", "2026-08-13", note="书面申请")
    assert walk.refused("notify_hearing", "2026-08-14", held_on="2026-08-25", place="会议室", chair="主持人") == [
        "hearing_too_soon"
    ]
    walk.take("notify_hearing", "2026-08-14", held_on="2026-08-26", place="会议室", chair="主持人")
    hearing = {"record": "双方陈述", "report": "建议从轻"}
    assert walk.refused("hold_hearing", "2026-08-25", office.supervisor, **hearing) == ["hearing_too_soon"]
    assert walk.refused("hold_hearing", "2026-08-26", office.jia, **hearing) == ["step_not_yours"]
    walk.take("hold_hearing", "2026-08-26", office.supervisor, **hearing)
    decision = {**DECISION, "fine_yuan": 40_000}
    assert walk.refused("decide", "2026-08-28", office.head, **decision) == ["not_reviewed"]
    walk.take("review_legally", "2026-08-28", walk.legal, is_passed=False, opinion="补正笔录")
    assert walk.refused("decide", "2026-08-28", office.head, **decision) == ["not_reviewed"]
    walk.take("review_legally", "2026-08-31", walk.legal, is_passed=True, opinion="同意")
    walk.take("decide", "2026-09-01", office.head, **decision)
    walk.take("serve", "2026-09-02", way="left", recipient="前台", reason="拒收", witness="居委会代表")
    walk.take("pay", "2026-09-10", amount_yuan=40_000, slip="P-3")
    walk.take("close", "2026-09-11", office.head, note="已履行")
    walk.take("archive", "2026-09-14")
    assert walk.case.stage is Stage.ARCHIVED


def test_a_case_that_goes_to_the_police(office):
    walk = proposed(office, "2026-11-23", act="RF50")
    walk.file("2026-11-23")
    letter = {"to": "松江公安分局", "papers": "移送书、调查报告、物品清单、检测报告"}
    assert walk.refused("hand_to_police", "2026-11-23", **letter) == ["transfer_not_approved"]
    walk.take("propose_transfer", "2026-11-23", to="公安机关", reason="储存易燃品")
    assert clock(walk, "decide_on_referral").last_on == date(2026, 11, 26)
    walk.take("approve_transfer", "2026-11-24", office.head)
    assert clock(walk, "refer_to_police").last_on == date(2026, 11, 25)
    walk.take("hand_to_police", "2026-11-24", **letter)
    assert walk.case.stage is Stage.TRANSFERRED
    walk.take("note_police_answer", "2026-11-26")
    assert clock(walk, "goods_to_police").last_on == date(2026, 11, 29)
    walk.take("close", "2026-11-27", office.head, note="已移送")
    assert walk.case.stage is Stage.CLOSED


def test_a_defence_that_lowers_the_fine_and_never_raises_it(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.investigate("2026-11-23", fine_yuan=20_000)
    walk.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=20_000)
    assert walk.refused("decide", "2026-11-24", office.head, **DECISION, fine_yuan=20_000) == ["party_not_heard"]
    walk.take("hear_statement", "2026-11-24", statement="已封堵", review="属实", is_adopted=True)
    assert walk.refused("decide", "2026-11-24", office.head, **DECISION, fine_yuan=20_001) == ["heavier_than_told"]
    walk.take("decide", "2026-11-24", office.head, **DECISION, fine_yuan=12_000)
    assert walk.case.fine_yuan == 12_000


def test_a_case_suspended_resumed_and_ended_without_penalty(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.take("suspend", "2026-11-23", office.head, note="等待鉴定")
    assert walk.refused("close_investigation", "2026-11-24", **CONCLUSION) == ["step_not_open"]
    walk.take("resume", "2026-11-25", office.head)
    walk.investigate("2026-11-25", sanction="warning", fine_yuan=0)
    walk.take(
        "decide_no_penalty",
        "2026-11-26",
        office.head,
        number="沪松民防不罚〔2026〕第1号",
        ground="minor",
        reasons="已改正",
    )
    walk.take("serve", "2026-11-26", way="direct", recipient="当事人")
    assert clock(walk, "pay_fine") is None
    walk.take("close", "2026-11-27", office.head, note="已教育")
    assert walk.case.stage is Stage.CLOSED


def test_the_days_to_decide_are_extended_by_the_head_with_a_basis_and_only_to_a_later_day(office):
    walk = proposed(office, "2026-08-03")
    walk.file("2026-08-03")
    assert clock(walk, "decide_case").last_on == date(2026, 11, 1)
    basis = {"basis": "《本市某规定》第十条", "reason": "需要鉴定"}
    assert walk.refused("extend", "2026-10-30", office.head, until_on="2026-11-01", **basis) == ["extends_nothing"]
    assert walk.refused("extend", "2026-10-30", office.head, until_on="2026-12-01", basis=" ", reason="x") == [
        "case_field_missing"
    ]
    assert walk.refused("extend", "2026-10-30", office.head, until_on="2026-12-01", basis="x", reason=" ") == [
        "case_field_missing"
    ]
    assert walk.refused("extend", "2026-10-30", until_on="2026-12-01", **basis) == ["step_not_yours"]
    walk.take("extend", "2026-10-30", office.head, until_on="2026-12-01", **basis)
    assert clock(walk, "decide_case").last_on == date(2026, 12, 1)
    assert walk.refused("extend", "2026-10-31", office.head, until_on="2026-12-01", **basis) == ["extends_nothing"]


def test_what_was_found_after_five_years_is_no_longer_penalised(office):
    for act_on, codes in ((date(2021, 11, 22), ["time_barred"]), (date(2021, 11, 23), [])):
        walk = proposed(office, act_on=act_on)
        walk.file("2026-11-23")
        walk.investigate("2026-11-23")
        walk.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=15_000)
        walk.take("hear_statement", "2026-11-24", statement="无", review="无", is_adopted=False)
        assert walk.refused("decide", "2026-11-24", office.head, **DECISION, fine_yuan=15_000) == codes


def test_demand_and_court_come_each_after_its_days(office):
    walk = proposed(office, "2026-08-03")
    walk.file("2026-08-03")
    walk.investigate("2026-08-04")
    walk.take("give_notice", "2026-08-04", **NOTICE, fine_yuan=15_000)
    walk.take("waive_rights", "2026-08-04", note="书面放弃")
    walk.take("decide", "2026-08-05", office.head, **DECISION, fine_yuan=15_000)
    walk.take("serve", "2026-08-05", way="direct", recipient="当事人")
    assert walk.refused("demand", "2026-08-20") == ["not_yet_due"]
    walk.take("demand", "2026-08-21")
    assert walk.refused("close", "2026-08-21", office.head, note="x") == ["still_owed"]
    assert walk.refused("apply_to_court", "2026-09-04", office.head) == ["demand_not_over"]
    walk.take("apply_to_court", "2026-09-07", office.head)
    walk.take("close", "2026-09-08", office.head, note="法院已受理")
    assert walk.case.stage is Stage.CLOSED


def test_the_days_for_a_hearing_must_pass_unless_the_party_waives(office):
    walk = heard_case(office)
    walk.take("hear_statement", "2026-08-07", statement="无", review="无", is_adopted=False)
    decision = {**DECISION, "fine_yuan": 50_000}
    assert walk.refused("decide", "2026-08-13", office.head, **decision) == ["hearing_may_still_be_asked"]
    walk.take("decide", "2026-08-14", office.head, **decision)


def test_a_waiver_ends_the_days_for_a_hearing(office):
    walk = heard_case(office)
    walk.take("waive_rights", "2026-08-07", note="书面放弃")
    walk.take("decide", "2026-08-07", office.head, **DECISION, fine_yuan=50_000)


@pytest.mark.parametrize(("fine", "has_right"), [(49_999, False), (50_000, True)])
def test_the_right_to_a_hearing_begins_at_the_offices_threshold(office, fine, has_right):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.investigate("2026-11-23", fine_yuan=fine)
    walk.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=fine)
    assert walk.refused("ask_hearing", "2026-11-24") == ([] if has_right else ["no_right_to_a_hearing"])


def test_the_threshold_is_the_offices_own(office):
    with transaction():
        change_setting(SettingName.HEARING_THRESHOLD_ORGANISATION, "10000", by=office.head, at=MONDAY)
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.investigate("2026-11-23", fine_yuan=10_000)
    walk.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=10_000)
    walk.take("ask_hearing", "2026-11-24")


def test_a_hearing_asked_for_after_the_fifth_working_day_is_too_late(office):
    walk = heard_case(office)
    assert walk.refused("ask_hearing", "2026-08-14") == ["asked_too_late"]


@pytest.mark.parametrize(
    ("complexity", "needed"),
    [("plain", []), ("complex", ["not_deliberated"]), ("several_relations", ["not_reviewed", "not_deliberated"])],
)
def test_what_is_complex_is_reviewed_and_deliberated(office, complexity, needed):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.investigate("2026-11-23", complexity=complexity)
    walk.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=15_000)
    walk.take("waive_rights", "2026-11-23", note="书面放弃")
    decision = {**DECISION, "fine_yuan": 15_000}
    if needed:
        assert walk.refused("decide", "2026-11-23", office.head, **decision) == needed
        walk.take("review_legally", "2026-11-23", walk.legal, is_passed=True, opinion="同意")
        walk.take("deliberate", "2026-11-23", office.head, present="负责人三人", conclusion="同意")
    walk.take("decide", "2026-11-23", office.head, **decision)


@pytest.mark.parametrize(
    ("party", "fine", "reason"),
    [
        ("organisation", 9_999, ["fine_below_floor"]),
        ("organisation", 10_000, []),
        ("organisation", 50_000, []),
        ("organisation", 50_001, ["fine_above_cap"]),
        ("citizen", 5_000, []),
        ("citizen", 5_001, ["fine_above_cap"]),
    ],
)
def test_an_amount_outside_the_acts_range_is_refused_at_every_step(office, party, fine, reason):
    walk = proposed(office, party=PartyOfCase(Party[party.upper()], "某甲", address="演示路1号"))
    walk.file("2026-11-23")
    walk.take("add_evidence", "2026-11-23", **EVIDENCE)
    assert walk.refused("close_investigation", "2026-11-23", **CONCLUSION, fine_yuan=fine) == reason


def test_who_investigates_neither_approves_nor_reviews_nor_decides(office):
    walk = proposed(office)
    keys = [str(office.head.id), str(office.jia.id)]
    assert walk.refused("approve_filing", "2026-11-23", office.head, officers=keys) == ["investigated_it"]
    walk.file("2026-11-23")
    walk.take("assign", "2026-11-23", office.supervisor, officers=[str(office.jia.id), str(walk.legal.id)])
    walk.investigate("2026-11-23", complexity="public_interest")
    assert walk.refused("review_legally", "2026-11-23", walk.legal, is_passed=True, opinion="同意") == [
        "investigated_it"
    ]
    assert walk.refused("give_notice", "2026-11-23", office.yi, **NOTICE, fine_yuan=15_000) == [
        "not_an_investigator"
    ]


def test_two_certified_officers_and_not_one_twice(office):
    walk = proposed(office)
    one = str(office.jia.id)
    assert walk.refused("approve_filing", "2026-11-23", office.head, officers=[one]) == ["too_few_officers"]
    assert walk.refused("approve_filing", "2026-11-23", office.head, officers=[one, one]) == ["too_few_officers"]


@pytest.mark.parametrize("about", ["work", "party"])
def test_who_has_declared_an_interest_is_assigned_only_when_the_head_has_decided_so(office, about):
    walk = proposed(office)
    where = {"work_id": office.work.id} if about == "work" else {"party_name": walk.case.party["name"]}
    with transaction():
        declare_interest(InterestFacts(office.yi.id, "曾任职", **where), by=office.yi, at=MONDAY)
    yi, both = str(office.yi.id), [str(office.jia.id), str(office.yi.id)]
    assert walk.refused("approve_filing", "2026-11-23", office.head, officers=both) == ["case_officer_interested"]
    others = [str(office.jia.id), str(walk.legal.id)]
    walk.take("approve_filing", "2026-11-23", office.head, officers=others)
    assert walk.refused("assign", "2026-11-23", office.supervisor, officers=both) == ["case_officer_interested"]
    walk.take("ask_recusal", "2026-11-23", officer=yi, reason="曾任职")
    walk.take("decide_recusal", "2026-11-23", office.head, officer=yi, is_granted=False, reason="已离职多年")
    walk.take("assign", "2026-11-23", office.supervisor, officers=both)
    assert record_of(case_with(walk.case.id)).investigators == tuple(both)


def test_an_interest_in_another_work_bars_nobody_from_a_case(office):
    walk = proposed(office)
    with transaction():
        declare_interest(InterestFacts(office.yi.id, "曾任职", party_name="别的公司"), by=office.yi, at=MONDAY)
    walk.file("2026-11-23")
    assert walk.case.stage is Stage.INVESTIGATING


def test_a_recused_officer_takes_no_step_and_two_must_be_left(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    yi = str(office.yi.id)
    refused = walk.refused("decide_recusal", "2026-11-23", office.head, officer=yi, is_granted=True, reason="亲属")
    assert refused == ["recusal_not_asked"]
    walk.take("ask_recusal", "2026-11-23", officer=yi, reason="与当事人是亲属")
    walk.take(
        "add_evidence", "2026-11-23", office.yi, **EVIDENCE
    )  # the investigation goes on meanwhile (第四十三条)
    walk.take("decide_recusal", "2026-11-23", office.head, officer=yi, is_granted=True, reason="属实")
    assert walk.refused("add_evidence", "2026-11-23", office.yi, **EVIDENCE) == ["recused"]
    assert walk.refused("close_investigation", "2026-11-23", **CONCLUSION, fine_yuan=15_000) == ["too_few_officers"]


def test_registered_evidence_is_settled_before_the_investigation_closes(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.take("register_evidence", "2026-11-23", office.head, things="密闭门一樘", place="现场")
    assert clock(walk, "registered_evidence").last_on == date(2026, 12, 2)
    walk.take("add_evidence", "2026-11-23", **EVIDENCE)
    assert walk.refused("close_investigation", "2026-11-23", **CONCLUSION, fine_yuan=15_000) == [
        "registered_evidence_open"
    ]
    walk.take("settle_registered", "2026-11-24", outcome="退还")
    assert walk.refused("settle_registered", "2026-11-24", outcome="退还") == ["nothing_registered"]
    walk.take("close_investigation", "2026-11-24", **CONCLUSION, fine_yuan=15_000)


def test_an_investigation_without_evidence_does_not_close(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    assert walk.refused("close_investigation", "2026-11-23", **CONCLUSION, fine_yuan=15_000) == ["no_evidence"]


def served(office, way, **more):
    walk = proposed(office, "2026-08-03")
    walk.file("2026-08-03")
    walk.investigate("2026-08-03")
    walk.take("give_notice", "2026-08-03", **NOTICE, fine_yuan=15_000)
    walk.take("waive_rights", "2026-08-03", note="书面放弃")
    walk.take("decide", "2026-08-03", office.head, **DECISION, fine_yuan=15_000)
    return walk, walk.refused("serve", "2026-08-04", way=way, recipient="当事人", **more)


@pytest.mark.parametrize(
    ("way", "more", "reason"),
    [
        ("direct", {}, []),
        ("left", {}, ["left_without_witness"]),
        ("left", {"reason": "拒收", "witness": "居委会"}, []),
        ("electronic", {}, ["no_consent_to_electronic"]),
        ("electronic", {"consent": "QR-1"}, []),
        ("announced", {}, ["announcement_not_over"]),
    ],
)
def test_each_way_of_service_has_its_own_need(office, way, more, reason):
    assert served(office, way, **more)[1] == reason


def test_an_announcement_serves_after_thirty_days(office):
    walk, _refused = served(office, "announced")
    walk.take("announce_service", "2026-08-04")
    assert walk.refused("serve", "2026-09-03", way="announced", recipient="当事人") == ["announcement_not_over"]
    walk.take("serve", "2026-09-04", way="announced", recipient="当事人")


@pytest.mark.parametrize(
    ("paid", "reason"), [(0, ["payment_empty"]), (1, []), (15_000, []), (15_001, ["paid_more_than_owed"])]
)
def test_no_more_is_paid_than_is_owed(office, paid, reason):
    walk, _refused = served(office, "direct")
    assert walk.refused("pay", "2026-08-05", amount_yuan=paid, slip="x") == reason


@pytest.mark.parametrize(("day", "is_right"), [("2026-11-22", False), ("2026-11-23", True), ("2026-11-24", False)])
def test_no_step_happens_before_what_it_follows_nor_in_the_future(office, day, is_right):
    walk = proposed(office)
    keys = [str(office.jia.id), str(office.yi.id)]
    with transaction():
        wanted = {"officers": keys}
        if is_right:
            take_case_step(
                walk.case.id, "approve_filing", date.fromisoformat(day), wanted, seen=0, by=office.head, at=MONDAY
            )
            return
        with pytest.raises(Refused) as refused:
            take_case_step(
                walk.case.id, "approve_filing", date.fromisoformat(day), wanted, seen=0, by=office.head, at=MONDAY
            )
    assert refused.value.refusals[0].problem is Problem.CASE_DAY_WRONG


def test_nobody_steps_over_what_another_has_just_written(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    with transaction(), pytest.raises(Refused) as refused:
        take_case_step(
            walk.case.id, "suspend", date(2026, 11, 23), {"note": "x"}, seen=0, by=office.head, at=MONDAY
        )
    assert refused.value.refusals[0].problem is Problem.CASE_CHANGED_MEANWHILE


def test_a_step_that_says_why_is_refused_without_its_reason(office):
    walk = proposed(office)
    assert walk.refused("refuse_filing", "2026-11-23", office.head, note=" ") == ["case_field_missing"]


def test_another_offices_case_is_not_there(office):
    walk = proposed(office)
    with transaction(), pytest.raises(Refused) as refused:
        take_case_step(walk.case.id, "ask_recusal", date(2026, 11, 23), {}, seen=0, by=office.fire, at=MONDAY)
    assert refused.value.refusals[0].problem in (Problem.NOT_FOUND, Problem.STEP_NOT_YOURS)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"act": "RF99"}, "act_unknown"),
        ({"facts": " "}, "field_missing"),
        ({"source": ""}, "field_missing"),
        ({"act_on": date(2026, 11, 24)}, "case_day_wrong"),
        ({"found_on": date(2026, 11, 24)}, "case_day_wrong"),
    ],
)
def test_what_is_missing_in_a_proposal_is_named(office, more, code):
    with pytest.raises(Refused) as refused:
        proposed(office, **more)
    assert refused.value.refusals[0].problem.code == code


def test_numbers_follow_one_another_by_year(office):
    assert proposed(office).case.number == "沪松民防案〔2026〕第0001号"
    assert proposed(office).case.number == "沪松民防案〔2026〕第0002号"
    assert proposed(office, "2025-12-31").case.number == "沪松民防案〔2025〕第0001号"


def test_the_stage_is_what_the_entries_fold_to(office):
    walk = heard_case(office)
    stage = Stage.PROPOSED
    for entry in case_with(walk.case.id).entries:
        stage = STEPS[Subject.CASE][entry.step].stage_after(stage)
        assert entry.enters is stage
    assert walk.case.stage is stage


def test_every_step_of_the_table_has_the_shape_of_its_facts():
    assert set(ENTRIES) == set(STEPS[Subject.CASE])
