"""What may be written about a work, and that classified ones stay out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.works import (
    SECRECY_MARKS,
    EntranceFacts,
    PartyFacts,
    PartyPart,
    Secrecy,
    check_work,
    not_classified,
    secrecy_mark,
)
from tests.make import work_facts

TODAY = date(2026, 11, 23)


def problems(**more):
    return [refusal.problem for refusal in check_work(work_facts(**more), on=TODAY)]


@pytest.mark.parametrize("mark", SECRECY_MARKS)
def test_a_mark_of_secrecy_in_any_text_keeps_a_work_out(mark):
    party = PartyFacts(PartyPart.OWNER, f"某{mark}单位")
    entrance = EntranceFacts(f"{mark}口", 121.2277, 31.0322)
    for facts in (
        work_facts(name=f"某{mark}工程"),
        work_facts(notes=f"属{mark}"),
        work_facts(address=f"{mark}路"),
        work_facts(parties=(party,)),
        work_facts(parties=(PartyFacts(PartyPart.OWNER, "某单位", contact=mark),)),
        work_facts(entrances=(entrance,)),
    ):
        assert not_classified(facts).problem is Problem.CLASSIFIED_WORK


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("本工程非涉密", None),
        ("不涉密工程", None),
        ("无涉密内容", None),
        ("非涉密，但附件涉密", "涉密"),
        ("涉密", "涉密"),
        ("秘密★10年", "秘密★"),
        ("人防指挥所", "人防指挥所"),
        ("指挥中心车库", None),
        ("保密协议", None),
        ("", None),
    ],
)
def test_what_counts_as_a_mark_of_secrecy(text, mark):
    assert secrecy_mark(text) == mark


def test_a_declared_secret_needs_no_mark():
    assert not_classified(work_facts(secrecy=Secrecy.CLASSIFIED)).problem is Problem.CLASSIFIED_WORK
    assert not_classified(work_facts()) is None


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({}, None),
        ({"number": " "}, Problem.FIELD_MISSING),
        ({"name": ""}, Problem.FIELD_MISSING),
        ({"address": ""}, Problem.FIELD_MISSING),
        ({"street": ""}, Problem.FIELD_MISSING),
        ({"area_m2": Decimal("0.01")}, None),
        ({"area_m2": Decimal("0.00")}, Problem.OUT_OF_RANGE),
        ({"area_m2": Decimal(9_999_999)}, None),
        ({"area_m2": Decimal("9999999.01")}, Problem.OUT_OF_RANGE),
        ({"built_year": None}, None),
        ({"built_year": 1950}, None),
        ({"built_year": 1949}, Problem.OUT_OF_RANGE),
        ({"built_year": 2036}, None),
        ({"built_year": 2037}, Problem.OUT_OF_RANGE),
        ({"number": "x" * 60}, None),
        ({"number": "x" * 61}, Problem.FIELD_TOO_LONG),
        ({"notes": "x" * 2_001}, Problem.FIELD_TOO_LONG),
    ],
)
def test_the_facts_of_a_work(more, problem):
    assert problems(**more) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, None),
        ({"longitude": 120.8}, None),
        ({"longitude": 120.79}, Problem.ENTRANCE_OUTSIDE_AREA),
        ({"longitude": 122.3}, None),
        ({"longitude": 122.31}, Problem.ENTRANCE_OUTSIDE_AREA),
        ({"latitude": 30.6}, None),
        ({"latitude": 30.59}, Problem.ENTRANCE_OUTSIDE_AREA),
        ({"latitude": 31.95}, None),
        ({"latitude": 31.96}, Problem.ENTRANCE_OUTSIDE_AREA),
        ({"longitude": 31.0322, "latitude": 121.2277}, Problem.ENTRANCE_OUTSIDE_AREA),
        ({"radius_m": 10}, None),
        ({"radius_m": 9}, Problem.OUT_OF_RANGE),
        ({"radius_m": 1_000}, None),
        ({"radius_m": 1_001}, Problem.OUT_OF_RANGE),
    ],
)
def test_an_entrance_lies_in_shanghai(change, problem):
    entrance = replace(EntranceFacts("1号口", 121.2277, 31.0322, 100), **change)
    assert problems(entrances=(entrance,)) == ([problem] if problem else [])


def test_all_faults_of_a_work_are_told_together():
    assert problems(number="", name="", area_m2=Decimal(0), built_year=1) == [
        Problem.FIELD_MISSING,
        Problem.FIELD_MISSING,
        Problem.OUT_OF_RANGE,
        Problem.OUT_OF_RANGE,
    ]
