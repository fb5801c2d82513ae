"""Why a step of a case may not be taken: the gates of every step, then the one of this step. Also which clocks it sets running."""

from datetime import date
from typing import Any

from inspect_app.problems import Refusal
from inspect_app.rules import case_decision_gates, case_delivery_gates, case_gates, case_hearing_gates
from inspect_app.rules.case_facts import CaseFacts, Notice
from inspect_app.rules.case_gates import Bench, Gate, faults_of_every_step
from inspect_app.rules.case_hearing_gates import gives_right_to_hearing
from inspect_app.rules.procedure import STEPS, Subject

GATES: dict[str, Gate] = {
    **case_gates.GATES,
    **case_hearing_gates.GATES,
    **case_decision_gates.GATES,
    **case_delivery_gates.GATES,
}


def refuse_case_step(step: str, case: CaseFacts, facts: Any, bench: Bench) -> list[Refusal]:
    """Everything that is in the way, all together; empty = it may be done. Stage and role were asked before."""
    faults = faults_of_every_step(step, case, facts, bench)
    if not faults and step in GATES:
        return [fault for fault in GATES[step](case, facts, bench) if fault]
    return faults


def clocks_started(step: str, case: CaseFacts, facts: Any, bench: Bench) -> tuple[str, ...]:
    """The step's clocks by the table, without those that its facts leave no room for."""
    starts = STEPS[Subject.CASE][step].starts
    if isinstance(facts, Notice) and not gives_right_to_hearing(facts.fine_yuan, case, bench):
        return tuple(code for code in starts if code != "ask_for_hearing")
    if step == "serve" and case_decision_gates.fine_of(case) == 0:
        return tuple(code for code in starts if code != "pay_fine")
    return starts


def day_set(facts: Any) -> date | None:
    """A day that the step sets for something still to come."""
    names = ("until_on", "statement_until_on", "held_on", "due_on", "correct_by_on")
    days: list[date] = [day for name in names if (day := getattr(facts, name, None))]
    return days[0] if days else None
