"""Screen readers, keyboards, dark basements, large letters, gloved thumbs: nothing serious stands in anybody's way."""

import pytest

from tests.browser.office_walk import NOT_PAGES, Opened, page_rules
from tests.browser.walk import ROOT, Stop, faults, told


def assert_none(stops: list[Stop], kind: str) -> None:
    found = faults(stops, kind)
    assert not found, told(found)


def test_the_walk_goes_past_every_screen_of_the_phone(phone_in_chinese):
    screens = {path.stem for path in (ROOT / "static" / "app" / "screens").glob("*.js")}
    assert {stop.name.split(":")[0] for stop in phone_in_chinese} >= screens


def test_the_walk_goes_past_every_page_of_the_office(office_in_chinese: Opened, lived):
    wanted = {rule.endpoint for rule in page_rules(lived.app)}
    assert wanted - office_in_chinese.opened == set()
    assert set(lived.app.view_functions) >= NOT_PAGES


@pytest.mark.parametrize("kind", ["barriers", "barriers_in_the_dark"])
def test_axe_finds_nothing_serious_on_the_phone(phone_in_chinese, kind):
    assert_none(phone_in_chinese, kind)


@pytest.mark.parametrize("kind", ["barriers", "barriers_in_the_dark"])
def test_axe_finds_nothing_serious_in_the_office(office_in_chinese: Opened, kind):
    assert_none(office_in_chinese.stops, kind)


@pytest.mark.parametrize("language", ["chinese", "english"])
@pytest.mark.parametrize("kind", ["small_targets", "small_letters", "too_wide"])
def test_the_phone_is_made_for_a_gloved_thumb(request, language, kind):
    assert_none(request.getfixturevalue(f"phone_in_{language}"), kind)


@pytest.mark.parametrize("language", ["chinese", "english"])
@pytest.mark.parametrize("kind", ["too_wide_when_large", "cut_off", "not_grown"])
def test_with_letters_twice_as_large_every_screen_can_be_read_and_used(request, language, kind):
    assert_none(request.getfixturevalue(f"phone_in_{language}"), kind)
