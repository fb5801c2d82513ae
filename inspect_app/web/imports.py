"""Importing the register: a file is read and previewed, waits on the server, and is written only when confirmed."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.imports import Outcome, Preview, RowOutcome, apply_import, preview_import
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.plain import to_plain
from inspect_app.rules.work_columns import COLUMNS
from inspect_app.rules.work_sheets import EXAMPLE, MOST_ROWS, SheetRow, read_sheet, written
from inspect_app.rules.work_texts import NO, YES, write_entrances
from inspect_app.rules.works import WorkStatus
from inspect_app.store.base import transaction
from inspect_app.store.import_files import ImportFolder, WaitingImport
from inspect_app.web.errors import as_plain, sentence_of
from inspect_app.web.lists import PER_PAGE, one_of, pages_of
from inspect_app.web.sheets import MOST_BYTES, read_rows, send_sheet

pages = Blueprint("imports", __name__, url_prefix="/imports")
SHOWN_FACTS = ("number", "name", "street", "area_m2")


@pages.get("/new")
@needs(Permission.EDIT_WORKS)
def new() -> str:
    return _upload_page()


def _upload_page(refused: Refused | None = None) -> str:
    return render_template(
        "imports/new.html",
        refusals=[as_plain(refusal) for refusal in refused.refusals] if refused else [],
        columns=COLUMNS,
        entrances=write_entrances(EXAMPLE.entrances),
        statuses=[status.value for status in WorkStatus],
        answers=[YES, NO],
        most_rows=MOST_ROWS,
        most_mb=MOST_BYTES // (1024 * 1024),
    )


@pages.get("/template.<any(xlsx, csv):ending>")
@needs(Permission.EDIT_WORKS)
def template(ending: str) -> Response:
    return send_sheet(written([EXAMPLE]), ending, name=f"{gettext('民防工程台账导入模板')}.{ending}")


@pages.post("")
@needs(Permission.EDIT_WORKS)
def create() -> Response | tuple[str, int]:
    file, officer, folder = request.files.get("file"), current_officer(), _folder()
    folder.remove_old(at=clock.now())
    try:
        if file is None or not file.filename:
            raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "没有选择文件"}))
        with file.stream as stream:
            sheet = read_sheet(read_rows(stream))
    except Refused as refused:
        return _upload_page(refused), refused.refusals[0].problem.status
    preview = preview_import(sheet, agency_id=officer.home_id, on=clock.today())
    import_id = uuid4()
    folder.keep(import_id, _waiting(preview, file.filename))
    return redirect(url_for("works.imports.show", import_id=import_id))


def _folder() -> ImportFolder:
    return ImportFolder(current_app.extensions["config"].data / "imports")


def _waiting(preview: Preview, source: str) -> WaitingImport:
    """What is confirmed is what was shown: the rows that would be written, and the lists that the page draws."""
    to_write = [one for one in preview.rows if one.outcome in (Outcome.NEW, Outcome.CHANGED)]
    lists = {kind.name.lower(): [_shown(one) for one in preview.rows if one.outcome is kind] for kind in Outcome}
    return WaitingImport(
        owner_id=str(current_officer().id),
        read_at=clock.now().isoformat(),
        source=source[:200],
        state=preview.state,
        rows=[[one.row.number, dict(one.row.texts)] for one in to_write],
        shown={"lists": lists, "ignored": list(preview.ignored)},
    )


def _shown(one: RowOutcome) -> dict[str, Any]:
    return {
        "row": one.row.number,
        "texts": {code: one.row.texts.get(code, "").strip()[:200] for code in SHOWN_FACTS},
        "work_id": str(one.work.id) if one.work else "",
        "differences": [[change.column, change.old, change.new] for change in one.differences],
        "faults": [
            [fault.column, fault.refusal.problem.name, to_plain(fault.refusal.facts)] for fault in one.faults
        ],
    }


@pages.get("/<uuid:import_id>")
@needs(Permission.EDIT_WORKS)
def show(import_id: UUID) -> str:
    return _preview_page(import_id, _waiting_import(import_id))


def _waiting_import(import_id: UUID) -> WaitingImport:
    waiting = _folder().waiting_for(current_officer().id, import_id, at=clock.now())
    if waiting is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return waiting


def _preview_page(import_id: UUID, waiting: WaitingImport, refused: Refused | None = None) -> str:
    lists = waiting.shown["lists"]
    filled = [kind for kind in Outcome if lists[kind.name.lower()]]
    kind = one_of(Outcome, request.args.get("show")) or filled[0]
    lines = pages_of(len(lists[kind.name.lower()]))
    return render_template(
        "imports/show.html",
        import_id=import_id,
        waiting=waiting,
        counts={one: len(lists[one.name.lower()]) for one in Outcome},
        kind=kind,
        kinds=Outcome,
        lines=lists[kind.name.lower()][lines.offset : lines.offset + PER_PAGE],
        pages=lines,
        refusals=[as_plain(refusal) for refusal in refused.refusals] if refused else [],
        sentence=_kept_sentence,
    )


def _kept_sentence(problem: str, facts: dict[str, object]) -> str:
    return sentence_of(Refusal(Problem[problem], facts=facts))


@pages.post("/<uuid:import_id>/confirmation")
@needs(Permission.EDIT_WORKS)
def create_confirmation(import_id: UUID) -> Response | tuple[str, int]:
    waiting, officer = _waiting_import(import_id), current_officer()
    rows = [SheetRow(number, texts) for number, texts in waiting.rows]
    try:
        with transaction():
            counts = apply_import(rows, state=waiting.state, source=waiting.source, by=officer, at=clock.now())
    except Refused as refused:
        return _preview_page(import_id, waiting, refused), refused.refusals[0].problem.status
    _folder().remove(import_id)
    numbers = {"new": counts[Outcome.NEW], "changed": counts[Outcome.CHANGED]}
    flash(gettext("导入完成：新增 %(new)s 个工程，变更 %(changed)s 个。", **numbers), "good")
    return redirect(url_for("works.index", all=1, sort="changed", order="desc"))


@pages.post("/<uuid:import_id>/cancellation")
@needs(Permission.EDIT_WORKS)
def create_cancellation(import_id: UUID) -> Response:
    _waiting_import(import_id)
    _folder().remove(import_id)
    flash(gettext("已放弃这次导入，台账没有改变。"), "good")
    return redirect(url_for("works.imports.new"))
