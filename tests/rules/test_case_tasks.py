"""For whom a case waits at each point of its way; and when an act is too old."""

from datetime import date

import pytest

from inspect_app.rules import case_entries as e
from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.case_limitation import limitation_of, within_limitation
from inspect_app.rules.case_records import CaseRecord, Entry
from inspect_app.rules.case_tasks import awaited_steps, waits_for
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import STEPS, Stage, Subject, is_settled

DAY = date(2026, 11, 23)
FILED = ("approve_filing", e.Officers(("jia", "yi")))
CLOSED = ("close_investigation", e.Conclusion("x", Sanction.FINE, e.Complexity.PLAIN, (), 15_000))
HEAVY = ("close_investigation", e.Conclusion("x", Sanction.FINE, e.Complexity.PUBLIC_INTEREST, (), 15_000))
TOLD = ("give_notice", e.Notice(Sanction.FINE, "x", "y", 15_000))
HEARD = ("hear_statement", e.Statement("x", "y", False))
NOTED = e.Noted()
PASSED = ("review_legally", e.Review(True, "x"))
DECIDED = ("decide", e.PenaltyDecision("1", Sanction.FINE, "x", "y", 15_000))


STAGES = {one for step in STEPS[Subject.CASE].values() for one in step.leaves}
GOING_ON = sorted(one for one in STAGES if not is_settled(Subject.CASE, one))


def record(stage, *steps):
    entries = tuple(Entry(step, DAY, facts, "jia") for step, facts in steps)
    return CaseRecord(stage, Party.ORGANISATION, DAY, DAY, entries, {}, dict.fromkeys(Party, 50000))


@pytest.mark.parametrize(
    ("stage", "steps", "awaited"),
    [
        (Stage.PROPOSED, (), ["approve_filing"]),
        (Stage.INVESTIGATING, (FILED,), ["close_investigation"]),
        (Stage.INVESTIGATING, (FILED, ("ask_recusal", e.Recusal("yi", "x"))), ["decide_recusal", "close_investigation"]),
        (Stage.INVESTIGATING, (FILED, ("register_evidence", e.Things("x", "y"))), ["settle_registered", "close_investigation"]),
        (Stage.INVESTIGATING, (FILED, ("propose_transfer", e.Transfer("x", "y"))), ["approve_transfer", "close_investigation"]),
        (Stage.INVESTIGATED, (FILED, CLOSED), ["give_notice"]),
        (Stage.INVESTIGATED, (FILED, HEAVY), ["review_legally"]),
        (Stage.INVESTIGATED, (FILED, HEAVY, PASSED), ["deliberate"]),
        (Stage.INVESTIGATED, (FILED, HEAVY, PASSED, ("deliberate", e.Deliberation("x", "y"))), ["give_notice"]),
        (Stage.NOTICE_GIVEN, (FILED, CLOSED, TOLD), ["hear_statement"]),
        (Stage.NOTICE_GIVEN, (FILED, CLOSED, TOLD, HEARD), ["decide"]),
        (Stage.HEARING_ASKED, (FILED, CLOSED, TOLD, ("ask_hearing", NOTED)), ["notify_hearing"]),
        (Stage.HEARING_ASKED, (FILED, ("ask_hearing", NOTED), ("notify_hearing", e.HearingNotice(DAY, "x", "y"))),
         ["hold_hearing"]),
        (Stage.HEARD, (FILED, CLOSED, TOLD, ("hold_hearing", e.HearingRecord("x", "y"))), ["review_legally"]),
        (Stage.DECIDED, (FILED, DECIDED), ["serve"]),
        (Stage.SERVED, (FILED, DECIDED), ["pay"]),
        (Stage.SERVED, (FILED, DECIDED, ("pay", e.Paid(15_000, "1"))), ["close"]),
        (Stage.DEMANDED, (FILED, DECIDED), ["apply_to_court"]),
        (Stage.CLOSED, (FILED,), ["archive"]),
        (Stage.ARCHIVED, (FILED,), []),
    ],
)  # fmt: skip
def test_what_a_case_waits_for(stage, steps, awaited):
    assert awaited_steps(record(stage, *steps)) == awaited


@pytest.mark.parametrize("stage", GOING_ON)
def test_a_case_that_goes_on_waits_for_something_that_is_open(stage):
    for step in awaited_steps(record(stage, FILED)):
        assert stage in STEPS[Subject.CASE][step].leaves
    assert awaited_steps(record(stage, FILED))


@pytest.mark.parametrize(
    ("stage", "steps", "key", "role", "mine"),
    [
        (Stage.PROPOSED, (), "zhu", Role.HEAD, ["approve_filing"]),
        (Stage.PROPOSED, (), "jia", Role.INSPECTOR, []),
        (Stage.INVESTIGATED, (FILED, CLOSED), "jia", Role.INSPECTOR, ["give_notice"]),
        (Stage.INVESTIGATED, (FILED, CLOSED), "bing", Role.INSPECTOR, []),
        (Stage.INVESTIGATED, (FILED, HEAVY), "fa", Role.LEGAL_REVIEWER, ["review_legally"]),
        (Stage.NOTICE_GIVEN, (FILED, CLOSED, TOLD, HEARD), "zhu", Role.HEAD, ["decide"]),
        (Stage.NOTICE_GIVEN, (FILED, CLOSED, TOLD, HEARD), "jia", Role.HEAD, []),
        (Stage.DECIDED, (FILED, DECIDED), "jia", Role.INSPECTOR, ["serve"]),
        (Stage.DECIDED, (FILED, DECIDED), "zhu", Role.HEAD, []),
    ],
)
def test_for_whom_it_waits(stage, steps, key, role, mine):
    assert waits_for(record(stage, *steps), key=key, role=role) == mine


@pytest.mark.parametrize(
    ("act_on", "found_on", "is_over", "is_barred"),
    [
        (date(2024, 11, 23), date(2026, 11, 23), False, False),
        (date(2024, 11, 22), date(2026, 11, 23), True, False),
        (date(2021, 11, 23), date(2026, 11, 23), True, False),
        (date(2021, 11, 22), date(2026, 11, 23), True, True),
        (date(2019, 7, 14), date(2021, 7, 14), False, False),
        (date(2019, 7, 13), date(2021, 7, 14), True, True),
        (date(2019, 7, 13), date(2021, 7, 15), True, False),
    ],
)
def test_an_act_is_too_old_after_two_years_or_five_where_it_did_harm(act_on, found_on, is_over, is_barred):
    assert limitation_of(act_on, found_on).is_over is is_over
    refusal = within_limitation(act_on, found_on)
    assert (refusal is not None) is is_barred
