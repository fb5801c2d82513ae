"""What the server doubts of a decision made on a phone: its wording by the edition that the phone held, its law by the day.

The edition answers for what the party was told; the law of that day, as it is known now, for what is lawful.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inspect_app.actions.claims import Claims, decision_facts
from inspect_app.actions.law import law_now, law_of_edition
from inspect_app.actions.settings import texts_of_rulebook
from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Act, Mark
from inspect_app.rules.decisions import DecisionFacts, gates_before_deciding, question_of
from inspect_app.rules.documents import on_the_spot_decision
from inspect_app.rules.judgement import weigh
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.statutes import LAW_IN_FORCE, ON_THE_SPOT_CONTENT
from inspect_app.store.settings import latest_rulebook


@dataclass(frozen=True)
class PaperGiven:
    """`content` = the paper as it was handed over; `rulebook` = the number of the edition that it was written by."""

    claims: Claims
    content: Mapping[str, Any]
    rulebook: int


def doubts_of_law(given: PaperGiven, *, on: date) -> list[Refusal]:
    """What the party was told by the edition that the phone held; what is lawful by the law of that day as it is known now."""
    held, now = law_of_edition(given.rulebook), law_now()
    then, act = held.known_on(on).get(given.claims.act), now.known_on(on).get(given.claims.act)
    if act is None:
        return [Refusal(Problem.ACT_UNKNOWN, facts={"act": given.claims.act})]
    facts = decision_facts(given.claims, act)
    doubts = [_doubt_of_wording(given, replace(facts, act=then or act), on=on)]
    if then is None or _means_otherwise(facts, held, now):
        current = latest_rulebook()
        editions = {"act": act.title.zh, "held": given.rulebook, "current": current.number if current else 0}
        doubts.append(Refusal(Problem.LAW_CHANGED_SINCE, LAW_IN_FORCE, editions))
    return [doubt for doubt in doubts if doubt] + gates_before_deciding(facts, now)


def _doubt_of_wording(given: PaperGiven, facts: DecisionFacts, *, on: date) -> Refusal | None:
    texts = texts_of_rulebook(given.rulebook, on=on)
    expected = on_the_spot_decision(str(given.content.get("number", "")), facts, texts)
    if given.content.get("redress") != expected["redress"]:
        return Refusal(Problem.REDRESS_WRONG, ON_THE_SPOT_CONTENT)
    if dict(given.content) != expected:
        return Refusal(Problem.DOCUMENT_ALTERED, ON_THE_SPOT_CONTENT)
    return None


def _means_otherwise(facts: DecisionFacts, held: LawTable, now: LawTable) -> bool:
    """Does either edition say something else of this act, party and day: duties, sanction, power, amounts or tier?"""
    question = question_of(facts)
    said = [(act, weigh(act, question, law)) for law in (held, now) if (act := _bare(law, facts))]
    return len(said) != 2 or said[0] != said[1]


def _bare(law: LawTable, facts: DecisionFacts) -> Act | None:
    """The row of that day without what does not change its meaning: who checked it, and when it ends."""
    act = law.known_on(facts.decided_on).get(facts.act.code)
    mark = Mark.V if act and act.is_enabled else Mark.R
    return act and replace(act, source="", reviewer="", mark=mark, valid_from=date.min, valid_to=None)
