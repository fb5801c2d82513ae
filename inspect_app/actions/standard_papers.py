"""Word templates as standards: the file travels with the edition, and comes into force as a template that two persons publish."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from inspect_app.actions.paper_templates import publish_template, trial_context, upload_template
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.paper_blocks import Box, Grid, Words
from inspect_app.rules.paper_forms import FORMS, form_of
from inspect_app.rules.standards import Offer
from inspect_app.store import attachments
from inspect_app.store.office_papers import bytes_of
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.paper_templates import templates_of
from inspect_app.store.standards import StandardAdoption, StandardEdition
from inspect_app.store.word_checks import check_template
from inspect_app.store.word_reading import blocks_of_word

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def offers(by: Officer) -> list[Offer]:
    """The office's own published templates; the samples come with the program."""
    published = [one for one in templates_of(by.home_id) if one.is_published]
    return [_offer(one.form, one.file_sha256, one.file_name) for one in published]


def _offer(form: str, sha256: str, name: str) -> Offer:
    file = {"name": name, "sha256": sha256, "media_type": DOCX}
    content = {"form": form, "lines": lines_of(bytes_of(sha256))}
    return Offer(form, FORMS[form].title, content, (file,))


def keep(offer: Offer) -> None:
    """The bytes, where those of all messages are."""
    for file in offer.files:
        attachments.kept_file(bytes_of(file["sha256"]), AttachmentKind.MATERIAL, DOCX)


def lines_of(body: bytes) -> list[str]:
    """What the template says, to be compared."""
    found: list[str] = []
    for block in blocks_of_word(body):
        if isinstance(block, Words):
            found.append(block.text.strip())
        elif isinstance(block, Grid):
            found += [" | ".join(_words_of(box) for box in row) for row in block.rows]
    return [one for one in found if one]


def _words_of(box: Box) -> str:
    return " ".join(one.text.strip() for one in box.words)


def hindrances(edition: StandardEdition, by: Officer) -> Sequence[Refusal]:
    """A form that is not known here, or a template that would not pass the check of our own."""
    if edition.code not in FORMS or not edition.files:
        return [Refusal(Problem.PAPER_FORM_UNKNOWN, facts={"form": edition.title})]
    context = trial_context(form_of(edition.code), by=by, at=edition.received_at or edition.published_at)
    return check_template(edition.code, _body(edition), context)


def _body(edition: StandardEdition) -> bytes:
    return attachments.bytes_of(str(edition.files[0]["sha256"]))


def put_in_force(adoption: StandardAdoption, at: datetime) -> tuple[UUID, list[str]]:
    """Uploaded by who asked for it, published by the second person. Papers that were made stay as they are."""
    edition = adoption.edition
    if adoption.decided_by is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    people = {one.id: one for one in officers_with([adoption.proposed_by, adoption.decided_by])}
    name, author = str(edition.files[0]["name"]), people[adoption.proposed_by]
    template = upload_template(edition.code, _body(edition), name, edition.note, is_common=True, by=author, at=at)
    publish_template(template.id, by=people[adoption.decided_by], at=at)
    return template.id, []
