"""Whose power a finding falls under (职权): each department acts on what its own checklist found; the rest is handed over."""

from dataclasses import dataclass

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.people import AGENCIES_OF, AgencyKind, Role
from inspect_app.rules.statutes import INVESTIGATE, TO_THE_COMPETENT

TAKES_OVER = AGENCIES_OF[Role.PARTNER]
"""Kinds of departments to which a finding of a visit can be handed over."""


@dataclass(frozen=True)
class FoundBy:
    """A finding and the department whose checklist it is of. `handed_to` = the name of the one that has taken it over."""

    text: str
    audience: AgencyKind
    handed_to: str = ""


def outside_our_power(findings: list[FoundBy], *, office: AgencyKind) -> list[Refusal]:
    """无处理职权的，移送有权机关。A paper that was handed over all the same is flagged; at the desk none is made."""
    return [fault for one in findings if (fault := _outside(one, office=office))]


def _outside(found: FoundBy, *, office: AgencyKind) -> Refusal | None:
    if found.handed_to:
        return Refusal(
            Problem.FINDING_HANDED_OVER, TO_THE_COMPETENT, {"finding": found.text, "agency": found.handed_to}
        )
    if found.audience is office:
        return None
    if found.audience is AgencyKind.STREET:  # what it saw on patrol is nobody's power yet: an officer looks first
        return Refusal(Problem.FINDING_OF_A_STREET, INVESTIGATE, {"finding": found.text})
    return Refusal(
        Problem.FINDING_OF_ANOTHER_DEPARTMENT,
        TO_THE_COMPETENT,
        {"finding": found.text, "department": found.audience.value},
    )


def refuse_recipient(kind: AgencyKind, *, is_partner: bool, agency: str) -> Refusal | None:
    """移送给有职权的协同部门。"""
    if is_partner and kind in TAKES_OVER:
        return None
    return Refusal(Problem.NOT_A_RECIPIENT, TO_THE_COMPETENT, {"agency": agency})


FACTS_OF_TRANSFER = "{day} 检查{work}（{address}）时发现：{finding}"
REASONS_OF_TRANSFER = "上述情况不属于本机关职权，依据{law}移送有权机关处理。"
"""What the letter says until a person mends it."""


def facts_of_transfer(day: str, work: str, address: str, finding: str) -> str:
    return FACTS_OF_TRANSFER.format(day=day, work=work, address=address, finding=finding)


def reasons_of_transfer() -> str:
    return REASONS_OF_TRANSFER.format(law=TO_THE_COMPETENT.text)
