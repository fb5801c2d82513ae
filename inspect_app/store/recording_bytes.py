"""What a file of sound or film is by its own bytes: container and tracks, read in a bounded way, never decoded.

A file is hostile until proven otherwise: at most `MOST_READ` bytes and `MOST_PARTS` parts of it are looked at.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MOST_READ = 1_048_576
MOST_PARTS = 2_000
EBML, SEGMENT, TRACKS, TRACK, TRACK_TYPE, DOC_TYPE = 0x1A45DFA3, 0x18538067, 0x1654AE6B, 0xAE, 0x83, 0x4282
SOUND_TRACK, FILM_TRACK = 2, 1
STILLS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
"""Pictures in the same kind of box as films: whoever reads pictures judges them."""


class NotARecording(Exception):  # noqa: N818
    """It begins as a recording does, and holds neither sound nor film that could be played."""


def recording_type(path: Path) -> str | None:
    """The media type; None when it does not even begin as a recording. Raises `NotARecording`."""
    with path.open("rb") as file:
        head = file.read(64)
        if head.startswith(b"\x1a\x45\xdf\xa3"):
            return _of_matroska(head + file.read(MOST_READ))
        if head[4:8] == b"ftyp" and head[8:12] not in STILLS:
            return _of_boxes(file, head[8:12])
    if head.startswith(b"OggS"):
        return _checked("audio/ogg", b"OpusHead" in head or b"\x01vorbis" in head)
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return _checked("audio/wav", head[12:16] in (b"fmt ", b"JUNK", b"bext"))
    return None


def _checked(media_type: str, is_whole: bool) -> str:
    if not is_whole:
        raise NotARecording(media_type)
    return media_type


def _of_matroska(data: bytes) -> str:
    """WebM or Matroska: the type of each track that stands in the first megabyte."""
    header = next((body for code, body in _elements(data) if code == EBML), b"")
    doc_type = next((body for code, body in _elements(header) if code == DOC_TYPE), b"")
    tracks = set()
    for entry in _children(data, SEGMENT, TRACKS, TRACK):
        tracks |= {body[-1] for code, body in _elements(entry) if code == TRACK_TYPE and body}
    if doc_type.rstrip(b"\0") not in (b"webm", b"matroska") or not tracks & {SOUND_TRACK, FILM_TRACK}:
        raise NotARecording("matroska")
    return f"{'video' if FILM_TRACK in tracks else 'audio'}/{'webm' if doc_type[:4] == b'webm' else 'x-matroska'}"


def _children(data: bytes, *codes: int) -> Iterator[bytes]:
    """Bodies of elements that are reached by these codes, one inside the other."""
    if not codes:
        yield data
        return
    for code, body in _elements(data):
        if code == codes[0]:
            yield from _children(body, *codes[1:])


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and body of each element; one of unknown or too great a length reaches to the end of what is there."""
    at = 0
    for _part in range(MOST_PARTS):
        code, at = _variable(data, at, keeps_marker=True)
        length, at = _variable(data, at, keeps_marker=False)
        if code is None or length is None:
            return
        yield code, data[at : at + length]
        at += length


def _variable(data: bytes, at: int, *, keeps_marker: bool) -> tuple[int | None, int]:
    """A number of variable length (RFC 8794). None at the end of the data; all ones = unknown length."""
    if at >= len(data) or data[at] == 0:
        return None, at
    size = 9 - data[at].bit_length()
    raw = int.from_bytes(data[at : at + size], "big")
    if at + size > len(data):
        return None, at
    value = raw if keeps_marker else raw & ((1 << 7 * size) - 1)
    is_unknown = not keeps_marker and value == (1 << 7 * size) - 1
    return (len(data) if is_unknown else value), at + size


def _of_boxes(file: BinaryIO, brand: bytes) -> str:
    """MP4, QuickTime, 3GP: which kinds of track the index names, wherever in the file it stands."""
    kinds = set(_track_kinds(_index_of(file)))
    if not kinds & {b"soun", b"vide"}:
        raise NotARecording("mp4")
    family = "quicktime" if brand == b"qt  " else "3gpp" if brand[:2] == b"3g" else "mp4"
    if b"vide" in kinds:
        return f"video/{family}"
    return "audio/3gpp" if family == "3gpp" else "audio/mp4"


def _index_of(file: BinaryIO) -> bytes:
    at, length = 0, os.fstat(file.fileno()).st_size
    for _part in range(MOST_PARTS):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            break
        size, kind = struct.unpack(">I4s", head[:8])
        if size == 1 and len(head) == 16:
            size = struct.unpack(">Q", head[8:16])[0]
        if kind == b"moov":
            file.seek(at + 8)
            return file.read(min(max(size - 8, 0) or MOST_READ, MOST_READ))
        at += size
        if size < 8 or at > length:
            break
    raise NotARecording("no index")


def _track_kinds(index: bytes) -> Iterator[bytes]:
    for track in _boxes(index, b"trak"):
        for media in _boxes(track, b"mdia"):
            for handler in _boxes(media, b"hdlr"):
                yield handler[8:12]


def _boxes(data: bytes, wanted: bytes) -> Iterator[bytes]:
    at = 0
    for _part in range(MOST_PARTS):
        if at + 8 > len(data):
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8:
            return
        if kind == wanted:
            yield data[at + 8 : at + size]
        at += size
