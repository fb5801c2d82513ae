"""An office that is not Songjiang prints no number of Songjiang's, and is told what to do before it prints any."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from inspect_app.actions.devices import enrol_device
from inspect_app.actions.forms import next_desk_number, top_up
from inspect_app.actions.settings import change_setting
from inspect_app.problems import Problem, Refused
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import transaction
from tests.desk import Desk
from tests.exchange.test_leads_across import lead_at
from tests.exchange.two_offices import OfficeHere, close, lent_office

KIND = FormKind.ON_THE_SPOT_DECISION


@pytest.fixture
def minhang() -> Iterator[OfficeHere]:
    office = lent_office("SH-MH", "上海市闵行区民防办公室")
    yield office
    close(office)


def desk_number(office: OfficeHere) -> str:
    with office.here(), transaction():
        block, serial = next_desk_number(office.officer("zhuren"), KIND, at=office.tick())
        return block.facts().number(serial)


def test_without_its_own_word_it_numbers_no_paper_and_says_what_to_do(minhang: OfficeHere):
    with pytest.raises(Refused) as refused:
        desk_number(minhang)
    [why] = refused.value.refusals
    assert why.problem is Problem.NUMBER_PREFIX_UNSET
    assert "“设置”里填写“文书编号字头”" in why.sentence


def test_phones_get_no_numbers_before_it_is_set(minhang: OfficeHere):
    with minhang.here(), transaction():
        jwk = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}
        device = enrol_device(uuid4(), jwk, "a phone", officer=minhang.officer("zhuren"), at=minhang.now)
        assert top_up(device, at=minhang.tick()) == []
        change_setting(SettingName.NUMBER_PREFIX, "沪闵民防", by=minhang.officer("zhuren"), at=minhang.tick())
        assert {one.template[:4] for one in top_up(device, at=minhang.tick())} == {"沪闵民防"}


def test_with_it_numbers_are_its_own(minhang: OfficeHere):
    with minhang.here(), transaction():
        change_setting(SettingName.NUMBER_PREFIX, "沪闵民防", by=minhang.officer("zhuren"), at=minhang.tick())
    assert desk_number(minhang) == "沪闵民防当罚〔2026〕第0001号"


def test_leads_are_entered_all_the_same(minhang: OfficeHere):
    """Their number stays inside the office; nothing that another office sends may fail for want of a word."""
    assert lead_at(minhang).number == "源〔2026〕第0001号"


def test_the_first_page_and_the_settings_say_so_until_it_is_set(minhang: OfficeHere):
    desk = Desk(minhang.app.test_client(), "zhuren")
    for page in ("/", "/settings"):
        assert "还没有设置文书编号字头" in desk.read(page)
    assert desk.send("/settings/number_prefix", value="沪闵民防").status_code == 302
    for page in ("/", "/settings"):
        assert "还没有设置文书编号字头" not in desk.read(page)
    assert "沪闵民防案〔{year}〕" in desk.open("/settings").get_data(as_text=True)


def test_songjiang_and_the_city_have_theirs_from_the_start():
    for code, word in (("SH-SJ", "沪松民防"), ("SH", "沪民防")):
        office = lent_office(code)
        assert desk_number(office).startswith(f"{word}当罚〔")
        close(office)
