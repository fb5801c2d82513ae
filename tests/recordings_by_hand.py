"""Recordings as small as their containers allow, written byte by byte: what phones make, cut short, and what only pretends."""

import io
import struct
import wave

SOUND, FILM = 2, 1


def element(code: int, body: bytes, *, is_open: bool = False) -> bytes:
    """EBML: `is_open` = of unknown length, as a recorder writes that does not know the end."""
    name = code.to_bytes((code.bit_length() + 7) // 8, "big")
    length = b"\x01" + b"\xff" * 7 if is_open else (len(body) | 1 << 28).to_bytes(4, "big")
    return name + length + body


def webm(*kinds: int, doc_type: bytes = b"webm", filler: bytes = b"") -> bytes:
    header = element(0x1A45DFA3, element(0x4286, b"\x01") + element(0x4282, doc_type))
    entries = b"".join(element(0xAE, element(0xD7, bytes([1])) + element(0x83, bytes([kind]))) for kind in kinds)
    cluster = element(0x1F43B675, element(0xE7, b"\0") + filler, is_open=True)
    tracks = element(0x1654AE6B, entries) if kinds else b""
    return header + element(0x18538067, tracks + cluster, is_open=True)


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def mp4(*handlers: bytes, brand: bytes = b"isom", is_index_last: bool = False, filler: bytes = b"") -> bytes:
    tracks = b"".join(
        box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13)))) for handler in handlers
    )
    index, content = box(b"moov", box(b"mvhd", bytes(100)) + tracks), box(b"mdat", filler)
    parts = (content, index) if is_index_last else (index, content)
    return box(b"ftyp", brand + bytes(4) + brand) + b"".join(parts)


def ogg(codec: bytes = b"OpusHead") -> bytes:
    return (
        b"OggS\0\x02"
        + bytes(8)
        + b"\x01\0\0\0"
        + bytes(4)
        + bytes(4)
        + b"\x01\x13"
        + codec
        + b"\x01\x01"
        + bytes(9)
    )


def wav(seconds: float = 1.0) -> bytes:
    """Silence that every player plays."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(b"\x80" * round(8_000 * seconds))
    return out.getvalue()
