"""Taking in a rescue file: events by the very inbox, each for its own device and officer; photos by their hash.

Whoever brings the file changes nothing about what it says: the signatures decide.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from flask import current_app

from inspect_app.actions.rescues import Piece, RescueFacts, begin_rescue, finish_rescue
from inspect_app.problems import Problem, Refusal
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.base import Json, transaction
from inspect_app.store.officers import Device, Officer, device_with
from inspect_app.store.rescue_files import RescueFolder
from inspect_app.store.rescues import RescueKind, RescueOutcome
from inspect_app.sync.answers import reasons_of
from inspect_app.sync.photos import photo_folder
from inspect_app.sync.rescue_events import RescuedEvents
from inspect_app.sync.rescue_file import Found, FoundPhoto, RescueReader, Stretch
from inspect_app.sync.rescue_lines import DraftLine, Heading
from inspect_app.sync.rescue_photos import RescuedPhotos
from inspect_app.sync.sealed_rescues import is_sealed, open_sealed
from inspect_app.sync.seals import ServerSeal

EVENTS_AT_ONCE = 200
CHARS_AT_ONCE = 4_000_000


def take_in_rescue(path: Path, *, name: str, sha256: str, by: Officer, at: datetime) -> UUID:
    """What the office's page of rescue files asks for; handed to it by `create_app`. Gives the import's id."""
    with path.open("rb") as file, _readable(file) as plain:
        reader = RescueReader(plain)
        devices = KnownDevices(by)
        device = devices.known(reader.heading.device.id)
        device_id, officer_id = device.id if device else None, by.id
        facts = RescueFacts(name, sha256, reader.size, device_id, _kept_heading(reader.heading))
        with transaction():
            import_id = begin_rescue(facts, by=by, at=at).id
        pieces = Intake(reader, devices, device_id, at=at).pieces()
        faults = [problem.code for problem in reader.faults()]
        with transaction():
            finish_rescue(import_id, pieces, faults, by=officer_id, at=at)
    return import_id


@contextmanager
def _readable(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """A file from a locked phone is opened with the office's key, beside the others, for as long as it is read."""
    if not is_sealed(file):
        yield file
        return
    folder = RescueFolder(current_app.extensions["config"].rescues)
    with folder.new_file() as plain:
        open_sealed(file, plain, current_app.extensions["office_key"])
        yield plain


def _kept_heading(heading: Heading) -> Json:
    """Without the lists: what of them was missing stands among the pieces."""
    plain = heading.model_dump(mode="json")
    plain["events"].pop("seqs")
    plain["photos"].pop("hashes")
    return plain


class KnownDevices:
    """Devices whose officers belong to this person's office; each looked up once."""

    def __init__(self, by: Officer) -> None:
        self.agency_ids = {agency.id for agency in agencies_of_office(by.home_id)}
        self.found: dict[UUID, Device | None] = {}

    def known(self, device_id: UUID | None) -> Device | None:
        if device_id is None:
            return None
        if device_id not in self.found:
            device = device_with(device_id)
            self.found[device_id] = device if device and device.officer.agency_id in self.agency_ids else None
        return self.found[device_id]


class Intake:
    """One file being taken in. Events go to the inbox in batches, photos one by one."""

    def __init__(
        self, reader: RescueReader, devices: KnownDevices, device_id: UUID | None, *, at: datetime
    ) -> None:
        seal: ServerSeal = current_app.extensions["server_seal"]
        self.reader = reader
        self.device_id = device_id
        self.events = RescuedEvents(devices.known, device_id, seal=seal, at=at)
        self.photos = RescuedPhotos(reader, photo_folder(), at=at)

    def pieces(self) -> list[Piece]:
        done: list[Piece] = []
        waiting: list[str] = []
        for found in self.reader.pieces():
            if isinstance(found, str):
                waiting.append(found)
            if waiting and (not isinstance(found, str) or _is_enough(waiting)):
                done += self.events.take_in(waiting)
                waiting = []
            done += self._other(found)
        done += self.events.take_in(waiting)
        done += self.events.missing(self.reader.heading.events.seqs)
        done += self.photos.missing(self.reader.heading.photos.hashes)
        self.events.look_again(done)
        return done

    def _other(self, found: Found) -> Iterator[Piece]:
        if isinstance(found, DraftLine):
            yield _draft(found)
        elif isinstance(found, FoundPhoto):
            yield self.photos.take_in(found, self.device_id or self.events.only_device_id)
        elif isinstance(found, Stretch) and found.first != self.photos.last_start:
            yield _stretch(found)


def _is_enough(waiting: list[str]) -> bool:
    return len(waiting) >= EVENTS_AT_ONCE or sum(map(len, waiting)) >= CHARS_AT_ONCE


def _draft(found: DraftLine) -> Piece:
    text = json.dumps(found.values, ensure_ascii=False, indent=2)
    return Piece(RescueKind.DRAFT, RescueOutcome.TO_READ, name=found.key.replace("\0", ""), details={"text": text})


def _stretch(found: Stretch) -> Piece:
    return Piece(
        RescueKind.STRETCH,
        RescueOutcome.DAMAGED,
        size_bytes=found.last - found.first,
        reasons=reasons_of([Refusal(Problem.RESCUE_STRETCH_DAMAGED)]),
        details={"first": found.first, "last": found.last},
    )
