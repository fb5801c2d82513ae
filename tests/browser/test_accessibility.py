"""Screen readers, keyboards, dark basements, large letters, gloved thumbs: nothing serious stands in anybody's way."""

import pytest

from tests.browser.walk import ROOT, Walked, faults, told


def assert_none(walked: Walked, kind: str) -> None:
    found = faults(walked.stops, kind)
    assert not found, told(found)


WALKS_IN_CHINESE = ["phone_in_chinese", "office_in_chinese"]
WALKS_ON_THE_PHONE = ["phone_in_chinese", "phone_in_english"]


@pytest.fixture
def walked(request: pytest.FixtureRequest) -> Walked:
    """The walk whose name is the test's parameter: by its name the processes share the tests (`ByWalk`)."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("walked", ["phone_in_chinese"], indirect=True)
def test_the_walk_goes_past_every_screen_of_the_phone(walked):
    screens = {path.stem for path in (ROOT / "static" / "app" / "screens").glob("*.js")}
    assert {stop.name.split(":")[0] for stop in walked.stops} >= screens


@pytest.mark.parametrize("walked", ["office_in_chinese"], indirect=True)
def test_the_walk_goes_past_every_page_of_the_office(walked):
    assert walked.unopened == set()


@pytest.mark.parametrize("walked", WALKS_IN_CHINESE, indirect=True)
@pytest.mark.parametrize("kind", ["barriers", "barriers_in_the_dark"])
def test_axe_finds_nothing_serious(walked, kind):
    assert_none(walked, kind)


@pytest.mark.parametrize("walked", WALKS_ON_THE_PHONE, indirect=True)
@pytest.mark.parametrize("kind", ["small_targets", "small_letters", "too_wide"])
def test_the_phone_is_made_for_a_gloved_thumb(walked, kind):
    assert_none(walked, kind)


@pytest.mark.parametrize("walked", WALKS_ON_THE_PHONE, indirect=True)
@pytest.mark.parametrize("kind", ["too_wide_when_large", "cut_off", "not_grown"])
def test_with_letters_twice_as_large_every_screen_can_be_read_and_used(walked, kind):
    assert_none(walked, kind)
