"""The golden cases, run over the Python rules; the phone runs the same over its twins. (Long: one test for each rule.)"""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.calendar import WorkCalendar, add_working_days
from inspect_app.rules.checklists import Checklist, Item, verdict_of
from inspect_app.rules.completeness import ItemState, gaps, visible_items
from inspect_app.rules.consequences import consequence_of
from inspect_app.rules.deadlines import is_overdue, pay_by
from inspect_app.rules.decisions import DecisionFacts, gates_before_deciding
from inspect_app.rules.deliveries import Delivery, gates_before_delivery, gates_before_order_delivery
from inspect_app.rules.documents import (
    canonical,
    correction_order,
    document_sha256,
    on_the_spot_decision,
    sanction_in_words,
)
from inspect_app.rules.fine_cash import Collected, deposit_by, hand_over_by
from inspect_app.rules.fine_plans import plan_faults
from inspect_app.rules.fines import FineFacts, Instalment, Pause, Payment, Plan
from inspect_app.rules.joint_records import Part, PartFinding, Signed, beyond, merged, signatures_missing
from inspect_app.rules.judgement import Question, judge
from inspect_app.rules.money import yuan_in_capitals
from inspect_app.rules.numbers import form_number
from inspect_app.rules.orders import OrderFacts, gates_before_ordering
from inspect_app.rules.patrols import next_patrol_on, patrol_state
from inspect_app.rules.penalties import may_collect_on_the_spot, on_the_spot, refuse_on_the_spot
from inspect_app.rules.people import OfficerFacts, may_sign, qualified_officers
from inspect_app.rules.places import Entrance, Fix, Point, grade_place
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.rules.powers import facts_of_transfer, reasons_of_transfer
from inspect_app.rules.rulebook import texts_in
from inspect_app.rules.surcharges import surcharge, surcharge_lines
from tests.golden import make_rulebook
from tests.golden.cases import FOLDER, act, cases, file, law_table, refusal, rulebook


def golden(noun, rule):
    return pytest.mark.parametrize(("given", "expected"), cases(noun, rule))


def test_the_golden_rulebook_is_that_of_the_shipped_catalogue():
    """Run `python -m tests.golden.make_rulebook` after a change of the catalogue."""
    assert (FOLDER / "rulebook.json").read_text(encoding="utf-8") == make_rulebook.as_text()


def test_every_case_is_run_by_some_rule_here():
    ran = set(re.findall(r'@golden\("(\w+)", "(\w+)"\)', Path(__file__).read_text(encoding="utf-8")))
    beside = (Path(__file__).parent / "test_statutes.py").read_text(encoding="utf-8")
    ran |= {("citations", rule) for rule in re.findall(r'@golden\("(\w+)"\)', beside)}
    rounds = (Path(__file__).parent / "test_rounds.py").read_text(encoding="utf-8")
    ran |= set(re.findall(r'cases\("(\w+)", "(\w+)"\)', rounds))
    nouns = {path.stem for path in FOLDER.glob("*.json")} - {"rulebook", "projection", "limits", "wire", "draw"}
    assert {(noun, one["rule"]) for noun in nouns for one in file(noun)["cases"]} == ran


@golden("penalties", "refuse_on_the_spot")
def test_what_may_be_decided_on_the_spot(given, expected):
    found = refuse_on_the_spot(
        act(given["act"]),
        from_plain(Party, given["party"]),
        from_plain(Sanction, given["sanction"]),
        given["fine_yuan"],
        on=date.fromisoformat(given["on"]),
    )
    assert refusal(found) == expected


@golden("penalties", "on_the_spot")
def test_what_is_open_on_the_spot(given, expected):
    found = on_the_spot(act(given["act"]), from_plain(Party, given["party"]), on=date.fromisoformat(given["on"]))
    refusals = [refusal(one) for one in found.refusals]
    assert {"warning": found.warning, "fine": to_plain(found.fine), "refusals": refusals} == expected
    assert found.is_open is (found.warning or found.fine is not None)
    assert found.alternatives == ("correction_order", "hand_over")


@golden("penalties", "refuse_collection")
def test_what_may_be_collected_on_the_spot(given, expected):
    found = may_collect_on_the_spot(
        given["fine_yuan"],
        hard_to_enforce=given["collection"] == "hard_to_enforce",
        remote_and_asked=given["collection"] == "remote_and_asked",
        on=date.fromisoformat(given["on"]),
    )
    assert refusal(found) == expected


@golden("judgements", "judge")
def test_what_the_law_answers(given, expected):
    asked = {**file("judgements")["base"], **given}
    table = law_table(rulebook(asked))
    found = judge(from_plain(Question, {name: one for name, one in asked.items() if name != "rulebook"}), table)
    told = to_plain(found) | {"reasons": [refusal(one) for one in found.reasons]}
    assert told == expected


@golden("consequences", "consequence_of")
def test_what_a_finding_may_lead_to(given, expected):
    found = consequence_of(given["act"], law_table(rulebook(given)), on=date.fromisoformat(given["on"]))
    costs = {
        to_plain(party): to_plain(cost) | {"refusals": [refusal(one) for one in cost.refusals]}
        for party, cost in found.costs.items()
    }
    assert {"power": to_plain(found.power), "costs": costs} == expected


@golden("people", "qualified_officers")
def test_who_may_take_part(given, expected):
    officers = from_plain(tuple[OfficerFacts, ...], given["officers"])
    found = qualified_officers(officers, on=date.fromisoformat(given["on"]))
    assert [refusal(one) for one in found] == expected


@golden("people", "may_sign")
def test_who_may_sign_the_record_of_an_inspection(given, expected):
    officer = from_plain(OfficerFacts, given["officer"])
    found = may_sign(officer, on=date.fromisoformat(given["on"]))
    assert (refusal(found) if found else None) == expected


def decision_facts(plain):
    moments = ("identity_shown_at", "told_at", "heard_at", "decided_at")
    rest = {name: value for name, value in plain.items() if name not in (*moments, "act")}
    own_act = act(plain["act"])
    facts = from_plain(DecisionFacts, rest | {"act": to_plain(own_act), **dict.fromkeys(moments)})
    times = {name: datetime.fromisoformat(plain[name]) if plain[name] else None for name in moments}
    return replace(facts, act=own_act, **times)


@golden("decisions", "gates_before_deciding")
def test_what_stands_in_the_way_of_a_decision(given, expected):
    asked = {**file("decisions")["base"], **given}
    facts = decision_facts({name: one for name, one in asked.items() if name != "rulebook"})
    found = gates_before_deciding(facts, law_table(rulebook(asked)))
    assert [refusal(one) for one in found] == expected


def delivery(given):
    party = [one for one in given["signatures"] if one["signer"] == "party"]
    refused = next((one for one in party if one["is_refused"]), {})
    return Delivery(
        officers_signed=frozenset(o["badge_number"] for o in given["signatures"] if o["signer"] == "officer"),
        party_signed=any(not one["is_refused"] for one in party),
        refusal_reason=refused.get("reason", ""),
        delivered_at=_moment(),
        witness=refused.get("witness", ""),
        photos=given.get("photos", 0),
    )


@golden("decisions", "gates_before_delivery")
def test_what_stands_in_the_way_of_a_delivery(given, expected):
    officers = from_plain(tuple[OfficerFacts, ...], given["officers"])
    assert [refusal(one) for one in gates_before_delivery(delivery(given), officers)] == expected


@golden("orders", "gates_before_order_delivery")
def test_what_stands_in_the_way_of_the_delivery_of_an_order(given, expected):
    officers = from_plain(tuple[OfficerFacts, ...], given["officers"])
    assert [refusal(one) for one in gates_before_order_delivery(delivery(given), officers)] == expected


def _moment():
    return datetime.fromisoformat("2026-11-23T10:20:00+08:00")


def test_a_decision_that_was_not_handed_over_is_not_delivered():
    """The server's alone: a phone that delivers knows when."""
    kept = Delivery(frozenset({"SJ-001"}), True, "", None)
    for gates in (gates_before_delivery, gates_before_order_delivery):
        [found] = gates(kept, [OfficerFacts("甲", "SJ-001")])
        assert found.problem is Problem.NOT_DELIVERED


@golden("orders", "gates_before_ordering")
def test_what_stands_in_the_way_of_an_order(given, expected):
    facts = from_plain(OrderFacts, {**file("orders")["base"], **given})
    assert [refusal(one) for one in gates_before_ordering(facts)] == expected


@golden("documents", "on_the_spot_decision")
def test_what_stands_in_a_decision(given, expected):
    facts = decision_facts({**file("documents")["base"]["on_the_spot_decision"], **given["facts"]})
    texts = texts_in(rulebook(given), on=facts.decided_on)
    assert on_the_spot_decision(given["number"], facts, texts) == expected


@golden("documents", "correction_order")
def test_what_stands_in_an_order(given, expected):
    facts = from_plain(OrderFacts, {**file("documents")["base"]["correction_order"], **given["facts"]})
    at = datetime.fromisoformat(given["ordered_at"])
    texts = texts_in(rulebook(given), on=facts.ordered_on)
    found = correction_order(given["number"], facts, given["work"], given["place"], given["basis"], at, texts)
    assert found == expected


@golden("documents", "canonical")
def test_canonical_form_and_hash(given, expected):
    assert canonical(given["content"]).decode() == expected["text"]
    assert document_sha256(given["content"]) == expected["sha256"]


@golden("documents", "sanction_in_words")
def test_sanction_in_words(given, expected):
    sanction = from_plain(Sanction, given["sanction"])
    assert sanction_in_words(act(given["act"]), sanction, given["fine_yuan"]) == expected


@golden("checklists", "verdict_of")
def test_when_an_answer_is_met(given, expected):
    assert to_plain(verdict_of(from_plain(Item, given["item"]), given["value"])) == expected


@golden("completeness", "gaps")
def test_what_a_visit_still_lacks(given, expected):
    checklist = from_plain(Checklist, file("completeness")["checklists"][given["checklist"]])
    states = {code: ItemState(s["value"], tuple(s["texts"]), s["photos"]) for code, s in given["states"].items()}
    values = {code: state.value for code, state in states.items() if state.value is not None}
    assert [item.code for item in visible_items(checklist, values)] == expected["visible"]
    assert to_plain(tuple(gaps(checklist, states))) == expected["gaps"]


def _point(plain):
    return Point(plain["longitude"], plain["latitude"]) if plain else None


@golden("places", "grade_place")
def test_how_well_a_place_is_known(given, expected):
    fixes = [from_plain(Fix, {**fix, "age_s": float(fix["age_s"])}) for fix in given["fixes"]]
    entrances = [Entrance(_point(one), one["radius_m"]) for one in given["entrances"]]
    found = grade_place(fixes, entrances, exif=_point(given["exif"]))
    assert (found.grade.name, list(found.reasons)) == (expected["grade"], expected["reasons"])
    if expected["distance_m"] is None:
        assert found.distance_m is None
    else:
        assert found.distance_m == pytest.approx(expected["distance_m"], abs=1, rel=0.01)


@golden("money", "yuan_in_capitals")
def test_amounts_in_capitals(given, expected):
    if expected is None:
        with pytest.raises(ValueError, match=str(given["yuan"])):
            yuan_in_capitals(given["yuan"])
    else:
        assert yuan_in_capitals(given["yuan"]) == expected


@golden("numbers", "form_number")
def test_numbers_of_forms(given, expected):
    assert form_number(given["template"], given["year"], given["serial"]) == expected


def calendar(given):
    plain = rulebook()["calendar"]
    days = {name: frozenset(date.fromisoformat(day) for day in plain[name]) for name in ("holidays", "workdays")}
    overrides = {date.fromisoformat(day): is_on for day, is_on in given.get("overrides", {}).items()}
    return WorkCalendar(**days, published=frozenset(plain["published"]), overrides=overrides)


def refused_or(ask):
    try:
        return ask()
    except Refused as refused:
        [refusal] = refused.refusals
        return None if refusal.problem is Problem.CALENDAR_NOT_PUBLISHED else refusal


@golden("deadlines", "is_working")
def test_which_days_are_working_days(given, expected):
    assert refused_or(lambda: calendar(given).is_working(date.fromisoformat(given["day"]))) is expected


@golden("deadlines", "add_working_days")
def test_when_a_period_of_working_days_ends(given, expected):
    start = date.fromisoformat(given["start"])
    assert to_plain(refused_or(lambda: add_working_days(start, given["count"], calendar(given)))) == expected


@golden("deadlines", "pay_by")
def test_when_a_fine_must_be_paid(given, expected):
    assert pay_by(date.fromisoformat(given["delivered_on"])).isoformat() == expected


@golden("deadlines", "is_overdue")
def test_when_something_is_late(given, expected):
    assert is_overdue(date.fromisoformat(given["due_on"]), on=date.fromisoformat(given["on"])) is expected


def fine_facts(given):
    """The plans of a case come after the term of the decision itself."""
    plain = {**file("fines")["base"], **given}
    delivered = date.fromisoformat(plain["delivered_on"])
    first = Plan(delivered, (Instalment(pay_by(delivered), plain["amount_yuan"]),))
    payments = [{"surcharge": "0.00", **one} for one in plain["payments"]]
    return FineFacts(
        plain["amount_yuan"],
        delivered,
        (first, *from_plain(tuple[Plan, ...], plain["plans"])),
        from_plain(tuple[Payment, ...], payments),
        from_plain(tuple[Pause, ...], plain["pauses"]),
    )


@golden("fines", "surcharge")
def test_what_is_added_for_late_payment(given, expected):
    assert str(surcharge(fine_facts(given), on=date.fromisoformat(given["on"]))) == expected


@golden("fines", "surcharge_lines")
def test_how_the_surcharge_is_reckoned(given, expected):
    lines = surcharge_lines(fine_facts(given), on=date.fromisoformat(given["on"]))
    shown = [to_plain(line) | {"days": line.days} for line in lines]
    assert [{name: one[name] for name in expected[0]} for one in shown] == expected


@golden("fines", "hand_over_by")
def test_by_when_cash_is_handed_over(given, expected):
    landed = date.fromisoformat(given["landed_on"]) if "landed_on" in given else None
    collected = Collected(date.fromisoformat(given["collected_on"]), given.get("is_on_water", False), landed)
    found = refused_or(lambda: hand_over_by(collected, calendar=calendar(given)))
    assert to_plain(found) == expected


@golden("fines", "deposit_by")
def test_by_when_cash_is_at_the_bank(given, expected):
    received_on = date.fromisoformat(given["received_on"])
    assert to_plain(refused_or(lambda: deposit_by(received_on, calendar=calendar(given)))) == expected


@golden("fines", "plan_faults")
def test_what_is_wrong_with_a_plan(given, expected):
    instalments = from_plain(tuple[Instalment, ...], given["instalments"])
    faults = plan_faults(fine_facts(given), instalments, on=date.fromisoformat(given["on"]))
    assert [fault.problem.code for fault in faults] == expected


@golden("patrols", "next_patrol_on")
def test_when_the_next_patrol_is_due(given, expected):
    last_on = date.fromisoformat(given["last_on"]) if given["last_on"] else None
    assert to_plain(next_patrol_on(last_on, given["every_days"])) == expected


@golden("patrols", "patrol_state")
def test_how_a_work_stands_on_a_day(given, expected):
    due_on = date.fromisoformat(given["due_on"]) if given["due_on"] else None
    assert to_plain(patrol_state(due_on, on=date.fromisoformat(given["on"]))) == expected


@golden("powers", "facts_of_transfer")
def test_what_a_letter_of_transfer_tells(given, expected):
    assert facts_of_transfer(**given) == expected


@golden("powers", "reasons_of_transfer")
def test_why_a_finding_is_handed_over(given, expected):
    assert reasons_of_transfer() == expected


def part(plain):
    findings = tuple(PartFinding(**one) for one in plain["findings"])
    return Part(plain["kind"], plain["answers"], findings, tuple(plain["withdrawn"]))


@golden("joint_records", "beyond")
def test_what_a_supplement_has_to_say(given, expected):
    sealed = [[part(one) for one in parts] for parts in given["sealed"]]
    assert to_plain(beyond(sealed, [part(one) for one in given["now"]])) == expected


@golden("joint_records", "merged")
def test_what_has_arrived_and_what_was_shown_are_one_part(given, expected):
    assert to_plain(merged(part(given["record"]), [part(one) for one in given["shown"]])) == expected


@golden("joint_records", "signatures_missing")
def test_whose_name_is_not_under_a_record(given, expected):
    signed = [Signed(**one) for one in given["signed"]]
    assert signatures_missing({"officers": given["officers"]}, signed) == expected
