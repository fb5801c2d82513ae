"""Which browsers the journeys have on this machine, and how a machine that lacks one gets it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

MISSING = Path(".cache/browsers-missing")
MISSING_BROWSERS = frozenset(os.environ.get("BROWSERS_MISSING", "").split(",")) - {""}
SHELL = "/usr/bin/chromium-headless-shell"
"""Chromium without a window to draw: the same pages for a fifth less of the processor."""
WHOLE = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
DEBIAN = {
    "chromium": ("chromium", "chromium-headless-shell", "fonts-noto-cjk"),
    "webkit": ("webkit2gtk-driver", "xvfb", "fonts-noto-cjk"),
}


def whole_chromium() -> str | None:
    """For what the light one does not do: ask whether a page may use the camera, and keep a profile on disk as people's does."""
    return next((path for path in WHOLE if Path(path).exists()), None)


def system_chromium() -> str | None:
    return SHELL if Path(SHELL).exists() else whole_chromium()


def has_chromium() -> object:
    if apt_is_ours():
        return Path(SHELL).exists() and whole_chromium()
    return system_chromium() or fetched_chromium()


def fetched_chromium() -> str | None:
    """The one that playwright keeps in its own folder."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def has_webkit() -> bool:
    """WebKitGTK with its driver, and a screen for it: a real one or a virtual one."""
    return bool(shutil.which("WebKitWebDriver") and (os.environ.get("DISPLAY") or shutil.which("Xvfb")))


HERE: dict[str, Callable[[], object]] = {
    "chromium": has_chromium,
    "webkit": has_webkit,
}


def missing() -> list[str]:
    return [name for name, is_here in HERE.items() if not is_here()]


def apt_is_ours() -> bool:
    """Debian, as root: what is missing can be installed here."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install_with_apt(names: list[str]) -> None:
    install_packages(sorted({package for name in names for package in DEBIAN[name]}))


def install_packages(packages: Iterable[str]) -> None:
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=settings)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        check=True,
        env=settings,
        stdout=subprocess.DEVNULL,
    )


def install(names: list[str]) -> None:
    """As root on Debian with apt, where a failure stops everything; else playwright fetches what it has."""
    if apt_is_ours():
        install_with_apt(names)
    elif "chromium" in names:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    """Writes the names of those that could not be had, for the journeys to leave out and the end to name."""
    if wanted := missing():
        print(f"installing for the browser journeys: {', '.join(wanted)}", flush=True)
        install(wanted)
    MISSING.parent.mkdir(exist_ok=True)
    MISSING.write_text(",".join(missing()))


if __name__ == "__main__":
    main()
