"""How a case follows its fine: payments are written down at the fine alone, and no case closes before it is settled."""

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_paper_facts import CaseFacts
from inspect_app.rules.case_steps import CASE_STEPS
from inspect_app.rules.cases import NewEntry
from inspect_app.rules.stages import Stage

AT_THE_FINE = frozenset({"pay", "allow_delay"})
"""Steps that are written down at the fine; in the case's record they are read from there."""


def refuse_waiver_in_court(stage: Stage) -> Refusal | None:
    """行政强制法第四十二条 stands among the rules for what an agency carries out itself (第四章)."""
    if stage is Stage.IN_COURT:
        return Refusal(Problem.WAIVER_AFTER_COURT, statutes.EXECUTION_AGREEMENT)
    return None


def refuse_beside_the_fine(case: CaseFacts, new: NewEntry) -> list[Refusal]:
    step = CASE_STEPS[new.step]
    if new.step in AT_THE_FINE:
        return [Refusal(Problem.PAID_AT_THE_FINE, step.law, {"step": step.label})]
    is_open = case.debt is not None and not case.debt.is_settled and case.record.fine_yuan > 0
    if new.step == "close" and is_open and case.debt and case.record.stage is not Stage.IN_COURT:
        facts = {"stage": case.debt.stage, "surcharge": case.debt.surcharge_owed}
        return [Refusal(Problem.FINE_NOT_SETTLED, statutes.PERFORM, facts)]
    return []
