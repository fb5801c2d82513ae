"""What is done with standards: the city publishes and sends them, a district adopts or refuses them; each deed is told."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.standard_adoptions import (
    decide_adoption,
    propose_adoption,
    put_in_force_if_due,
    refuse_adoption,
)
from inspect_app.actions.standard_messages import send_standard
from inspect_app.actions.standards import Wording, offers_of, publish_standard
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.standards import KINDS, Period
from inspect_app.store.base import transaction
from inspect_app.store.officers import Officer
from inspect_app.store.standards import adoptions_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.standards import AdoptionForm, EditionForm
from inspect_app.web.standards import edition_to_read, page_of
from inspect_app.web.wording import translated

pages = Blueprint("standard_deeds", __name__, url_prefix="/standards")
Page = str | tuple[str, int] | Response


@pages.get("/new")
@needs(Permission.PUBLISH_STANDARDS)
def new() -> str:
    return _new_page(_edition_form())


@pages.post("")
@needs(Permission.PUBLISH_STANDARDS)
def create() -> Page:
    form = _edition_form()
    if not form.validate():
        return _new_page(form), 422
    kind, _colon, code = (form.what.data or "").partition(":")
    said = Wording(form.note.data or "", Period(form.adopt_from.data or clock.today(), form.adopt_by.data))
    try:
        with transaction():
            edition = publish_standard(kind, code, said, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _new_page(form, refused), refused.refusals[0].problem.status
    flash(gettext("已发布第 %(number)s 版，下次与各区交换时送出。", number=edition.number), "good")
    return redirect(url_for("standards.show", edition_id=edition.id))


def _edition_form() -> EditionForm:
    """Everything that is in force here, by its kind."""
    form = EditionForm()
    form.what.choices = [
        SelectChoice(f"{kind.code}:{offer.code}", offer.title, {"lang": "zh-CN"}, translated(kind.label))
        for kind in KINDS.values()
        for offer in offers_of(kind.code, current_officer())
    ]
    return form


def _new_page(form: EditionForm, refused: Refused | None = None) -> str:
    refusals = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("standards/new.html", form=form, refusals=refusals)


@pages.post("/<uuid:edition_id>/sending")
@needs(Permission.PUBLISH_STANDARDS)
def create_sending(edition_id: UUID) -> Response:
    edition = edition_to_read(edition_id)
    with transaction():
        sent = send_standard(edition, by=current_officer(), at=clock.now())
    flash(ngettext("已补发给 %(num)s 个区。", "已补发给 %(num)s 个区。", len(sent)), "good")
    return redirect(url_for("standards.show", edition_id=edition_id))


@pages.post("/<uuid:edition_id>/adoption")
@needs(Permission.ADOPT_STANDARDS)
def create_adoption(edition_id: UUID) -> Page:
    form = AdoptionForm()
    if not form.validate() or form.from_on.data is None:
        return page_of(edition_to_read(edition_id), Refused(_no_day())), 422
    return _after(edition_id, partial(_adopt, edition_id, form.from_on.data, by=current_officer(), at=clock.now()))


def _adopt(edition_id: UUID, day: date, *, by: Officer, at: datetime) -> str:
    adoption = propose_adoption(edition_id, day, by=by, at=at)
    put_in_force_if_due(adoption.id, at=at)
    if adoption.applied_at:
        return str(gettext("已采用。新开始的检查按这一版，已经开始的仍用原来的版本。"))
    if adoption.decided_at:
        return str(gettext("已决定采用，到 %(day)s 自动启用。", day=day.isoformat()))
    return str(gettext("已提请采用，由有权发布的另一名人员复核。"))


def _no_day() -> Refusal:
    return Refusal(Problem.FIELD_MISSING, facts={"field": "自哪一日起采用"})


@pages.post("/<uuid:edition_id>/decision")
@needs(Permission.ADOPT_STANDARDS)
def create_decision(edition_id: UUID) -> Page:
    """Of the adoption that the page showed, so that nobody confirms another day than they have seen."""
    edition = edition_to_read(edition_id)
    newest = next(iter(adoptions_of([edition.id])), None)
    if newest is None or str(newest.id) != request.form.get("adoption", ""):
        return page_of(edition, Refused(Refusal(Problem.CHANGED_MEANWHILE))), 409
    return _after(edition_id, partial(_decide, newest.id, by=current_officer(), at=clock.now()))


def _decide(adoption_id: UUID, *, by: Officer, at: datetime) -> str:
    adoption = decide_adoption(adoption_id, by=by, at=at)
    put_in_force_if_due(adoption.id, at=at)
    return str(gettext("已复核并采用。") if adoption.applied_at else gettext("已复核，到日自动启用。"))


@pages.post("/<uuid:edition_id>/refusal")
@needs(Permission.ADOPT_STANDARDS)
def create_refusal(edition_id: UUID) -> Page:
    return _after(edition_id, partial(_refuse, edition_id, request.form.get("reason", "")))


def _refuse(edition_id: UUID, reason: str) -> str:
    refuse_adoption(edition_id, reason, by=current_officer(), at=clock.now())
    return str(gettext("已记下不采用，理由报市民防办。"))


def _after(edition_id: UUID, deed: Callable[[], str]) -> Page:
    try:
        with transaction():
            told = deed()
    except Refused as refused:
        return page_of(edition_to_read(edition_id), refused), refused.refusals[0].problem.status
    flash(told, "good")
    return redirect(url_for("standards.show", edition_id=edition_id))
