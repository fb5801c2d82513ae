"""Who may do what in a case: nobody both investigates and judges, nobody acts after a recusal, two officers always."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_facts import CaseFacts, RecusalOutcome
from inspect_app.rules.people import OfficerFacts, qualified_officers
from inspect_app.rules.procedure import STEPS, Hands, Subject


def recused(case: CaseFacts) -> frozenset[UUID]:
    """Whose recusal was granted last: a later decision about the same person counts."""
    last = {entry.facts.officer_id: entry.facts.outcome for entry in case.all("decide_recusal")}
    return frozenset(one for one, outcome in last.items() if outcome is RecusalOutcome.GRANTED)


def recusals_to_decide(case: CaseFacts) -> list[UUID]:
    """调查不停止：在决定之前，被申请回避的人继续办理。"""
    asked: list[UUID] = []
    for entry in case.all("ask_recusal", "decide_recusal"):
        if entry.step == "ask_recusal" and entry.facts.officer_id not in asked:
            asked.append(entry.facts.officer_id)
        elif entry.step == "decide_recusal" and entry.facts.officer_id in asked:
            asked.remove(entry.facts.officer_id)
    return asked


def refuse_hands(step: str, case: CaseFacts, *, by: UUID) -> Refusal | None:
    """调查与审核、决定分离；回避的人不得办理。"""
    row = STEPS[Subject.CASE][step]
    if by in recused(case):
        return Refusal(
            Problem.OFFICER_RECUSED, statutes.RECUSAL, {"name": case.names.get(by, ""), "step": row.label}
        )
    if row.hands is Hands.INVESTIGATORS and by not in case.officers:
        return Refusal(Problem.NOT_AN_INVESTIGATOR, statutes.TWO_OFFICERS, {"step": row.label})
    if row.hands is Hands.OTHERS and by in case.ever:
        return Refusal(Problem.INVESTIGATOR_MAY_NOT, row.law, {"step": row.label})
    return None


def judged(case: CaseFacts) -> frozenset[UUID]:
    """Who took a step that is not for investigators."""
    table = STEPS[Subject.CASE]
    steps = {name for name, row in table.items() if row.hands is Hands.OTHERS} | {"approve_filing"}
    return frozenset(entry.by for entry in case.entries if entry.step in steps)


def fit_officers(
    officer_ids: Sequence[UUID], people: Mapping[UUID, OfficerFacts], case: CaseFacts, *, on: date
) -> list[Refusal]:
    """两名以上具有执法资格、没有回避的执法人员。The same person twice is one."""
    chosen = [people[one] for one in dict.fromkeys(officer_ids) if one in people]
    gone = [case.names.get(one, "") for one in dict.fromkeys(officer_ids) if one in recused(case)]
    facts = [{"name": name, "step": "办理本案"} for name in gone]
    away = [Refusal(Problem.OFFICER_RECUSED, statutes.RECUSAL, one) for one in facts]
    law, both = STEPS[Subject.CASE]["decide"].law, judged(case).intersection(officer_ids)
    names = sorted(people[one].name for one in both if one in people)
    judges = [Refusal(Problem.JUDGE_MAY_NOT_INVESTIGATE, law, {"name": name}) for name in names]
    return [*qualified_officers(chosen, on=on), *away, *judges]
