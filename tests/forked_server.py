"""gunicorn as `make run` starts it, forked from a process that has read all modules: a start takes a fraction of the time."""

import multiprocessing
import os
import sys
import warnings
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parent.parent
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["gunicorn.app.wsgiapp", "gunicorn.workers.gthread", "inspect_app"])


def start_gunicorn(arguments: list[str], environment: dict[str, str], log: Path) -> BaseProcess:
    """Its master, at the head of a process group of its own; what it says goes to the end of `log`."""
    process = _forks.Process(target=_run, args=(arguments, environment, str(log)))
    process.start()
    return process


def _run(arguments: list[str], environment: dict[str, str], log: str) -> None:
    os.setsid()
    os.chdir(ROOT)
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.environ.clear()
    os.environ.update(environment)
    if "PYTHONWARNINGS" in environment:
        warnings.simplefilter(environment["PYTHONWARNINGS"])  # type: ignore[arg-type]
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", *arguments]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]").run()
