"""What whoever runs the server types: the demonstration is loaded once, and shows its sign-ins only if it is one."""

import pytest

from inspect_app.store.agencies import agency_by_code
from inspect_app.store.officers import count_officers
from inspect_app.store.works import works_of


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()

    def type_in(*words):
        result = runner.invoke(args=list(words))
        assert result.exit_code == 0, result.output
        return result.output

    return type_in


def test_the_demonstration_is_loaded_once(run):
    assert "329 works" in run("demonstration", "load")
    people = count_officers()
    assert "nothing was loaded" in run("demonstration", "load")
    assert (count_officers(), len(works_of(agency_by_code("SH-SJ").id))) == (people, 329)


def test_a_demonstration_shows_who_may_sign_in_and_where(run):
    run("demonstration", "load")
    shown = run("demonstration", "show", "--url", "https://example.test/")
    assert "https://example.test/phone" in shown
    assert "songjiang-demo" in shown
    for login in ("admin", "jia", "hai", "xiaofang1", "yingji2", "fangsong", "shi"):
        assert f" {login} " in shown


def test_another_instance_shows_no_sign_ins(run, office):
    assert "nothing was loaded" in run("demonstration", "load")
    shown = run("demonstration", "show")
    assert "/phone" in shown
    assert "jia" not in shown


def test_the_catalogue_has_nothing_left_to_publish_after_loading(run):
    run("demonstration", "load")
    assert "0 new checklists" in run("catalogue", "publish")
