"""Cases through the real actions: the golden timelines, and every way in which a case may end. (Long: each is a story.)"""

from datetime import date, timedelta

import pytest

from inspect_app.actions.settings import work_calendar
from inspect_app.problems import Problem, Refused
from inspect_app.rules.case_clocks import Unknown, clock_in, found_too_late, open_clocks
from inspect_app.rules.case_facts import (
    Attendance,
    CaseSource,
    CaseWeight,
    CorrectionOutcome,
    Limitation,
    NoPenaltyGround,
    PenaltyKind,
    ReviewOutcome,
    ServiceWay,
    StatementKind,
    StatementOutcome,
)  # fmt: skip
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import STEPS, Stage, Subject
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.cases import steps_of_cases
from tests import make
from tests.case_walk import CaseWalk
from tests.conftest import MONDAY


@pytest.fixture
def walk(app, office):
    """Two investigators, a head and a legal reviewer, whose certificates already held in 2017."""
    with transaction():
        reviewer = make.officer("fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-005", at=MONDAY)
        for one in (office.jia, office.yi, office.supervisor, office.head, reviewer):
            one.certificate_from = date(2015, 1, 1)
    return CaseWalk((office.jia, office.yi), office.head, reviewer)


def refused(walk, step, on, **given):
    with pytest.raises(Refused) as error:
        walk.take(step, on, **given)
    return [refusal.problem for refusal in error.value.refusals]


def running(walk, code):
    return clock_in(walk.facts, code, calendar=work_calendar(walk.case.agency_id))


def in_2023(month, day):
    return date(2023, month, day)


def test_jiading_2023_from_filing_to_a_correction_after_closing(walk):
    walk.file(in_2023(3, 14))
    assert running(walk, "decide_case").due_on == in_2023(6, 12)
    walk.take("record_interview", in_2023(3, 23))
    walk.take("close_investigation", in_2023(3, 31), penalty=PenaltyKind.WARNING_AND_FINE, fine_yuan=15_000)
    walk.take("give_notice", in_2023(4, 4), fine_yuan=15_000, statement_until_on=in_2023(4, 10))
    assert running(walk, "ask_for_hearing") is None
    assert refused(walk, "submit", in_2023(4, 10)) == [Problem.STATEMENT_PERIOD_RUNNING]
    walk.take("submit", in_2023(4, 11))
    walk.take("decide", in_2023(4, 11), fine_yuan=15_000, correct_by_on=in_2023(4, 30))
    assert (in_2023(4, 11) - in_2023(3, 14)).days == 28
    assert running(walk, "decide_case").stopped_by == "decide"
    walk.take("serve", in_2023(4, 11))
    assert running(walk, "pay_fine").due_on == in_2023(4, 26)
    assert refused(walk, "complete", in_2023(4, 12)) == [Problem.FINE_NOT_PAID]
    walk.take("record_payment", in_2023(4, 14), amount_yuan=15_000)
    walk.take("complete", in_2023(4, 14))
    walk.take("close", in_2023(4, 24))
    case = walk.take("record_correction", in_2023(4, 27), outcome=CorrectionOutcome.CORRECTED)
    assert case.stage is Stage.CLOSED
    assert walk.take("archive", in_2023(4, 28)).stage is Stage.ARCHIVED


def test_the_report_of_2017_under_a_law_whose_periods_were_not_read(walk):
    """Lead from the city on 11 May, visit on the 15th, notice early in June, closed early in August."""
    walk.open(date(2017, 5, 11), source=CaseSource.HANDED_DOWN, act_on=date(2017, 5, 1), found_on=date(2017, 5, 11))
    walk.take("propose_filing", date(2017, 5, 16))
    walk.take("approve_filing", date(2017, 5, 16))
    walk.take("add_evidence", date(2017, 5, 15), noted_on=date(2017, 5, 16))
    clock = running(walk, "decide_case")
    assert (clock.due_on, clock.unknown) == (None, Unknown.NO_TEXT)
    walk.take("close_investigation", date(2017, 5, 31))
    walk.take("give_notice", date(2017, 6, 2), fine_yuan=50_000, statement_until_on=date(2017, 6, 7))
    assert running(walk, "ask_for_hearing").unknown is Unknown.NO_TEXT
    walk.take("submit", date(2017, 6, 8))
    walk.take("decide", date(2017, 6, 20), fine_yuan=50_000, correct_by_on=date(2017, 7, 20))
    walk.take("serve", date(2017, 6, 21))
    walk.take("record_payment", date(2017, 7, 3), amount_yuan=50_000)
    walk.take("record_correction", date(2017, 7, 20))
    walk.take("complete", date(2017, 7, 20))
    assert walk.take("close", date(2017, 8, 3)).stage is Stage.CLOSED


def test_what_is_not_known_never_bars_a_decision_after_ninety_days(walk):
    walk.file(date(2017, 1, 3))
    walk.take("add_evidence", date(2017, 1, 4))
    walk.take("close_investigation", date(2017, 6, 1))
    walk.take("give_notice", date(2017, 6, 2), fine_yuan=20_000, statement_until_on=date(2017, 6, 7))
    walk.take("submit", date(2017, 6, 8))
    decided = walk.take("decide", date(2017, 6, 9), fine_yuan=20_000, correct_by_on=date(2017, 7, 1))
    assert decided.stage is Stage.DECIDED


def told(walk, fine_yuan=50_000, **report):
    """Told on Friday 2026-03-06; a hearing may be asked for until Friday the 13th."""
    walk.investigate(date(2026, 3, 2), **report)
    walk.take("give_notice", date(2026, 3, 6), fine_yuan=fine_yuan, statement_until_on=date(2026, 3, 11))


def test_a_case_with_a_hearing_end_to_end(walk):
    told(walk)
    assert running(walk, "ask_for_hearing").due_on == date(2026, 3, 13)
    walk.take("ask_hearing", date(2026, 3, 13))
    early = {"held_on": date(2026, 3, 25), "chair_id": walk.reviewer.id}
    assert refused(walk, "call_hearing", date(2026, 3, 16), **early) == [Problem.HEARING_TOO_SOON]
    chosen = {"held_on": date(2026, 3, 26), "chair_id": walk.yi.id}
    assert refused(walk, "call_hearing", date(2026, 3, 16), **chosen) == [Problem.CHAIR_INVESTIGATES]
    walk.take("call_hearing", date(2026, 3, 16), held_on=date(2026, 3, 26), chair_id=walk.reviewer.id)
    assert refused(walk, "hold_hearing", date(2026, 3, 25)) == [Problem.HEARING_BEFORE_ITS_DAY]
    walk.take("hold_hearing", date(2026, 3, 26), attendance=Attendance.CAME)
    walk.take("report_hearing", date(2026, 3, 27))
    decision = {"fine_yuan": 40_000, "correct_by_on": date(2026, 5, 1)}
    assert refused(walk, "decide", date(2026, 3, 30), **decision) == [Problem.LEGAL_REVIEW_MISSING]
    walk.take("review", date(2026, 3, 30), outcome=ReviewOutcome.NOT_PASSED)
    assert refused(walk, "decide", date(2026, 3, 30), **decision) == [Problem.LEGAL_REVIEW_NOT_PASSED]
    walk.take("review", date(2026, 3, 31))
    walk.take("decide", date(2026, 3, 31), **decision)
    walk.take("serve", date(2026, 4, 1))
    walk.take("record_payment", date(2026, 4, 10), amount_yuan=40_000)
    walk.take("complete", date(2026, 4, 10))
    walk.take("close", date(2026, 4, 20))
    assert walk.take("archive", date(2026, 4, 21)).stage is Stage.ARCHIVED


def test_nothing_is_decided_before_the_five_working_days_for_a_hearing_unless_it_is_waived(walk):
    told(walk)
    assert refused(walk, "submit", date(2026, 3, 12)) == [Problem.HEARING_PERIOD_RUNNING]
    assert refused(walk, "submit", date(2026, 3, 13)) == [Problem.HEARING_PERIOD_RUNNING]
    walk.take("record_statement", date(2026, 3, 12), kind=StatementKind.HEARING_WAIVED)
    assert walk.take("submit", date(2026, 3, 12)).stage is Stage.TO_DECIDE


def test_after_the_fifth_working_day_nobody_asks_for_a_hearing(walk):
    told(walk)
    assert refused(walk, "ask_hearing", date(2026, 3, 16)) == [Problem.HEARING_ASKED_TOO_LATE]
    assert walk.take("submit", date(2026, 3, 16)).stage is Stage.TO_DECIDE


def test_below_the_threshold_there_is_no_right_to_a_hearing(walk):
    told(walk, fine_yuan=49_999)
    assert refused(walk, "ask_hearing", date(2026, 3, 9)) == [Problem.HEARING_NOT_DUE]


def test_a_clear_waiver_ends_the_time_for_a_statement(walk):
    told(walk, fine_yuan=20_000)
    assert refused(walk, "submit", date(2026, 3, 11)) == [Problem.STATEMENT_PERIOD_RUNNING]
    walk.take("record_statement", date(2026, 3, 9), kind=StatementKind.WAIVED)
    assert walk.take("submit", date(2026, 3, 9)).stage is Stage.TO_DECIDE


def test_the_defence_lowers_the_fine_and_never_raises_it(walk):
    told(walk, fine_yuan=20_000)
    unheard = {"outcome": StatementOutcome.NOTHING_TO_CHECK, "review": ""}
    assert refused(walk, "record_statement", date(2026, 3, 9), **unheard) == [Problem.STATEMENT_NOT_CONSIDERED]
    walk.take("record_statement", date(2026, 3, 9))
    walk.take("submit", date(2026, 3, 12))
    correct = {"correct_by_on": date(2026, 4, 1)}
    assert refused(walk, "decide", date(2026, 3, 13), fine_yuan=20_001, **correct) == [Problem.HEAVIER_THAN_TOLD]
    walk.take("decide", date(2026, 3, 13), fine_yuan=10_000, **correct)
    assert walk.facts.last("decide").facts.fine_yuan == 10_000


@pytest.mark.parametrize(
    ("yuan", "problem"),
    [(9_999, Problem.FINE_BELOW_FLOOR), (10_000, None), (50_000, None), (50_001, Problem.FINE_ABOVE_CAP)],
)
def test_amounts_stay_inside_the_range_of_the_act(walk, yuan, problem):
    walk.investigate(date(2026, 3, 2))
    if yuan > 50_000:
        late = {"statement_until_on": date(2026, 3, 11)}
        assert refused(walk, "give_notice", date(2026, 3, 6), fine_yuan=yuan, **late) == [problem]
        return
    walk.take("give_notice", date(2026, 3, 6), fine_yuan=50_000, statement_until_on=date(2026, 3, 11))
    walk.take("submit", date(2026, 3, 16))
    decision = {"fine_yuan": yuan, "correct_by_on": date(2026, 4, 1)}
    if problem:
        assert refused(walk, "decide", date(2026, 3, 16), **decision) == [problem]
    else:
        assert walk.take("decide", date(2026, 3, 16), **decision).stage is Stage.DECIDED


def test_a_warning_may_stand_alone_but_a_fine_may_not(walk):
    walk.investigate(date(2026, 3, 2))
    days = {"statement_until_on": date(2026, 3, 11)}
    alone = {"penalty": PenaltyKind.FINE, "fine_yuan": 20_000}
    assert refused(walk, "give_notice", date(2026, 3, 6), **alone, **days) == [Problem.WARNING_LEFT_OUT]
    walk.take("give_notice", date(2026, 3, 6), penalty=PenaltyKind.WARNING, **days)
    walk.take("submit", date(2026, 3, 12))
    walk.take("decide", date(2026, 3, 12), penalty=PenaltyKind.WARNING, correct_by_on=date(2026, 4, 1))
    walk.take("serve", date(2026, 3, 12))
    assert running(walk, "pay_fine") is None
    assert walk.take("complete", date(2026, 3, 12)).stage is Stage.TO_CLOSE


def test_a_grave_case_is_deliberated_and_a_complex_one_reviewed_too(walk):
    told(walk, fine_yuan=20_000, weights=(CaseWeight.COMPLEX,))
    walk.take("submit", date(2026, 3, 12))
    decision = {"fine_yuan": 20_000, "correct_by_on": date(2026, 4, 1)}
    both = [Problem.LEGAL_REVIEW_MISSING, Problem.DELIBERATION_MISSING]
    assert refused(walk, "decide", date(2026, 3, 12), **decision) == both
    walk.take("review", date(2026, 3, 12))
    walk.take("deliberate", date(2026, 3, 12))
    assert walk.take("decide", date(2026, 3, 12), **decision).stage is Stage.DECIDED


def test_after_ninety_days_only_a_named_rule_prolongs_the_case(walk):
    told(walk, fine_yuan=20_000)
    walk.take("submit", date(2026, 3, 12))
    last = date(2026, 3, 2) + timedelta(days=90)
    decision = {"fine_yuan": 20_000, "correct_by_on": date(2026, 8, 1)}
    late = last + timedelta(days=1)
    assert refused(walk, "decide", late, **decision) == [Problem.DECIDED_TOO_LATE]
    assert refused(walk, "extend_period", last, until_on=last) == [Problem.DAY_NOT_AFTER]
    walk.take("extend_period", last, until_on=last + timedelta(days=30))
    assert running(walk, "decide_case").due_on == last + timedelta(days=30)
    assert walk.take("decide", late, **decision).stage is Stage.DECIDED


def test_a_case_ended_by_transfer_to_the_police(walk):
    walk.file(date(2026, 3, 2))
    walk.take("add_evidence", date(2026, 3, 2))
    walk.take("report_crime", date(2026, 3, 4))
    assert running(walk, "decide_on_referral").due_on == date(2026, 3, 7)
    walk.take("approve_referral", date(2026, 3, 6))
    assert running(walk, "refer_to_police").due_on == date(2026, 3, 7)
    walk.take("refer", date(2026, 3, 6), receiver="松江公安分局")
    assert running(walk, "police_answer").due_on == date(2026, 3, 9)
    walk.take("record_police_filing", date(2026, 3, 9))
    assert running(walk, "decide_case").stopped_by == "record_police_filing"
    assert running(walk, "goods_to_police").due_on == date(2026, 3, 12)
    walk.take("hand_over_goods", date(2026, 3, 10))
    walk.take("close", date(2026, 3, 11))
    assert walk.take("archive", date(2026, 3, 12)).stage is Stage.ARCHIVED


def test_when_the_police_refuse_the_case_goes_on(walk):
    walk.file(date(2026, 3, 2))
    walk.take("report_crime", date(2026, 3, 4))
    walk.take("approve_referral", date(2026, 3, 4))
    walk.take("refer", date(2026, 3, 4), receiver="松江公安分局")
    assert walk.take("record_police_refusal", date(2026, 3, 6)).stage is Stage.INVESTIGATING
    assert running(walk, "against_police_refusal").due_on == date(2026, 3, 9)
    assert running(walk, "decide_case").is_open


@pytest.mark.parametrize("step", ["transfer", "send_up"])
def test_a_case_goes_to_another_agency_or_up_to_the_city(walk, step):
    walk.open(date(2026, 3, 2))
    walk.take("propose_filing", date(2026, 3, 2))
    assert walk.take(step, date(2026, 3, 3), receiver="区消防救援支队").stage is Stage.TO_CLOSE
    assert open_clocks(walk.facts, calendar=work_calendar(walk.case.agency_id)) == []


def test_a_case_suspended_and_resumed_does_not_get_more_than_ninety_days(walk):
    walk.file(date(2026, 3, 2))
    walk.take("add_evidence", date(2026, 3, 2))
    walk.take("suspend", date(2026, 3, 10))
    assert refused(walk, "close_investigation", date(2026, 3, 11)) == [Problem.STEP_NOT_OPEN]
    walk.take("resume", date(2026, 4, 10))
    walk.take("close_investigation", date(2026, 4, 13))
    assert running(walk, "decide_case").due_on == date(2026, 3, 2) + timedelta(days=90)


def test_a_case_ended_without_penalty_must_teach_the_party(walk):
    walk.investigate(date(2026, 3, 2))
    mute = {"education": "", "ground": NoPenaltyGround.FIRST}
    assert refused(walk, "decide_no_penalty", date(2026, 3, 4), **mute) == [Problem.EDUCATION_MISSING]
    walk.take("decide_no_penalty", date(2026, 3, 4), ground=NoPenaltyGround.FIRST)
    walk.take("serve_no_penalty", date(2026, 3, 5))
    walk.take("close", date(2026, 3, 6))
    assert walk.take("archive", date(2026, 3, 6)).stage is Stage.ARCHIVED


def test_a_fine_that_nobody_pays_goes_to_court_when_all_periods_are_over(walk):
    told(walk, fine_yuan=20_000)
    walk.take("submit", date(2026, 3, 12))
    walk.take("decide", date(2026, 3, 12), fine_yuan=20_000, correct_by_on=date(2026, 4, 1))
    walk.take("serve", date(2026, 3, 13))
    assert refused(walk, "demand", date(2026, 3, 28), amount_yuan=20_000) == [Problem.DEMAND_TOO_EARLY]
    walk.take("demand", date(2026, 3, 30), amount_yuan=20_000)
    assert refused(walk, "apply_to_court", date(2026, 9, 13)) == [Problem.COURT_TOO_EARLY]
    assert running(walk, "ask_court").due_on == date(2026, 12, 13)
    walk.take("apply_to_court", date(2026, 9, 14))
    assert refused(walk, "complete", date(2026, 10, 30)) == [Problem.FINE_NOT_PAID]
    walk.take("record_payment", date(2026, 11, 2), amount_yuan=20_000)
    assert walk.take("complete", date(2026, 11, 2)).stage is Stage.TO_CLOSE


def test_registered_evidence_is_settled_within_seven_working_days_and_before_the_end(walk):
    walk.file(date(2026, 3, 2))
    walk.take("add_evidence", date(2026, 3, 2))
    assert refused(walk, "dispose_registered", date(2026, 3, 3)) == [Problem.NOTHING_REGISTERED]
    walk.take("register_evidence", date(2026, 3, 3))
    assert running(walk, "registered_evidence").due_on == date(2026, 3, 12)
    assert refused(walk, "close_investigation", date(2026, 3, 4)) == [Problem.REGISTERED_EVIDENCE_OPEN]
    walk.take("dispose_registered", date(2026, 3, 4))
    assert running(walk, "registered_evidence").stopped_by == "dispose_registered"
    assert walk.take("close_investigation", date(2026, 3, 4)).stage is Stage.INVESTIGATED


def test_nothing_is_closed_without_evidence(walk):
    walk.file(date(2026, 3, 2))
    assert refused(walk, "close_investigation", date(2026, 3, 3)) == [Problem.CASE_EVIDENCE_MISSING]


@pytest.mark.parametrize(
    ("served", "problems"),
    [
        ({"way": ServiceWay.LEFT}, [Problem.REFUSAL_NOT_NOTED, Problem.WITNESS_MISSING]),
        ({"way": ServiceWay.LEFT, "refusal": "拒收", "witness": "李某，居委会"}, []),
        ({"way": ServiceWay.ELECTRONIC}, [Problem.CONSENT_MISSING]),
        ({"way": ServiceWay.ELECTRONIC, "consent": "2026-03-02 签"}, []),
        ({"way": ServiceWay.POST, "receiver": ""}, [Problem.SERVICE_RECEIVER_MISSING]),
        ({"way": ServiceWay.ENTRUSTED}, []),
        ({"way": ServiceWay.ANNOUNCED}, [Problem.ANNOUNCEMENT_MISSING]),
    ],
)
def test_each_way_of_service_asks_for_its_own(walk, served, problems):
    walk.investigate(date(2026, 3, 2))
    walk.take("decide_no_penalty", date(2026, 3, 4))
    if problems:
        assert refused(walk, "serve_no_penalty", date(2026, 3, 5), **served) == problems
    else:
        assert walk.take("serve_no_penalty", date(2026, 3, 5), **served).stage is Stage.TO_CLOSE


def test_an_announcement_serves_after_thirty_days(walk):
    walk.investigate(date(2026, 3, 2))
    walk.take("decide_no_penalty", date(2026, 3, 4))
    walk.take("announce", date(2026, 3, 5))
    late = {"way": ServiceWay.ANNOUNCED}
    assert refused(walk, "serve_no_penalty", date(2026, 4, 4), **late) == [Problem.ANNOUNCEMENT_RUNNING]
    assert walk.take("serve_no_penalty", date(2026, 4, 5), **late).stage is Stage.TO_CLOSE


def test_a_recused_officer_stops_and_nothing_goes_on_until_somebody_else_is_named(walk, office):
    walk.file(date(2026, 3, 2))
    walk.take("ask_recusal", date(2026, 3, 3), officer_id=walk.yi.id)
    walk.take("add_evidence", date(2026, 3, 3), by=walk.yi)
    assert refused(walk, "decide_recusal", date(2026, 3, 4), officer_id=walk.jia.id) == [Problem.RECUSAL_NOT_ASKED]
    walk.take("decide_recusal", date(2026, 3, 4), officer_id=walk.yi.id)
    assert refused(walk, "add_evidence", date(2026, 3, 5), by=walk.yi) == [Problem.OFFICER_RECUSED]
    assert refused(walk, "add_evidence", date(2026, 3, 5)) == [Problem.TOO_FEW_OFFICERS]
    again = {"officer_ids": (walk.jia.id, walk.yi.id)}
    assert refused(walk, "change_officers", date(2026, 3, 5), **again) == [Problem.OFFICER_RECUSED]
    walk.take("change_officers", date(2026, 3, 5), officer_ids=(walk.jia.id, office.supervisor.id))
    walk.take("add_evidence", date(2026, 3, 5), by=office.supervisor)
    assert {one.id for one in walk.case.investigators} == {walk.jia.id, office.supervisor.id}


def test_nobody_decides_on_their_own_recusal(walk):
    walk.file(date(2026, 3, 2))
    walk.take("ask_recusal", date(2026, 3, 3), officer_id=walk.head.id)
    assert refused(walk, "decide_recusal", date(2026, 3, 4), officer_id=walk.head.id) == [Problem.OWN_RECUSAL]


def test_whoever_approves_or_judged_does_not_investigate(walk):
    walk.open(date(2026, 3, 2))
    walk.take("propose_filing", date(2026, 3, 2))
    own = {"officer_ids": (walk.jia.id, walk.head.id)}
    assert refused(walk, "approve_filing", date(2026, 3, 2), **own) == [Problem.INVESTIGATOR_MAY_NOT]
    walk.take("approve_filing", date(2026, 3, 2))
    assert refused(walk, "change_officers", date(2026, 3, 3), **own) == [Problem.JUDGE_MAY_NOT_INVESTIGATE]


def test_a_notice_that_is_heavier_than_the_last_names_further_facts(walk):
    told(walk, fine_yuan=10_000)
    walk.take("record_statement", date(2026, 3, 9))
    walk.take("reopen_investigation", date(2026, 3, 10), by=walk.head)
    walk.take("close_investigation", date(2026, 3, 11))
    again = {"fine_yuan": 20_000, "statement_until_on": date(2026, 3, 17)}
    assert refused(walk, "give_notice", date(2026, 3, 12), **again) == [Problem.HEAVIER_AGAIN]
    walk.take("give_notice", date(2026, 3, 12), change="另查明拆除两樘。", **again)
    assert refused(walk, "submit", date(2026, 3, 17)) == [Problem.STATEMENT_PERIOD_RUNNING]
    assert walk.take("submit", date(2026, 3, 18)).stage is Stage.TO_DECIDE


def test_limitation_runs_until_the_act_is_found_and_only_warns(walk):
    walk.file(date(2026, 3, 2), act_on=date(2024, 3, 1), found_on=date(2026, 3, 2))
    clock = running(walk, "limitation")
    assert (clock.due_on, clock.stopped_on) == (date(2026, 3, 1), date(2026, 3, 2))
    assert found_too_late(walk.facts, calendar=work_calendar(walk.case.agency_id))
    assert walk.case.stage is Stage.INVESTIGATING


def test_five_years_where_life_and_health_were_harmed(walk):
    harm = {"act_on": date(2022, 3, 1), "limitation": Limitation.HARM}
    walk.file(date(2026, 3, 2), **harm)
    assert running(walk, "limitation_of_harm").due_on == date(2027, 3, 1)
    assert not found_too_late(walk.facts, calendar=work_calendar(walk.case.agency_id))


def test_the_steps_folded_give_the_stage_and_every_deed_is_on_the_audit(walk):
    told(walk)
    walk.take("ask_hearing", date(2026, 3, 9))
    stage = Stage.REGISTERED
    lines = steps_of_cases(walk.id)
    for position, line in enumerate(lines, start=1):
        step = STEPS[Subject.CASE][line.step]
        assert (line.position, stage in step.leaves) == (position, True)
        stage = step.after(stage)
        assert line.enters is stage
    assert stage is walk.case.stage
    deeds = [line.deed for line in audit_lines(limit=50, subject_id=walk.id)]
    assert sorted(deeds) == sorted(["open_case", *(f"{line.step}_case" for line in lines)])


def test_a_step_that_is_refused_leaves_no_trace(walk):
    walk.file(date(2026, 3, 2))
    before = len(steps_of_cases(walk.id))
    refused(walk, "close_investigation", date(2026, 3, 3))
    assert len(steps_of_cases(walk.id)) == before
    assert walk.case.stage is Stage.INVESTIGATING


GIVEN = {
    "call_hearing": {"held_on": date(2026, 4, 1)},
    "ask_for_materials": {"due_on": date(2026, 4, 1)},
    "order_correction": {"due_on": date(2026, 4, 1)},
    "extend_period": {"until_on": date(2026, 9, 1)},
    "give_notice": {"statement_until_on": date(2026, 4, 1)},
    "record_payment": {"amount_yuan": 1},
    "demand": {"amount_yuan": 1},
    "transfer": {"receiver": "某机关"},
    "send_up": {"receiver": "某机关"},
    "refer": {"receiver": "某机关"},
}


@pytest.mark.parametrize("step", STEPS[Subject.CASE])
def test_no_step_is_taken_from_a_stage_outside_the_table(walk, step):
    """Every (stage, step) pair that the table does not have, through the real action."""
    walk.open(date(2026, 3, 2))
    given = GIVEN.get(step, {})
    given |= {"chair_id": walk.reviewer.id} if step == "call_hearing" else {}
    given |= {"officer_id": walk.yi.id} if "recusal" in step else {}
    for stage in set(Stage) - STEPS[Subject.CASE][step].leaves:
        with transaction():
            walk.case.stage = stage
        assert refused(walk, step, date(2026, 3, 2), **given) == [Problem.STEP_NOT_OPEN], stage
