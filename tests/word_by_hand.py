"""Word files made by hand: plain ones with given texts, and ones that nobody should open."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from docx import Document
from docx.oxml.ns import qn

from inspect_app.catalogue.paper_samples import sample_template


def word(*texts: str, rows: tuple[tuple[str, ...], ...] = (), author: str = "") -> bytes:
    """A paragraph for each text, then a table."""
    made, out = Document(), io.BytesIO()
    for text in texts:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for line, texts_of_line in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, texts_of_line, strict=True):
                cell.text = text
    made.core_properties.author = author
    made.save(out)
    return out.getvalue()


@cache
def sample_with(code: str, *texts: str) -> bytes:
    """The sample of a form with more paragraphs at its end; made once, for the time of making stands in it."""
    made, out = Document(io.BytesIO(sample_template(code))), io.BytesIO()
    for text in texts:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def sample_without(code: str, text: str) -> bytes:
    """The sample of a form with a piece of its text taken out."""
    return with_parts(sample_template(code), change={"word/document.xml": (text.encode(), b"")})


def with_parts(
    body: bytes, add: Mapping[str, bytes] | None = None, change: Mapping[str, tuple[bytes, bytes]] | None = None
) -> bytes:
    """The same file with parts added, or a piece of a part replaced everywhere in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part, (before, after) = old.read(name), (change or {}).get(name, (b"", b""))
            assert before in part, (name, before)
            new.writestr(name, part.replace(before, after) if before else part)
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def text_of_word(body: bytes) -> str:
    """All its text, headers and footers too."""
    made = Document(io.BytesIO(body))
    parts = [made.element.body, made.sections[0].header._element, made.sections[0].footer._element]
    return "\n".join("".join(run.text or "" for run in part.iter(qn("w:t"))) for part in parts)
