"""Plates (标牌) for printing: codes for the works of a list, several to a sheet of A4; a new code for one work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.plates import give_plates, replace_plate
from inspect_app.actions.settings import office_settings
from inspect_app.rules.lead_texts import PLATE_CALL, PLATE_TITLE
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.rules.works import WorkStatus
from inspect_app.store.base import transaction
from inspect_app.store.plates import plates_of
from inspect_app.store.works import Work, WorkFilter, work_of, works_matching
from inspect_app.web.document_codes import Code, code_of
from inspect_app.web.lists import an_id, one_of

pages = Blueprint("plates", __name__, url_prefix="/works")
MOST = 240
"""At once: thirty sheets."""
FIELDS = ("text", "status", "street", "key", "work")
NOT_FROM_OUTSIDE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Shown:
    work: Work
    code: Code
    tail: str


def _wanted(args: Mapping[str, str]) -> list[Work]:
    """The works of the list's filter, or the one that is named."""
    home_id = current_officer().home_id
    if work_id := an_id(args.get("work")):
        work = work_of(home_id, work_id)
        return [work] if work else []
    key = {"yes": True, "no": False}.get(args.get("key", ""))
    wanted = WorkFilter(
        args.get("text", ""), one_of(WorkStatus, args.get("status")), an_id(args.get("street")), key
    )
    return works_matching(home_id, wanted, limit=MOST)


@pages.post("/plates")
@needs(Permission.EDIT_WORKS)
def create() -> Response:
    with transaction():
        count = give_plates(_wanted(request.form), by=current_officer(), at=clock.now())
    if count:
        flash(gettext("新编了 %(count)s 块标牌的编码。", count=count), "good")
    kept: dict[str, Any] = {name: value for name in FIELDS if (value := request.form.get(name, ""))}
    return redirect(url_for("plates.index", **kept))


@pages.get("/plates")
@needs(Permission.EDIT_WORKS)
def index() -> str:
    works = _wanted(request.args)
    plates, base = plates_of([work.id for work in works]), _base()
    shown = [
        Shown(work, code_of(f"{base}/report/{plates[work.id].code}"), plates[work.id].code[-4:].upper())
        for work in works
        if work.id in plates
    ]
    is_reached = (urlsplit(base).hostname or "") not in NOT_FROM_OUTSIDE
    office = current_officer().agency.name_on(clock.today())
    return render_template(
        "plates/index.html",
        plates=shown,
        base=base,
        is_reached=is_reached,
        office=office,
        most=MOST,
        title=PLATE_TITLE,
        call=PLATE_CALL,
    )


def _base() -> str:
    """Where citizens reach this server: the office's setting, else the address under which this page was asked for."""
    said = office_settings(current_officer().home_id).text(SettingName.PUBLIC_ADDRESS).strip()
    return (said or request.host_url).rstrip("/")


@pages.post("/<uuid:work_id>/plate")
@needs(Permission.EDIT_WORKS)
def create_new_code(work_id: UUID) -> Response:
    with transaction():
        replace_plate(work_id, by=current_officer(), at=clock.now())
    flash(gettext("已换发标牌，旧标牌上的二维码不再有效。请打印并更换。"), "good")
    return redirect(url_for("plates.index", work=work_id))
