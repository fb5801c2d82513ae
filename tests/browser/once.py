"""What is made once for a whole run, by whichever process needs it first, however many share the tests."""

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class Once:
    """`folder` is shared by the processes of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def made(self, name: str, make: Callable[[], T]) -> T:
        """What failed once is not tried again by everybody who wants it: they fail with it."""
        kept, failed = self.folder / f"{name}.made", self.folder / f"{name}.failed"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if failed.exists():
                raise RuntimeError(f"{name} could not be made before: {failed.read_text()}")
            if not kept.exists():
                try:
                    kept.write_bytes(pickle.dumps(make()))
                except BaseException as fault:
                    failed.write_text(repr(fault))
                    raise
        made: T = pickle.loads(kept.read_bytes())
        return made
