"""A draw: the same for everybody, fair, and every change of its record is found."""

import copy
import hashlib
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from inspect_app.problems import Problem
from inspect_app.rules.chance import Chance, sha256_of_text
from inspect_app.rules.draw_records import DrawRecord, DrawVerdict, verify_record
from inspect_app.rules.draws import (
    FORMAT,
    DrawPlan,
    Pool,
    PoolOfficer,
    PoolWork,
    Recusal,
    draw,
    gates_before_drawing,
    gates_before_publishing,
    sha256_of_pool,
    shares,
)
from inspect_app.rules.plain import to_plain
from inspect_app.rules.risks import RiskReason, weight_of

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "draw.json").read_text(encoding="utf-8"))
SEED = "7f" * 32
LATE = Recusal("SJ-001", "SJ-0002", "申报")
STREETS = ("方松街道", "泗泾镇", "叶榭镇")


def pool(works: int = 12, officers: int = 5, **more) -> Pool:
    plan = DrawPlan(**{"count": 4, "officers_each": 2, "by_street": False, "by_risk": False, **more})
    return Pool(
        plan,
        tuple(
            PoolWork(f"SJ-{n:04}", f"演示{n}号", STREETS[n % 3], "演示物业", weight=1 + n % 3) for n in range(works)
        ),
        tuple(PoolOfficer(f"SJ-{n:03}", f"检查员{n}") for n in range(officers)),
    )


@pytest.mark.parametrize(
    ("published", "declared", "names"),
    [
        ((), (), None),
        ((), (LATE,), ("检查员1",)),
        ((LATE,), (LATE,), None),
        ((LATE,), (), None),
        ((), (Recusal("SJ-001", "SJ-9999", "申报"),), None),
        ((), (Recusal("SJ-999", "SJ-0002", "申报"),), None),
    ],
)
def test_an_interest_that_the_published_pool_does_not_know_stops_the_draw(published, declared, names):
    faults = gates_before_drawing(replace(pool(), recusals=published), declared)
    assert [(one.problem, one.facts["names"]) for one in faults] == (
        [(Problem.DRAW_INTEREST_SINCE, names)] if names else []
    )


def test_an_interest_of_whoever_is_not_drawn_anyway_stops_nothing():
    known = pool()
    officers = tuple(replace(one, excluded="休假") for one in known.officers)
    works = tuple(replace(one, excluded="大修") for one in known.works)
    assert gates_before_drawing(replace(known, officers=officers), (LATE,)) == []
    assert gates_before_drawing(replace(known, works=works), (LATE,)) == []


def record(of: Pool, witness: str = "三六九") -> dict:
    return to_plain(
        DrawRecord(
            FORMAT, "松江区民防办", "演示抽查", "2026-11-23T09:00:00+08:00", of, sha256_of_pool(of),
            sha256_of_text(SEED), SEED, witness, "2026-11-24T09:00:00+08:00", tuple(draw(of, SEED, witness)),
        )
    )  # fmt: skip


def by_the_description(plain: dict) -> list[dict]:
    """docs/draws.md once more, written from that page alone."""
    pool, at = plain["pool"], Counter()
    text = json.dumps(pool, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sha256 = hashlib.sha256(text.encode()).hexdigest()

    def below(label: str, most: int) -> int:
        while True:
            lines = f"{plain['seed']}\n{sha256}\n{plain['witness']}\n{label}\n{at[label]}"
            at[label] += 1
            number = int.from_bytes(hashlib.sha256(lines.encode()).digest(), "big")
            if number < 2**256 - 2**256 % most:
                return number % most

    plan, lots = pool["plan"], {}
    for work in sorted(pool["works"], key=lambda one: one["number"]):
        if not work["excluded"]:
            lots.setdefault(work["street"] if plan["by_street"] else "", []).append(work)
    total = sum(map(len, lots.values()))
    share = {name: plan["count"] * len(lot) // total for name, lot in lots.items()}
    left = plan["count"] - sum(share.values())
    for name in sorted(lots, key=lambda one: (-(plan["count"] * len(lots[one]) % total), one))[:left]:
        share[name] += 1
    numbers = []
    for name in sorted(lots):
        for _ in range(share[name]):
            line = [work for work in lots[name] for _ in range(work["weight"] if plan["by_risk"] else 1)]
            chosen = line[below(f"works/{name}", len(line))]
            lots[name].remove(chosen)
            numbers.append(chosen["number"])
    visits, found = Counter(), []
    for number in numbers:
        recused = {one["badge_number"] for one in pool["recusals"] if one["number"] == number}
        free = [
            o["badge_number"] for o in pool["officers"] if not o["excluded"] and o["badge_number"] not in recused
        ]
        chosen = []
        for _ in range(plan["officers_each"]):
            rest = [one for one in free if one not in chosen]
            light = sorted(one for one in rest if visits[one] == min(visits[other] for other in rest))
            chosen.append(light[below("officers", len(light))])
            visits[chosen[-1]] += 1
        found.append({"number": number, "officers": chosen})
    return found


def test_the_golden_record_stays_right():
    assert verify_record(GOLDEN).verdict is DrawVerdict.RIGHT
    assert verify_record(GOLDEN, pool_sha256=GOLDEN["pool_sha256"]).verdict is DrawVerdict.RIGHT


def test_a_program_written_from_the_description_finds_the_golden_result():
    assert by_the_description(GOLDEN) == GOLDEN["result"]


pools = some.builds(
    lambda works, officers, share, street, risk: pool(
        works, officers, count=max(1, works * share // 10), by_street=street, by_risk=risk
    ),
    some.integers(1, 30), some.integers(2, 8), some.integers(1, 10), some.booleans(), some.booleans(),
)  # fmt: skip
seeds = some.binary(min_size=32, max_size=32).map(bytes.hex)


@settings(max_examples=60, deadline=None)
@given(pools, seeds, some.text("零一二三四五六七八九", min_size=1, max_size=6))
def test_any_draw_keeps_the_plan(of, seed, witness):
    assert gates_before_publishing(of) == []
    found = draw(of, seed, witness)
    numbers = [one.number for one in found]
    load = Counter(badge for one in found for badge in one.officers)
    assert len(set(numbers)) == len(numbers) == of.plan.count
    assert all(len(set(one.officers)) == of.plan.officers_each for one in found)
    assert max(load.values()) - min(load[one.badge_number] for one in of.officers) <= 1
    assert found == draw(replace(of, works=of.works), seed, witness)
    plain = {"pool": to_plain(of), "seed": seed, "witness": witness}
    assert by_the_description(plain) == to_plain(found)


@settings(max_examples=60, deadline=None)
@given(some.dictionaries(some.sampled_from("甲乙丙丁戊"), some.integers(1, 40), min_size=1), some.data())
def test_shares_add_up_and_no_street_gives_more_than_it_has(sizes, data):
    count = data.draw(some.integers(1, sum(sizes.values())))
    found = shares(count, sizes)
    assert sum(found.values()) == count
    for street, size in sizes.items():
        exact = count * size / sum(sizes.values())
        assert int(exact) <= found[street] <= min(size, int(exact) + 1)


def test_every_number_is_as_likely_as_any_other():
    chance = Chance(SEED, "0" * 64, "x", "label")
    seen = Counter(chance.below(7) for _ in range(7_000))
    assert set(seen) == set(range(7))
    assert all(850 < count < 1_150 for count in seen.values())


def test_a_heavier_work_is_drawn_more_often_only_by_risk():
    def firsts(by_risk: bool) -> Counter:
        of = pool(3, 2, count=1, by_risk=by_risk)
        return Counter(draw(of, SEED, str(n))[0].number for n in range(1_200))

    weighed, equal = firsts(True), firsts(False)
    assert weighed["SJ-0002"] > 2 * weighed["SJ-0000"]
    assert abs(equal["SJ-0002"] - equal["SJ-0000"]) < 120


def test_who_is_excluded_or_recused_is_never_drawn():
    of = pool(12, 5, count=11)
    works = (replace(of.works[0], excluded="正在施工"), *of.works[1:])
    officers = (replace(of.officers[0], excluded="外出培训"), *of.officers[1:])
    of = Pool(of.plan, works, officers, (Recusal("SJ-001", "SJ-0003", "亲属在该物业任职"),))
    for witness in "一二三四五":
        found = {one.number: one.officers for one in draw(of, SEED, witness)}
        assert "SJ-0000" not in found
        assert all("SJ-000" not in badges for badges in found.values())
        assert "SJ-001" not in found["SJ-0003"]


@pytest.mark.parametrize(
    ("of", "problems"),
    [
        (pool(12, count=12), []),
        (pool(12, count=13), [Problem.DRAW_COUNT_WRONG]),
        (pool(12, count=0), [Problem.DRAW_COUNT_WRONG]),
        (pool(12, officers_each=1), [Problem.TOO_FEW_OFFICERS]),
        (pool(1, 2, count=1), []),
        (pool(1, 1, count=1), [Problem.DRAW_OFFICERS_LACKING]),
        (replace(pool(1, 2, count=1), recusals=(Recusal("SJ-000", "SJ-0000", "亲属"),)), [Problem.DRAW_OFFICERS_LACKING]),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_of_publishing(of, problems):
    assert [fault.problem for fault in gates_before_publishing(of)] == problems


def test_reasons_add_to_the_weight():
    assert weight_of(()) == 1
    assert weight_of(tuple(RiskReason)) == 6


def _at(plain: dict, path: str, value: object) -> dict:
    changed = copy.deepcopy(plain)
    *before, last = path.split(".")
    place = changed
    for part in before:
        place = place[int(part) if isinstance(place, list) else part]
    place[int(last) if isinstance(place, list) else last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "verdict"),
    [
        ("pool.works.0.name", "另一处", DrawVerdict.ALTERED),
        ("pool.works.0.excluded", "后来补的理由", DrawVerdict.ALTERED),
        ("pool.plan.count", 3, DrawVerdict.ALTERED),
        ("pool_sha256", "0" * 64, DrawVerdict.ALTERED),
        ("seed", "0" * 64, DrawVerdict.ALTERED),
        ("seed_sha256", "0" * 64, DrawVerdict.ALTERED),
        ("seed", None, DrawVerdict.ALTERED),
        ("witness", "七", DrawVerdict.NOT_DRAWN_SO),
        ("result.0.number", "SJ-9999", DrawVerdict.NOT_DRAWN_SO),
        ("result.0.officers", ["SJ-000", "SJ-001"], DrawVerdict.NOT_DRAWN_SO),
        ("result", [], DrawVerdict.NOT_DRAWN_SO),
        ("format", "inspect-draw/2", DrawVerdict.UNREADABLE),
        ("pool.works.0.weight", "1", DrawVerdict.UNREADABLE),
        ("pool.works.0.weight", 10**90, DrawVerdict.ALTERED),
        ("extra", 1, DrawVerdict.UNREADABLE),
        ("title", "别的题目", DrawVerdict.RIGHT),
    ],
)
def test_every_change_of_a_record_is_found(path, value, verdict):
    plain = record(pool())
    assert verify_record(plain).verdict is DrawVerdict.RIGHT
    assert verify_record(_at(plain, path, value)).verdict is verdict


def test_a_pool_that_was_exchanged_as_a_whole_is_found_by_the_hash_noted_before():
    noted, other = record(pool()), record(pool(13))
    assert verify_record(other).verdict is DrawVerdict.RIGHT
    assert verify_record(other, pool_sha256=noted["pool_sha256"]).verdict is DrawVerdict.ALTERED
    assert verify_record(other, seed_sha256="1" * 64).verdict is DrawVerdict.ALTERED


def test_before_the_draw_only_the_pool_can_be_checked():
    before = record(pool()) | {"seed": None, "witness": None, "drawn_at": None, "result": None}
    assert verify_record(before).verdict is DrawVerdict.NOT_DRAWN_YET
    voided = before | {"seed": SEED, "voided": "名单有误"}
    assert verify_record(voided).verdict is DrawVerdict.VOIDED
    assert verify_record(["no", "record"]).verdict is DrawVerdict.UNREADABLE
