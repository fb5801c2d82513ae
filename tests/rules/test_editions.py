"""Two editions beside one another, and the law read back from one."""

from dataclasses import replace
from datetime import date

from inspect_app.catalogue import shipped_law
from inspect_app.rules.acts import FineRange, Mark, Party
from inspect_app.rules.amendments import MarkAct, NewAct, NewBenchmark, amended
from inspect_app.rules.editions import Move, Part, differences
from inspect_app.rules.rulebook import law_in
from tests.golden import make_rulebook
from tests.golden.cases import file
from tests.rules.test_amendments import CHANGED, LAW, TL43, WHO, line, version


def body(law=LAW, **more):
    return {**make_rulebook.body(law), **more}


def test_an_edition_says_the_law_that_it_was_made_of():
    law = amended(LAW, [NewAct(version()), NewBenchmark(line())])
    read = law_in(body(law))
    assert sorted(read.acts, key=lambda one: (one.code, one.valid_from)) == sorted(
        law.acts, key=lambda one: (one.code, one.valid_from)
    )
    assert (read.benchmarks, dict(read.factors)) == (law.benchmarks, dict(law.factors))


def test_an_edition_from_before_there_were_versions_and_benchmarks_can_be_read():
    old = {name: file("rulebook")[name] for name in ("acts", "calendar")}
    old["factors"] = {"first_time": {"zh": "首次违法", "en": "First breach"}}
    assert law_in(old).by_code.keys() == shipped_law().by_code.keys()
    assert differences(old, old) == []


def test_the_same_edition_does_not_differ_from_itself():
    assert differences(body(), body()) == []


def test_a_new_version_shows_as_a_row_added_and_one_ended():
    added, ended = sorted(
        differences(body(), body(amended(LAW, [NewAct(version())]))), key=lambda one: one.move.name
    )
    assert (added.part, added.move, added.key) == (Part.ACT, Move.ADDED, f"TL43-3 {CHANGED}")
    assert (ended.move, [(one.field, one.before, one.after) for one in ended.fields]) == (
        Move.CHANGED,
        [("valid_to", None, "2026-12-31")],
    )


def test_a_changed_field_is_shown_with_what_it_was_and_what_it_is():
    marked = MarkAct("TL43-3", TL43.valid_from, Mark.R, **WHO)
    [one] = differences(body(), body(amended(LAW, [marked])))
    assert [change.field for change in one.fields] == ["mark", "source", "reviewer"]
    assert (one.fields[0].before, one.fields[0].after) == ("v", "r")


def test_what_was_taken_away_is_shown_too():
    with_line = body(amended(LAW, [NewBenchmark(line())]))
    [one] = differences(with_line, body())
    assert (one.part, one.move) == (Part.BENCHMARK, Move.REMOVED)


def test_settings_days_and_texts_are_compared_as_well():
    new = body(agency="新名称", templates={**body()["templates"], "title": "新标题"})
    new["calendar"] = {**new["calendar"], "overrides": {"2026-11-28": True}}
    assert {one.part for one in differences(body(), new)} == {Part.OFFICE, Part.TEXT, Part.DAY}


def test_amounts_of_one_party_are_one_field():
    lower = replace(TL43, fines={**TL43.fines, Party.CITIZEN: FineRange(50, 100)})
    law = replace(LAW, acts=tuple(lower if act is TL43 else act for act in LAW.acts))
    law = replace(LAW, acts=tuple(lower if act.code == "TL43-3" else act for act in law.acts))
    [one] = differences(body(), body(law))
    assert [change.field for change in one.fields] == ["fines"]
    assert date.fromisoformat(one.key.split()[1]) == TL43.valid_from
