"""One rulebook, two readers: whatever is asked, the phone's JavaScript answers as the server's Python does."""

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from inspect_app.problems import Refused
from inspect_app.rules.judgement import Question, judge
from inspect_app.rules.plain import from_plain, to_plain
from tests.golden.cases import law_table, refusal, rulebook

PHONE = Path(__file__).parent.parent / "phone" / "judge-stdin.js"
ROW = rulebook()["acts"]["TL43-3"]
SHIPPED = sorted(rulebook()["acts"])
OFFICER = {"name": "检查员甲", "badge_number": "1", "valid_from": None, "valid_until": "2026-06-30"}
DAYS = some.dates(date(2016, 1, 1), date(2027, 12, 31)).map(str)
AMOUNTS = some.one_of(
    some.sampled_from([0, 1, 50, 51, 100, 200, 201, 499, 500, 1_000, 3_000, 3_001, 5_000, 10_000, 50_000, 50_001]),
    some.integers(-5, 120_000),
)
RANGES = some.tuples(AMOUNTS, AMOUNTS).map(lambda pair: {"floor_yuan": min(pair), "cap_yuan": max(pair)})
PARTIES = ["citizen", "organisation"]


@some.composite
def books(draw: Any) -> dict[str, Any]:
    """The shipped law with an invented amendment of one act and invented benchmark lines."""
    changed_on = draw(some.dates(date(2021, 1, 1), date(2026, 12, 31)))
    fines = draw(some.lists(some.dictionaries(some.sampled_from(PARTIES), RANGES), min_size=2, max_size=2))
    ends = str(date.fromordinal(changed_on.toordinal() - 1))
    old = {**ROW, "fines": fines[0], "valid_from": "2019-01-01", "valid_to": ends}
    new = {**ROW, "fines": fines[1], "valid_from": str(changed_on), "warning": draw(some.booleans())}
    line = {"act": "RF49-3", "party": "organisation", "source": "虚构", "mark": draw(some.sampled_from("vr"))}
    tiers = draw(some.dictionaries(some.sampled_from(["lighter", "ordinary", "heavier"]), RANGES))
    line |= {"tiers": tiers, "valid_from": "2020-01-01", "valid_to": draw(some.none() | DAYS), "reviewer": ""}
    line["is_enabled"] = line["mark"] != "r"
    versions = [old, new] if draw(some.booleans()) else [old]
    return {"act_versions": {"TL43-3": versions}, "benchmarks": [line]}


QUESTIONS = some.fixed_dictionaries(
    {
        "act": some.sampled_from([*SHIPPED, "TL43-3", "RF49-3", "unknown"]),
        "party": some.sampled_from(PARTIES),
        "sanction": some.sampled_from(["warning", "fine"]),
        "act_on": DAYS,
        "decide_on": DAYS,
        "fine_yuan": AMOUNTS,
        "officers": some.lists(
            some.builds(lambda n: {**OFFICER, "badge_number": n}, some.sampled_from(["1", "2", ""])), max_size=3
        ),
        "factors": some.lists(some.sampled_from(sorted(rulebook()["factors"])), max_size=5, unique=True),
    }
)


def on_the_server(question: dict[str, Any], book: dict[str, Any]) -> Any:
    try:
        found = judge(from_plain(Question, question), law_table(book))
    except Refused as refused:
        return {"refused": refusal(refused.refusals[0])}
    return to_plain(found) | {"reasons": [refusal(one) for one in found.reasons]}


@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(books(), some.lists(QUESTIONS, min_size=20, max_size=40))
def test_the_phone_and_the_server_answer_alike(changes, questions):
    book = {**rulebook(), **changes}
    asked = json.dumps({"book": book, "questions": questions})
    done = subprocess.run(["node", str(PHONE)], input=asked, capture_output=True, text=True, check=True)
    for question, answer in zip(questions, json.loads(done.stdout), strict=True):
        assert (question, answer) == (question, on_the_server(question, book))
