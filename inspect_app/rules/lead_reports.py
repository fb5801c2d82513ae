"""What an office that took on another's lead reports by itself: steps of lead, visit, papers and case, and the end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.rules.procedure import STEPS
from inspect_app.rules.stages import Subject


class Effect(StrEnum):
    """What a milestone means for the handover: code = the step that it takes there."""

    REPORT = "进展"
    CONCLUDE = "办结"
    RESUME = "重新办理"


S, E = Subject, Effect
_PROGRESS: dict[Subject, tuple[str, ...]] = {
    S.LEAD: ("check_papers", "inspect", "file_case", "hand_over", "hand_down", "report_up"),
    S.VISIT: ("start", "finish", "finish_for_absent", "return_items", "approve", "cancel"),
    S.ORDER: ("deliver", "close", "reopen", "withdraw"),
    S.DECISION: ("deliver", "file", "withdraw"),
    S.CASE: (
        "approve_filing", "suspend", "resume", "close_investigation", "give_notice", "ask_hearing", "hold_hearing",
        "decide", "decide_no_penalty", "serve", "demand", "apply_to_court", "withdraw", "hand_to_police", "hand_over",
        "end",
    ),
}  # fmt: skip
_ENDS = {S.LEAD: ("settle", "note_receipt", "set_aside", "merge"), S.CASE: ("refuse_filing", "close")}
_RESUMES = {S.LEAD: ("reopen",), S.CASE: ("investigate_anew", "take_back")}
REPORTED: dict[tuple[Subject, str], Effect] = {
    **{(subject, step): E.REPORT for subject, steps in _PROGRESS.items() for step in steps},
    **{(subject, step): E.CONCLUDE for subject, steps in _ENDS.items() for step in steps},
    **{(subject, step): E.RESUME for subject, steps in _RESUMES.items() for step in steps},
}
"""Every other step stays inside the office: interviews, evidence, reviews, discussions, money."""
SHOWS_NUMBER = frozenset({S.ORDER, S.DECISION, S.CASE})
"""Of these the printed number goes with the report, so that the other office can name the paper."""


@dataclass(frozen=True)
class Milestone:
    """Something that was reached. `key` = the very line of the record: it is reported once."""

    key: str
    subject: Subject
    step: str
    on: date
    number: str = ""
    fine_yuan: int = 0

    @property
    def effect(self) -> Effect:
        return REPORTED[self.subject, self.step]

    @property
    def label(self) -> str:
        return STEPS[self.subject][self.step].label


def is_reported(subject: Subject, step: str) -> bool:
    return (subject, step) in REPORTED
