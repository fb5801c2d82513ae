"""Rescue files: importing one, what became of each piece of it, and every import there ever was."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, is_signed_in, needs
from inspect_app.config import MAX_RESCUE_BYTES
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.recordings import kind_of
from inspect_app.store.rescue_files import KEPT_FOR, KeptFile
from inspect_app.store.rescues import (
    LEFT_BEHIND,
    RescueImport,
    RescueKind,
    RescueOutcome,
    count_rescues,
    pieces_of,
    rescue_with,
    rescues_of,
)
from inspect_app.web.audit_subjects import page_of
from inspect_app.web.errors import as_plain, sentence_of
from inspect_app.web.journal_lines import WHATS
from inspect_app.web.kept_reasons import reason_words
from inspect_app.web.large_files import rescue_folder
from inspect_app.web.lists import PER_PAGE, Pages, one_of, pages_of

pages = Blueprint("rescues", __name__, url_prefix="/rescues")
Page = str | tuple[str, int] | Response
WORDS = {
    "kinds": RescueKind,
    "outcomes": RescueOutcome,
    "whats": WHATS,
    "reason_words": reason_words,
    "page_of": page_of,
    "recording_kind": kind_of,
}
"""What both pages speak with."""


@pages.url_value_preprocessor
def _allow_large_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the body. Whoever may not import is held to the size of other forms."""
    if endpoint != "rescues.create" or not is_signed_in() or not current_officer().may(Permission.IMPORT_RESCUES):
        return
    if refusal := refuse_size(request.content_length or 0, rescue_folder().free_bytes()):
        raise Refused(refusal)
    request.max_content_length = MAX_RESCUE_BYTES


def refuse_size(size: int, free: int) -> Refusal | None:
    """The file itself, and its photos once more as originals."""
    if size > MAX_RESCUE_BYTES:
        return Refusal(Problem.RESCUE_TOO_LARGE, facts={"most_gb": MAX_RESCUE_BYTES // 2**30})
    if 2 * size > free:
        return Refusal(Problem.RESCUE_NO_ROOM, facts={"missing_mb": (2 * size - free) // 2**20 + 1})
    return None


@pages.get("")
@needs(Permission.IMPORT_RESCUES)
def index() -> str:
    return _list()


def _list(refused: Refused | None = None) -> str:
    home_id = current_officer().home_id
    numbers = pages_of(count_rescues(home_id))
    return render_template(
        "rescues/index.html",
        imports=rescues_of(home_id, offset=numbers.offset, limit=PER_PAGE),
        numbers=numbers,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        most_gb=MAX_RESCUE_BYTES // 2**30,
        **WORDS,
    )


@pages.post("")
@needs(Permission.IMPORT_RESCUES)
def create() -> Page:
    file, folder = request.files.get("file"), rescue_folder()
    folder.remove_old(at=clock.now())
    try:
        if file is None or not file.filename:
            raise Refused(Refusal(Problem.RESCUE_NO_FILE))
        with file.stream as stream:
            import_id = _take_in(folder.keep(stream), file.filename)
    except Refused as refused:
        return _list(refused), refused.refusals[0].problem.status
    return redirect(url_for("rescues.show", import_id=import_id))


def _take_in(kept: KeptFile, name: str) -> UUID:
    """The work itself belongs to the phone's door, which handed it over as `take_in_rescue` when the app was made."""
    take_in: Callable[..., UUID] = current_app.extensions["take_in_rescue"]
    name = name.replace("\0", "")[:200]
    try:
        import_id = take_in(kept.path, name=name, sha256=kept.sha256, by=current_officer(), at=clock.now())
    except Refused:
        rescue_folder().remove(kept.sha256)
        raise
    if not _import(import_id).leaves_something:
        rescue_folder().remove(kept.sha256)
    return import_id


@pages.post("/<uuid:import_id>/attempt")
@needs(Permission.IMPORT_RESCUES)
def create_attempt(import_id: UUID) -> Page:
    """Once more from the file that was kept, when what was in its way has been mended."""
    before = _import(import_id)
    kept = rescue_folder().kept(before.file_sha256)
    if kept is None:
        raise Refused(Refusal(Problem.RESCUE_FILE_GONE, facts={"days": KEPT_FOR.days}))
    return redirect(url_for("rescues.show", import_id=_take_in(kept, before.file_name)))


@pages.get("/<uuid:import_id>")
@needs(Permission.IMPORT_RESCUES)
def show(import_id: UUID) -> str:
    found = _import(import_id)
    kind = one_of(RescueKind, request.args.get("kind")) or next(_kinds_in(found), RescueKind.EVENT)
    outcome = one_of(RescueOutcome, request.args.get("outcome"))
    numbers: Pages = pages_of(found.count(kind, *filter(None, [outcome])))
    return render_template(
        "rescues/show.html",
        rescue=found,
        faults=[sentence_of(Refusal(Problem[code.upper()])) for code in found.faults],
        is_kept=rescue_folder().kept(found.file_sha256) is not None,
        kept_days=KEPT_FOR.days,
        kind=kind,
        outcome=outcome,
        left_behind=LEFT_BEHIND,
        pieces=pieces_of(import_id, kind, outcome, offset=numbers.offset, limit=PER_PAGE),
        numbers=numbers,
        **WORDS,
    )


def _kinds_in(found: RescueImport) -> Any:
    return (kind for kind in RescueKind if found.count(kind))


def _import(import_id: UUID) -> RescueImport:
    found = rescue_with(import_id)
    if found is None or found.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return found
