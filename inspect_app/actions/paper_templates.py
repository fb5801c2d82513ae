"""Word templates: uploaded, checked, tried with invented values, published by a second person, retired; never changed."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.catalogue.paper_examples import example_number, example_values
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.papers import PaperForm, Values, as_written, said
from inspect_app.rules.writing import day_in_words
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.checklists import VersionState
from inspect_app.store.office_papers import WordFile, bytes_of, word_file
from inspect_app.store.officers import Officer
from inspect_app.store.paper_templates import PaperTemplate, published_template, template_for_update, templates_of
from inspect_app.store.standards import holds_by_standard
from inspect_app.store.word_checks import check_template
from inspect_app.store.word_templates import fill


def keep_file(body: bytes, *, at: datetime) -> str:
    """Its SHA-256; the same bytes are kept once."""
    sha256 = hashlib.sha256(body).hexdigest()
    if word_file(sha256) is None:
        db.session.add(WordFile(sha256=sha256, size_bytes=len(body), body=body, kept_at=at))
        db.session.flush()
    return sha256


def template_in_force(agency_id: UUID, code: str) -> bytes:
    """The office's published one, else the sample."""
    published = published_template(agency_id, code)
    return bytes_of(published.file_sha256) if published else sample_template(code)


def filled_context(form: PaperForm, values: Values, given: Mapping[str, object]) -> dict[str, Any]:
    """What a template is filled in with: each box as it is written, and `has.field` = it says something."""
    return {**as_written(form, values), "has": {one.name: said(values, one.name) for one in form.contents}, **given}


def trial_context(form: PaperForm, *, by: Officer, at: datetime) -> dict[str, Any]:
    """The invented case of the catalogue, marked as a demonstration."""
    made_on = day_of(at)
    given = {
        "agency": by.agency.name_on(made_on),
        "number": example_number(),
        "made_on": day_in_words(made_on),
        "sha256": "0" * 64,
        "is_demonstration": True,
    }
    return filled_context(form, example_values(form), given)


def preview(code: str, body: bytes, *, by: Officer, at: datetime) -> bytes:
    """A template filled in with invented values."""
    form = form_of(code)
    return fill(body, trial_context(form, by=by, at=at))


def checked_template(code: str, body: bytes, *, by: Officer, at: datetime) -> None:
    """Raises `Refused` with all faults. Slow: to be asked before a transaction begins."""
    form = form_of(code)
    refuse_if_any(check_template(code, body, trial_context(form, by=by, at=at)))


def upload_template(
    code: str, body: bytes, file_name: str, note: str, *, is_common: bool = False, by: Officer, at: datetime
) -> PaperTemplate:
    """A draft, after `checked_template`. One draft at a time: an earlier one is retired. `is_common` = it is the city's own."""
    if not is_common:
        _not_the_common_part(code)
    versions = templates_of(by.home_id, form_of(code).code)
    _retire_drafts(versions)
    template = PaperTemplate(
        id=uuid4(),
        agency_id=by.home_id,
        form=code,
        number=max((one.number for one in versions), default=0) + 1,
        state=VersionState.DRAFT,
        file_name=file_name[:200],
        file_sha256=keep_file(body, at=at),
        note=note.strip()[:500],
        uploaded_by=by.id,
        uploaded_at=at,
    )
    db.session.add(template)
    _note("upload_paper_template", template, by=by, at=at)
    db.session.flush()
    return template


def _retire_drafts(versions: Sequence[PaperTemplate]) -> None:
    for one in versions:
        if one.is_draft:
            one.state = VersionState.RETIRED


def _not_the_common_part(code: str) -> None:
    if held := holds_by_standard("paper_template", code):
        facts = {"code": form_of(code).title, "number": held.edition.number}
        raise Refused(Refusal(Problem.STANDARD_COMMON_PART, facts=facts))


def publish_template(version_id: UUID, *, by: Officer, at: datetime) -> PaperTemplate:
    """发布, by somebody else than who uploaded it. Papers from now on are made with it; earlier ones stay as they are."""
    template = _template(version_id, by=by)
    if not template.is_draft:
        raise Refused(Refusal(Problem.TEMPLATE_NOT_DRAFT))
    if template.uploaded_by == by.id:
        raise Refused(Refusal(Problem.TEMPLATE_OWN_WORK))
    if before := published_template(by.home_id, template.form):
        before.state = VersionState.RETIRED
    template.state, template.published_by, template.published_at = VersionState.PUBLISHED, by.id, at
    _note("publish_paper_template", template, by=by, at=at)
    return template


def retire_template(version_id: UUID, *, by: Officer, at: datetime) -> PaperTemplate:
    """停用: a draft that is not wanted, or the version in force; then the sample holds again."""
    template = _template(version_id, by=by)
    if not (template.is_draft or template.is_published):
        raise Refused(Refusal(Problem.TEMPLATE_NOT_DRAFT))
    template.state = VersionState.RETIRED
    _note("retire_paper_template", template, by=by, at=at)
    return template


def _template(version_id: UUID, *, by: Officer) -> PaperTemplate:
    template = template_for_update(version_id)
    if template is None or template.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return template


def _note(deed: str, template: PaperTemplate, *, by: Officer, at: datetime) -> None:
    details = {"form": template.form, "number": template.number, "sha256": template.file_sha256}
    note_deed(deed, by=by.id, at=at, subject="paper_template", subject_id=template.id, **details)


def sample_file(code: str) -> bytes:
    """示范模板, to begin one's own from. Raises `Refused` for a form that does not exist."""
    return sample_template(form_of(code).code)
