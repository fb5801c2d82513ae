"""Duties X40 to X43 of docs/exchange.md."""

import pytest

from inspect_app.actions.handover_recalls import recall_handover
from inspect_app.actions.handovers import accept_handover, send_handover_back
from inspect_app.actions.lead_steps import set_lead_aside
from inspect_app.problems import Refused
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import messages_about
from tests.exchange.test_cases_offered_up import case, offered, refused, take  # noqa: F401
from tests.exchange.test_leads_across import do, lead_at, lead_of, seen, send
from tests.exchange.two_offices import OfficeHere


def stages(city: OfficeHere, district: OfficeHere, handover_id) -> set[Stage]:
    return {seen(one, handover_id).stage for one in (city, district)}


@pytest.mark.parametrize("answered", [None, accept_handover, send_handover_back])
def test_x40_a_withdrawal_is_accepted_until_there_is_an_answer(answered, city, district):
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    if answered:
        do(district, answered, sent.id, *(["不在本区"] if answered is send_handover_back else []))
    do(city, recall_handover, sent.id, "重复发出")
    city.exchange_with(district)
    expected = {None: Stage.RECALLED, accept_handover: Stage.TAKEN_ON, send_handover_back: Stage.SENT_BACK}
    assert stages(city, district, sent.id) == {expected[answered]}
    with city.here():
        last = next(one for one in messages_about(sent.id) if one.kind == "lead_withdrawn")
    codes = [one["code"] for one in last.answer["reasons"]]
    assert codes == (["handover_not_recalled"] if answered else [])


def test_x41_a_withdrawal_waits_for_its_lead_and_is_nothing_for_one_that_was_refused(city, district):
    early = city.send(district, "lead_withdrawn", {"text": "重复发出"})
    city.exchange_with(district)
    assert city.sent(early).status is AnswerStatus.HELD
    sent = send(city, lead_at(city), district)
    do(city, recall_handover, sent.id, "重复发出")
    with city.here(), transaction():
        messages_about(sent.id)[0].body = {"summary": "绝密工程"}
    city.exchange_with(district)
    with city.here():
        assert messages_about(sent.id)[-1].status is AnswerStatus.ACCEPTED
    assert lead_of(city, sent.id).stage is Stage.RECEIVED


def test_x42_what_the_table_of_releases_does_not_name_never_leaves(city, district, case):  # noqa: F811
    up, down = offered(district, case), send(city, lead_at(city), district)
    packages = district.carry_to(city) + city.carry_to(district)
    bodies = str([seen(city, up.id).said, seen(district, down.id).said])
    for secret in ("群众丙", "13800000000", "内部来源丙", "检查员kezhang"):
        assert secret not in bodies
        assert secret.encode() not in packages


def test_x43_a_case_that_was_offered_up_is_decided_at_neither_end_before_the_answer(city, district, case):  # noqa: F811
    sent = offered(district, case)
    assert refused(district, case, "end", ground="not_proved", note="x")
    district.exchange_with(city)
    with pytest.raises(Refused):
        do(city, set_lead_aside, lead_of(city, sent.id).id, "x")
    do(city, send_handover_back, sent.id, "由区里办理")
    city.exchange_with(district)
    take(district, case, "end", ground="not_proved", note="查无违法")
