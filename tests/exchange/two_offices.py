"""Two instances in one process, each an app with its own database and keys; what one writes is carried to the other."""

import atexit
import io
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from inspect_app import create_app
from inspect_app.actions.instance import set_up, set_up_city, set_up_district
from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.actions.peers import Introduction, pair
from inspect_app.actions.settings import publish_rulebook
from inspect_app.config import Config
from inspect_app.exchange.keys import KeyRing
from inspect_app.exchange.packages import read_package, write_package
from inspect_app.rules.people import Role
from inspect_app.store.agencies import agency_by_code, instance_agency
from inspect_app.store.base import db, transaction
from inspect_app.store.officers import Officer, officer_by_login
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage, messages_about
from inspect_app.store.peers import Peer, PeerWay, peer_of_agency
from tests import make
from tests.conftest import MONDAY
from tests.kept_rows import Rows, empty_database, put_back, rows


@dataclass
class OfficeHere:
    """One instance. Whatever touches its database happens in `with office.here():`."""

    app: Flask
    code: str
    now: datetime = MONDAY

    @contextmanager
    def here(self) -> Iterator["OfficeHere"]:
        with self.app.app_context():
            yield self
            db.session.remove()

    @property
    def folder(self) -> Path:
        data: Path = self.app.extensions["config"].data
        return data

    @property
    def keys(self) -> KeyRing:
        return self.app.extensions["exchange_keys"]

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def officer(self, login: str) -> Officer:
        found = officer_by_login(login)
        assert found
        return found

    def introduction(self) -> Introduction:
        with self.here():
            office = instance_agency()
            assert office
            key = self.keys.newest
            return Introduction(office.code, office.kind, office.name, "", key.kid, key.sign_jwk, key.seal_jwk)

    def peer(self, other: "OfficeHere") -> Peer:
        """The row of the other office in this one's database; ask within `here()`."""
        agency = agency_by_code(other.code)
        found = peer_of_agency(agency.id) if agency else None
        assert found
        return found

    def pair_with(self, other: "OfficeHere", way: PeerWay = PeerWay.FILES) -> None:
        """Both sides, as if the code had been compared by telephone."""
        for one, another in ((self, other), (other, self)):
            them = another.introduction()
            with one.here(), transaction():
                pair(them, way, our_kid=one.keys.newest.kid, by=one.officer("zhuren"), at=one.now)

    def send(self, other: "OfficeHere", kind: str, body: dict[str, Any], **more: Any) -> UUID:
        """A message into the outbox, by itself."""
        with self.here(), transaction():
            given = {"about": uuid4(), "by": self.officer("zhuren"), "at": self.tick(), **more}
            return send_to_peer(self.peer(other), kind, body, **given).id

    def written_for(self, other: "OfficeHere") -> bytes:
        """A package, files included."""
        into = io.BytesIO()
        with self.here():
            write_package(self.peer(other), self.keys, into, by=None, at=self.tick())
        return into.getvalue()

    def read(self, package: bytes) -> None:
        with self.here():
            read_package(io.BytesIO(package), self.keys, by=None, at=self.tick())

    def carry_to(self, other: "OfficeHere") -> bytes:
        """All that waits, one way; receipts for it come with the next journey back."""
        package = self.written_for(other)
        other.read(package)
        return package

    def exchange_with(self, other: "OfficeHere") -> None:
        """There and back, until both sides have their receipts."""
        for _journey in range(2):
            self.carry_to(other)
            other.carry_to(self)

    def about(self, subject_id: UUID) -> list[SentMessage | ReceivedMessage]:
        with self.here():
            return messages_about(subject_id)

    def sent(self, message_id: UUID) -> SentMessage:
        with self.here():
            return db.session.get_one(SentMessage, message_id)

    def received(self, message_id: UUID) -> ReceivedMessage | None:
        with self.here():
            return db.session.get(ReceivedMessage, message_id)


def new_office(folder: Path, code: str = "SH-SJ", name: str = "", url: str = "") -> OfficeHere:
    """The city for "SH", Songjiang for "SH-SJ", else another district; each with an administrator and a head."""
    folder.mkdir(parents=True, exist_ok=True)
    config = Config(folder, url or f"sqlite:///{folder / 'inspect.sqlite'}", "a key for tests", rate_limits=False)
    office = OfficeHere(create_app(config), code)
    office.app.config["TESTING"] = True
    with office.here():
        db.create_all()
        with transaction():
            agency = _set_up(code, name or f"演示{code}民防办公室")
            make.officer("zhuren", agency.id, role=Role.HEAD, badge=f"{code}-1", at=MONDAY)
            make.officer("kezhang", agency.id, role=Role.SUPERVISOR, badge=f"{code}-2", at=MONDAY)
            publish_rulebook(at=MONDAY)
    return office


def _set_up(code: str, name: str):
    if code == "SH":
        return set_up_city("admin", make.PASSWORD, at=MONDAY)
    if code == "SH-SJ":
        return set_up("admin", make.PASSWORD, at=MONDAY)
    return set_up_district(code, name, "admin", make.PASSWORD, at=MONDAY)


def close(*offices: OfficeHere) -> None:
    for office in offices:
        with office.here():
            db.engine.dispose()
        if lent := _LENT.pop(id(office), None):
            _FREE[lent.code, lent.name].append(lent)


@dataclass
class _Lent:
    """An office with what it held when it was new."""

    app: Flask
    code: str
    name: str
    folder: Path
    rows: Rows
    files: dict[str, bytes]

    def made_new(self) -> OfficeHere:
        office = OfficeHere(self.app, self.code)
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name in self.files and path.read_bytes() != self.files[path.name]:
                path.write_bytes(self.files[path.name])
        with office.here():
            empty_database()
            put_back(self.rows)
        return office


_FREE: dict[tuple[str, str], list[_Lent]] = defaultdict(list)
_LENT: dict[int, _Lent] = {}


def lent_office(code: str = "SH-SJ", name: str = "") -> OfficeHere:
    """As `new_office`, from those that others have closed: made once in a process, after that only made new again."""
    if free := _FREE[code, name]:
        lent = free.pop()
        office = lent.made_new()
    else:
        folder = Path(tempfile.mkdtemp(prefix="lent-office-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        office = new_office(folder, code, name)
        with office.here():
            kept = rows()
        files = {path.name: path.read_bytes() for path in folder.glob("*.json")}
        lent = _Lent(office.app, code, name, folder, kept, files)
    _LENT[id(office)] = lent
    return office
