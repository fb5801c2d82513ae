"""A Chromium with a profile that stays: it can be killed in the middle of a write and started again."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tests.browser.conftest import FLAGS
from tests.browser.machine import whole_chromium
from tests.browser.phone_app import PHONE, PhoneApp
from tests.browser.server import Server

DYING_SECONDS = 20


def started(playwright: Playwright, profile: Path) -> BrowserContext:
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=whole_chromium(), args=FLAGS, viewport=PHONE, locale="zh-CN",
        timezone_id="Asia/Shanghai", has_touch=True, is_mobile=True, permissions=["geolocation"],
        geolocation={"longitude": 121.2277, "latitude": 31.0322, "accuracy": 12},
    )  # fmt: skip
    context.set_default_timeout(20_000)
    return context


def phone_in(context: BrowserContext, server: Server) -> PhoneApp:
    return PhoneApp(context.pages[0] if context.pages else context.new_page(), server)


def kill(profile: Path) -> None:
    """The browser with this profile and all its children, as a phone's system does it: no farewell."""
    end = time.monotonic() + DYING_SECONDS
    while alive := _processes(profile):
        for process in alive:
            _end(int(process.name))
        assert time.monotonic() < end, f"{alive} do not die"
        time.sleep(0.05)  # until they are gone they hold the profile's databases
    for lock in profile.glob("Singleton*"):
        lock.unlink(missing_ok=True)


def highest_memory_mb(profile: Path) -> int:
    """What the largest page of that browser has taken at its highest."""
    pages = [process for process in _processes(profile) if b" --type=renderer " in _command(process)]
    highest = [re.search(r"VmHWM:\s+(\d+) kB", (page / "status").read_text()) for page in pages]
    return max(int(found[1]) // 1024 for found in highest if found)


def _processes(profile: Path) -> list[Path]:
    mark = f" --user-data-dir={profile} ".encode()
    return [one for one in Path("/proc").iterdir() if one.name.isdecimal() and mark in _command(one)]


def _command(process: Path) -> bytes:
    """Its words with spaces between and around: some of the browser's processes write them so themselves."""
    try:
        return b" " + (process / "cmdline").read_bytes().replace(b"\0", b" ") + b" "
    except OSError:
        return b""


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
