"""What the office told a street about a work (交办事项): its words, its last day, and the street's answer."""

from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.works import secrecy_mark

LONGEST = 1000


class MatterState(StrEnum):
    OPEN = "待街镇回复"
    ANSWERED = "已回复，待办结"
    CLOSED = "已办结"


def matter_faults(text: str, due_on: date, *, on: date) -> list[Refusal]:
    """内容不能为空、不能太长、不能涉密；回复期限不能在今天之前。"""
    early = None
    if due_on < on:
        early = Refusal(Problem.MATTER_DUE_IN_THE_PAST, facts={"day": due_on.isoformat()})
    return [one for one in (*words_faults("交办事项", text), early) if one]


def words_faults(field: str, text: str) -> list[Refusal]:
    if not text.strip():
        return [Refusal(Problem.FIELD_MISSING, facts={"field": field})]
    if len(text) > LONGEST:
        return [Refusal(Problem.FIELD_TOO_LONG, facts={"field": field, "most": LONGEST})]
    mark = secrecy_mark(text)
    return [Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark})] if mark else []
