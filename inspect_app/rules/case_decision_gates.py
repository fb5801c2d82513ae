"""Deciding and performing (决定、履行、催告、强制执行): what each needs before it may come."""

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_clocks import clock_in
from inspect_app.rules.case_facts import (
    CaseFacts,
    CaseWeight,
    CourtApplication,
    Demand,
    NoPenalty,
    NoPenaltyGround,
    Noted,
    Payment,
    PenaltyDecision,
    ReviewOutcome,
)
from inspect_app.rules.case_gates import Bench, Faults, Gate
from inspect_app.rules.case_hearing_gates import hearing_over, statement_over
from inspect_app.rules.case_penalties import lawful_penalty
from inspect_app.rules.clocks import CLOCKS

NEED_REVIEW = (CaseWeight.PUBLIC_INTEREST, CaseWeight.COMPLEX, CaseWeight.BY_OTHER_LAW)
NEED_DELIBERATION = (CaseWeight.GRAVE, CaseWeight.COMPLEX)
EDUCATED = frozenset({NoPenaltyGround.MINOR, NoPenaltyGround.FIRST, NoPenaltyGround.NO_FAULT})


def decide(case: CaseFacts, facts: PenaltyDecision, bench: Bench) -> Faults:
    lawful = lawful_penalty(
        bench.act, case.party, facts.penalty, facts.fine_yuan, on=case.act_on, mitigation=facts.mitigation
    )
    return [
        *lawful,
        statement_over(case, facts.on),
        hearing_over(case, facts.on, bench),
        not_heavier_than_told(case, facts.fine_yuan),
        reviewed(case),
        deliberated(case),
        decided_in_time(case, facts, bench),
        _corrected(case, facts),
    ]


def not_heavier_than_told(case: CaseFacts, fine_yuan: int) -> Refusal | None:
    """告知什么，决定不得更重；当事人申辩过的，更不得因此加重（第四十四条、第四十五条第二款）。"""
    told = case.last("give_notice")
    if told is None or fine_yuan <= told.facts.fine_yuan:
        return None
    is_heard = case.since("give_notice").all("record_statement", "hold_hearing")
    law = statutes.NOT_HEAVIER_FOR_DEFENCE if is_heard else statutes.TELL_BEFORE_DECIDING
    return Refusal(Problem.HEAVIER_THAN_TOLD, law, {"told": told.facts.fine_yuan, "fine": fine_yuan})


def _weights(case: CaseFacts) -> tuple[CaseWeight, ...]:
    report = case.last("close_investigation")
    return report.facts.weights if report else ()


def why_review(case: CaseFacts) -> tuple[str, ...]:
    """Why this case must be reviewed before it is decided; empty = it need not."""
    reasons = [weight.value for weight in NEED_REVIEW if weight in _weights(case)]
    if case.since("close_investigation").last("hold_hearing"):
        reasons.append("经过听证")
    return tuple(reasons)


def needs_deliberation(case: CaseFacts) -> bool:
    return any(weight in _weights(case) for weight in NEED_DELIBERATION)


def reviewed(case: CaseFacts) -> Refusal | None:
    """未经法制审核或者审核未通过的，不得作出决定；经过听证的，听证之后审核。"""
    why = why_review(case)
    current = case.since("close_investigation")
    since = current.since("hold_hearing") if current.last("hold_hearing") else current
    last = since.last("review")
    if last is None:
        return Refusal(Problem.LEGAL_REVIEW_MISSING, statutes.LEGAL_REVIEW, {"why": why}) if why else None
    if last.facts.outcome is ReviewOutcome.PASSED:
        return None
    return Refusal(Problem.LEGAL_REVIEW_NOT_PASSED, statutes.LEGAL_REVIEW)


def deliberated(case: CaseFacts) -> Refusal | None:
    """情节复杂或者重大违法行为，负责人应当集体讨论决定。"""
    if not needs_deliberation(case) or case.since("close_investigation").last("deliberate"):
        return None
    return Refusal(Problem.DELIBERATION_MISSING, statutes.DELIBERATION)


def decided_in_time(case: CaseFacts, facts: PenaltyDecision, bench: Bench) -> Refusal | None:
    """自立案之日起九十日内，另有规定的从其规定。"""
    running = clock_in(case, "decide_case", calendar=bench.calendar)
    if running is None or running.due_on is None or facts.on <= running.due_on:
        return None
    days = {"until": running.due_on.isoformat(), "on": facts.on.isoformat()}
    return Refusal(Problem.DECIDED_TOO_LATE, statutes.DECIDE_IN_90_DAYS, days)


def _corrected(case: CaseFacts, facts: PenaltyDecision) -> Refusal | None:
    """实施行政处罚时，应当责令当事人改正或者限期改正。"""
    if facts.correct_by_on is None:
        is_ordered = case.all("order_correction", "record_correction")
        return None if is_ordered else Refusal(Problem.CORRECTION_NOT_ORDERED, statutes.CORRECTION_WITH_PENALTY)
    if facts.correct_by_on > facts.on:
        return None
    due = {"due": facts.correct_by_on.isoformat()}
    return Refusal(Problem.DUE_DAY_IN_THE_PAST, statutes.CORRECTION_WITH_PENALTY, due)


def decide_no_penalty(_case: CaseFacts, facts: NoPenalty, _bench: Bench) -> Faults:
    is_mute = facts.ground in EDUCATED and not facts.education.strip()
    return [Refusal(Problem.EDUCATION_MISSING, statutes.EDUCATE) if is_mute else None]


def fine_of(case: CaseFacts) -> int:
    decided = case.last("decide")
    return decided.facts.fine_yuan if decided else 0


def paid(case: CaseFacts) -> int:
    return sum(entry.facts.amount_yuan for entry in case.all("record_payment"))


def record_payment(case: CaseFacts, facts: Payment, _bench: Bench) -> Faults:
    if facts.amount_yuan <= 0:
        return [Refusal(Problem.AMOUNT_NOT_POSITIVE, statutes.PAY_WITHIN_15_DAYS)]
    sums = {"paid": paid(case) + facts.amount_yuan, "fine": fine_of(case)}
    is_too_much = sums["paid"] > sums["fine"]
    return [Refusal(Problem.PAID_TOO_MUCH, statutes.PAY_WITHIN_15_DAYS, sums) if is_too_much else None]


def complete(case: CaseFacts, _facts: Noted, _bench: Bench) -> Faults:
    """罚款缴清。改正另行跟踪，可以在结案之后完成。"""
    left = {"left": fine_of(case) - paid(case)}
    return [Refusal(Problem.FINE_NOT_PAID, statutes.PERFORM_IN_TIME, left) if left["left"] > 0 else None]


def demand(case: CaseFacts, facts: Demand, bench: Bench) -> Faults:
    """逾期不履行的，申请强制执行前先催告。"""
    if fine_of(case) <= paid(case):
        return [Refusal(Problem.NOTHING_TO_DEMAND, statutes.DEMAND_FIRST)]
    running = clock_in(case, "pay_fine", calendar=bench.calendar)
    faults: Faults = []
    if facts.amount_yuan <= 0:
        faults.append(Refusal(Problem.AMOUNT_NOT_POSITIVE, statutes.DEMAND_FIRST))
    if running and running.due_on and facts.on <= running.due_on:
        until = {"until": running.due_on.isoformat()}
        faults.append(Refusal(Problem.DEMAND_TOO_EARLY, statutes.PAY_WITHIN_15_DAYS, until))
    return faults


def apply_to_court(case: CaseFacts, facts: CourtApplication, bench: Bench) -> Faults:
    """催告满十日，且法定的复议、起诉期限届满（行政强制法第五十三条、第五十四条）。"""
    faults: Faults = []
    for code in ("wait_after_demand", "sue"):
        running = clock_in(case, code, calendar=bench.calendar)
        if running and running.due_on and facts.on <= running.due_on:
            until = {"clock": CLOCKS[code].label, "until": running.due_on.isoformat()}
            faults.append(Refusal(Problem.COURT_TOO_EARLY, CLOCKS[code].law, until))
    return faults


GATES: dict[str, Gate] = {
    "decide": decide,
    "decide_no_penalty": decide_no_penalty,
    "record_payment": record_payment,
    "complete": complete,
    "demand": demand,
    "apply_to_court": apply_to_court,
}
