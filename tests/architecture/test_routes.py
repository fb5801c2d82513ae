"""Every door says who may come in, and none lets a stranger's page write through it."""

import json

import pytest
from flask import Flask

import inspect_app
from inspect_app.rules.people import Role
from inspect_app.rules.permissions import PERMISSIONS, Permission, may
from tests.architecture.routes import OPEN_TO_ALL, UNSAFE, doors
from tests.architecture.source import assert_none


def doors_without_permission(app: Flask, open_to_all: set[str]) -> list[str]:
    return [
        f"{rule.endpoint} ({rule.rule}) states no permission"
        for rule in app.url_map.iter_rules()
        if not isinstance(getattr(app.view_functions[rule.endpoint], "needs", None), Permission)
        and rule.endpoint not in open_to_all
    ]


def test_every_view_states_its_permission(app):
    assert_none(doors_without_permission(app, OPEN_TO_ALL))


def test_the_short_list_names_only_what_is_there_and_open(app):
    for endpoint in OPEN_TO_ALL:
        assert endpoint in app.view_functions, endpoint
        assert getattr(app.view_functions[endpoint], "needs", None) is None, endpoint


def test_a_view_without_permission_is_caught():
    bare = Flask("bare")
    bare.add_url_rule("/x", "x.show", lambda: "")
    assert doors_without_permission(bare, {"static"}) == ["x.show (/x) states no permission"]


def test_only_the_door_of_other_offices_is_exempt_from_the_token():
    """There nobody is signed in, and a cookie opens nothing: whoever speaks has signed what they say."""
    assert inspect_app.csrf._exempt_views == set()
    assert {one if isinstance(one, str) else one.name for one in inspect_app.csrf._exempt_blueprints} == {
        "exchange"
    }


def test_every_writing_call_without_a_token_is_turned_away(app):
    client = app.test_client()
    writing = [door for door in doors(app) if door.method in UNSAFE and not door.endpoint.startswith("exchange.")]
    assert_none([str(door) for door in writing if client.open(door.path, method=door.method).status_code != 400])


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_permissions(role):
    assert may(role, Permission.SIGNED_IN)
    assert set(PERMISSIONS) == set(Role)


def test_every_permission_is_held_by_somebody_and_used_by_a_view(app):
    held = {permission for permissions in PERMISSIONS.values() for permission in permissions}
    assert held == set(Permission)


def test_a_forgotten_token_is_said_in_the_readers_own_way(app):
    response = app.test_client().post("/api/sync", data=json.dumps({}))
    assert response.status_code == 400
    assert response.json["reasons"][0]["code"] == "csrf_failed"
