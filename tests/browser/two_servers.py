"""A city's office beside the demonstration district: another server with its own data, and the calls that run beside it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

from inspect_app.actions.settings import publish_rulebook
from inspect_app.rules.people import Role
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import db, transaction
from tests import make
from tests.browser.lived_in import app_on
from tests.browser.server import Server, commanded, environment
from tests.conftest import MONDAY
from tests.forked import start_flask

PEOPLE = {"shi-zhuren": Role.HEAD, "shi-kezhang": Role.SUPERVISOR, "shi-fazhi": Role.LEGAL_REVIEWER}


def city_on(data: Path) -> Path:
    """A data folder of the city's office, made as README says, and its people."""
    commanded(data, ["db", "upgrade"], ["office", "create", "--level", "city", "--password", make.PASSWORD])
    with app_on(data).app_context():
        with transaction():
            office = instance_agency()
            assert office
            for number, (login, role) in enumerate(PEOPLE.items(), 1):
                officer = make.officer(login, office.id, role=role, badge=f"SH-{number}", at=MONDAY)
                officer.name = f"市局人员{number}"
            publish_rulebook(at=MONDAY)
        db.session.remove()
        db.engine.dispose()
    return data


@contextmanager
def calling(server: Server) -> Iterator[None]:
    """`flask exchange run`, as `make run` starts it beside the server."""
    log = server.data / "calls.log"
    process: BaseProcess = start_flask(["exchange", "run", "--every", "0.3"], environment(server.data), log)
    try:
        yield
    finally:
        assert process.pid
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join()
