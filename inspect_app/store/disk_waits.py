"""Waiting until bytes are safe on disk: begun early, and gone on with beside other work, but always to the end."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from io import FileIO
from pathlib import Path

_folders = ThreadPoolExecutor(max_workers=4, thread_name_prefix="folder")
"""Apart from files: a transaction waits for these, and must not stand behind another phone's bytes."""
_files = ThreadPoolExecutor(max_workers=8, thread_name_prefix="file")


def begin_to_save(file: FileIO, start: int, length: int) -> None:
    """The disk begins now with what is waited for at the end (fsync), which has less to do then."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), start, length, os.POSIX_FADV_DONTNEED)


def save_folder(folder: Path) -> None:
    """What its files are called outlasts a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def saving_folder(folder: Path) -> AbstractContextManager[None]:
    """`save_folder` beside what is done inside; it is done when this is left, or raises."""
    return _beside(_folders, lambda: save_folder(folder))


def saving(file: FileIO) -> AbstractContextManager[None]:
    """fsync of what was written, beside what is done inside; it is done when this is left, or raises."""
    return _beside(_files, lambda: os.fsync(file.fileno()))


@contextmanager
def _beside(threads: ThreadPoolExecutor, save: Callable[[], None]) -> Iterator[None]:
    saved = threads.submit(save)
    try:
        yield
    finally:
        saved.result()
