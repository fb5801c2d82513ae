"""Sheets of lists other than the register: read, previewed in piles, waiting on the server until confirmed or given up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from flask import current_app, request
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.plain import to_plain
from inspect_app.rules.sheet_tables import Table, TableColumn, TableRow, known_to, read_row, read_table
from inspect_app.store.import_files import ImportFolder, WaitingImport
from inspect_app.web.errors import sentence_of
from inspect_app.web.sheets import read_rows, send_sheet

Piles = Mapping[str, Sequence[TableRow]]


def folder_of(kind: str) -> ImportFolder:
    """`kind` = the name of the folder in the data folder: one for each list, so that none confirms another's."""
    return ImportFolder(current_app.extensions["config"].data / kind)


def uploaded(columns: Sequence[TableColumn]) -> tuple[Table, str]:
    """The sheet that was sent and the name of its file. Raises `Refused`."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "没有选择文件"}))
    with file.stream as stream:
        return read_table(read_rows(stream, known_to(columns)), columns), file.filename[:200]


def keep_waiting(
    kind: str, piles: Piles, to_write: Iterable[str], table: Table, *, source: str, state: int
) -> UUID:
    """What is confirmed is what was shown. `to_write` = the piles that would be written."""
    folder, import_id = folder_of(kind), uuid4()
    folder.remove_old(at=clock.now())
    rows = [[row.number, dict(row.texts)] for name in to_write for row in piles[name]]
    lists = {name: [_shown(row) for row in pile] for name, pile in piles.items()}
    shown = {"lists": lists, "ignored": list(table.ignored)}
    owner, at = str(current_officer().id), clock.now().isoformat()
    folder.keep(import_id, WaitingImport(owner, at, source, state, rows, shown))
    return import_id


def _shown(row: TableRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "texts": {code: text.strip()[:200] for code, text in row.texts.items()},
        "faults": [[one.column, one.refusal.problem.name, to_plain(one.refusal.facts)] for one in row.faults],
    }


def waiting_in(kind: str, import_id: UUID) -> WaitingImport:
    waiting = folder_of(kind).waiting_for(current_officer().id, import_id, at=clock.now())
    if waiting is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return waiting


def rows_to_write(waiting: WaitingImport, columns: Sequence[TableColumn]) -> list[TableRow]:
    return [read_row(number, texts, columns) for number, texts in waiting.rows]


def kept_sentence(problem: str, facts: dict[str, object]) -> str:
    return sentence_of(Refusal(Problem[problem], facts=facts))


def send_template(
    columns: Sequence[TableColumn], example: Mapping[str, str], ending: str, *, name: str
) -> Response:
    rows = [[column.label for column in columns], [example.get(column.code, "") for column in columns]]
    numbers = [column.label for column in columns if column.is_number]
    return send_sheet(rows, ending, name=f"{name}.{ending}", title="模板", numbers=numbers)
