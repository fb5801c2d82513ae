"""LibreOffice, by which the tests read what they made as a clerk would; and how a machine that lacks it gets it."""

import shutil
import subprocess
from pathlib import Path

from tests.browser.machine import apt_is_ours, install_packages

PACKAGES = ("libreoffice-writer-nogui", "fonts-noto-cjk")
MISSING = (
    "LibreOffice is not on this machine: no Word paper was opened. Install libreoffice-writer-nogui and run again."
)


def office_suite() -> str | None:
    """Its program; installed first where that can be done. None = it could not be had: `make unit` says so at its end."""
    if not shutil.which("soffice") and apt_is_ours():
        install_packages(PACKAGES)
    return shutil.which("soffice")


def as_pdf(program: str, folder: Path, words: dict[str, bytes]) -> dict[str, Path]:
    """All in one call: starting the program takes longer than converting a paper."""
    for name, body in words.items():
        (folder / f"{name}.docx").write_bytes(body)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in words]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in words}
