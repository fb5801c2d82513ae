"""Importing a list other than the register: its six doors, the same for every list; what differs is in a `ListImport`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from inspect_app.access import needs
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.sheet_tables import TableColumn, TableRow
from inspect_app.store.base import transaction
from inspect_app.store.import_files import WaitingImport
from inspect_app.web.errors import as_plain
from inspect_app.web.waiting_sheets import (
    Piles,
    folder_of,
    keep_waiting,
    kept_sentence,
    rows_to_write,
    send_template,
    uploaded,
    waiting_in,
)


@dataclass(frozen=True)
class ListImport:
    """`piles` = code -> Chinese name, in the order of the preview; `to_write` = those that a confirmation writes.

    `sort` puts rows into piles and names the state of the list that they were sorted against; `write` does it and says so.
    """

    name: str
    needs: Permission
    columns: Sequence[TableColumn]
    example: Mapping[str, str]
    template_name: LazyString
    shown: frozenset[str]
    piles: Mapping[str, str]
    to_write: tuple[str, ...]
    sort: Callable[[Sequence[TableRow]], tuple[Piles, int]]
    write: Callable[[Sequence[TableRow], WaitingImport], str]
    list_of: Callable[[], str]

    @property
    def folder(self) -> str:
        return self.name.replace("_", "-")


def doors_of(this: ListImport, url_prefix: str) -> Blueprint:
    """Upload, template, preview, confirmation, giving up: each asks for the same permission."""
    pages = Blueprint(this.name, __name__, url_prefix=url_prefix)
    _uploading(pages, this)
    _confirming(pages, this)
    return pages


def _uploading(pages: Blueprint, this: ListImport) -> None:
    @pages.get("/new")
    @needs(this.needs)
    def new() -> str:
        return _upload_page(this)

    @pages.get("/template.<any(xlsx, csv):ending>")
    @needs(this.needs)
    def template(ending: str) -> Response:
        return send_template(this.columns, this.example, ending, name=str(this.template_name))

    @pages.post("")
    @needs(this.needs)
    def create() -> Response | tuple[str, int]:
        try:
            table, source = uploaded(this.columns)
        except Refused as refused:
            return _upload_page(this, refused), refused.refusals[0].problem.status
        piles, state = this.sort(table.rows)
        import_id = keep_waiting(this.folder, piles, this.to_write, table, source=source, state=state)
        return redirect(url_for(f"{this.name}.show", import_id=import_id))


def _confirming(pages: Blueprint, this: ListImport) -> None:
    @pages.get("/<uuid:import_id>")
    @needs(this.needs)
    def show(import_id: UUID) -> str:
        return _preview_page(this, import_id, waiting_in(this.folder, import_id))

    @pages.post("/<uuid:import_id>/confirmation")
    @needs(this.needs)
    def create_confirmation(import_id: UUID) -> Response:
        waiting = waiting_in(this.folder, import_id)
        rows = rows_to_write(waiting, this.columns)
        with transaction():
            said = this.write(rows, waiting)
        folder_of(this.folder).remove(import_id)
        flash(said, "good")
        return redirect(this.list_of())

    @pages.post("/<uuid:import_id>/cancellation")
    @needs(this.needs)
    def create_cancellation(import_id: UUID) -> Response:
        waiting_in(this.folder, import_id)
        folder_of(this.folder).remove(import_id)
        flash(gettext("已放弃这次导入，什么都没有改变。"), "good")
        return redirect(url_for(f"{this.name}.new"))


def _upload_page(this: ListImport, refused: Refused | None = None) -> str:
    reasons = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("imports/list_new.html", of=this.name, columns=this.columns, refusals=reasons)


def _preview_page(this: ListImport, import_id: UUID, waiting: WaitingImport) -> str:
    return render_template(
        "imports/list_show.html",
        of=this.name,
        import_id=import_id,
        waiting=waiting,
        piles=this.piles,
        columns=[column for column in this.columns if column.code in this.shown],
        sentence=kept_sentence,
    )
