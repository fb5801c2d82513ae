"""Is this a Word file that may be opened at all: its size, its parts, and nothing in it that runs, links or hides."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from inspect_app.problems import Problem, Refusal

MB = 1024 * 1024
MOST_BYTES = 5 * MB
MOST_UNPACKED = 25 * MB
MOST_OF_A_PART = 8 * MB
MOST_OF_THE_TEXT = 2 * MB
MOST_PARTS = 300
MAIN = "word/document.xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEXTS, PICTURES = (".xml", ".rels"), (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".odttf")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RUNS_OR_HIDES = {"altChunk": "嵌入的其他文件", "object": "嵌入的对象", "control": "控件", "movie": "嵌入的对象"}
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
"""Fields that Word counts by itself. All others fetch or run something, or change what was issued."""


class CannotOpen(Exception):  # noqa: N818 - it is not an error of the program
    """Why this file is not opened, as refusals to be shown."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("; ".join(refusal.problem.code for refusal in refusals))
        self.refusals = list(refusals)


def unpacked(body: bytes) -> dict[str, bytes]:
    """Its parts by name. Raises `CannotOpen` for whatever is no plain Word file, with all that was found."""
    if len(body) > MOST_BYTES:
        raise CannotOpen(_too_large("文件"))
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = _read(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise CannotOpen(Refusal(Problem.TEMPLATE_NOT_WORD)) from None
    if MAIN not in parts or MAIN_TYPE.encode() not in parts.get("[Content_Types].xml", b""):
        raise CannotOpen(Refusal(Problem.TEMPLATE_NOT_WORD))
    if found := sorted(set(_dangers(parts))):
        raise CannotOpen(*(Refusal(Problem.TEMPLATE_NOT_SAFE, facts={"what": what}) for what in found))
    return parts


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Counted while reading: what a file says of its own size is not believed."""
    names = [one.filename for one in archive.infolist() if not one.is_dir()]
    if len(names) > MOST_PARTS or len(set(names)) < len(names):
        raise CannotOpen(_too_large("文件里的部件太多，或者重名"))
    parts: dict[str, bytes] = {}
    for name in names:
        most = MOST_OF_THE_TEXT if name == MAIN else MOST_OF_A_PART
        with archive.open(name) as part:
            parts[name] = part.read(most + 1)
        if len(parts[name]) > most or sum(map(len, parts.values())) > MOST_UNPACKED:
            raise CannotOpen(_too_large("解开以后"))
    return parts


def _too_large(what: str) -> Refusal:
    return Refusal(Problem.TEMPLATE_TOO_LARGE, facts={"what": what, "most_mb": MOST_BYTES // MB})


def _dangers(parts: dict[str, bytes]) -> Iterator[tuple[str, ...]]:
    for name, body in parts.items():
        if name.lower().endswith(TEXTS):
            yield from _in_text(body)
        elif not name.lower().endswith(PICTURES):
            yield ("宏或者嵌入的文件",)


def _in_text(body: bytes) -> Iterator[tuple[str, ...]]:
    is_hidden = b"\x00" in body  # another encoding, in which what is looked for here could not be found
    if (
        is_hidden
        or b"<!DOCTYPE" in body
        or b"<!ENTITY" in body
        or not body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    ):
        yield ("看不懂的内容",)
        return
    reader = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body, reader)
    except etree.XMLSyntaxError:
        yield ("看不懂的内容",)
        return
    for one in root.iter(etree.Element):
        yield from _of_element(one)


def _of_element(one: etree._Element) -> Iterator[tuple[str, ...]]:
    if one.get("TargetMode", "").lower() == "external":
        yield ("指向外部的链接",)
    if "macro" in one.get("ContentType", "").lower():
        yield ("宏或者嵌入的文件",)
    name = str(one.tag)
    if name.startswith(W):
        if what := RUNS_OR_HIDES.get(name.removeprefix(W)):
            yield (what,)
        instruction = (one.text or "") if name == f"{W}instrText" else one.get(f"{W}instr", "")
        if instruction.split() and instruction.split()[0].upper() not in FIELDS:
            yield ("自动更新的域", instruction.split()[0][:20])
