"""The audit: who did what in the office and when, newest first; and whether its chain is whole."""

from uuid import UUID

from flask import Blueprint, current_app, render_template, request

from inspect_app.access import current_officer, needs
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.audit import audit_lines, audit_subjects, chain_end, first_broken_line
from inspect_app.store.feed import feed_head
from inspect_app.store.officers import officers_of
from inspect_app.store.stamps import latest_stamp
from inspect_app.web.audit_words import all_in_words, subject_word

pages = Blueprint("audit", __name__, url_prefix="/audit")
PER_PAGE = 50


@pages.get("")
@needs(Permission.SEE_AUDIT)
def index() -> str:
    officer_id, subject, subject_id = _id("officer"), request.args.get("subject"), _id("subject_id")
    lines = audit_lines(
        limit=PER_PAGE + 1, before=_number("before"), officer_id=officer_id, subject=subject, subject_id=subject_id
    )
    return render_template(
        "audit/index.html",
        lines=all_in_words(lines[:PER_PAGE]),
        older=lines[PER_PAGE - 1].position if len(lines) > PER_PAGE else None,
        people=officers_of(*(agency.id for agency in agencies_of_office(current_officer().home_id))),
        subjects=[(subject, subject_word(subject)) for subject in audit_subjects()],
        wanted={"officer_id": officer_id, "subject": subject, "subject_id": subject_id},
    )


def _id(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 12 else None


@pages.get("/verification")
@needs(Permission.SEE_AUDIT)
def show_verification() -> str:
    """Every line is computed anew and compared with the one after it."""
    return render_template(
        "audit/verification.html",
        broken=first_broken_line(),
        end=chain_end(),
        stamps_by=current_app.extensions["timestamp_service"].url,
        stamp=latest_stamp(),
        backed_up_until=feed_head().backed_up_until,
    )
