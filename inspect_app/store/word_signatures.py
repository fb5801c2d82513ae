"""Signatures that were drawn by hand, set into a Word paper at its places to sign; what finds no place is left out."""

import io
import math
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from PIL import Image, ImageDraw

from inspect_app.store.word_templates import fixed

LINE = "＿"
TO_DATE = "年　　月　　日"
OF_WHOM = {"party": ("当事人", "被检查"), "witness": ("见证人",)}
WIDTH, LEAST_HEIGHT, MOST_HEIGHT, PEN = 1000, 200, 1000, 9
MOST_POINTS = 20_000
SHOWN = Cm(1.0)


@dataclass(frozen=True)
class Drawn:
    """`strokes` = lists of [x, y] in a box of width 1000, as they came from a phone; `day` = as the paper writes it."""

    signer: str
    name: str
    strokes: Sequence[Any]
    day: str


def signed(body: bytes, signatures: Sequence[Drawn]) -> bytes:
    """The same file with the drawings in it; unchanged where there is nothing to set in."""
    word, found = Document(io.BytesIO(body)), False
    waiting = [(one, picture) for one in signatures if (picture := picture_of(one.strokes))]
    for paragraph in _paragraphs(word):
        for one, picture in waiting:
            if LINE in paragraph.text and _is_for(paragraph.text, one):
                found |= _set_in(paragraph, one, picture)
    if not found:
        return body
    out = io.BytesIO()
    word.save(out)
    return fixed(out)


def _paragraphs(word: WordDocument) -> Iterator[Paragraph]:
    yield from word.paragraphs
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _is_for(text: str, one: Drawn) -> bool:
    if one.signer == "officer":
        return bool(one.name) and one.name in text
    return text.strip().startswith(OF_WHOM.get(one.signer, ("\0",)))


def _set_in(paragraph: Paragraph, one: Drawn, picture: bytes) -> bool:
    """In place of the line to sign on; the day beside it is filled in."""
    run = next((run for run in paragraph.runs if LINE in run.text), None)
    if run is None:
        return False
    before, _line, rest = run.text.partition(LINE)
    after = deepcopy(run._r)
    run.text = before
    drawn = paragraph.add_run()
    drawn.add_picture(io.BytesIO(picture), height=SHOWN)
    run._r.addnext(drawn._r)
    drawn._r.addnext(after)
    Run(after, paragraph).text = rest.lstrip(LINE).replace(TO_DATE, one.day).replace("　　　　", "　")
    return True


def picture_of(strokes: Sequence[Any]) -> bytes | None:
    """Black on white; None where nothing that can be drawn was kept."""
    lines = [line for stroke in strokes if len(line := _points(stroke)) > 1]
    if not lines:
        return None
    image = Image.new("L", (WIDTH + 2 * PEN, MOST_HEIGHT + 2 * PEN), 255)
    pen = ImageDraw.Draw(image)
    for line in lines:
        pen.line([(x + PEN, y + PEN) for x, y in line], fill=0, width=PEN, joint="curve")
    out = io.BytesIO()
    image.crop(_ink(lines)).save(out, "PNG")
    return out.getvalue()


def _ink(lines: list[list[tuple[float, float]]]) -> tuple[int, int, int, int]:
    """Where something is drawn, at least as high as a line of writing: what is left empty takes no room on the paper."""
    across, down = [x for line in lines for x, _y in line], [y for line in lines for _x, y in line]
    bottom = max(max(down), min(down) + LEAST_HEIGHT) + 2 * PEN
    return int(min(across)), int(min(down)), int(max(across)) + 2 * PEN, int(bottom)


def _points(stroke: Any) -> list[tuple[float, float]]:
    """Whatever a phone sent: only pairs of numbers inside the box are points."""
    found = []
    for one in stroke[:MOST_POINTS] if isinstance(stroke, list) else []:
        if isinstance(one, list) and len(one) >= 2 and all(map(_is_number, one[:2])):
            found.append((min(max(float(one[0]), 0), WIDTH), min(max(float(one[1]), 0), MOST_HEIGHT)))
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)
