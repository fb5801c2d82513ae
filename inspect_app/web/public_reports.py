"""Citizens' door (群众反映): the form behind the QR on a work's plate, the receipt, and the state that it tells. No sign-in."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import open_to_all
from inspect_app.actions.citizen_reports import (
    MOST_PICTURE_BYTES,
    MOST_PICTURES,
    CitizenReport,
    Sent,
    add_pictures,
    drop_pictures,
    report_at_plate,
    spoken_receipt,
    state_of_receipt,
    take_in_pictures,
    work_at,
)
from inspect_app.limits import limiter
from inspect_app.problems import Refused
from inspect_app.store.agencies import agency_with
from inspect_app.store.base import transaction
from inspect_app.store.photo_bytes import BLOCK, PhotoFolder
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.public_reports import ReportForm

pages = Blueprint("public_reports", __name__)


@pages.get("/report/<code>")
@limiter.limit("60 per minute")
@open_to_all
def new(code: str) -> str | tuple[str, int]:
    try:
        return _form_page(code, ReportForm())
    except Refused as refused:
        return _state_page(refused)


def _form_page(code: str, form: ReportForm, refused: Refused | None = None) -> str:
    """Nothing of the register is shown: whoever stands before the plate sees the work."""
    agency = agency_with(work_at(code).agency_id)
    return render_template(
        "reports/new.html",
        code=code,
        form=form,
        office=agency.name_on(clock.today()) if agency else "",
        most=MOST_PICTURES,
        most_mb=MOST_PICTURE_BYTES // 2**20,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.post("/report/<code>")
@limiter.limit("5 per minute; 40 per day")
@limiter.limit("60 per day", key_func=lambda: str((request.view_args or {}).get("code")))
@open_to_all
def create(code: str) -> Response | str | tuple[str, int]:
    form = ReportForm()
    try:
        work_at(code)
    except Refused as refused:
        return _state_page(refused)
    if not form.validate():
        return _form_page(code, form), 422
    try:
        session["receipt"] = _take_in(code, form.report())
    except Refused as refused:
        return _form_page(code, form, refused), refused.refusals[0].problem.status
    return redirect(url_for("public_reports.received"))


def _take_in(code: str, report: CitizenReport) -> str:
    folder: PhotoFolder = current_app.extensions["photo_folder"]
    files = [file for file in request.files.getlist("photos") if file.filename]
    with ExitStack() as open_files:
        sent = [Sent(one.filename or "", _blocks(open_files.enter_context(one.stream))) for one in files]
        pictures = take_in_pictures(folder, sent)
    try:
        with transaction():
            lead = report_at_plate(report, work_at(code), at=clock.now())
            add_pictures(lead, pictures, folder, at=clock.now())
            receipt = spoken_receipt(lead.receipt or "")
    finally:
        drop_pictures(folder, pictures)
    return receipt


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


@pages.get("/reports/received")
@open_to_all
def received() -> str | Response:
    """After sending: the number is shown to this browser alone, and stands in no address."""
    receipt = session.get("receipt")
    if not receipt:
        return redirect(url_for("public_reports.state"))
    return render_template("reports/received.html", receipt=receipt)


@pages.get("/reports/state")
@open_to_all
def state() -> str:
    return render_template("reports/state.html", refusals=[], state=None, receipt=session.get("receipt", ""))


def _state_page(refused: Refused, receipt: str = "") -> tuple[str, int]:
    reasons = [as_plain(one) for one in refused.refusals]
    page = render_template("reports/state.html", refusals=reasons, state=None, receipt=receipt)
    return page, refused.refusals[0].problem.status


@pages.post("/reports/state")
@limiter.limit("10 per minute; 200 per day")
@open_to_all
def ask() -> str | tuple[str, int]:
    receipt = request.form.get("receipt", "")[:60]
    try:
        found = state_of_receipt(receipt)
    except Refused as refused:
        return _state_page(refused, receipt)
    return render_template("reports/state.html", refusals=[], state=found, receipt=receipt)
