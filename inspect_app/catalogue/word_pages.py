"""An empty page of a legal document in Word: paper, typefaces, header, footer; and how a line is written on it."""

import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

BODY, HEAD = "仿宋", "宋体"
BODY_PT, BOX_PT, TITLE_PT, AGENCY_PT, SMALL_PT = 14, 12, 22, 16, 7.5
RIGHT, CENTER = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
EPOCH = (2026, 1, 1, 0, 0, 0)
"""The files inside a Word file carry a time; one fixed time makes equal content equal bytes."""


def blank_page() -> WordDocument:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.4)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.3)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(BODY_PT)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.space_after, normal.paragraph_format.space_before = Pt(0), Pt(0)
    normal.paragraph_format.line_spacing = 1.35
    word.core_properties.author, word.core_properties.title = "", ""
    _header_and_footer(word)
    return word


def _header_and_footer(word: WordDocument) -> None:
    header, footer = word.sections[0].header, word.sections[0].footer
    for text in ("{%p if is_demonstration %}", "演示数据　不具法律效力", "{%p endif %}"):
        write(header.add_paragraph(), text, size=BOX_PT, bold=True, align=CENTER)
    header.paragraphs[0]._element.getparent().remove(header.paragraphs[0]._element)
    line = footer.paragraphs[0]
    line.alignment = CENTER
    for part in ("第 ", "PAGE", " 页　共 ", "NUMPAGES", " 页"):
        if part.isupper():
            _field(line, part)
        else:
            run(line, part, size=9)
    write(footer.add_paragraph(), "校验值（SHA-256）：{{ sha256 }}", size=SMALL_PT, align=CENTER)


def _field(line: Paragraph, name: str) -> None:
    """A field that Word counts by itself: the page, or how many pages there are."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    made = run(line, "1", size=9)
    field.append(made)
    line._p.append(field)


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = BODY_PT,
    font: str = BODY,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    if align is not None:
        paragraph.alignment = align
    run(paragraph, text, size=size, font=font, bold=bold)


def run(paragraph: Paragraph, text: str, *, size: float, font: str = BODY, bold: bool = False) -> BaseOxmlElement:
    made = paragraph.add_run(text)
    made.font.name, made.font.size, made.font.bold = font, Pt(size), bold or None
    made._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return made._element


def fixed(word: WordDocument) -> bytes:
    """The file with one fixed time on all its parts."""
    written, out = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(part, parts.read(name))
    return out.getvalue()
