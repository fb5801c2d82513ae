"""What an office may lay over the shipped law, what comes of it, and every way in which a row can be wrong."""

from dataclasses import replace
from datetime import date

import pytest

from inspect_app.catalogue import shipped_law
from inspect_app.problems import Problem
from inspect_app.rules.acts import Act, FineRange, Mark, Party, Power, Words
from inspect_app.rules.amendment_faults import faults_of
from inspect_app.rules.amendments import (
    KINDS,
    EndAct,
    EndBenchmark,
    MarkAct,
    NewAct,
    NewBenchmark,
    NewFactor,
    amended,
    kind_of,
)
from inspect_app.rules.discretion import Factor, Tier, Weight
from inspect_app.rules.law_table import Benchmark, LawTable
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.rules.statutes import Citation, Law

LAW = shipped_law()
TL43 = LAW.by_code["TL43-3"][0]
BEGAN = TL43.valid_from
CHANGED = date(2027, 1, 1)
TIERS = {
    Tier.LIGHTER: FineRange(500, 1000),
    Tier.ORDINARY: FineRange(1000, 2000),
    Tier.HEAVIER: FineRange(2001, 3000),
}
WHO = {"source": "沪民防规〔2026〕1号", "reviewer": "法制审核"}


def version(**more) -> Act:
    values = {"valid_from": CHANGED, "fines": {Party.ORGANISATION: FineRange(1000, 5000)}, **WHO}
    return replace(TL43, **{**values, **more})


def line(**more) -> Benchmark:
    values = {"tiers": TIERS, "mark": Mark.V, "valid_from": date(2026, 1, 1), **WHO}
    return Benchmark(**{"act": "TL43-3", "party": Party.ORGANISATION, **values, **more})


def tiers(*pairs: tuple[int, int]) -> dict[Tier, FineRange]:
    return {tier: FineRange(*pair) for tier, pair in zip(TIERS, pairs, strict=True)}


def problems(*changes, law: LawTable = LAW) -> list[Problem]:
    found = faults_of(changes, law)
    assert all(one.refusal.sentence for one in found)
    return [one.refusal.problem for one in found]


def test_a_new_version_follows_the_old_one_which_ends_the_day_before():
    law = amended(LAW, [NewAct(version())])
    assert law.act_on("TL43-3", date(2026, 12, 31)).fines == TL43.fines
    assert law.act_on("TL43-3", date(2026, 12, 31)).valid_to == date(2026, 12, 31)
    assert law.act_on("TL43-3", CHANGED).fines == {Party.ORGANISATION: FineRange(1000, 5000)}
    assert LAW.act_on("TL43-3", CHANGED) == TL43


def test_an_act_ends_on_its_last_day():
    law = amended(LAW, [EndAct("TL43-3", BEGAN, date(2026, 12, 31), **WHO)])
    assert law.act_on("TL43-3", date(2026, 12, 31)) is not None
    assert law.act_on("TL43-3", CHANGED) is None


def test_an_unconfirmed_row_becomes_usable_when_somebody_has_checked_it():
    recalled = version(code="NEW-1", mark=Mark.R)
    law = amended(LAW, [NewAct(recalled), MarkAct("NEW-1", CHANGED, Mark.V, **WHO)])
    assert law.by_code["NEW-1"][0].is_enabled
    assert not amended(LAW, [NewAct(recalled)]).by_code["NEW-1"][0].is_enabled


def test_a_benchmark_line_follows_the_one_before_and_may_be_ended():
    later = line(valid_from=CHANGED, tiers=tiers((500, 600), (600, 700), (700, 3000)))
    law = amended(LAW, [NewBenchmark(line()), NewBenchmark(later)])
    asked = ("TL43-3", Party.ORGANISATION, Tier.LIGHTER)
    assert law.benchmark(*asked, on=date(2026, 12, 31)) == FineRange(500, 1000)
    assert law.benchmark(*asked, on=CHANGED) == FineRange(500, 600)
    ended = amended(law, [EndBenchmark("TL43-3", Party.ORGANISATION, CHANGED, date(2027, 6, 30), **WHO)])
    assert ended.benchmark(*asked, on=date(2027, 7, 1)) is None


def test_a_new_factor_may_be_stated():
    factor = Factor("阻挠检查", "Obstructed the inspection", Weight.HEAVIER)
    assert amended(LAW, [NewFactor("obstructed", factor, **WHO)]).factors["obstructed"] == factor


EVERY_KIND = [
    NewAct(version()),
    EndAct("TL43-3", BEGAN, date(2026, 12, 31), **WHO),
    MarkAct("TL43-3", BEGAN, Mark.R, **WHO),
    NewBenchmark(line()),
    EndBenchmark("TL43-3", Party.ORGANISATION, date(2026, 1, 1), date(2026, 12, 31), **WHO),
    NewFactor("obstructed", Factor("阻挠", "Obstructed", Weight.HEAVIER), **WHO),
]


@pytest.mark.parametrize("change", EVERY_KIND, ids=kind_of)
def test_every_change_is_kept_in_plain_form_and_read_back(change):
    assert from_plain(KINDS[kind_of(change)], to_plain(change)) == change


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (((500, 1000), (1000, 2000), (2000, 3000)), []),
        (((500, 1000), (1001, 2000), (2001, 3000)), []),
        (((500, 1000), (1002, 2000), (2000, 3000)), [Problem.TIERS_NOT_CONTIGUOUS]),
        (((500, 1000), (999, 2000), (2000, 3000)), [Problem.TIERS_NOT_CONTIGUOUS]),
        (((2001, 3000), (1000, 2000), (500, 1000)), [Problem.TIERS_NOT_CONTIGUOUS] * 2),
        (((499, 1000), (1000, 2000), (2000, 3000)), [Problem.TIER_OUTSIDE_LAW]),
        (((500, 1000), (1000, 2000), (2000, 5000)), []),
        (((500, 1000), (1000, 2000), (2000, 5001)), [Problem.TIER_OUTSIDE_LAW]),
        (((1000, 500), (1000, 2000), (2000, 3000)), [Problem.AMOUNTS_REVERSED]),
    ],
)
def test_the_tiers_follow_one_another_inside_the_range_of_the_law(amounts, expected):
    assert TL43.fines[Party.ORGANISATION] == FineRange(500, 5000)
    assert problems(NewBenchmark(line(tiers=tiers(*amounts)))) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (version(source=" "), Problem.FIELD_MISSING),
        (version(reviewer=""), Problem.FIELD_MISSING),
        (version(title=Words("新", "")), Problem.FIELD_MISSING),
        (version(duties=()), Problem.FIELD_MISSING),
        (version(penalty=None), Problem.FIELD_MISSING),
        (version(code="TL 43"), Problem.CODE_WRONG),
        (version(penalty=Citation(Law.PENALTY, "51条")), Problem.CITATION_WRONG),
        (version(duties=(Citation(Law.PENALTY, "第51条"),)), Problem.CITATION_WRONG),
        (version(fines={Party.CITIZEN: FineRange(2, 1)}), Problem.AMOUNTS_REVERSED),
        (version(fines={Party.CITIZEN: FineRange(0, 0)}), Problem.AMOUNTS_REVERSED),
        (version(valid_to=date(2026, 12, 31)), Problem.DATES_REVERSED),
        (version(valid_from=BEGAN), Problem.DATES_OVERLAP),
        (version(valid_from=date(2018, 12, 19)), Problem.DATES_OVERLAP),
    ],
)
def test_what_is_wrong_with_a_new_version_is_said(change, expected):
    assert expected in problems(NewAct(change))


@pytest.mark.parametrize("article", ["第一条", "第四十九条第一款第三项", "第一百零一条", "第十二条之一第二款"])
def test_an_article_in_chinese_numerals_is_taken(article):
    assert problems(NewAct(version(penalty=Citation(Law.PENALTY, article)))) == []


def test_a_version_may_not_begin_inside_one_that_has_its_end():
    bounded = version(valid_to=date(2027, 12, 31))
    assert problems(NewAct(bounded), NewAct(version(valid_from=date(2027, 12, 31)))) == [Problem.DATES_OVERLAP]
    assert problems(NewAct(bounded), NewAct(version(valid_from=date(2028, 1, 1)))) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (EndAct("NOBODY", BEGAN, CHANGED, **WHO), Problem.ACT_UNKNOWN),
        (EndAct("TL43-3", date(2018, 12, 21), CHANGED, **WHO), Problem.ACT_UNKNOWN),
        (EndAct("TL43-3", BEGAN, date(2018, 12, 19), **WHO), Problem.DATES_REVERSED),
        (MarkAct("TL43-3", CHANGED, Mark.V, **WHO), Problem.ACT_UNKNOWN),
        (MarkAct("TL43-3", BEGAN, TL43.mark, source=TL43.source, reviewer="法制审核"), None),
        (EndBenchmark("TL43-3", Party.CITIZEN, CHANGED, CHANGED, **WHO), Problem.ACT_UNKNOWN),
        (NewFactor("First Time", Factor("一", "one"), **WHO), Problem.FACTOR_CODE_WRONG),
        (NewFactor("first_time", Factor("一", "one"), **WHO), Problem.CODE_TAKEN),
        (NewFactor("another", Factor("一", " "), **WHO), Problem.FIELD_MISSING),
        (NewBenchmark(line(act="NOBODY")), Problem.ACT_UNKNOWN),
        (NewBenchmark(line(tiers={Tier.LIGHTER: FineRange(500, 1000)})), Problem.FIELD_MISSING),
        (NewBenchmark(line(act="FIRE60")), Problem.NO_FINE_FOR_THIS_ACT),
    ],
)
def test_what_is_wrong_with_any_other_change_is_said(change, expected):
    assert problems(change)[:1] == ([expected] if expected else [])


def test_what_has_ended_is_not_ended_later():
    ended = amended(LAW, [EndAct("TL43-3", BEGAN, date(2026, 12, 31), **WHO)])
    later = EndAct("TL43-3", BEGAN, date(2027, 1, 1), **WHO)
    assert problems(later, law=ended) == [Problem.ALREADY_ENDED]
    assert problems(EndAct("TL43-3", BEGAN, date(2026, 12, 30), **WHO), law=ended) == []


def test_a_new_version_may_not_leave_a_benchmark_outside_its_range():
    law = amended(LAW, [NewBenchmark(line())])
    narrower = version(fines={Party.ORGANISATION: FineRange(1000, 5000)})
    assert problems(NewAct(narrower), law=law) == [Problem.TIER_OUTSIDE_LAW]
    follows = line(valid_from=CHANGED, tiers=tiers((1000, 2000), (2000, 3000), (3000, 5000)))
    assert problems(NewAct(narrower), NewBenchmark(follows), law=law) == []


def test_a_set_that_changes_nothing_is_not_published():
    same = MarkAct("TL43-3", BEGAN, TL43.mark, source=TL43.source, reviewer=TL43.reviewer or "法制审核")
    law = amended(LAW, [same])
    assert problems(same, law=law) == [Problem.NOTHING_AMENDED]


def test_the_fault_names_its_row():
    found = faults_of([NewAct(version()), NewFactor("first_time", Factor("一", "one"), **WHO)], LAW)
    assert [one.position for one in found] == [1]


def test_acts_of_others_stay_theirs():
    assert LAW.by_code["FIRE60"][0].power is Power.FIRE
