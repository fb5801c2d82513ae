"""Telling and hearing the party (告知、陈述申辩、听证): what must be over, said or noted before the next step of a case."""

from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_clocks import Unknown, clock_in, due_day
from inspect_app.rules.case_facts import (
    CaseFacts,
    HearingCall,
    HearingHeld,
    HearingReport,
    Noted,
    Notice,
    PartyStatement,
    StatementKind,
    StatementOutcome,
)
from inspect_app.rules.case_gates import Bench, Faults, Gate
from inspect_app.rules.case_penalties import lawful_penalty
from inspect_app.rules.case_people import recused


def gives_right_to_hearing(fine_yuan: int, case: CaseFacts, bench: Bench) -> bool:
    """较大数额罚款：“以上”包括本数（第六十三条，数额由本办设置）。"""
    return fine_yuan >= bench.thresholds[case.party]


def give_notice(case: CaseFacts, facts: Notice, bench: Bench) -> Faults:
    faults = lawful_penalty(bench.act, case.party, facts.penalty, facts.fine_yuan, on=case.act_on, is_advice=True)
    if facts.statement_until_on <= facts.on:
        days = {
            "field": "陈述申辩截止日",
            "on": facts.statement_until_on.isoformat(),
            "after": facts.on.isoformat(),
        }
        faults.append(Refusal(Problem.DAY_NOT_AFTER, statutes.HEAR_THE_PARTY, days))
    return [*faults, _not_heavier_again(case, facts)]


def _not_heavier_again(case: CaseFacts, facts: Notice) -> Refusal | None:
    """不得因当事人陈述、申辩而给予更重的处罚：再次告知更重的，须有另外查明的事实。"""
    told = case.last("give_notice")
    if told is None or facts.fine_yuan <= told.facts.fine_yuan or facts.change.strip():
        return None
    amounts = {"told": told.facts.fine_yuan, "fine": facts.fine_yuan}
    return Refusal(Problem.HEAVIER_AGAIN, statutes.NOT_HEAVIER_FOR_DEFENCE, amounts)


def record_statement(_case: CaseFacts, facts: PartyStatement, _bench: Bench) -> Faults:
    """必须充分听取，并进行复核。"""
    is_stated = facts.kind is StatementKind.STATED
    is_checked = facts.outcome is not StatementOutcome.NOTHING_TO_CHECK and facts.review.strip()
    return [
        Refusal(Problem.STATEMENT_NOT_CONSIDERED, statutes.HEAR_THE_PARTY) if is_stated and not is_checked else None
    ]


def ask_hearing(case: CaseFacts, facts: Noted, bench: Bench) -> Faults:
    """达到数额的，当事人要求听证就必须组织。"""
    told = case.last("give_notice")
    if told is None or "ask_for_hearing" not in told.starts:
        amounts = {"fine": told.facts.fine_yuan if told else 0, "threshold": bench.thresholds[case.party]}
        return [Refusal(Problem.HEARING_NOT_DUE, statutes.RIGHT_TO_A_HEARING, amounts)]
    running = clock_in(case, "ask_for_hearing", calendar=bench.calendar)
    if running is None or running.due_on is None or facts.on <= running.due_on:
        return []
    days = {"until": running.due_on.isoformat(), "on": facts.on.isoformat()}
    return [Refusal(Problem.HEARING_ASKED_TOO_LATE, statutes.ASK_FOR_A_HEARING, days)]


def call_hearing(case: CaseFacts, facts: HearingCall, bench: Bench) -> Faults:
    """举行听证的七个工作日前通知；由非本案调查人员主持。"""
    after, unknown = due_day("notice_of_hearing", facts.on, calendar=bench.calendar)
    faults: Faults = []
    if unknown is Unknown.NO_CALENDAR:
        year = {"year": facts.held_on.year}
        faults.append(Refusal(Problem.CALENDAR_NOT_PUBLISHED, statutes.WORKING_DAYS, year))
    if after and facts.held_on <= after:
        days = {"held": facts.held_on.isoformat(), "after": after.isoformat()}
        faults.append(Refusal(Problem.HEARING_TOO_SOON, statutes.NOTICE_OF_THE_HEARING, days))
    if facts.chair_id in case.ever | recused(case):
        name = bench.people[facts.chair_id].name if facts.chair_id in bench.people else ""
        faults.append(Refusal(Problem.CHAIR_INVESTIGATES, statutes.CHAIR_OF_THE_HEARING, {"name": name}))
    return faults


def hold_hearing(case: CaseFacts, facts: HearingHeld, _bench: Bench) -> Faults:
    """到期举行；改期的应当另行通知，不得提前。"""
    called = case.last("call_hearing")
    if called is None or facts.on >= called.facts.held_on:
        return []
    days = {"held": called.facts.held_on.isoformat(), "on": facts.on.isoformat()}
    return [Refusal(Problem.HEARING_BEFORE_ITS_DAY, statutes.NOTICE_OF_THE_HEARING, days)]


def _waived(case: CaseFacts, kind: StatementKind) -> bool:
    since = case.since("give_notice")
    return any(entry.facts.kind is kind for entry in since.all("record_statement"))


def statement_over(case: CaseFacts, on: date) -> Refusal | None:
    """告知的陈述申辩期限届满，或者当事人明确放弃（第六十二条）。"""
    told = case.last("give_notice")
    if told is None:
        return Refusal(Problem.PARTY_NOT_TOLD, statutes.NOT_WITHOUT_NOTICE)
    until = told.facts.statement_until_on
    if on > until or _waived(case, StatementKind.WAIVED):
        return None
    return Refusal(Problem.STATEMENT_PERIOD_RUNNING, statutes.NOT_WITHOUT_NOTICE, {"until": until.isoformat()})


def hearing_over(case: CaseFacts, on: date, bench: Bench) -> Refusal | None:
    """有权要求听证的，五个工作日届满、已经听证，或者明确放弃。A period of unknown length never bars."""
    told = case.last("give_notice")
    if told is None or "ask_for_hearing" not in told.starts or _waived(case, StatementKind.HEARING_WAIVED):
        return None
    if case.since("give_notice").last("hold_hearing"):
        return None
    due_on, unknown = due_day("ask_for_hearing", told.on, calendar=bench.calendar)
    if unknown is Unknown.NO_CALENDAR:
        return Refusal(Problem.HEARING_PERIOD_UNKNOWN, statutes.ASK_FOR_A_HEARING)
    if due_on is None or on > due_on:
        return None
    return Refusal(Problem.HEARING_PERIOD_RUNNING, statutes.ASK_FOR_A_HEARING, {"until": due_on.isoformat()})


def submit(case: CaseFacts, facts: Noted, bench: Bench) -> Faults:
    return [statement_over(case, facts.on), hearing_over(case, facts.on, bench)]


def report_hearing(case: CaseFacts, facts: HearingReport, _bench: Bench) -> Faults:
    return [statement_over(case, facts.on)]


GATES: dict[str, Gate] = {
    "give_notice": give_notice,
    "record_statement": record_statement,
    "ask_hearing": ask_hearing,
    "call_hearing": call_hearing,
    "hold_hearing": hold_hearing,
    "report_hearing": report_hearing,
    "submit": submit,
}
