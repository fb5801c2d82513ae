"""Orders to correct: made, delivered, checked again, and closed by evidence only."""

from datetime import timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.desk_orders import reopen_order, withdraw_order
from inspect_app.actions.devices import enrol_device
from inspect_app.actions.documents import SignatureFacts, sign_document
from inspect_app.actions.findings import FindingFacts, record_finding
from inspect_app.actions.orders import (
    OrderClaims,
    OrderOnPhone,
    Outcome,
    check_order,
    deliver_order,
    make_order,
    void_order,
)
from inspect_app.actions.takings import PhotoFacts, announce_photo, discard_taking
from inspect_app.actions.visits import start_visit
from inspect_app.actions.works import register_work
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Severity
from inspect_app.rules.calendar import day_of
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.orders import Correction
from inspect_app.rules.procedure import Stage, VisitKind
from inspect_app.store.base import transaction
from inspect_app.store.documents import blocks_of
from inspect_app.store.orders import order_with
from inspect_app.store.photos import Photo
from tests.actions.conftest import visit_facts
from tests.conftest import MONDAY
from tests.make import work_facts

JWK = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}


@pytest.fixture
def findings(office, visit, minute):
    ids = [uuid4(), uuid4()]
    with transaction():
        for finding_id, item in zip(ids, ("item-1", "item-2"), strict=True):
            facts = FindingFacts(finding_id, visit.id, "short", item, "锈蚀", Severity.MINOR)
            record_finding(uuid4(), facts, by=office.jia, at=minute(1))
    return ids


def sign(office, made, *, at, **more):
    facts = SignatureFacts(made.document_id, made.sha256, **more)
    with transaction():
        sign_document(uuid4(), facts, by=office.jia, at=at, visit_id=made.visit_id)


@pytest.fixture
def made(office, visit, findings, minute):
    """With two things to correct, neither signed nor delivered."""
    with transaction():
        device = enrol_device(uuid4(), JWK, "a phone", officer=office.jia, at=MONDAY)
    [block] = blocks_of(device.id, office.agency.id, FormKind.CORRECTION_ORDER, 2026)
    content = {"form": "correction_order", "number": block.facts().number(1)}
    stated = OrderClaims(
        "演示物业有限公司", tuple(Correction(str(one), "除锈") for one in findings), (office.jia.id, office.yi.id),
        minute(2), day_of(MONDAY) + timedelta(days=30),
    )  # fmt: skip
    made = OrderOnPhone(uuid4(), visit.id, uuid4(), block.id, 1, content, document_sha256(content), stated)
    with transaction():
        order = make_order(made, device_id=device.id, by=office.jia, at=minute(2))
    assert [flag["code"] for flag in order.flags] == []
    return made


@pytest.fixture
def order(office, made, minute):
    """Signed by everybody and delivered."""
    for one in (office.jia, office.yi):
        sign(office, made, signer="officer", name=one.name, badge_number=one.badge_number, at=minute(3))
    sign(office, made, signer="party", name="张三", at=minute(3))
    with transaction():
        return deliver_order(made.order_id, minute(3), by=office.jia, at=minute(3))


def test_what_nobody_signed_is_delivered_all_the_same_and_flagged(office, made, minute):
    sign(office, made, signer="officer", name=office.jia.name, badge_number=office.jia.badge_number, at=minute(3))
    with transaction():
        order = deliver_order(made.order_id, minute(3), by=office.jia, at=minute(3))
    assert (order.stage, order.delivered_at) == (Stage.ORDERED, minute(3))
    assert [(flag["code"], flag["facts"].get("who")) for flag in order.flags] == [
        ("signature_missing", office.yi.name),
        ("refusal_not_noted", None),
    ]


def re_inspection(office, at, **more):
    with transaction():
        return start_visit(visit_facts(office, kind=VisitKind.RE_INSPECTION, **more), by=office.jia, at=at)


def show(office, visit, finding_id, at):
    facts = PhotoFacts(
        id=uuid4(),
        visit_id=visit.id,
        sha256=uuid4().hex * 2,
        size_bytes=9,
        media_type="image/jpeg",
        finding_id=finding_id,
    )
    with transaction():
        announce_photo(facts, by=office.jia, at=at)
    return facts.id


def check(office, order, visit, at, *outcomes):
    found = tuple(Outcome(finding_id, is_corrected) for finding_id, is_corrected in outcomes)
    with transaction():
        return check_order(uuid4(), order.id, visit.id, found, by=office.jia, at=at)


def test_an_order_closes_when_everything_is_corrected_and_shown(office, order, findings, minute):
    visit = re_inspection(office, minute(10))
    for finding_id in findings:
        show(office, visit, finding_id, minute(11))
    done = check(office, order, visit, minute(12), *((one, True) for one in findings))
    assert (done.stage, done.flags) == (Stage.CORRECTED, [])


def test_words_alone_do_not_close_an_order(office, order, findings, minute):
    visit = re_inspection(office, minute(10))
    show(office, visit, findings[0], minute(11))
    done = check(office, order, visit, minute(12), *((one, True) for one in findings))
    assert done.stage is Stage.ORDERED
    assert [flag["code"] for flag in done.flags] == ["evidence_needed"]


def test_a_discarded_photo_shows_nothing(office, order, findings, minute):
    visit = re_inspection(office, minute(10))
    photos = [show(office, visit, finding_id, minute(11)) for finding_id in findings]
    with transaction():
        discard_taking(Photo, photos[0], by=office.jia, at=minute(11))
    assert check(office, order, visit, minute(12), *((one, True) for one in findings)).stage is Stage.ORDERED


def test_two_re_inspections_may_close_an_order_together(office, order, findings, minute):
    first, second = findings
    visit = re_inspection(office, minute(10))
    show(office, visit, first, minute(11))
    assert check(office, order, visit, minute(12), (first, True), (second, False)).stage is Stage.ORDERED
    visit = re_inspection(office, minute(20))
    show(office, visit, second, minute(21))
    assert check(office, order, visit, minute(22), (second, True)).stage is Stage.CORRECTED


def test_a_photo_of_what_was_not_corrected_yet_is_no_evidence(office, order, findings, minute):
    first, second = findings
    visit = re_inspection(office, minute(10))
    for finding_id in findings:
        show(office, visit, finding_id, minute(11))
    check(office, order, visit, minute(12), (first, True), (second, False))
    visit = re_inspection(office, minute(20))
    assert check(office, order, visit, minute(22), (second, True)).stage is Stage.ORDERED


def test_what_was_seen_last_counts(office, order, findings, minute):
    first, second = findings
    visit = re_inspection(office, minute(10))
    for finding_id in findings:
        show(office, visit, finding_id, minute(11))
    check(office, order, visit, minute(12), (first, True), (second, False))
    visit = re_inspection(office, minute(20))
    show(office, visit, second, minute(21))
    assert check(office, order, visit, minute(22), (first, False), (second, True)).stage is Stage.ORDERED


def test_a_re_inspection_of_another_work_closes_nothing(office, order, findings, minute):
    with transaction():
        work = register_work(work_facts("SJ-0002"), agency_id=office.agency.id, by=None, at=MONDAY)
    visit = re_inspection(office, minute(10), work_id=work.id)
    with pytest.raises(Refused) as caught:
        check(office, order, visit, minute(11), *((one, True) for one in findings))
    assert [refusal.problem for refusal in caught.value.refusals] == [Problem.ORDER_UNKNOWN]


def test_a_closed_order_is_reopened_or_withdrawn_with_a_reason(office, order, findings, minute):
    visit = re_inspection(office, minute(10))
    for finding_id in findings:
        show(office, visit, finding_id, minute(11))
    check(office, order, visit, minute(12), *((one, True) for one in findings))
    with pytest.raises(Refused), transaction():
        reopen_order(order.id, "", by=office.supervisor, at=minute(13))
    with transaction():
        reopen_order(order.id, "照片不清楚", by=office.supervisor, at=minute(13))
    with pytest.raises(Refused), transaction():
        withdraw_order(order.id, "依据有误", by=office.supervisor, at=minute(14))
    with transaction():
        withdraw_order(order.id, "依据有误", by=office.head, at=minute(14))
    assert order_with(order.id).stage is Stage.WITHDRAWN


def test_what_was_handed_over_is_not_voided_on_the_spot(office, order, minute):
    with pytest.raises(Refused) as caught, transaction():
        void_order(order.id, "写错", by=office.jia, at=minute(4))
    assert [refusal.problem for refusal in caught.value.refusals] == [Problem.STEP_NOT_OPEN]
