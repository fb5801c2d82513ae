"""Suggested leads: what the record itself points out, each with its reason, taken up by one click."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import office_settings
from inspect_app.actions.suggestions import count_suggestions, suggestions_for, take_up
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.rules.suggestions import SuggestionKind
from inspect_app.store.base import transaction
from inspect_app.web.lists import PER_PAGE, one_of, pages_of

pages = Blueprint("suggestions", __name__, url_prefix="/leads/suggestions")


@pages.get("")
@needs(Permission.SEE_LEADS)
def index() -> str:
    home_id, kind = current_officer().home_id, one_of(SuggestionKind, request.args.get("kind"))
    counts = count_suggestions(home_id, on=clock.today())
    lines = pages_of(counts[kind] if kind else sum(counts.values()))
    settings = office_settings(home_id)
    return render_template(
        "leads/suggestions.html",
        suggestions=suggestions_for(home_id, kind, on=clock.today(), limit=PER_PAGE, offset=lines.offset),
        counts=counts,
        kind=kind,
        kinds=SuggestionKind,
        months=settings.whole(SettingName.QUIET_MONTHS),
        times=settings.whole(SettingName.REPEAT_TIMES),
        pages=lines,
    )


@pages.post("")
@needs(Permission.TRIAGE_LEADS)
def create() -> Response:
    with transaction():
        lead = take_up(request.form.get("origin", "")[:400], by=current_officer(), at=clock.now())
    flash(gettext("已列为案源。"), "good")
    return redirect(url_for("leads.show", lead_id=lead.id))
