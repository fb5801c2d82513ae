"""Standards in step in a district: kept as they came, adopted for a day, with the district's own items over the common part."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from inspect_app.actions.checklists import begin_draft, publish_draft
from inspect_app.actions.standard_adoptions import (
    decide_adoption,
    propose_adoption,
    put_due_in_force,
    refuse_adoption,
)
from inspect_app.actions.standard_checklists import add_supplement, remove_supplement
from inspect_app.actions.standards import Wording, keep_standard, publish_standard
from inspect_app.problems import Problem, Refused
from inspect_app.rules.checklists import Item
from inspect_app.rules.plain import from_plain
from inspect_app.rules.standard_supplements import ItemSupplement
from inspect_app.rules.standards import Outcome, Period
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.checklists import checklist_by_code
from inspect_app.store.standards import adoption_in_use, editions_of
from inspect_app.store.visits import visit_with
from tests import make
from tests.conftest import MONDAY
from tests.make import checklist, item
from tests.on_site import finished_visit
from tests.standard_editions import TODAY, came, received

FRIDAY = date(2026, 11, 27)
ON_FRIDAY = MONDAY + timedelta(days=4)


def refused(deed) -> list[Problem]:
    with pytest.raises(Refused) as caught, transaction():
        deed()
    return [one.problem for one in caught.value.refusals]


def adopt(edition, office, on=TODAY, at=MONDAY):
    with transaction():
        adoption = propose_adoption(edition.id, on, by=office.supervisor, at=at)
        put_due_in_force(at=at)
    return adoption


def supplement(office, code="local-1", section="all", **more):
    own = ItemSupplement(section, from_plain(Item, item(code, **more)))
    with transaction():
        return add_supplement("short", own, by=office.supervisor, at=MONDAY)


def in_use() -> list[str]:
    return list(checklist_by_code("short").published.content().items)


def test_the_same_edition_twice_is_one_and_another_content_under_its_number_is_refused(office):
    first, city = came(), agency_by_code("SH")
    with transaction():
        kept = keep_standard(first, of=city, at=MONDAY)
        assert keep_standard(first, of=city, at=ON_FRIDAY).id == kept.id
    assert [one.number for one in editions_of("checklist", "short")] == [1]
    other = came(content=make.checklist(items=1) and {**first.content, "title": {"zh": "别的", "en": "Other"}})
    assert refused(lambda: keep_standard(other, of=city, at=MONDAY)) == [Problem.STANDARD_DIFFERS]


def test_content_that_does_not_fit_its_hash_is_not_taken(office):
    altered = replace(came(), content={"code": "short"})
    assert refused(lambda: keep_standard(altered, of=agency_by_code("SH"), at=MONDAY)) == [Problem.STANDARD_ALTERED]


def test_a_file_that_has_not_come_holds_the_edition_up(office):
    file = {"name": "模板.docx", "sha256": "0" * 64, "media_type": "application/octet-stream"}
    without = came(files=(file,))
    assert refused(lambda: keep_standard(without, of=agency_by_code("SH"), at=MONDAY)) == [
        Problem.STANDARD_FILE_MISSING
    ]


def test_a_kind_that_only_a_newer_program_knows_is_kept_and_cannot_be_adopted_yet(office):
    edition = received(kind="drone_maps", content={"any": "thing"})
    said = refused(lambda: propose_adoption(edition.id, TODAY, by=office.supervisor, at=MONDAY))
    assert said == [Problem.STANDARD_KIND_UNKNOWN]


def test_editions_may_come_in_any_order(office):
    received(2)
    received(1)
    assert [one.number for one in editions_of("checklist", "short")] == [2, 1]


def test_an_adopted_edition_is_published_on_its_day_and_not_before(office):
    adoption = adopt(received(), office, on=FRIDAY)
    assert adoption.outcome is Outcome.DECIDED
    assert "city-1" not in in_use()
    with transaction():
        assert put_due_in_force(at=ON_FRIDAY) == [adoption]
        assert put_due_in_force(at=ON_FRIDAY) == []
    assert "city-1" in in_use()
    assert (adoption.outcome, adoption.applied_at) == (Outcome.IN_USE, ON_FRIDAY)
    assert checklist_by_code("short").published.published_by == office.supervisor.id


def test_a_visit_keeps_the_version_of_the_day_on_which_it_began(office, phone):
    edition = received()
    before = checklist_by_code("short").published.number
    visit_id, _finding = finished_visit(phone, office.work.id)
    adopt(edition, office)
    assert [one.version.number for one in visit_with(UUID(visit_id)).checklists] == [before]
    assert checklist_by_code("short").published.number == before + 1


def test_the_day_is_neither_in_the_past_nor_before_the_day_of_the_city(office):
    edition = received(adopt_from=FRIDAY)
    for day in (TODAY - timedelta(days=1), TODAY, FRIDAY - timedelta(days=1)):
        said = refused(lambda day=day: propose_adoption(edition.id, day, by=office.supervisor, at=MONDAY))
        assert said == [Problem.STANDARD_DAY_WRONG]
    assert adopt(edition, office, on=FRIDAY).from_on == FRIDAY


def test_the_districts_own_items_stand_behind_the_common_ones_and_come_along_to_the_next_edition(office):
    supplement(office)
    first = adopt(received(1), office)
    assert in_use()[-1] == "local-1"
    assert first.added == ["local-1"]
    second = adopt(received(2), office)
    assert {"city-2", "local-1"} <= set(in_use())
    assert "city-1" not in in_use()
    assert second.added == ["local-1"]


def test_what_does_not_fit_the_next_edition_is_told_and_nothing_is_adopted(office):
    supplement(office, "city-2")
    supplement(office, "local-2", section="gone")
    supplement(office, "local-3", show_when={"item": "city-1", "values": ["met"]})
    edition = received(2)
    said = refused(lambda: propose_adoption(edition.id, TODAY, by=office.supervisor, at=MONDAY))
    assert set(said) == {
        Problem.SUPPLEMENT_CODE_TAKEN,
        Problem.SUPPLEMENT_WITHOUT_SECTION,
        Problem.SUPPLEMENT_WITHOUT_CONDITION,
    }
    assert "city-2" not in in_use()


def test_a_conflict_that_comes_between_decision_and_day_is_shown_and_mended(office):
    edition = received(2)
    adoption = adopt(edition, office, on=FRIDAY)
    own = supplement(office, "city-2")
    with transaction():
        assert put_due_in_force(at=ON_FRIDAY) == [adoption]
        assert put_due_in_force(at=ON_FRIDAY) == []
    assert adoption.outcome is Outcome.HINDERED
    assert "city-2" in adoption.hindered_by
    with transaction():
        remove_supplement(own.id, by=office.supervisor, at=ON_FRIDAY)
        assert put_due_in_force(at=ON_FRIDAY) == [adoption]
    assert adoption.outcome is Outcome.IN_USE


def test_supplements_that_changed_are_laid_on_as_a_new_version_of_the_same_edition(office):
    edition = received()
    adopt(edition, office)
    assert refused(lambda: propose_adoption(edition.id, TODAY, by=office.supervisor, at=MONDAY)) == [
        Problem.STANDARD_SETTLED
    ]
    own = supplement(office)
    adopt(edition, office, at=MONDAY + timedelta(hours=1))
    assert "local-1" in in_use()
    with transaction():
        remove_supplement(own.id, by=office.supervisor, at=MONDAY)
    adopt(edition, office, at=MONDAY + timedelta(hours=2))
    assert "local-1" not in in_use()


def test_nobody_edits_the_common_part(office):
    with transaction():
        draft = begin_draft(checklist(items=1), "new_checklist_draft", by=office.supervisor, at=MONDAY)
    edition = received()
    said = refused(lambda: propose_adoption(edition.id, TODAY, by=office.supervisor, at=MONDAY))
    assert said == [Problem.CHECKLIST_HAS_DRAFT]
    with transaction():
        publish_draft(draft.id, draft.sha256, by=office.supervisor, at=MONDAY)
    adopt(edition, office, on=FRIDAY)
    again = refused(lambda: begin_draft(checklist(), "new_checklist_draft", by=office.supervisor, at=MONDAY))
    assert again == [Problem.STANDARD_COMMON_PART]


def test_never_back_to_an_older_edition(office):
    first, second = received(1), received(2)
    adopt(second, office)
    assert refused(lambda: propose_adoption(first.id, TODAY, by=office.supervisor, at=MONDAY)) == [
        Problem.STANDARD_OLDER
    ]


def test_refusing_needs_a_reason_and_may_be_thought_over(office):
    edition = received()
    assert refused(lambda: refuse_adoption(edition.id, " ", by=office.head, at=MONDAY)) == [Problem.REASON_NEEDED]
    with transaction():
        said = refuse_adoption(edition.id, "本区尚无此类工程", by=office.head, at=MONDAY)
    assert said.outcome is Outcome.REFUSED
    assert adopt(edition, office, at=MONDAY + timedelta(hours=1)).outcome is Outcome.IN_USE
    late = refused(lambda: refuse_adoption(edition.id, "不用了", by=office.head, at=MONDAY))
    assert late == [Problem.STANDARD_SETTLED]


def test_what_was_decided_can_be_taken_back_until_its_day(office):
    edition = received()
    adopt(edition, office, on=FRIDAY)
    with transaction():
        refuse_adoption(edition.id, "再研究", by=office.head, at=MONDAY)
        assert put_due_in_force(at=ON_FRIDAY) == []
    assert adoption_in_use("checklist", "short") is None


def test_whoever_may_not_publish_such_a_thing_only_asks_and_another_decides(office):
    edition = received()
    with transaction():
        reviewer = make.officer("fazhi", office.agency.id, role=make.Role.LEGAL_REVIEWER, at=MONDAY)
        asked = propose_adoption(edition.id, TODAY, by=reviewer, at=MONDAY)
    assert asked.outcome is None
    assert refused(lambda: decide_adoption(asked.id, by=reviewer, at=MONDAY)) == [Problem.NOT_ALLOWED]
    with transaction():
        decide_adoption(asked.id, by=office.head, at=MONDAY)
        put_due_in_force(at=MONDAY)
    assert asked.outcome is Outcome.IN_USE


def test_what_this_program_cannot_read_is_kept_and_told(office):
    content = came().content
    content["sections"][0]["items"][0]["hologram"] = True
    edition = received(content=content)
    said = refused(lambda: propose_adoption(edition.id, TODAY, by=office.supervisor, at=MONDAY))
    assert said == [Problem.STANDARD_UNREADABLE]


def test_an_edition_holds_what_is_in_force_and_is_not_published_twice(office):
    said = Wording("第一版", Period(TODAY, FRIDAY))
    with transaction():
        first = publish_standard("checklist", "short", said, by=office.head, at=MONDAY)
    assert (first.number, first.content) == (1, checklist_by_code("short").published.body)
    again = refused(lambda: publish_standard("checklist", "short", said, by=office.head, at=MONDAY))
    assert again == [Problem.STANDARD_UNCHANGED]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (Wording("", Period(TODAY, None)), Problem.FIELD_MISSING),
        (Wording("改了", Period(TODAY - timedelta(days=1), None)), Problem.STANDARD_DAYS_WRONG),
        (Wording("改了", Period(FRIDAY, TODAY)), Problem.STANDARD_DAYS_WRONG),
    ],
)
def test_an_edition_says_what_changed_and_from_when(office, said, problem):
    assert refused(lambda: publish_standard("checklist", "short", said, by=office.head, at=MONDAY)) == [problem]


def test_there_is_no_such_edition(office):
    missing: datetime = MONDAY
    assert refused(lambda: propose_adoption(uuid4(), TODAY, by=office.head, at=missing)) == [Problem.NOT_FOUND]
