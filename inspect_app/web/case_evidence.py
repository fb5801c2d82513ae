"""Adding evidence to a case: chosen from what its visits hold, or brought to the desk with a file."""

from collections.abc import Callable, Iterator
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.brought_files import Brought, receive_file
from inspect_app.actions.case_evidence import Said, add_exhibits, add_file, exhibits_of, visits_with_evidence
from inspect_app.config import MAX_PHOTO_BYTES
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Subject, refuse_step
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case
from inspect_app.store.photo_bytes import BLOCK
from inspect_app.web.case_exhibits import TABLE, folder, picks_of
from inspect_app.web.cases import case_of_office
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.case_evidence import BroughtForm, ExhibitsForm

pages = Blueprint("case_evidence", __name__, url_prefix="/cases/<uuid:case_id>/evidence")
Answer = Response | tuple[str, int]


@pages.get("")
@needs(Permission.WORK_ON_CASES)
def new(case_id: UUID) -> str:
    """Both ways, also where the step is not open: the page says why not."""
    case = case_of_office(case_id)
    closed = refuse_step(Subject.CASE, "add_evidence", stage=case.stage, role=current_officer().role)
    return _page(case, Refused(closed) if closed else None)


@pages.post("/exhibits")
@needs(Permission.WORK_ON_CASES)
def create_exhibits(case_id: UUID) -> Answer:
    case, form = case_of_office(case_id), ExhibitsForm(prefix="exhibits-")

    def add() -> int:
        said = Said(form.happened_on.data, form.proves.data, form.chosen_kind)
        keys = form.exhibit.data or []
        return add_exhibits(case_id, keys, said, seen=form.entries_seen, by=current_officer(), at=clock.now())

    return _after(case, form, add)


@pages.post("/files")
@needs(Permission.WORK_ON_CASES)
def create_file(case_id: UUID) -> Answer:
    case, form = case_of_office(case_id), BroughtForm(prefix="brought-")

    def add() -> int:
        said = Said(form.happened_on.data, form.proves.data, form.chosen_kind, form.title.data, form.source.data)
        add_file(folder(), case_id, brought, said, seen=form.entries_seen, by=current_officer(), at=clock.now())
        return 1

    brought = _brought(form.file.data)
    try:
        return _after(case, form, add)
    finally:
        if brought:
            folder().drop_partial(brought.part_id)


def _brought(file: FileStorage | None) -> Brought | None:
    if not file or not file.filename:
        return None
    return receive_file(folder(), _blocks(file), file.filename, most=MAX_PHOTO_BYTES)


def _blocks(file: FileStorage) -> Iterator[bytes]:
    while block := file.stream.read(BLOCK):
        yield block


def _after(case: Case, form: ExhibitsForm | BroughtForm, add: Callable[[], int]) -> Answer:
    """On refusal the page says why; what was ticked and written is still there."""
    if not form.validate():
        return _page(case, sent=form), 422
    try:
        with transaction():
            count = add()
    except Refused as refused:
        return _page(case, refused, form), refused.refusals[0].problem.status
    flash(gettext("已记录证据 %(count)s 件。", count=count), "good")
    return redirect(url_for("cases.show", case_id=case.id, _anchor="evidence"))


def _page(case: Case, refused: Refused | None = None, sent: ExhibitsForm | BroughtForm | None = None) -> str:
    visits = visits_with_evidence(case)
    forms = {kind: _form(kind, case, sent) for kind in (ExhibitsForm, BroughtForm)}
    return render_template(
        "cases/evidence.html",
        case=case,
        step=TABLE["add_evidence"],
        visits=[(visit, picks_of(case, visit, exhibits_of([visit]))) for visit in visits],
        ticked=set(request.form.getlist("exhibits-exhibit")),
        exhibits=forms[ExhibitsForm],
        brought=forms[BroughtForm],
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _form(
    kind: type[ExhibitsForm | BroughtForm], case: Case, sent: ExhibitsForm | BroughtForm | None
) -> ExhibitsForm | BroughtForm:
    """The one that was sent keeps what it says, but the count of steps that were seen: this page shows them all."""
    prefix = "exhibits-" if kind is ExhibitsForm else "brought-"
    form = (
        sent if isinstance(sent, kind) else kind(formdata=None, prefix=prefix, data={"happened_on": clock.today()})
    )
    form.seen.data = len(case.entries)
    return form
