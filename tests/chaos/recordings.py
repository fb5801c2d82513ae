"""Sound as an officer records it: a true WAVE file with random samples, captioned or discarded like a photo."""

import io
import wave
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.chaos.officer import Officer, Site


def record(officer: "Officer", site: "Site") -> None:
    body = sound(officer.chance)
    data = {"recording_id": officer.phone.any_id(), "size_bytes": len(body), "media_type": "audio/wav",
            "by_whom": "张三"}  # fmt: skip
    officer.say_of_bytes("recording_made", site.id, body, data)


def caption_recording(officer: "Officer", site: "Site") -> None:
    if site.recordings:
        recording = officer.chance.choice(site.recordings)
        officer.say("recording_captioned", site.id, recording_id=recording, caption="当事人陈述")


def discard_recording(officer: "Officer", site: "Site") -> None:
    if len(site.recordings) > 1:
        officer.say("recording_discarded", site.id, recording_id=site.recordings[0])


def sound(chance: Random) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 1, 8_000, 0, "NONE", ""))
        file.writeframes(chance.randbytes(int(900 * 2 ** (chance.random() * 6))))
    return out.getvalue()
