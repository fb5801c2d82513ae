"""Importing leads: a letter that is here already is passed over."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.lead_imports import import_leads, sort_leads
from inspect_app.rules.lead_sheets import COLUMNS, EXAMPLE
from inspect_app.rules.permissions import Permission
from inspect_app.rules.sheet_tables import TableRow
from inspect_app.store.import_files import WaitingImport
from inspect_app.web.list_imports import ListImport, doors_of
from inspect_app.web.waiting_sheets import Piles


def _sorted(rows: Sequence[TableRow]) -> tuple[Piles, int]:
    """Whoever enters the same letter meanwhile changes nothing: it is passed over then."""
    return vars(sort_leads(rows, agency_id=current_officer().home_id, on=clock.today())), 0


def _write(rows: Sequence[TableRow], waiting: WaitingImport) -> str:
    count = import_leads(rows, source=waiting.source, by=current_officer(), at=clock.now())
    said: str = gettext("导入完成：新增 %(count)s 条案源。", count=count)
    return said


LEADS = ListImport(
    name="lead_imports",
    needs=Permission.TRIAGE_LEADS,
    columns=COLUMNS,
    example=EXAMPLE,
    template_name=_l("案源导入模板"),
    shown=frozenset({"source", "summary", "reference"}),
    piles={"new": "新增", "known": "已登记过", "wrong": "有误"},
    to_write=("new",),
    sort=_sorted,
    write=_write,
    list_of=lambda: url_for("leads.index", all=1, sort="made"),
)
pages = doors_of(LEADS, "/leads/imports")
