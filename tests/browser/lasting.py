"""A Chromium with a profile that stays: it can be killed in the middle of a write and started again."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tests.browser.conftest import FLAGS
from tests.browser.machine import system_chromium
from tests.browser.phone_app import PHONE, PhoneApp
from tests.browser.server import Server

DYING_SECONDS = 20


def started(playwright: Playwright, profile: Path) -> BrowserContext:
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=system_chromium(), args=FLAGS, viewport=PHONE, locale="zh-CN",
        timezone_id="Asia/Shanghai", has_touch=True, is_mobile=True, permissions=["geolocation"],
        geolocation={"longitude": 121.2277, "latitude": 31.0322, "accuracy": 12},
    )  # fmt: skip
    context.set_default_timeout(20_000)
    return context


def phone_in(context: BrowserContext, server: Server) -> PhoneApp:
    return PhoneApp(context.pages[0] if context.pages else context.new_page(), server)


def kill(profile: Path) -> None:
    """The browser with this profile and all its children, as a phone's system does it: no farewell."""
    mark = f"--user-data-dir={profile}".encode()
    end = time.monotonic() + DYING_SECONDS
    while alive := [
        int(one.name) for one in Path("/proc").iterdir() if one.name.isdecimal() and mark in _command(one)
    ]:
        for pid in alive:
            _end(pid)
        assert time.monotonic() < end, f"{alive} do not die"
        time.sleep(0.05)  # until they are gone they hold the profile's databases
    for lock in profile.glob("Singleton*"):
        lock.unlink(missing_ok=True)


def _command(process: Path) -> list[bytes]:
    try:
        return (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """A disk of its own in memory; None where this machine does not let us mount one."""
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Nothing is left on the disk. Deleting the file frees it again."""
    filler = folder / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(folder).free or 1)
    return filler
