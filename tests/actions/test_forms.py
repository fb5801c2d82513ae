"""Pre-numbered forms: leased in blocks, never twice, used once or voided with a reason."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.devices import enrol_device
from inspect_app.actions.documents import DocumentFacts, keep_document
from inspect_app.actions.forms import (
    LOW_WATER,
    SKIPPED_BLOCKS,
    lease_block,
    next_desk_number,
    top_up,
    use_number,
    void_form,
    withdraw_after_restore,
)
from inspect_app.actions.settings import change_setting
from inspect_app.problems import Problem, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.numbers import LEASED_TO_PHONES, FormKind
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import db, transaction
from inspect_app.store.documents import blocks_of, blocks_of_agency, form_use
from inspect_app.store.officers import device_with
from tests.conftest import MONDAY

JWK = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}
KIND = FormKind.ON_THE_SPOT_DECISION
TODAY = day_of(MONDAY)


def phone_of(officer, at=MONDAY):
    with transaction():
        return enrol_device(uuid4(), JWK, "a phone", officer=officer, at=at)


def document(office, number):
    facts = DocumentFacts(uuid4(), "on_the_spot_decision", uuid4(), None, {"number": number}, "a" * 64)
    made, _faults = keep_document(facts, by=office.jia, at=MONDAY)
    db.session.flush()
    return made


def use(office, block, serial, *, device_id, on=TODAY, number=None):
    with transaction():
        printed = document(office, block.facts().number(serial) if number is None else number)
        faults = use_number(block.id, serial, document=printed, device_id=device_id, on=on, at=MONDAY)
    return [fault.problem for fault in faults]


def test_blocks_never_overlap(office):
    with transaction():
        change_setting(SettingName.BLOCK_SIZE, "7", by=office.head, at=MONDAY)
    for officer in (office.jia, office.yi, office.jia, office.supervisor):
        phone_of(officer)
    with transaction():
        next_desk_number(office.head, KIND, at=MONDAY)
    for kind in FormKind:
        blocks = [block for block in blocks_of_agency(office.agency.id) if (block.kind, block.year) == (kind, 2026)]
        given = [serial for block in blocks for serial in range(block.first, block.last + 1)]
        assert len(given) == len(set(given))
        assert sorted(given) == list(range(1, len(given) + 1))


def test_two_leases_at_once_get_different_numbers(app, office):
    """Real threads, each with its own connection: the second waits for the first, and none fails."""
    agency_id, faults = office.agency.id, []
    db.session.remove()

    def lease():
        try:
            with app.app_context(), transaction():
                lease_block(agency_id, KIND, 2026, device_id=None, at=MONDAY)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=lease) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    firsts = sorted(block.first for block in blocks_of(None, agency_id, KIND, 2026))
    assert firsts == [1 + 20 * n for n in range(6)]


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (datetime(2026, 11, 30, 4, tzinfo=UTC), {2026}),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), {2026, 2027}),
        (datetime(2026, 12, 1, 4, tzinfo=UTC), {2026, 2027}),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), {2027}),
    ],
)
def test_in_december_a_phone_gets_next_years_numbers(office, today, years):
    device = phone_of(office.jia, today)
    blocks = [block for block in blocks_of_agency(office.agency.id) if block.device_id == device.id]
    assert {block.year for block in blocks} == years
    assert {block.kind for block in blocks} == set(LEASED_TO_PHONES)
    assert {block.first for block in blocks if block.year == 2027} <= {1}


def test_a_phone_gets_more_before_it_runs_out_and_not_earlier(office):
    device = phone_of(office.jia)
    [block] = blocks_of(device.id, office.agency.id, KIND, 2026)
    for serial in range(block.first, block.last - LOW_WATER + 1):
        use(office, block, serial, device_id=device.id)
    with transaction():
        assert top_up(device_with(device.id), at=MONDAY) == []
    use(office, block, block.last - LOW_WATER + 1, device_id=device.id)
    with transaction():
        assert [one.kind for one in top_up(device_with(device.id), at=MONDAY)] == [KIND]


def test_only_our_own_people_with_a_certificate_get_forms(office):
    with transaction():
        office.fire.badge_number, office.fire.certificate_until = "XF-1", TODAY + timedelta(days=100)
        office.yi.certificate_until = None
    for officer in (office.fire, office.yi):
        device = phone_of(officer)
        assert [block for block in blocks_of_agency(officer.agency_id) if block.device_id == device.id] == []


def test_a_number_is_used_once_and_by_its_own_device(office):
    device, other = phone_of(office.jia), phone_of(office.yi)
    [block] = blocks_of(device.id, office.agency.id, KIND, 2026)
    assert use(office, block, 1, device_id=device.id) == []
    assert use(office, block, 1, device_id=device.id) == [Problem.NUMBER_USED_TWICE]
    assert use(office, block, 2, device_id=other.id) == [Problem.NUMBER_NOT_LEASED]
    assert use(office, block, 2, device_id=device.id, number="another") == [Problem.NUMBER_NOT_LEASED]
    assert use(office, block, block.last + 1, device_id=device.id) == [Problem.NUMBER_NOT_LEASED]


def test_a_number_of_last_year_is_used_and_doubted(office):
    device = phone_of(office.jia)
    [block] = blocks_of(device.id, office.agency.id, KIND, 2026)
    next_year = TODAY.replace(year=2027)
    assert use(office, block, 3, device_id=device.id, on=next_year) == [Problem.NUMBER_OF_ANOTHER_YEAR]
    assert form_use(block.id, 3) is not None


def test_a_voided_number_is_never_used_again(office):
    device = phone_of(office.jia)
    [block] = blocks_of(device.id, office.agency.id, KIND, 2026)
    with transaction():
        voided = void_form(block.id, 4, "污损", device_id=device.id, at=MONDAY)
    assert (voided.voided_reason, voided.document_id) == ("污损", None)
    assert use(office, block, 4, device_id=device.id) == [Problem.NUMBER_USED_TWICE]


def test_voiding_needs_a_reason_and_a_number_of_ones_own(office):
    device = phone_of(office.jia)
    [block] = blocks_of(device.id, office.agency.id, KIND, 2026)
    for serial, reason, device_id, problem in (
        (1, " ", device.id, Problem.REASON_NEEDED),
        (1, "污损", uuid4(), Problem.NUMBER_NOT_LEASED),
        (block.last + 1, "污损", device.id, Problem.NUMBER_NOT_LEASED),
    ):
        with pytest.raises(Refused) as caught, transaction():
            void_form(block.id, serial, reason, device_id=device_id, at=MONDAY)
        assert [refusal.problem for refusal in caught.value.refusals] == [problem]


def test_the_desk_takes_its_own_numbers_in_order_and_leases_when_they_are_gone(office):
    taken = []
    for _ in range(22):
        with transaction():
            block, serial = next_desk_number(office.head, KIND, at=MONDAY)
            printed = document(office, block.facts().number(serial))
            assert use_number(block.id, serial, document=printed, device_id=None, on=TODAY, at=MONDAY) == []
        taken.append(serial)
    assert taken == list(range(1, 23))
    assert len(blocks_of(None, office.agency.id, KIND, 2026)) == 2


@pytest.fixture
def restored(office):
    """A record that came out of a backup of the day before, with a phone and a number of the desk. Gives the phone."""
    device = phone_of(office.jia)
    with transaction():
        next_desk_number(office.head, KIND, at=MONDAY)
        withdraw_after_restore(MONDAY - timedelta(days=1), at=MONDAY)
    return device


def test_after_a_restore_the_desk_goes_on_behind_all_that_may_have_been_leased(office, restored):
    with transaction():
        block, serial = next_desk_number(office.head, KIND, at=MONDAY)
    assert (block.withdrawn_at, serial) == (None, 20 + 20 + SKIPPED_BLOCKS * 20 + 1)


def test_after_a_restore_a_phone_goes_on_with_the_block_that_is_known_to_be_its_own(office, restored):
    [block] = blocks_of(restored.id, office.agency.id, KIND, 2026)
    assert use(office, block, 3, device_id=restored.id) == []


def test_a_number_leased_after_the_backup_is_kept_once_as_the_one_that_was_written(office, restored):
    last = [block for block in blocks_of_agency(office.agency.id) if block.kind is KIND][-1]
    printed = last.facts().number(47)

    def write(serial):
        with transaction():
            of = {"document": document(office, printed), "device_id": restored.id, "on": TODAY, "at": MONDAY}
            return [fault.problem for fault in use_number(uuid4(), serial, **of)]

    assert write(47) == []
    assert write(47) == [Problem.NUMBER_USED_TWICE]
    assert write(5_000) == [Problem.NUMBER_NOT_LEASED]


def test_a_form_of_a_forgotten_block_that_was_voided_stays_accepted(office, restored):
    with transaction():
        assert void_form(uuid4(), 47, "污损", device_id=restored.id, at=MONDAY) is None
    with pytest.raises(Refused), transaction():
        void_form(uuid4(), 5_000, "污损", device_id=restored.id, at=MONDAY)


@pytest.mark.parametrize(
    ("made", "restored_at", "years"),
    [
        (MONDAY, MONDAY, {2026}),
        (MONDAY, datetime(2026, 12, 3, tzinfo=UTC), {2026, 2027}),
        (datetime(2026, 12, 30, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC), {2026, 2027}),
    ],
)
def test_numbers_are_withdrawn_of_every_year_of_which_some_may_have_been_leased(office, made, restored_at, years):
    with transaction():
        skipped = withdraw_after_restore(made, at=restored_at)
    assert {(one.kind, one.year) for one in skipped} == {(kind, year) for kind in FormKind for year in years}
