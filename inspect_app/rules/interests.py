"""Interests that officers declare (利害关系), and what they bar: whom a visit or a draw should leave out (回避)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statutes import RECUSAL

MOST_CHARS = 500


@dataclass(frozen=True)
class InterestFacts:
    """With a work, a party by its name or credit code, or both. `relation` = what it is, in the officer's own words."""

    officer_id: UUID
    relation: str
    work_id: UUID | None = None
    party_name: str = ""

    def touches(self, work_id: UUID, parties: Collection[str]) -> bool:
        """`parties` = names and credit codes of whoever answers for the work."""
        return self.work_id == work_id or bool(
            self.party_name and bare_name(self.party_name) in map(bare_name, parties)
        )


def bare_name(name: str) -> str:
    """As two names are compared: without blanks, whichever brackets, whichever case."""
    return "".join(name.split()).replace("（", "(").replace("）", ")").upper()


def fit_to_declare(interest: InterestFacts) -> list[Refusal | None]:
    """写明与谁、是什么关系。"""
    is_about = interest.work_id or interest.party_name.strip()
    texts = {"关系": interest.relation, "单位或者个人": interest.party_name}
    long = [name for name, text in texts.items() if len(text) > MOST_CHARS]
    return [
        None if is_about else Refusal(Problem.INTEREST_ABOUT_NOTHING, RECUSAL),
        None if interest.relation.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "关系"}),
        *(Refusal(Problem.FIELD_TOO_LONG, facts={"field": name, "most": MOST_CHARS}) for name in long),
    ]


def recusal_considered(names: Sequence[str], decision: str) -> Refusal | None:
    """执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避；由负责人决定。"""
    if not names or decision.strip():
        return None
    return Refusal(Problem.RECUSAL_TO_CONSIDER, RECUSAL, {"names": tuple(names)})


def went_along(names: Sequence[str]) -> Refusal | None:
    """应当回避的人当场参加了检查：由负责人决定。"""
    return Refusal(Problem.INTERESTED_WENT_ALONG, RECUSAL, {"names": tuple(names)}) if names else None
