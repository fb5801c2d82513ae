"""Leads that are taken back: before the other office answers it works at both ends, after it their words come back."""

import pytest

from inspect_app.actions.handover_recalls import recall_handover
from inspect_app.actions.handovers import accept_handover, send_handover_back
from inspect_app.actions.lead_steps import check_papers
from inspect_app.problems import Problem, Refused
from inspect_app.rules.handovers import HandoverKind, is_handover_late
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import messages_about
from tests.exchange.of_a_year_ago import of_a_year_ago
from tests.exchange.test_leads_across import NEXT_WEEK, do, lead_at, lead_of, seen, send, steps_told
from tests.exchange.two_offices import OfficeHere


def recall(office: OfficeHere, handover_id):
    return do(office, recall_handover, handover_id, "重复发出")


def test_taken_back_before_it_was_taken_on_it_ends_there_and_is_ours_again(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    recall(city, sent.id)
    assert seen(city, sent.id).stage is Stage.RECALLING
    assert lead_of(city, sent.id).stage is Stage.PASSED_ON
    city.exchange_with(district)
    assert seen(city, sent.id).stage is seen(district, sent.id).stage is Stage.RECALLED
    assert lead_of(city, sent.id).stage is Stage.RECEIVED
    came = lead_of(district, sent.id)
    assert (came.stage, came.due_on) == (Stage.RECALLED, None)
    assert steps_told(seen(city, sent.id)) == ["arrive", "recall", "recalled"]
    assert seen(district, sent.id).lines[-1].facts == {"text": "重复发出"}


def test_its_clock_stops_when_it_is_asked_for(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    recall(city, sent.id)
    one = seen(city, sent.id)
    assert not is_handover_late(one.due_on, one.stage, on=NEXT_WEEK.replace(year=2027))


def test_taken_back_before_it_has_even_left(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    recall(city, sent.id)
    city.exchange_with(district)
    assert seen(city, sent.id).stage is seen(district, sent.id).stage is Stage.RECALLED


def test_nobody_works_on_what_was_taken_back(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    recall(city, sent.id)
    city.exchange_with(district)
    for deed, *args in ((accept_handover, sent.id), (check_papers, lead_of(district, sent.id).id, "")):
        with pytest.raises(Refused):
            do(district, deed, *args)


def test_an_answer_that_crossed_it_on_the_way_stands(city: OfficeHere, district: OfficeHere):
    """The district had taken it on before the word came: its receipt refuses in words, and the lead goes on."""
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    recall(city, sent.id)
    city.exchange_with(district)
    stays = seen(city, sent.id)
    assert stays.stage is seen(district, sent.id).stage is Stage.TAKEN_ON
    assert lead_of(city, sent.id).stage is Stage.TAKEN_OVER
    assert "不能撤回" in next(line.facts["text"] for line in stays.lines if line.step == "not_recalled")


def test_a_return_that_crossed_it_on_the_way_stands(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, send_handover_back, sent.id, "不在本区")
    recall(city, sent.id)
    city.exchange_with(district)
    assert seen(city, sent.id).stage is seen(district, sent.id).stage is Stage.SENT_BACK
    assert lead_of(city, sent.id).stage is Stage.RECEIVED


def test_after_it_was_taken_on_it_is_refused_here_already(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    city.exchange_with(district)
    with pytest.raises(Refused) as refused:
        recall(city, sent.id)
    assert refused.value.refusals[0].problem is Problem.HANDOVER_NOT_RECALLED


def test_a_lead_that_was_refused_has_nothing_to_be_taken_back(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    recall(city, sent.id)
    with city.here(), transaction():
        messages_about(sent.id)[0].body = {"summary": "绝密工程"}
    city.exchange_with(district)
    assert seen(city, sent.id).stage is Stage.UNDELIVERED
    assert lead_of(city, sent.id).stage is Stage.RECEIVED
    with city.here():
        assert [one.status for one in messages_about(sent.id)] == [AnswerStatus.REFUSED, AnswerStatus.ACCEPTED]


def test_the_word_waits_for_a_lead_that_is_still_on_its_way(city: OfficeHere, district: OfficeHere):
    lost = city.send(district, "lead_withdrawn", {"text": "重复发出"})
    city.exchange_with(district)
    assert city.sent(lost).answer["reasons"][0]["code"] == "handover_unknown"


def test_a_copy_is_not_taken_back(city: OfficeHere, district: OfficeHere):
    sent = send(district, lead_at(district), city, HandoverKind.COPY, due_on=None)
    with pytest.raises(Refused) as refused:
        recall(district, sent.id)
    assert refused.value.refusals[0].problem is Problem.HANDOVER_COPY_STAYS


def test_a_software_of_a_year_ago_keeps_the_word_until_its_upgrade(city: OfficeHere, district: OfficeHere):
    """It had not said yet how old it is. It holds what it does not know; the receipt becomes final after the upgrade."""
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    recall(city, sent.id)
    with of_a_year_ago():
        city.exchange_with(district)
    assert seen(city, sent.id).stage is Stage.RECALLING
    with city.here():
        assert messages_about(sent.id)[-1].status is AnswerStatus.HELD
    city.exchange_with(district)
    assert seen(city, sent.id).stage is seen(district, sent.id).stage is Stage.RECALLED


def test_a_software_of_a_year_ago_may_take_it_on_meanwhile(city: OfficeHere, district: OfficeHere):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    recall(city, sent.id)
    with of_a_year_ago():
        city.exchange_with(district)
        do(district, accept_handover, sent.id)
        city.exchange_with(district)
    assert seen(city, sent.id).stage is Stage.TAKEN_ON
    city.exchange_with(district)
    assert seen(city, sent.id).stage is seen(district, sent.id).stage is Stage.TAKEN_ON
