"""文书模板: every form with its fields and articles, and the office's templates: uploaded, previewed, published, retired."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.paper_templates import (
    checked_template,
    preview,
    publish_template,
    retire_template,
    sample_file,
    upload_template,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.papers import PaperForm, Procedure
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.office_papers import bytes_of
from inspect_app.store.paper_templates import PaperTemplate, template_with, templates_of
from inspect_app.store.word_files import MOST_BYTES
from inspect_app.store.word_reading import blocks_of_word
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.papers import UploadForm
from inspect_app.web.people import names_of
from inspect_app.web.word_downloads import word_response

pages = Blueprint("paper_templates", __name__, url_prefix="/paper-templates")
Page = str | tuple[str, int] | AnyResponse


@pages.get("")
@needs(Permission.SEE_DECISIONS)
def index() -> str:
    versions: dict[str, list[PaperTemplate]] = {code: [] for code in FORMS}
    for one in templates_of(current_officer().home_id):
        versions[one.form].append(one)
    return render_template("paper_templates/index.html", forms=FORMS.values(), versions=versions, kinds=Procedure)


@pages.get("/<form>")
@needs(Permission.SEE_DECISIONS)
def show(form: str) -> str:
    return _page(_form(form))


def _form(code: str) -> PaperForm:
    if code not in FORMS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return FORMS[code]


def _page(form: PaperForm, refused: Refused | None = None, upload: UploadForm | None = None) -> str:
    officer = current_officer()
    versions = templates_of(officer.home_id, form.code)
    return render_template(
        "paper_templates/show.html",
        form=form,
        versions=versions,
        people=names_of([one for version in versions for one in (version.uploaded_by, version.published_by)]),
        upload=upload or UploadForm(),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        may_edit=officer.may(Permission.EDIT_PAPERS),
    )


@pages.post("/<form>/versions")
@needs(Permission.EDIT_PAPERS)
def create(form: str) -> Page:
    found, upload, by, at = _form(form), UploadForm(), current_officer(), clock.now()
    try:
        body, name = _uploaded(upload)
        checked_template(found.code, body, by=by, at=at)
        with transaction():
            upload_template(found.code, body, name, upload.note.data or "", by=by, at=at)
    except Refused as refused:
        return _page(found, refused, upload), refused.refusals[0].problem.status
    flash(gettext("模板已上传为草稿。请预览核对，再由另一人发布。"), "good")
    return redirect(url_for("paper_templates.show", form=found.code))


def _uploaded(upload: UploadForm) -> tuple[bytes, str]:
    if not upload.validate() or not upload.file.data:
        raise Refused(Refusal(Problem.TEMPLATE_NO_FILE))
    return upload.file.data.read(MOST_BYTES + 1), str(upload.file.data.filename or "")


@pages.get("/<form>/sample")
@needs(Permission.SEE_DECISIONS)
def sample(form: str) -> Response:
    """示范模板 as a file."""
    found = _form(form)
    return word_response(sample_file(found.code), "-".join([found.title, gettext("示范模板")]))


@pages.get("/<form>/preview")
@needs(Permission.SEE_DECISIONS)
def show_sample(form: str) -> str:
    """The sample, filled in with an invented case."""
    found = _form(form)
    return _previewed(found, sample_file(found.code), gettext("示范模板"))


def _previewed(form: PaperForm, body: bytes, name: str) -> str:
    blocks = blocks_of_word(preview(form.code, body, by=current_officer(), at=clock.now()))
    return render_template("paper_templates/preview.html", form=form, blocks=blocks, name=name)


def _version(version_id: UUID) -> PaperTemplate:
    version = template_with(version_id)
    if version is None or version.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return version


def _name(version: PaperTemplate) -> str:
    return "-".join([FORMS[version.form].title, gettext("第 %(number)s 版", number=version.number)])


@pages.get("/versions/<uuid:version_id>/file")
@needs(Permission.SEE_DECISIONS)
def download(version_id: UUID) -> Response:
    version = _version(version_id)
    return word_response(bytes_of(version.file_sha256), _name(version))


@pages.get("/versions/<uuid:version_id>/preview")
@needs(Permission.SEE_DECISIONS)
def show_version(version_id: UUID) -> str:
    version = _version(version_id)
    name = gettext("第 %(number)s 版", number=version.number)
    return _previewed(FORMS[version.form], bytes_of(version.file_sha256), name)


@pages.get("/versions/<uuid:version_id>/preview/file")
@needs(Permission.SEE_DECISIONS)
def download_preview(version_id: UUID) -> Response:
    version = _version(version_id)
    body = preview(version.form, bytes_of(version.file_sha256), by=current_officer(), at=clock.now())
    return word_response(body, "-".join([_name(version), gettext("预览")]))


@pages.post("/versions/<uuid:version_id>/publication")
@needs(Permission.EDIT_PAPERS)
def create_publication(version_id: UUID) -> Page:
    return _after(version_id, publish_template, gettext("模板已发布，今后的文书用这个版本；已经制作的文书不变。"))


@pages.post("/versions/<uuid:version_id>/retirement")
@needs(Permission.EDIT_PAPERS)
def create_retirement(version_id: UUID) -> Page:
    return _after(version_id, retire_template, gettext("这个版本已停用。没有已发布的版本时，用示范模板。"))


def _after(version_id: UUID, deed: Callable[..., object], message: str) -> Page:
    form = FORMS[_version(version_id).form]
    try:
        with transaction():
            deed(version_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(form, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("paper_templates.show", form=form.code))
