"""What a recording may be: sound or film, how long, how large. The phone keeps the same limits (tests/golden/limits.json)."""

from dataclasses import dataclass
from enum import StrEnum

from inspect_app.problems import Problem, Refusal


class RecordingKind(StrEnum):
    AUDIO = "录音"
    VIDEO = "录像"


@dataclass(frozen=True)
class Limit:
    """`seconds` and `bits_per_second` bind the phone, which stops by itself; `size_bytes` binds the server too."""

    seconds: int
    size_bytes: int
    bits_per_second: int


LIMITS = {
    RecordingKind.AUDIO: Limit(seconds=600, size_bytes=16 * 2**20, bits_per_second=48_000),
    RecordingKind.VIDEO: Limit(seconds=180, size_bytes=64 * 2**20, bits_per_second=2_500_000),
}
"""Some phones record sound at four times the rate they are asked for: ten minutes must fit even then."""


def kind_of(media_type: str) -> RecordingKind | None:
    """None = no recording."""
    name = media_type.partition("/")[0].upper()
    return RecordingKind.__members__.get(name)


def not_too_large(media_type: str, size_bytes: int) -> Refusal | None:
    kind = kind_of(media_type)
    if kind is None or size_bytes <= LIMITS[kind].size_bytes:
        return None
    sizes = {"size_mb": size_bytes // 2**20, "most_mb": LIMITS[kind].size_bytes // 2**20}
    return Refusal(Problem.RECORDING_TOO_LARGE, facts=sizes)


def clock_words(duration_ms: int | None) -> str:
    """2:05; empty where nobody knows how long it is."""
    if duration_ms is None:
        return ""
    seconds = round(duration_ms / 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"
