"""Word templates: what stands in one and is wrong, and filling one in (docxtpl). The same values give the same bytes."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml.etree import LxmlError

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.papers import PaperForm
from inspect_app.store.word_files import CannotOpen, unpacked
from inspect_app.store.word_wording import Reading, environment

EPOCH = (2026, 1, 1, 0, 0, 0)
"""The parts inside a Word file carry a time: a fixed one, so that only what the paper says makes the bytes."""
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""What docxtpl fills in as well, and so must be read as well."""
NOT_A_TEMPLATE = (LxmlError, KeyError, ValueError, AttributeError, IndexError, TypeError, RecursionError)


def faults_of_template(form: PaperForm, body: bytes, trial: Mapping[str, Any]) -> list[Refusal]:
    """Everything that is wrong with it; empty = it was filled in with the trial values. May be slow: see word_checks."""
    try:
        unpacked(body)
        reading = Reading(form)
        for source in _sources(body):
            reading.read(source)
        faults = _once([*reading.faults, *([] if reading.is_unread else reading.missing())])
        if not faults:
            _filled(body, trial)
    except CannotOpen as why:
        return why.refusals
    except TemplateError as wrong:
        return [_unread(wrong)]
    except NOT_A_TEMPLATE:
        return [Refusal(Problem.TEMPLATE_NOT_WORD)]
    return faults


def _once(faults: list[Refusal]) -> list[Refusal]:
    """A field that is wrong in three places is named once."""
    return list({(one.problem, one.sentence): one for one in faults}.values())


def _sources(body: bytes) -> Iterator[str]:
    """Every text that will be filled in, as docxtpl will read it."""
    template = DocxTemplate(io.BytesIO(body))
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for _key, part in template.get_headers_footers(kind):
            yield template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.parts:
        if part.content_type == FOOTNOTES:
            yield template.patch_xml(part.blob.decode("utf-8"))
    for name in PROPERTIES:
        yield str(getattr(template.docx.core_properties, name))


def fill(body: bytes, context: Mapping[str, Any]) -> bytes:
    """The Word file with the values in it. Raises `Refused` for a template that cannot be filled in."""
    try:
        return _filled(body, context)
    except TemplateError as wrong:
        raise Refused(_unread(wrong)) from None


def _filled(body: bytes, context: Mapping[str, Any]) -> bytes:
    out = io.BytesIO()
    template = DocxTemplate(io.BytesIO(body))
    template.render(dict(context), environment(), autoescape=True)
    template.save(out)
    return fixed(out)


def _unread(wrong: TemplateError) -> Refusal:
    return Refusal(Problem.TEMPLATE_WORDING_WRONG, facts={"what": (wrong.message or type(wrong).__name__)[:200]})


def fixed(written: io.BytesIO) -> bytes:
    """The same parts with one fixed time on all of them."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(part, parts.read(name))
    return again.getvalue()
