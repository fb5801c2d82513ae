"""What 行政检查通知书 says: one for all departments that go, by the register's party and the law of the work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.papers import Row, Values
from inspect_app.rules.stages import Stage
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.works import PartyPart, WorkStatus
from inspect_app.rules.writing import day_in_words

ADDRESSED = {
    WorkStatus.UNDER_CONSTRUCTION: (PartyPart.BUILDER, PartyPart.OWNER),
    WorkStatus.IN_USE: (PartyPart.MANAGER, PartyPart.OWNER),
    WorkStatus.OTHER: (PartyPart.MANAGER, PartyPart.OWNER),
}
"""Whom a notice is addressed to, the first that the register knows."""


BEFORE_ITS_END = frozenset({Stage.PLANNED, Stage.UNDER_WAY})


@dataclass(frozen=True)
class NoticeFacts:
    kind: VisitKind
    work: str
    address: str
    status: WorkStatus
    parties: Mapping[PartyPart, str]
    due_on: date | None
    matters: Sequence[str]
    inspectors: Sequence[Row]
    code_number: str


def refuse_notice(kind: VisitKind, stage: Stage, noted: str, *, is_permitted: bool) -> list[Refusal]:
    """经批准后出具一份，检查结束以后不再补写。`noted` = the number of a notice that was written down by hand."""
    if stage not in BEFORE_ITS_END:
        return [Refusal(Problem.NOTICE_TOO_LATE, statutes.SHOW_CERTIFICATE, {"stage": stage.value})]
    if noted:
        return [Refusal(Problem.NOTICE_NOTED_ALREADY, facts={"number": noted})]
    if not is_permitted:
        return [Refusal(Problem.NOTICE_BEFORE_PERMISSION, facts={"kind": kind.value})]
    return []


def basis_of(status: WorkStatus) -> str:
    """人民防空法 art. 17 for all; of works in use also its art. 25 and 上海市民防条例 art. 40."""
    found = [statutes.SUPERVISE_BUILDING]
    if status is not WorkStatus.UNDER_CONSTRUCTION:
        found += [statutes.SUPERVISE_UPKEEP, statutes.SUPERVISE_USE]
    return "、".join(one.text for one in found)


def notice_values(facts: NoticeFacts, *, words: Mapping[str, str]) -> Values:
    known = [name for part in ADDRESSED[facts.status] if (name := facts.parties.get(part, ""))]
    until = words["inspection_until"].format(day=day_in_words(facts.due_on))
    return {
        "recipient": known[0] if known else words["inspection_recipient"].format(work=facts.work),
        "work_name": facts.work,
        "work_address": facts.address,
        "inspection_kind": facts.kind.value,
        "basis": basis_of(facts.status),
        "matters": "、".join(facts.matters),
        "inspected_on": until if facts.due_on else words["inspection_any_day"],
        "code_number": facts.code_number,
        "inspectors": list(facts.inspectors),
        "rights": words["inspection_rights"],
    }
