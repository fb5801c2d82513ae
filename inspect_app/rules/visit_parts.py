"""A department's part of a joint visit as its own phone showed it to the lead's: what it said, and whether it is here by now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.problems import Problem, Refusal


@dataclass(frozen=True)
class PartOnScreen:
    """`count`, `sha256` = how many events of the visit that phone had made, and the hash of the last.

    `body` = what else it said.
    """

    visit_id: UUID
    officer_id: UUID
    made_at: datetime
    count: int
    sha256: str
    is_ended: bool
    is_genuine: bool
    body: dict[str, Any]


def of_this_visit(part: PartOnScreen, visit_id: UUID) -> Refusal | None:
    return None if part.visit_id == visit_id else Refusal(Problem.PART_OF_ANOTHER_VISIT)
