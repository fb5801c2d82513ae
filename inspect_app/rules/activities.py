"""Events by which the office makes the law known (普法活动): their kinds, and what an entry must say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal

MOST_CHARS = 5_000
MOST_REACHED = 10_000_000


class ActivityKind(StrEnum):
    RULE_OF_LAW_MONTH = "依法治市月"
    DEFENCE_WEEK = "国防教育周"
    ENTERPRISE_VISIT = "走访企业"
    ENTERPRISE_ADVICE = "企业法律咨询"
    OTHER = "其他普法活动"


@dataclass(frozen=True)
class ActivityFacts:
    """`reached` = people, None until it was counted; `summary` = how it went."""

    kind: ActivityKind
    title: str
    from_on: date | None
    until_on: date | None
    place: str = ""
    plan: str = ""
    summary: str = ""
    reached: int | None = None


def fit_to_keep(facts: ActivityFacts) -> list[Refusal | None]:
    """名称、起止日期齐全，人数合理。"""
    texts = {"名称": facts.title, "地点": facts.place, "方案": facts.plan, "小结": facts.summary}
    long = [name for name, text in texts.items() if len(text) > MOST_CHARS]
    missing = {"名称": facts.title.strip(), "开始日期": facts.from_on, "结束日期": facts.until_on}
    return [
        *(
            None if value else Refusal(Problem.FIELD_MISSING, facts={"field": name})
            for name, value in missing.items()
        ),
        _in_order(facts.from_on, facts.until_on),
        _reached(facts.reached),
        *(Refusal(Problem.FIELD_TOO_LONG, facts={"field": name, "most": MOST_CHARS}) for name in long),
    ]


def _in_order(first: date | None, last: date | None) -> Refusal | None:
    if first is None or last is None or first <= last:
        return None
    return Refusal(Problem.DATES_REVERSED, facts={"first": first.isoformat(), "last": last.isoformat()})


def _reached(reached: int | None) -> Refusal | None:
    if reached is None or 0 <= reached <= MOST_REACHED:
        return None
    facts = {"field": "受众人数", "least": 0, "most": MOST_REACHED, "value": reached}
    return Refusal(Problem.OUT_OF_RANGE, facts=facts)
