"""Stages and steps as pages offer them: the choices of a filter, and the buttons that the procedure opens."""

from flask_babel import gettext

from inspect_app.access import current_officer
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import FIRST_STAGES, STEPS, Stage, Subject, open_steps


def stage_choices(subject: Subject) -> list[tuple[str, str]]:
    """Every stage that such a thing can be in, in the order of the procedure."""
    stages = FIRST_STAGES[subject] | {step.enters for step in STEPS[subject].values() if step.enters}
    return [("", gettext("全部"))] + [(one.name.lower(), gettext(one.value)) for one in Stage if one in stages]


NEEDED = {
    Subject.CASE: dict.fromkeys(STEPS[Subject.CASE], Permission.HANDLE_CASES),
    Subject.VISIT: {
        "return_items": Permission.REVIEW_VISITS,
        "approve": Permission.REVIEW_VISITS,
        "finish_for_absent": Permission.PLAN_VISITS,
        "cancel": Permission.PLAN_VISITS,
    },
    Subject.DECISION: {
        "deliver": Permission.DECIDE_AT_DESK,
        "void": Permission.DECIDE_AT_DESK,
        "file": Permission.FILE_DECISIONS,
        "withdraw": Permission.CANCEL_DECISIONS,
    },
    Subject.ORDER: {
        "deliver": Permission.DECIDE_AT_DESK,
        "void": Permission.DECIDE_AT_DESK,
        "reopen": Permission.REVIEW_VISITS,
        "withdraw": Permission.CANCEL_DECISIONS,
    },
}
"""Steps that are taken in the office, with the permission of the view that takes them. Others belong to phones."""


def open_for_me(subject: Subject, stage: Stage) -> set[str]:
    """The steps whose buttons this person gets: open in the procedure, and behind a door that they may open."""
    officer, needed = current_officer(), NEEDED[subject]
    return {one for one in open_steps(subject, stage, officer.role) if one in needed and officer.may(needed[one])}
