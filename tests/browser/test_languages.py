"""Each language whole: no English on Chinese pages, no Chinese on English ones but what people and laws have said in it."""

import re
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from inspect_app.catalogue import shipped_checklists
from inspect_app.store.base import db
from tests.browser.office_walk import Lived
from tests.browser.walk import Stop, Text, told

HAN = re.compile(r"[\u3400-\u9fff，。；：！？、（）《》]")
LATIN = re.compile(r"[A-Za-z]{2,}")
LATIN_IN_CHINESE = re.compile(
    r"\b(?:XLSX|CSV|GBK|UTF-8|TOML|JSON|GPS|QR|EXIF|HEIC|SHA-256|WGS-84|GCJ-02|A4|MB|KB|GB|mm|px|Esc|IP)\b"
    r"|https?://\S+|[\w.-]*\.(?:jpg|csv|xlsx|inspect)\b|\{\w+\}|“[\w.]+”"  # addresses, files, names of fields
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=\w*\d)[0-9a-fA-F]{7,}\b"  # ids and hashes
    r"|\b[A-Z]{1,9}[-A-Z]*[ -]?\d+(?:-\d+)*\b|\b\d+[A-Z]+\d+\b"  # numbers of works, acts, parties, standards
)
"""What is written in Latin letters in Chinese too."""
SAID = """
    select name from works union select address from works union select notes from works
    union select peacetime_use from works union select protection_class from works
    union select name from entrances union select name from work_parties union select contact from work_parties
    union select name from officers union select badge_number from officers
    union select name from agencies union select name from agency_names union select name from teams
    union select number from decisions union select party_name from decisions
    union select number from orders union select party_name from orders
    union select name from signatures union select text from finding_versions
    union select caption from photos union select remark from returns
"""
"""What people have written down, and the names of people and things: it stays as it is in every language."""


@dataclass(frozen=True)
class Data:
    """What is no word of ours. `said` the longest first; `codes` and devices have Latin letters in every language."""

    said: list[str]
    codes: set[str]
    devices: list[str]


@pytest.fixture
def data(lived: Lived) -> Data:
    return data_of(lived)


def data_of(lived: Lived) -> Data:
    with lived.app.app_context():
        said = {one for one in db.session.scalars(text(SAID)) if one and HAN.search(one)}
        logins = set(db.session.scalars(text("select login from officers")))
        devices = [one for one in db.session.scalars(text("select distinct label from devices")) if one]
        db.session.remove()
    sections = [section for checklist in shipped_checklists() for section in checklist.sections]
    items = [item for section in sections for item in section.items]
    codes = {one.code for one in (*shipped_checklists(), *sections, *items)} | {
        act for item in items for act in item.acts
    }
    return Data(sorted(said, key=len, reverse=True), logins | codes, devices)


def english_in(one: Text, data: Data) -> bool:
    """Words in Latin letters that are neither a code nor one of the few that Chinese writes so."""
    words = one.text
    for device in data.devices:
        words = words.replace(device, " ")
    words = LATIN_IN_CHINESE.sub(" ", words)
    left = [word for word in re.findall(r"[A-Za-z][\w-]*", words) if word not in data.codes]
    return any(LATIN.search(word) for word in left)


def chinese_in(one: Text, data: Data) -> str:
    """Chinese that is not marked as such. Amid an English sentence a name is let pass; standing alone it is not."""
    if not HAN.search(one.text):
        return ""
    words = one.text
    for name in data.said:
        words = words.replace(name, "")
    if HAN.search(words):
        return "Chinese"
    return "" if LATIN.search(words) or one.lang == "title" else 'a name without lang="zh-CN"'


def leaks(stops: list[Stop], of: str, data: Data) -> list[str]:
    found: dict[str, str] = {}
    for stop in stops:
        for one in stop.words:
            if one.lang.startswith(of) or one.lang == "page":
                continue
            what = chinese_in(one, data) if of == "zh" else "English" if english_in(one, data) else ""
            if what:
                found.setdefault(f"{what}: {one.text[:120]!r} in {one.where}", stop.name)
    return [f"{fault}   [{place}]" for fault, place in found.items()]


@pytest.mark.parametrize("walk", ["phone_in_chinese", "office_in_chinese"])
def test_there_is_no_english_on_a_chinese_page(request, walk, data):
    found = leaks(stops_of(request, walk), "en", data)
    assert not found, told(found)


@pytest.mark.parametrize("walk", ["phone_in_english", "office_in_english"])
def test_there_is_no_chinese_on_an_english_page_but_what_is_marked_as_such(request, walk, data):
    found = leaks(stops_of(request, walk), "zh", data)
    assert not found, told(found)


@pytest.mark.parametrize(
    ("walk", "language"),
    [
        ("phone_in_chinese", "zh-CN"),
        ("office_in_chinese", "zh-CN"),
        ("phone_in_english", "en"),
        ("office_in_english", "en"),
    ],
)
def test_every_page_says_in_which_language_it_is(request, walk, language):
    pages = {(stop.name, one.text) for stop in stops_of(request, walk) for one in stop.words if one.lang == "page"}
    assert {said for _name, said in pages} == {language}, sorted(name for name, said in pages if said != language)


def stops_of(request: pytest.FixtureRequest, walk: str) -> list[Stop]:
    found = request.getfixturevalue(walk)
    return found if isinstance(found, list) else found.stops
