"""Pictures that no camera makes: small files that unfold into huge ones, or keep their reader busy for hours."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"
MEGABYTE = 2**20


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int, height: int, *, depth: int = 8, colour: int = 2, extra: bytes = b"", rows: bytes = b""
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + extra + chunk(b"IDAT", rows) + chunk(b"IEND")


def blank(size: int) -> bytes:
    """Zeros, packed a thousandfold; one packed megabyte said again and again, so that making it takes no time."""
    pack = zlib.compressobj(9)
    one = pack.compress(bytes(MEGABYTE)) + pack.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9, zlib.DEFLATED, -15)
    more = again.compress(bytes(MEGABYTE)) + again.flush(zlib.Z_FULL_FLUSH)
    return one + more * (size // MEGABYTE) + b"\x03\x00" + bytes(4)


def small_jpeg(**more) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(out, "JPEG", **more)
    return out.getvalue()


def jpeg_of_many_scans(width: int, height: int, count: int) -> bytes:
    """The last pass over the picture, said `count` times more."""
    out = io.BytesIO()
    Image.new("L", (width, height), 120).save(out, "JPEG", progressive=True, quality=10)
    body = out.getvalue()
    end, last = body.rindex(b"\xff\xd9"), body.rindex(b"\xff\xda")
    tables = body.rindex(b"\xff\xc4", 0, last)
    return body[:end] + body[tables:end] * count + body[end:]


def webp_header(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size + b"VP8 " + struct.pack("<I", 40) + bytes(40)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def exif_loop() -> bytes:
    """A directory of EXIF that names itself as its own next one, and as its own details."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x8825, 4, 1, 8)
    block = b"Exif\0\0II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entry + struct.pack("<I", 8)
    return small_jpeg()[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + small_jpeg()[2:]


def exif_bomb() -> bytes:
    """Sixty thousand tags, each of which says that it has four thousand million values."""
    entries = b"".join(struct.pack("<HHII", tag % 65_535, 5, 0xFFFFFFFF, 0x7FFFFFF0) for tag in range(5_000))
    block = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 5_000) + entries
    return small_jpeg()[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + small_jpeg()[2:]


HOSTILE = {
    "30,000 x 30,000": lambda: png(30_000, 30_000, rows=blank(2 * MEGABYTE)),
    "65,500 x 65,500 jpeg": lambda: small_jpeg().replace(b"\x00\x30\x00\x40", b"\xff\xdc\xff\xdc", 1),
    "16 million square webp": lambda: webp_header(2**24, 2**24),
    "370,000 scans": lambda: jpeg_of_many_scans(2_000, 1_500, 20_000),
    "millions of comments": lambda: b"\xff\xd8" + b"\xff\xfe\x00\x02" * 8_000_000,
    "millions of chunks": lambda: png(10, 10, extra=chunk(b"teSt") * 2_000_000),
    "only marks": lambda: b"\xff\xd8" + b"\xff" * (32 * MEGABYTE),
    "packed words": lambda: png(10, 10, extra=chunk(b"zTXt", b"a\0\0" + blank(200 * MEGABYTE))),
    "packed colours": lambda: png(10, 10, extra=chunk(b"iCCP", b"a\0\0" + blank(200 * MEGABYTE))),
    "a loop in exif": exif_loop,
    "a bomb in exif": exif_bomb,
    "120 megapixels of 64 bits": lambda: png(12_000, 10_000, depth=16, colour=6, rows=blank(960 * MEGABYTE)),
    "rows that go on and on": lambda: png(20, 20, rows=blank(2_000 * MEGABYTE)),
    "a picture of nothing": lambda: png(0, 0),
}


def written(folder: Path, name: str) -> Path:
    path = folder / "photo"
    path.write_bytes(HOSTILE[name]())
    return path
