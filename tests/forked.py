"""Processes of their own, forked from one that has read all modules: a start takes a fraction of the time."""

import multiprocessing
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["gunicorn.app.wsgiapp", "gunicorn.workers.gthread", "inspect_app", "pytest"])


@dataclass(frozen=True)
class Cost:
    """What a call gave, the CPU seconds that it took, and by how many megabytes it made its process grow."""

    result: Any
    seconds: float
    megabytes: float


def cost_of(call: Callable[..., Any], *arguments: Any) -> Cost:
    """Of a function of some module, in a process of its own: what others used before would hide what this one takes."""
    ours, theirs = _forks.Pipe(duplex=False)
    process = _forks.Process(target=_measure, args=(theirs, call, arguments))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


def _measure(told: Connection, call: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    before, began = _most_megabytes(), time.process_time()
    result = call(*arguments)
    told.send(Cost(result, time.process_time() - began, _most_megabytes() - before))


def _most_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def start_gunicorn(arguments: list[str], environment: dict[str, str], log: Path) -> BaseProcess:
    """As `make run` does: its master, at the head of a process group of its own; what it says ends up in `log`."""
    process = _forks.Process(target=_run, args=(arguments, environment, str(log)))
    process.start()
    return process


def start_flask(arguments: list[str], environment: dict[str, str], log: Path) -> BaseProcess:
    """A command of ours, which ends by itself or is killed; what it says ends up in `log`."""
    process = _forks.Process(target=_run_flask, args=(arguments, environment, str(log)))
    process.start()
    return process


def _run_flask(arguments: list[str], environment: dict[str, str], log: str) -> None:
    _become(environment, log)
    from flask.cli import main

    sys.argv = ["flask", *arguments]
    main()


def _run(arguments: list[str], environment: dict[str, str], log: str) -> None:
    _become(environment, log)
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", *arguments]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]").run()


def _become(environment: dict[str, str], log: str) -> None:
    os.setsid()
    os.chdir(ROOT)
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.environ.clear()
    os.environ.update(environment)
    if "PYTHONWARNINGS" in environment:
        warnings.simplefilter(environment["PYTHONWARNINGS"])  # type: ignore[arg-type]
