"""One office as real processes: its server, and the loop that calls the others; either can be killed at any moment."""

import os
import signal
import time
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.server import free_port
from tests.exchange.two_offices import OfficeHere, new_office
from tests.forked import start_flask, start_gunicorn

READY_S = 60


class Office:
    """`here` = the same instance in this process, for people who write messages and carry packages."""

    def __init__(self, folder: Path, code: str, name: str, postgres_url: str = "") -> None:
        self.data, self.url, self.port = folder / code, postgres_url, free_port()
        driver = postgres_url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.here: OfficeHere = new_office(self.data, code, name, driver)
        self.server: BaseProcess | None = None
        self.caller: BaseProcess | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        own = {"DATA": str(self.data), "FLASK_APP": "app", "DATABASE_URL": self.url, "PYTHONWARNINGS": "ignore"}
        return {**os.environ, **own}

    def start(self) -> None:
        """What was killed. What died by itself is a fault, and its last words are told."""
        for process, log in ((self.server, "server.log"), (self.caller, "caller.log")):
            assert process is None or process.is_alive(), (self.data / log).read_text()[-2_000:]
        if self.server is None:
            arguments = ["--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread", "--threads", "4"]
            arguments += ["--no-control-socket", "--log-level", "warning", "app:app"]
            self.server = start_gunicorn(arguments, self.environment(), self.data / "server.log")
        if self.caller is None:
            log = self.data / "caller.log"
            self.caller = start_flask(["exchange", "run", "--every", "0.2"], self.environment(), log)

    def wait_until_ready(self) -> None:
        until = time.monotonic() + READY_S
        while time.monotonic() < until:
            with suppress(URLError, OSError), urlopen(f"{self.address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.05)
        raise RuntimeError((self.data / "server.log").read_text()[-2_000:])

    def kill_server(self) -> None:
        self.server = _killed(self.server)

    def kill_caller(self) -> None:
        self.caller = _killed(self.caller)


def _killed(process: BaseProcess | None) -> None:
    """With all that it began, as a power cut would; just started, it does not yet stand at the head of its group."""
    if process is not None and process.pid:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join()
