"""Headers under which a page runs, and those that its parts can do without."""

import re

import pytest

from inspect_app.web.import_map import first_modules
from inspect_app.web.security import NO_PAGE, policy


def test_the_policy_lets_no_inline_code_and_no_other_host_in():
    assert "unsafe-inline" not in policy()
    assert "'unsafe-eval'" not in policy()
    assert not re.search(r"https?:|\*", policy() + policy(is_phone=True))
    assert policy().startswith("default-src 'none'")


@pytest.mark.parametrize(
    "path", ["/phone", "/sign-in", "/service-worker.js", "/precache.js", "/static/icons/icon.svg", "/nowhere"]
)
def test_what_runs_or_shows_by_itself_runs_under_the_policy(app, path: str):
    response = app.test_client().get(path)
    assert response.headers["Content-Security-Policy"] == policy(is_phone=path == "/phone")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_only_the_phone_may_run_the_reader_of_codes_and_use_the_camera_of_our_own_pages(app):
    client = app.test_client()
    assert "'wasm-unsafe-eval'" in client.get("/phone/find").headers["Content-Security-Policy"]
    assert "wasm" not in client.get("/sign-in").headers["Content-Security-Policy"]
    assert "camera=(self)" in client.get("/phone").headers["Permissions-Policy"]


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*static:pytest.PytestUnraisableExceptionWarning"
)  # packing lets go
def test_the_parts_of_a_page_carry_the_short_policy_and_are_packed_for_whoever_only_knows_gzip(app):
    for path in [*first_modules(), "/static/css/phone.css"]:
        response = app.test_client().get(path, headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Security-Policy"] == NO_PAGE
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Permissions-Policy" not in response.headers
        assert response.headers.get("Content-Encoding") == "gzip" or len(response.data) < 400
        response.close()
