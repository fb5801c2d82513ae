"""A standard's whole way: published by the city, adopted in a district, seen by the city; in files, twice, out of order."""

from datetime import date, timedelta

import pytest

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.standard_adoptions import propose_adoption, put_due_in_force, refuse_adoption
from inspect_app.actions.standard_checklists import add_supplement
from inspect_app.actions.standard_messages import district_peers, receipts_of, send_standard
from inspect_app.actions.standard_statements import Place, places_of
from inspect_app.actions.standards import Wording, publish_standard
from inspect_app.rules.calendar import day_of
from inspect_app.rules.checklists import Item
from inspect_app.rules.plain import from_plain
from inspect_app.rules.standard_supplements import ItemSupplement
from inspect_app.rules.standards import Period, Standing
from inspect_app.store.base import transaction
from inspect_app.store.checklists import checklist_by_code
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.standards import all_editions, editions_of, statements_of
from tests.exchange.two_offices import OfficeHere, close, lent_office
from tests.make import checklist, item


def publish(city: OfficeHere, items: int, note: str = "有增减") -> None:
    """A new version of the city's own checklist, and an edition out of it."""
    with city.here(), transaction():
        by, at = city.officer("zhuren"), city.tick()
        publish_checklist(new_draft(checklist("city-list", items), by=by, at=at), by=by, at=at)
        today = day_of(at)
        publish_standard(
            "checklist", "city-list", Wording(note, Period(today, today + timedelta(days=30))), by=by, at=at
        )


def adopt(district: OfficeHere, number: int, *, days: int = 0) -> None:
    with district.here(), transaction():
        by, at = district.officer("kezhang"), district.tick()
        edition = next(one for one in editions_of("checklist", "city-list") if one.number == number)
        propose_adoption(edition.id, day_of(at) + timedelta(days=days), by=by, at=at)
        put_due_in_force(at=at)


def seen_by(city: OfficeHere, today: date | None = None) -> Place:
    with city.here():
        editions = editions_of("checklist", "city-list")
        districts = [peer.agency for peer in district_peers()]
        [place] = places_of(editions, districts, receipts_of(editions), today=today or day_of(city.now))
        return place


def items_of(district: OfficeHere) -> list[str]:
    with district.here():
        return list(checklist_by_code("city-list").published.content().items)


def test_a_standard_goes_out_is_adopted_and_the_city_sees_it(city, district):
    publish(city, 2)
    assert seen_by(city).standing is Standing.ON_THE_WAY
    city.exchange_with(district)
    assert seen_by(city).standing is Standing.RECEIVED
    with district.here():
        assert [(one.code, one.number, one.note) for one in all_editions()] == [("city-list", 1, "有增减")]
    adopt(district, 1)
    city.exchange_with(district)
    place = seen_by(city)
    assert (place.standing, place.used.number, place.used_since) == (Standing.IN_USE, 1, day_of(district.now))
    assert items_of(district) == ["item-1", "item-2", "registered"]


def test_both_sides_hold_the_same_edition_under_the_same_hash(city, district):
    publish(city, 2)
    city.exchange_with(district)
    held = []
    for office in (city, district):
        with office.here():
            [one] = all_editions()
            held.append((one.id, one.sha256, one.content))
    assert held[0] == held[1]


def test_a_package_that_is_read_twice_or_late_changes_nothing(city, district):
    publish(city, 2)
    first = city.written_for(district)
    publish(city, 3)
    both = city.written_for(district)
    for package in (both, first, both):
        district.read(package)
    with district.here():
        assert [one.number for one in editions_of("checklist", "city-list")] == [2, 1]
    adopt(district, 2)
    back = district.written_for(city)
    city.read(back)
    city.read(back)
    assert seen_by(city).used.number == 2
    with city.here():
        assert len(statements_of([one.id for one in all_editions()])) == 2  # decided, and in use


def test_supplements_are_laid_over_the_next_edition_and_the_city_hears_how_many(city, district):
    publish(city, 2)
    city.exchange_with(district)
    with district.here(), transaction():
        own = ItemSupplement("all", from_plain(Item, item("local-1")))
        add_supplement("city-list", own, by=district.officer("kezhang"), at=district.tick())
    adopt(district, 1)
    publish(city, 4)
    city.exchange_with(district)
    adopt(district, 2)
    city.exchange_with(district)
    assert items_of(district) == ["item-1", "item-2", "item-3", "item-4", "registered", "local-1"]
    assert seen_by(city).statement.supplements == 1


def test_a_refusal_is_told_with_its_reason_and_the_district_is_late_after_the_last_day(city, district):
    publish(city, 2)
    city.exchange_with(district)
    with district.here(), transaction():
        [edition] = all_editions()
        refuse_adoption(edition.id, "本区没有这类工程", by=district.officer("zhuren"), at=district.tick())
    city.exchange_with(district)
    place = seen_by(city, day_of(city.now) + timedelta(days=31))
    assert (place.standing, place.statement.reason, place.is_overdue) == (
        Standing.REFUSED,
        "本区没有这类工程",
        True,
    )


def test_a_decision_for_a_later_day_is_told_and_its_coming_into_use_on_that_day(city, district):
    publish(city, 2)
    city.exchange_with(district)
    adopt(district, 1, days=5)
    city.exchange_with(district)
    assert seen_by(city).standing is Standing.DECIDED
    district.now += timedelta(days=5)
    with district.here(), transaction():
        put_due_in_force(at=district.tick())
    city.exchange_with(district)
    assert seen_by(city).standing is Standing.IN_USE


def test_a_statement_of_an_edition_that_the_city_does_not_have_waits_for_a_person(city, district):
    body = {
        "edition": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
        "outcome": "in_use",
        "stated_at": city.now.isoformat(),
    }
    message = district.send(city, "standard_adopted", body)
    city.exchange_with(district)
    assert district.sent(message).status is AnswerStatus.HELD


def test_a_district_cannot_publish_for_the_city(city, district):
    publish(city, 2)
    with city.here():
        [sent] = city.about(all_editions()[0].id)
        body = sent.body
    message = district.send(city, "standard_published", body)
    district.exchange_with(city)
    assert district.sent(message).answer["reasons"][0]["code"] == "standard_not_of_the_city"


def test_whoever_is_paired_later_gets_what_was_published_before(city, district, tmp_path):
    publish(city, 2)
    later = lent_office("SH-MH")
    city.pair_with(later)
    for how_many in (1, 0):
        with city.here(), transaction():
            [edition] = all_editions()
            sent = send_standard(edition, by=city.officer("zhuren"), at=city.tick())
            assert len(sent) == how_many
    city.exchange_with(later)
    with later.here():
        assert [one.code for one in all_editions()] == ["city-list"]
    close(later)


@pytest.mark.parametrize("field", ["published_at", "content", "sha256"])
def test_a_body_that_lacks_what_it_must_hold_is_refused_with_its_reason(city, district, field):
    publish(city, 2)
    with city.here():
        [sent] = city.about(all_editions()[0].id)
        body = {name: value for name, value in sent.body.items() if name != field}
    message = city.send(district, "standard_published", body)
    city.exchange_with(district)
    assert city.sent(message).status is not AnswerStatus.ACCEPTED
