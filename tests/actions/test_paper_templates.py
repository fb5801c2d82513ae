"""Word templates: a draft by one person, published by another, retired; each office's own."""

import pytest

from inspect_app.actions.instance import add_agency
from inspect_app.actions.paper_templates import (
    checked_template,
    preview,
    publish_template,
    retire_template,
    template_in_force,
    upload_template,
)
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.problems import Problem, Refused
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.store.base import transaction
from inspect_app.store.checklists import VersionState
from inspect_app.store.paper_templates import templates_of
from tests import make
from tests.conftest import MONDAY
from tests.word_by_hand import sample_with, sample_without, text_of_word


def upload(office, text="甲", by=None):
    with transaction():
        by = by or office.supervisor
        return upload_template("demand", sample_with("demand", text), "a.docx", "说明", by=by, at=MONDAY)


def publish(version, by):
    with transaction():
        return publish_template(version.id, by=by, at=MONDAY)


def problem(deed, *args, **more):
    with pytest.raises(Refused) as refused, transaction():
        deed(*args, **more)
    return refused.value.refusals[0].problem


def states(office):
    return [(one.number, one.state) for one in templates_of(office.agency.id, "demand")]


def test_the_sample_holds_until_a_template_is_published(office):
    assert template_in_force(office.agency.id, "demand") == sample_template("demand")
    draft = upload(office)
    assert template_in_force(office.agency.id, "demand") == sample_template("demand")
    publish(draft, office.head)
    assert template_in_force(office.agency.id, "demand") == sample_with("demand", "甲")


def test_nobody_publishes_their_own_upload(office):
    draft = upload(office)
    assert problem(publish_template, draft.id, by=office.supervisor, at=MONDAY) is Problem.TEMPLATE_OWN_WORK
    assert states(office) == [(1, VersionState.DRAFT)]


def test_a_new_version_retires_the_one_before_and_a_new_draft_the_draft_before(office):
    publish(upload(office, "甲"), office.head)
    upload(office, "乙")
    newest = upload(office, "丙")
    assert states(office) == [(3, VersionState.DRAFT), (2, VersionState.RETIRED), (1, VersionState.PUBLISHED)]
    publish(newest, office.head)
    assert states(office) == [(3, VersionState.PUBLISHED), (2, VersionState.RETIRED), (1, VersionState.RETIRED)]


def test_a_retired_version_stays_and_can_neither_be_published_nor_retired_again(office):
    draft = upload(office)
    with transaction():
        retire_template(draft.id, by=office.head, at=MONDAY)
    assert states(office) == [(1, VersionState.RETIRED)]
    assert problem(publish_template, draft.id, by=office.head, at=MONDAY) is Problem.TEMPLATE_NOT_DRAFT
    assert problem(retire_template, draft.id, by=office.head, at=MONDAY) is Problem.TEMPLATE_NOT_DRAFT


def test_another_offices_template_is_not_found(office):
    with transaction():
        other = add_agency("SH-ZZ", AgencyKind.DISTRICT, "另一区民防办公室", office.agency.parent)
        stranger = make.officer("waiqu", other.id, role=Role.HEAD, badge="ZZ-1", at=MONDAY)
    draft = upload(office)
    assert problem(publish_template, draft.id, by=stranger, at=MONDAY) is Problem.NOT_FOUND
    assert problem(retire_template, draft.id, by=stranger, at=MONDAY) is Problem.NOT_FOUND
    publish(draft, office.head)
    assert template_in_force(other.id, "demand") == sample_template("demand")


def test_a_template_is_checked_before_it_is_taken(office):
    checked_template("demand", sample_with("demand", "{{ agency }}"), by=office.head, at=MONDAY)
    with pytest.raises(Refused) as refused:
        checked_template("demand", sample_without("demand", "{{ duty }}"), by=office.head, at=MONDAY)
    assert [one.facts["field"] for one in refused.value.refusals] == ["duty"]


def test_a_preview_is_an_invented_case_and_says_so(office):
    text = text_of_word(preview("demand", sample_template("demand"), by=office.head, at=MONDAY))
    assert "演示数据　不具法律效力" in text
    assert "演示物业管理有限公司" in text
    assert office.agency.name_on(MONDAY.date()) in text
