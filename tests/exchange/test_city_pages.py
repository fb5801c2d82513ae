"""Every page of a city's own instance opens for whoever may open it, and is whole in each language; no district shows these."""

from dataclasses import dataclass, field

import pytest

from inspect_app.access import may_here
from inspect_app.rules.permissions import Permission
from tests.browser.names import Names, names_in
from tests.browser.office_walk import FILLED, NOT_PAGES, ids_of, page_rules, paths
from tests.browser.test_languages import chinese_in, english_in
from tests.browser.walk import Text
from tests.desk import Desk
from tests.exchange.lived_in_city import live
from tests.exchange.two_offices import OfficeHere, close, lent_office
from tests.web.page_words import words_of_page

WHO = {"zhuren": "负责人", "fazhi": "法制", "kezhang": "科长", "admin": "管理员"}
ONLY_THERE = {
    "standard_deeds.new", "standards.index", "standards.show", "figure_reports.index", "figure_reports.show", "home.show",
    "questions.show", "handovers.index", "handovers.show", "lead_handovers.new", "peers.index", "peers.show",
}  # fmt: skip
"""What a city shows otherwise than a district, or alone."""


@dataclass
class Seen:
    names: Names
    opened: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    words: dict[str, dict[Text, str]] = field(default_factory=lambda: {"zh": {}, "en": {}})


@pytest.fixture(scope="module")
def seen() -> Seen:
    city, district = lent_office("SH"), lent_office()
    city.pair_with(district)
    live(city, district)
    with city.here():
        found = Seen(names_in())
        found.names.codes.add("city-list")
    for login in WHO:
        _look(city, login, found)
    close(city, district)
    return found


def _look(city: OfficeHere, login: str, found: Seen) -> None:
    desk, ids = Desk(city.app.test_client(), login), ids_of(city.app)
    rules = [one for one in page_rules(city.app) if one.endpoint != "static"]
    rules += [one for one in city.app.url_map.iter_rules() if one.endpoint == "standard_deeds.new"]
    for rule in rules:
        needed = getattr(city.app.view_functions[rule.endpoint], "needs", None)
        with city.here():
            is_theirs = may_here(city.officer(login), needed or Permission.SIGNED_IN)
        if not is_theirs or not all(ids.get(name) for name in rule._converters):
            continue
        for path in paths(city.app, rule, ids)[:4] if rule.arguments else [rule.rule]:
            for language in found.words:
                _open(desk, language, rule.endpoint, path, found)


def _open(desk: Desk, language: str, endpoint: str, path: str, found: Seen) -> None:
    with desk.client.session_transaction() as session:
        session["language"] = language
    answer = desk.open(path)
    if answer.status_code >= 500:
        found.failed.append(f"{endpoint} {path}: {answer.status_code}")
    if answer.status_code == 200 and answer.mimetype == "text/html":
        found.opened.add(endpoint)
        for one in words_of_page(answer.get_data(as_text=True)):
            found.words[language].setdefault(one, f"{endpoint} {path}")
    answer.close()


def test_none_of_them_fails(seen: Seen):
    assert seen.failed == []


def test_those_that_only_a_city_shows_were_opened(seen: Seen):
    assert ONLY_THERE - seen.opened == set()
    assert "standard_deeds.new" in NOT_PAGES
    assert len(seen.opened) > 60
    assert FILLED


@pytest.mark.parametrize(("language", "other"), [("zh", "en"), ("en", "zh")])
def test_each_language_is_whole(seen: Seen, language: str, other: str):
    look = english_in if language == "zh" else chinese_in
    faults = [
        f"{what}: {one.text[:100]!r} in {one.where} [{place}]"
        for one, place in seen.words[language].items()
        if not one.lang.startswith(other) and one.lang != "page" and (what := look(one, seen.names))
    ]
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize(("language", "said"), [("zh", "zh-CN"), ("en", "en")])
def test_every_page_says_in_which_language_it_is(seen: Seen, language: str, said: str):
    assert {one.text for one in seen.words[language] if one.lang == "page"} == {said}
