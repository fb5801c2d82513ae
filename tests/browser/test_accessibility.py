"""Screen readers, keyboards, dark basements, large letters, gloved thumbs: nothing serious stands in anybody's way."""

import pytest

from tests.browser.walk import ROOT, Walked, faults, told


def assert_none(walked: Walked, kind: str) -> None:
    found = faults(walked.stops, kind)
    assert not found, told(found)


def test_the_walk_goes_past_every_screen_of_the_phone(phone_in_chinese):
    screens = {path.stem for path in (ROOT / "static" / "app" / "screens").glob("*.js")}
    assert {stop.name.split(":")[0] for stop in phone_in_chinese.stops} >= screens


def test_the_walk_goes_past_every_page_of_the_office(office_in_chinese):
    assert office_in_chinese.unopened == set()


@pytest.mark.parametrize("kind", ["barriers", "barriers_in_the_dark"])
def test_axe_finds_nothing_serious_on_the_phone(phone_in_chinese, kind):
    assert_none(phone_in_chinese, kind)


@pytest.mark.parametrize("kind", ["barriers", "barriers_in_the_dark"])
def test_axe_finds_nothing_serious_in_the_office(office_in_chinese, kind):
    assert_none(office_in_chinese, kind)


@pytest.mark.parametrize("language", ["chinese", "english"])
@pytest.mark.parametrize("kind", ["small_targets", "small_letters", "too_wide"])
def test_the_phone_is_made_for_a_gloved_thumb(request, language, kind):
    assert_none(request.getfixturevalue(f"phone_in_{language}"), kind)


@pytest.mark.parametrize("language", ["chinese", "english"])
@pytest.mark.parametrize("kind", ["too_wide_when_large", "cut_off", "not_grown"])
def test_with_letters_twice_as_large_every_screen_can_be_read_and_used(request, language, kind):
    assert_none(request.getfixturevalue(f"phone_in_{language}"), kind)
