"""What bytes that came show: a recording or a picture, or why they are taken for neither."""

from pathlib import Path

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.pictures import NotAPicture, Picture, look_at
from inspect_app.store.recording_bytes import NotARecording, recording_type


def looked_at(path: Path) -> Picture:
    """By its own bytes a recording, or else a picture. A recording has no size on a screen that would matter."""
    try:
        media_type = recording_type(path)
        return Picture(media_type, 0, 0, {}) if media_type else look_at(path)
    except NotARecording as broken:
        raise Refused(Refusal(Problem.RECORDING_NOT_READABLE)) from broken
    except NotAPicture as no_picture:
        raise Refused(Refusal(Problem.PHOTO_NOT_AN_IMAGE)) from no_picture


class FirstLook:
    """What a file shows, looked at while the disk makes it safe. Why it is not taken is said when it is asked for."""

    def __init__(self, size_bytes: int) -> None:
        self.size_bytes = size_bytes
        self.picture: Picture | None = None
        self.refused: Refused | None = None

    def take(self, path: Path) -> None:
        try:
            if path.stat().st_size == self.size_bytes:
                self.picture = looked_at(path)
        except Refused as refused:
            self.refused = refused

    def shown(self) -> Picture | None:
        """None = it was not whole."""
        if self.refused:
            raise self.refused
        return self.picture
