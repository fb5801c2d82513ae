"""Whether a workbook's XML may be given to its reader: how much of it, how deep, how far down its rows are numbered.

The reader goes through every number that a row skips, and keeps what is open in memory: a few kilobytes could be for ever.
"""

import zipfile
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

MOST_UNPACKED_BYTES = 100 * 1024 * 1024
MOST_PARTS = 500
MOST_ELEMENTS = 3_000_000
MOST_STYLES = 100_000
MOST_DEEP = 40
MARKS = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
"""What may stand before the first bracket: marks of an encoding, blanks."""
LAST_ROW = 1_048_576
"""Of any sheet, in every program that writes one."""


class TooMuch(Exception):  # noqa: N818
    """More than any list of works needs."""


class Broken(Exception):  # noqa: N818
    """No workbook."""


@dataclass
class _Counter:
    deep: int = 0
    elements: int = 0
    most: int = MOST_ELEMENTS

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.deep += 1
        self.elements += 1
        if self.deep > MOST_DEEP or self.elements > self.most:
            raise TooMuch
        if name.rpartition(":")[2] == "row" and not _is_row(attributes.get("r", "1")):
            raise Broken

    def end(self, _name: str) -> None:
        self.deep -= 1

    def refuse_own_words(self, *_declaration: object) -> None:
        """No program writes a sheet with entities of its own."""
        raise Broken


def _is_row(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 8 and int(number) <= LAST_ROW


def check_workbook(file: IO[bytes]) -> None:
    """Raises `TooMuch` or `Broken`. A zip names the size of each part beforehand, and never gives more than it named."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                raise TooMuch
            for part in parts:
                if _is_xml(archive, part):
                    with archive.open(part) as body:
                        _check_part(body, is_sheet="worksheets" in part.filename or "shared" in part.filename)
    except (zipfile.BadZipFile, expat.ExpatError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Broken from error


def _is_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """By its beginning, for the workbook itself says which of its parts is a sheet, whatever they are called."""
    with archive.open(part) as body:
        return body.read(64).lstrip(MARKS)[:1] == b"<"


def _check_part(body: IO[bytes], *, is_sheet: bool) -> None:
    counter, parser = _Counter(most=MOST_ELEMENTS if is_sheet else MOST_STYLES), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = counter.begin, counter.end
    parser.EntityDeclHandler = counter.refuse_own_words
    parser.ParseFile(body)
