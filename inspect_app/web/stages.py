"""Stages and steps as pages offer them: the choices of a filter, and the buttons that the procedure opens."""

from flask_babel import gettext

from inspect_app.access import current_officer
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import FIRST_STAGES, STEPS, Stage, Subject, open_steps


def stage_choices(subject: Subject) -> list[tuple[str, str]]:
    """Every stage that such a thing can be in, in the order of the procedure."""
    stages = FIRST_STAGES[subject] | {step.enters for step in STEPS[subject].values()}
    return [("", gettext("全部"))] + [(one.name.lower(), gettext(one.value)) for one in Stage if one in stages]


NEEDED = {
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
        "correct": Permission.CORRECT_DECISIONS,
        "correct_filed": Permission.CORRECT_DECISIONS,
    },
    Subject.FINE: {
        "record_payment": Permission.NOTE_PAYMENTS,
        "strike_payment": Permission.TAKE_CASH,
        "collect_cash": Permission.HAND_OVER_CASH,
        "land": Permission.HAND_OVER_CASH,
        "hand_over_cash": Permission.HAND_OVER_CASH,
        "confirm_cash": Permission.TAKE_CASH,
        "return_cash": Permission.TAKE_CASH,
        "deposit_cash": Permission.TAKE_CASH,
        "refund": Permission.TAKE_CASH,
        "ask_to_defer": Permission.NOTE_PAYMENTS,
        "approve_deferral": Permission.APPROVE_DEFERRALS,
        "refuse_deferral": Permission.APPROVE_DEFERRALS,
        "waive_surcharge": Permission.APPROVE_DEFERRALS,
        "begin_review": Permission.NOTE_REVIEWS,
        "end_review": Permission.NOTE_REVIEWS,
    },
    Subject.AMENDMENT: {
        "submit": Permission.EDIT_RULEBOOK,
        "revise": Permission.EDIT_RULEBOOK,
        "discard": Permission.EDIT_RULEBOOK,
        "reject": Permission.PUBLISH_RULEBOOK,
        "publish": Permission.PUBLISH_RULEBOOK,
    },
    Subject.LEAD: {
        "check_papers": Permission.TRIAGE_LEADS,
        "inspect": Permission.PLAN_VISITS,
        "settle": Permission.TRIAGE_LEADS,
        "file_case": Permission.WORK_ON_CASES,
        "hand_over": Permission.TRIAGE_LEADS,
        "report_up": Permission.TRIAGE_LEADS,
        "note_receipt": Permission.TRIAGE_LEADS,
        "set_aside": Permission.TRIAGE_LEADS,
        "merge": Permission.TRIAGE_LEADS,
        "reopen": Permission.TRIAGE_LEADS,
    },
    Subject.HANDOVER: {
        "accept": Permission.HAND_OVER_LEADS,
        "send_back": Permission.HAND_OVER_LEADS,
        "report": Permission.HAND_OVER_LEADS,
        "urge": Permission.HAND_OVER_LEADS,
        "recall": Permission.HAND_OVER_LEADS,
    },
    Subject.YEAR_PLAN: {
        "submit": Permission.PLAN_VISITS,
        "approve": Permission.PERMIT_VISITS,
        "send_back": Permission.PERMIT_VISITS,
        "publish": Permission.PLAN_VISITS,
    },
    Subject.STREET_DUTIES: {
        "submit": Permission.KEEP_DUTIES,
        "approve": Permission.AGREE_DUTIES,
        "send_back": Permission.AGREE_DUTIES,
        "publish": Permission.PLAN_VISITS,
    },
    Subject.DRAW: {
        "publish_pool": Permission.PLAN_VISITS,
        "draw": Permission.PLAN_VISITS,
        "void": Permission.PLAN_VISITS,
        "discard": Permission.PLAN_VISITS,
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
