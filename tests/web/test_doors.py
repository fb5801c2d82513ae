"""Every door of the house, tried by everybody: who may not come in is turned away, and nothing falls over."""

from weakref import WeakKeyDictionary

import pytest
from flask.testing import FlaskClient

from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.permissions import OF_THE_INSTANCE, ONLY_IN, Permission, may
from inspect_app.store.agencies import all_agencies
from inspect_app.store.base import transaction
from tests import make
from tests.architecture.routes import OPEN_TO_ALL, UNSAFE, Door, doors
from tests.architecture.source import assert_none
from tests.conftest import MONDAY

HOME_OF = {
    Role.PARTNER: AgencyKind.FIRE,
    Role.STREET: AgencyKind.STREET,
    Role.STREET_HEAD: AgencyKind.STREET,
    Role.CITY: AgencyKind.CITY,
}
ENDS_THE_SESSION = {"sign_in.destroy", "sync.end_session"}
SAYS_401_ITSELF = {"sign_in.create"}
FRESH_EACH_TIME = ("static", "pwa.")


TOKENS: WeakKeyDictionary[FlaskClient, str] = WeakKeyDictionary()
"""One for each browser: a session's token opens every form of it."""


def knock(client: FlaskClient, door: Door, **headers: str):
    if door.method in UNSAFE and client not in TOKENS:
        TOKENS[client] = client.get("/api/session").json["csrf"]
    token = TOKENS[client] if door.method in UNSAFE else ""
    known = {"X-CSRFToken": token, "Tus-Resumable": "1.0.0"}
    response = client.open(door.path, method=door.method, headers={**known, **headers})
    response.close()
    return response


@pytest.fixture
def signed_in(app, office) -> dict[Role, FlaskClient]:
    """A browser for each role, each with its person signed in."""
    homes = {agency.kind: agency.id for agency in reversed(all_agencies())}
    clients = {}
    for role in Role:
        login = f"door-{role.name.lower()}"
        with transaction():
            person = make.officer(login, homes[HOME_OF.get(role, AgencyKind.DISTRICT)], role=role, at=MONDAY)
            person.password_hash = office.jia.password_hash
        clients[role] = app.test_client()
        csrf = clients[role].get("/api/session").json["csrf"]
        data = {"login": login, "password": make.PASSWORD, "csrf_token": csrf}
        assert clients[role].post("/sign-in", data=data).status_code == 302, role
    return clients


def test_without_the_permission_every_door_is_closed(app, signed_in):
    wrong = [
        f"{door} let {role.name} in: {response.status_code}"
        for door in doors(app)
        if door.needs
        for role, client in signed_in.items()
        if not may(role, door.needs)
        for response in [knock(client, door)]
        if response.status_code != 403
    ]
    assert_none(wrong)


def test_without_a_sign_in_every_door_is_closed(app, office):
    wrong = []
    for door in doors(app):
        response = knock(app.test_client(), door)
        to_sign_in = response.status_code == 302 and response.headers["Location"].startswith("/sign-in?next=")
        is_closed = response.status_code == 401 or (to_sign_in and door.method == "GET")
        if is_closed is (door.endpoint in OPEN_TO_ALL - SAYS_401_ITSELF):
            wrong.append(f"{door}: {response.status_code}")
    assert_none(wrong)


def opens_here(role: Role, needed: Permission) -> bool:
    """In a district's instance: what only the city's is for stays closed, and what is of the instance opens to its own people."""
    is_home = needed not in OF_THE_INSTANCE or role not in HOME_OF
    return may(role, needed) and is_home and ONLY_IN.get(needed, AgencyKind.DISTRICT) is AgencyKind.DISTRICT


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_falls_over_at_an_id_that_nothing_has(app, signed_in, language):
    wrong = []
    for door in doors(app):
        for role, client in signed_in.items():
            if door.method != "GET" or (door.needs and not opens_here(role, door.needs)):
                continue
            with client.session_transaction() as session:
                session["language"] = language
            response = knock(client, door)
            if response.status_code >= 500 or (response.status_code in (401, 403) and "/api" not in door.path):
                wrong.append(f"{door} for {role.name}: {response.status_code}")
    assert_none(wrong)


def test_no_deed_falls_over_when_nothing_is_given(app, signed_in):
    wrong = []
    for door in doors(app):
        for role, client in signed_in.items():
            if (
                door.method == "GET"
                or door.endpoint in ENDS_THE_SESSION
                or not (door.needs and may(role, door.needs))
            ):
                continue
            response = knock(client, door)
            if response.status_code >= 500:
                wrong.append(f"{door} for {role.name}: {response.status_code}")
    assert_none(wrong)


def test_no_page_with_somebodys_data_may_be_kept_by_a_browser(app, signed_in):
    """The worker and every cache between keep only the empty shell and its files."""
    head = signed_in[Role.HEAD]
    wrong = []
    for door in doors(app):
        if door.method != "GET" or door.endpoint.startswith(FRESH_EACH_TIME):
            continue
        kept = knock(head, door).headers.get("Cache-Control", "")
        if "no-store" not in kept and "private" not in kept:
            wrong.append(f"{door}: {kept or 'nothing said'}")
    assert_none(wrong)
