"""A real server process on its own data folder: it can be killed and started again while a phone works."""

import os
import shutil
import signal
import socket
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.forked import start_flask, start_gunicorn


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "DATA": str(data), "FLASK_APP": "app", "DATABASE_URL": "", "PYTHONWARNINGS": "default"}


def seeded(data: Path) -> Path:
    """A data folder with the demonstration district, made the way that `make run` makes it."""
    return commanded(data, ["db", "upgrade"], ["demonstration", "load"], ["catalogue", "publish"])


def commanded(data: Path, *commands: list[str]) -> Path:
    """A data folder after some commands of `flask`."""
    data.mkdir(parents=True, exist_ok=True)
    log = data / "commands.log"
    for command in commands:
        process = start_flask(command, environment(data), log)
        process.join()
        assert process.exitcode == 0, log.read_text()
    return data


class Server:
    """`stop` kills it as a power cut would; `start` brings it back on the same address and data."""

    application = "app:app"

    def __init__(self, data: Path, *, workers: int = 1) -> None:
        self.data = data
        self.workers = workers
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: BaseProcess | None = None

    def start(self) -> "Server":
        arguments = [
            "--bind",
            f"127.0.0.1:{self.port}",
            "--worker-class",
            "gthread",
            "--workers",
            str(self.workers),
            "--threads",
            "8",
            "--no-control-socket",
        ]
        log = self.data / "server.log"
        self.process = start_gunicorn([*arguments, self.application], environment(self.data), log)
        self._wait_until_ready()
        return self

    def _wait_until_ready(self) -> None:
        for _ in range(600):
            try:
                if urlopen(f"{self.url}/healthz", timeout=2).status == 200:
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise RuntimeError((self.data / "server.log").read_text()[-2_000:])

    def stop(self) -> None:
        if self.process is None:
            return
        assert self.process.pid
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.join()
        self.process = None

    def log(self) -> str:
        return (self.data / "server.log").read_text(encoding="utf-8", errors="replace")


def copied(seed: Path, to: Path) -> Path:
    shutil.copytree(seed, to, dirs_exist_ok=True)
    return to


class Unlimited(Server):
    """For whoever opens more pages in a minute, or signs in more often at one address, than people may."""

    application = "tests.browser.unlimited:app"
