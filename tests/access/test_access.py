"""Every route, by every role, with a thing of one's own office and with a stranger's: what the one map of permissions says.

The expected answer is derived: from the permission that the view states, and from `KINDS`, which says whose thing each
part of an address names. A new route with a new kind of part fails until somebody says whose it is.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.permissions import OF_THE_INSTANCE, ONLY_IN, Permission, may
from inspect_app.sync.photos import OFFSET_TYPE
from tests.access.kinds import IN_THE_BODY, KINDS, Kind, kind_of, people_of_the_office
from tests.access.world import Copy, Person, World
from tests.architecture.routes import UNSAFE
from tests.architecture.source import assert_none

BEGIN_OR_END_A_SESSION = {"sign_in.create", "sync.create_session", "sign_in.destroy", "sync.end_session"}
"""Tried elsewhere: who they are for is no question of permission."""
READS = {"GET", "HEAD"}
TUS = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}


@dataclass(frozen=True)
class Address:
    """One route by one method; `kinds` = what its parts name, `fields` what its form does."""

    rule: Rule
    method: str
    needs: Permission | None
    kinds: dict[str, Kind]
    fields: dict[str, Kind]

    @property
    def is_writing(self) -> bool:
        return self.method in UNSAFE

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def addresses(app: Flask) -> list[Address]:
    found = []
    for rule in app.url_map.iter_rules():
        needs = getattr(app.view_functions[rule.endpoint], "needs", None)
        kinds = {part: kind_of(rule.endpoint, part) for part in rule.arguments}
        fields = {name: KINDS[part] for name, part in IN_THE_BODY.get(rule.endpoint, {}).items()}
        methods = sorted((rule.methods or set()) - {"OPTIONS"})
        if "GET" in methods:
            methods.remove("HEAD")
        found += [Address(rule, method, needs, kinds, fields) for method in methods]
    return found


@pytest.fixture
def copy(world: World, kept: dict[str, Any]) -> Iterator[Copy]:
    copy: Copy = kept["copy"]
    yield copy
    copy.put_back()


def call(app: Flask, world: World, person: Person, address: Address, **other: Any) -> TestResponse:
    """The address with the world's own things in it, or with `other` ones."""
    values = {part: other.get(kind.name, world.things[kind.name]) for part, kind in address.kinds.items()}
    path = app.url_map.bind("localhost").build(address.rule.endpoint, values, method=address.method)
    headers = {"X-CSRFToken": person.csrf, **TUS}
    if address.rule.endpoint == "tus.append":
        return person.client.open(path, method=address.method, headers=headers, data=b"x", content_type=OFFSET_TYPE)
    data = {name: str(world.things[kind.name]) for name, kind in address.fields.items()} or None
    return person.client.open(path, method=address.method, headers=headers, data=data, buffered=True)


def may_come_in(address: Address, person: Person) -> bool:
    """Derived, never listed: the map of permissions, and whose the things are."""
    if address.needs and not may(person.role, address.needs):
        return False
    if address.needs and ONLY_IN.get(address.needs, AgencyKind.DISTRICT) is not AgencyKind.DISTRICT:
        return False
    if address.needs in OF_THE_INSTANCE and not people_of_the_office(person):
        return False
    named = [*address.kinds.values(), *address.fields.values()]
    return all(kind.is_open_to(person, writing=address.is_writing) for kind in named)


def is_wrong(address: Address, person: Person, response: TestResponse) -> bool:
    if response.status_code >= 500:
        return True
    if may_come_in(address, person):
        return response.status_code in (401, 403, 404)
    return response.status_code not in (403, 404)


PEOPLE = [(role, is_ours) for is_ours in (True, False) for role in Role]
NAMES = [f"{role.name.lower()}-{'ours' if is_ours else 'elsewhere'}" for role, is_ours in PEOPLE]


@pytest.mark.parametrize(("role", "is_ours"), PEOPLE, ids=NAMES)
def test_every_door_opens_to_whom_it_should_and_to_nobody_else(app, world, copy, role, is_ours):
    """And what opens to a stranger says no word of ours: lists, figures, choices in forms, exported sheets."""
    person = next(one for one in world.people if (one.role, one.is_ours) == (role, is_ours))
    wrong = []
    for address in addresses(app):
        if address.rule.endpoint in BEGIN_OR_END_A_SESSION:
            continue
        response = call(app, world, person, address)
        if is_wrong(address, person, response):
            wrong.append(f"{address} by {person}: {response.status_code}")
        if not is_ours and address.method in READS and address.rule.endpoint != "static":
            wrong += words_of_ours(world, address, person, response)
        changed = copy.has_changed()
        if changed and not may_come_in(address, person):
            wrong.append(f"{address} by {person} changed {changed}")
        if changed:
            copy.put_back()
    assert_none(wrong)


def words_of_ours(world: World, address: Address, stranger: Person, response: TestResponse) -> list[str]:
    asked = {str(world.things[kind.name]) for kind in address.kinds.values()}
    body = unpacked(response.data)
    told = [word for word in world.secrets if word not in asked and says(body, word)]
    return [f"{address} tells {stranger} of {word}" for word in told]


def test_a_thing_of_theirs_does_not_open_the_way_to_one_of_ours(app, world, copy):
    """Addresses with two things: their own agency first, then our team; their own officer, then our phone."""
    wrong, tried = [], 0
    for address in addresses(app):
        owned = [kind.name for kind in address.kinds.values() if kind.name in world.elsewhere]
        if len(owned) < 2:
            continue
        for person in world.people:
            if person.is_ours or not (address.needs and may(person.role, address.needs)):
                continue
            tried += 1
            first = "agency" if "agency" in owned else "officer"
            response = call(app, world, person, address, **{first: world.elsewhere[first]})
            own = call(app, world, person, address, **world.elsewhere)
            if response.status_code != 404 or own.status_code == 404:
                wrong.append(f"{address} by {person}: {response.status_code}, with their own {own.status_code}")
    assert_none(wrong)
    assert tried >= 3


def test_nobody_is_put_into_an_office_of_others_by_its_id_in_a_form(app, world, copy):
    """The one choice in a form that would move a person: an account under our agency, or theirs moved to it."""
    admin = next(one for one in world.people if one.role is Role.ADMIN and not one.is_ours)
    account = {"csrf_token": admin.csrf, "login": "spy", "name": "某某", "role": "HEAD", "language": "zh"}
    account["password"] = "a long enough password"
    for path in ("/officers", f"/officers/{world.elsewhere['officer']}"):
        for agency, team in [(world.things["agency"], ""), (world.elsewhere["agency"], world.things["team"])]:
            response = admin.client.post(path, data={**account, "agency_id": str(agency), "team_id": str(team)})
            assert response.status_code == 422, path
    assert copy.has_changed() == []
    theirs = {**account, "agency_id": str(world.elsewhere["agency"]), "team_id": ""}
    assert admin.client.post("/officers", data=theirs).status_code == 302


def says(body: bytes, word: str) -> bool:
    """As a word of its own: the digits of a year also stand in the middle of some hash."""
    said = word.encode()
    return (
        said in body and re.search(rb"(?<![0-9A-Za-z])" + re.escape(said) + rb"(?![0-9A-Za-z])", body) is not None
    )


def unpacked(body: bytes) -> bytes:
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_every_kind_of_thing_is_reached_by_some_route_and_is_there(app, world):
    used = {kind.name for address in addresses(app) for kind in address.kinds.values()}
    assert used == {kind.name for kind in KINDS.values()} == set(world.things)


def test_a_route_with_a_new_kind_of_part_fails_until_somebody_says_whose_it_is():
    bare = Flask("bare")
    bare.add_url_rule("/secrets/<uuid:secret_id>", "secrets.show", lambda secret_id: "")
    with pytest.raises(KeyError, match="secret_id"):
        addresses(bare)
