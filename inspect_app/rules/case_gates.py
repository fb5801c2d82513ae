"""What stands in the way of a step of a case: one gate for each step that has one, together with those of every step."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.acts import Act, Party
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.case_clocks import clock_in
from inspect_app.rules.case_facts import (
    CaseFacts,
    CorrectionOrder,
    Disposal,
    Extension,
    Filing,
    Materials,
    OfficerChange,
    RecusalDecision,
    Report,
    Said,
)
from inspect_app.rules.case_penalties import lawful_penalty
from inspect_app.rules.case_people import fit_officers, recusals_to_decide, recused, refuse_hands
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.procedure import STEPS, Hands, Subject

MAY_BE_OLDER = frozenset(
    {"record_interview", "add_evidence", "take_sample", "order_correction", "record_correction", "record_payment"}
)
"""What may have happened before the last step: an inspection before the filing, a payment noted late."""
Faults = list[Refusal | None]
Gate = Callable[[CaseFacts, Any, "Bench"], Faults]


@dataclass(frozen=True)
class Bench:
    """What a gate needs to know beside the case: the act's row, the calendar, the office's thresholds and people."""

    act: Act | None
    calendar: WorkCalendar
    thresholds: Mapping[Party, int]
    people: Mapping[UUID, OfficerFacts]
    today: date
    by: UUID


def labels_of(facts: type[Any]) -> dict[str, Said]:
    """The fields of a kind of facts with what they are called, in order."""
    hints = get_type_hints(facts, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items() if get_origin(hint) is Annotated}


def faults_of_every_step(step: str, case: CaseFacts, facts: Any, bench: Bench) -> list[Refusal]:
    """What is asked before each step, whichever it is: whose hands, what is said, in time, by two."""
    if refusal := refuse_hands(step, case, by=bench.by):
        return [refusal]
    faults = [*_said(step, facts), *_in_time(step, case, facts.on, bench), *_by_two(step, case, facts.on, bench)]
    return [fault for fault in faults if fault]


def _said(step: str, facts: Any) -> Faults:
    """Texts and choices without a default must be there."""
    labels = labels_of(type(facts))
    needed = [one.name for one in fields(facts) if one.default is MISSING and one.default_factory is MISSING]
    empty = [name for name in needed if getattr(facts, name) in (None, "", ())]
    law, label = STEPS[Subject.CASE][step].law, STEPS[Subject.CASE][step].label
    return [Refusal(Problem.CASE_FACT_MISSING, law, {"step": label, "field": labels[name].label}) for name in empty]


def _in_time(step: str, case: CaseFacts, on: date, bench: Bench) -> Faults:
    """步骤依次办理：不晚于今天，不早于前一步。"""
    row = STEPS[Subject.CASE][step]
    if on > bench.today:
        return [Refusal(Problem.CASE_DAY_AHEAD, row.law, {"step": row.label, "on": on.isoformat()})]
    moved = [entry for entry in case.entries if STEPS[Subject.CASE][entry.step].enters]
    if not moved or on >= moved[-1].on or step in MAY_BE_OLDER:
        return []
    before = {"before": STEPS[Subject.CASE][moved[-1].step].label, "before_on": moved[-1].on.isoformat()}
    return [Refusal(Problem.CASE_DAY_TOO_EARLY, row.law, {"step": row.label, "on": on.isoformat(), **before})]


def _by_two(step: str, case: CaseFacts, on: date, bench: Bench) -> Faults:
    """调查由两名以上执法人员进行: after a recusal was granted nothing goes on until somebody else is named."""
    if STEPS[Subject.CASE][step].hands is not Hands.INVESTIGATORS:
        return []
    left = sorted(case.officers - recused(case), key=str)
    return [*fit_officers(left, bench.people, case, on=on)]


def _approve_filing(case: CaseFacts, facts: Filing, bench: Bench) -> Faults:
    """立案审批人不能是办案人员。"""
    approves_own = bench.by in facts.officer_ids
    row = STEPS[Subject.CASE]["approve_filing"]
    own = Refusal(Problem.INVESTIGATOR_MAY_NOT, row.law, {"step": row.label}) if approves_own else None
    return [own, *fit_officers(facts.officer_ids, bench.people, case, on=facts.on)]


def _change_officers(case: CaseFacts, facts: OfficerChange, bench: Bench) -> Faults:
    return [*fit_officers(facts.officer_ids, bench.people, case, on=facts.on)]


def _after_day(label: str, day: date, after: date, law: statutes.Citation) -> Refusal | None:
    if day > after:
        return None
    facts = {"field": label, "on": day.isoformat(), "after": after.isoformat()}
    return Refusal(Problem.DAY_NOT_AFTER, law, facts)


def _ask_for_materials(_case: CaseFacts, facts: Materials, _bench: Bench) -> Faults:
    return [_after_day("提供期限", facts.due_on, facts.on, statutes.INQUIRY_RECORDED)]


def _order_correction(_case: CaseFacts, facts: CorrectionOrder, _bench: Bench) -> Faults:
    return [_after_day("改正期限", facts.due_on, facts.on, statutes.CORRECTION_WITH_PENALTY)]


def _extend_period(case: CaseFacts, facts: Extension, bench: Bench) -> Faults:
    running = clock_in(case, "decide_case", calendar=bench.calendar)
    due_on = running.due_on if running else None
    return [_after_day("延长至", facts.until_on, due_on or facts.on, statutes.DECIDE_IN_90_DAYS)]


def _dispose_registered(case: CaseFacts, _facts: Disposal, _bench: Bench) -> Faults:
    if is_registration_open(case):
        return []
    return [Refusal(Problem.NOTHING_REGISTERED, statutes.REGISTERED_EVIDENCE)]


def is_registration_open(case: CaseFacts) -> bool:
    """One decision settles all that is registered at the time."""
    last = case.last("register_evidence", "dispose_registered")
    return last is not None and last.step == "register_evidence"


def _close_investigation(case: CaseFacts, facts: Report, bench: Bench) -> Faults:
    """全面、客观、公正地调查，收集有关证据。"""
    is_shown = case.all("record_interview", "add_evidence", "take_sample")
    faults: Faults = [None if is_shown else Refusal(Problem.CASE_EVIDENCE_MISSING, statutes.FULL_INQUIRY)]
    if is_registration_open(case):
        faults.append(Refusal(Problem.REGISTERED_EVIDENCE_OPEN, statutes.REGISTERED_EVIDENCE))
    if facts.penalty is not None:
        faults += lawful_penalty(
            bench.act, case.party, facts.penalty, facts.fine_yuan, on=case.act_on, is_advice=True
        )
    return faults


def _decide_recusal(case: CaseFacts, facts: RecusalDecision, bench: Bench) -> Faults:
    is_asked = facts.officer_id in recusals_to_decide(case)
    return [
        None if is_asked else Refusal(Problem.RECUSAL_NOT_ASKED, statutes.RECUSAL_DECIDED),
        Refusal(Problem.OWN_RECUSAL, statutes.RECUSAL_DECIDED) if facts.officer_id == bench.by else None,
    ]


GATES: dict[str, Gate] = {
    "approve_filing": _approve_filing,
    "change_officers": _change_officers,
    "ask_for_materials": _ask_for_materials,
    "order_correction": _order_correction,
    "extend_period": _extend_period,
    "dispose_registered": _dispose_registered,
    "close_investigation": _close_investigation,
    "decide_recusal": _decide_recusal,
}
"""Of filing and investigation; those of hearing, deciding and service stand beside them in `case_refusals`."""
