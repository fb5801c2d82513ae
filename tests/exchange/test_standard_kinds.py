"""Templates, typical cases and trainings as standards: from the city's own into the district's, by the deeds of each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from inspect_app.actions.attachments import attach
from inspect_app.actions.paper_templates import publish_template, upload_template
from inspect_app.actions.standard_adoptions import decide_adoption, propose_adoption, put_due_in_force
from inspect_app.actions.standard_kinds import DEEDS
from inspect_app.actions.standards import Wording, publish_standard
from inspect_app.actions.trainings import plan_training
from inspect_app.actions.typical_cases import draft_case, publish_case
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.exchange.kinds import KINDS as MESSAGES
from inspect_app.problems import Problem, Refused
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import Role
from inspect_app.rules.standards import KINDS, Outcome, Period
from inspect_app.rules.trainings import TrainingFacts
from inspect_app.rules.typical_cases import CaseState, TypicalCaseFacts
from inspect_app.store.attachments import attachments_of
from inspect_app.store.base import transaction
from inspect_app.store.paper_templates import published_template
from inspect_app.store.standards import StandardAdoption, all_editions
from inspect_app.store.trainings import trainings_of
from inspect_app.store.typical_cases import typical_case_with, typical_cases_of
from inspect_app.web.standard_differences import SHOWN
from tests.exchange.two_offices import OfficeHere

CASE = TypicalCaseFacts("某公司案", "未备案。", "应当备案。", "警告。", "先备案。", ("TL43-3",))
PDF = b"%PDF-1.4 materials"


def test_every_kind_has_its_deeds_and_its_page():
    assert set(KINDS) == set(DEEDS) == set(SHOWN)


@pytest.mark.parametrize(
    "kind", ["standard_published", "standard_adopted", "figures_reported", "figure_sample_asked"]
)
def test_the_examples_of_messages_have_their_shape(kind):
    known = MESSAGES[kind]
    assert known.shape.model_validate(known.example).model_dump(mode="json").keys() == known.example.keys()


def publish(city: OfficeHere, kind: str, code: str) -> None:
    at = city.tick()
    with city.here(), transaction():
        said = Wording("全市统一", Period(day_of(at), day_of(at) + timedelta(days=30)))
        publish_standard(kind, code, said, by=city.officer("zhuren"), at=at)


def adopt(district: OfficeHere, code: str, number: int = 1) -> StandardAdoption:
    with district.here(), transaction():
        at = district.tick()
        edition = next(one for one in all_editions() if (one.code, one.number) == (code, number))
        adoption = propose_adoption(edition.id, day_of(at), by=district.officer("kezhang"), at=at)
        if adoption.outcome is None:
            decide_adoption(adoption.id, by=district.officer("zhuren"), at=at)
        put_due_in_force(at=at)
        return adoption


@pytest.fixture
def template(city):
    with city.here(), transaction():
        author, publisher = city.officer("kezhang"), city.officer("zhuren")
        body = sample_template("demand")
        made = upload_template("demand", body, "催告书.docx", "统一格式", by=author, at=city.tick())
        publish_template(made.id, by=publisher, at=city.tick())
    return body


def test_a_template_travels_with_its_file_and_is_published_by_two(city, district, template):
    publish(city, "paper_template", "demand")
    city.exchange_with(district)
    adoption = adopt(district, "demand")
    assert adoption.outcome is Outcome.IN_USE
    with district.here():
        [by, second] = district.officer("kezhang"), district.officer("zhuren")
        used = published_template(by.home_id, "demand")
        assert (used.uploaded_by, used.published_by, used.id) == (by.id, second.id, adoption.applied_as)
        with pytest.raises(Refused) as caught, transaction():
            upload_template("demand", template, "own.docx", "", by=by, at=district.tick())
        assert caught.value.refusals[0].problem is Problem.STANDARD_COMMON_PART


def test_a_typical_case_is_published_and_an_earlier_edition_taken_off(city, district):
    with city.here(), transaction():
        by, at = city.officer("zhuren"), city.tick()
        case = draft_case(CASE, by=by, at=at)
        publish_case(case.id, is_anonymous=True, by=by, at=at)
    publish(city, "typical_case", str(case.id))
    with city.here(), transaction():
        typical_case_with(case.id).lesson = "先备案，后使用。"
    publish(city, "typical_case", str(case.id))
    city.exchange_with(district)
    first = adopt_by_head(district, str(case.id), 1)
    second = adopt_by_head(district, str(case.id), 2)
    with district.here():
        home_id = district.officer("zhuren").home_id
        states = {one.id: one.state for one in typical_cases_of(home_id)}
        assert states == {first.applied_as: CaseState.WITHDRAWN, second.applied_as: CaseState.PUBLISHED}
        assert typical_case_with(second.applied_as).lesson == "先备案，后使用。"


def adopt_by_head(district: OfficeHere, code: str, number: int) -> StandardAdoption:
    with district.here(), transaction():
        at = district.tick()
        edition = next(one for one in all_editions() if (one.code, one.number) == (code, number))
        adoption = propose_adoption(edition.id, day_of(at), by=district.officer("zhuren"), at=at)
        put_due_in_force(at=at)
        return adoption


def test_a_training_comes_with_its_materials_and_not_with_photos(city, district):
    facts = TrainingFacts(
        "法制培训", "新法", day_of(city.now) + timedelta(days=9), "", "会议室", "", 60, (Role.INSPECTOR,)
    )
    with city.here(), transaction():
        by, at = city.officer("zhuren"), city.tick()
        training = plan_training(facts, by=by, at=at)
        attach("training", training.id, AttachmentKind.MATERIAL, "讲义.pdf", PDF, by=by, at=at)
    publish(city, "training", str(training.id))
    city.exchange_with(district)
    adoption = adopt_by_head(district, str(training.id), 1)
    with district.here():
        [planned] = trainings_of(district.officer("zhuren").home_id)
        assert (planned.id, planned.facts()) == (adoption.applied_as, facts)
        assert [(one.name, one.kind) for one in attachments_of(planned.id)] == [
            ("讲义.pdf", AttachmentKind.MATERIAL)
        ]


def test_a_training_whose_day_is_over_is_planned_for_the_day_of_adoption(city, district):
    facts = TrainingFacts("法制培训", "新法", day_of(city.now), "", "会议室", "", 60, (Role.INSPECTOR,))
    with city.here(), transaction():
        by, at = city.officer("zhuren"), city.tick()
        training = plan_training(replace(facts, held_on=day_of(at) - timedelta(days=30)), by=by, at=at)
    publish(city, "training", str(training.id))
    city.exchange_with(district)
    adopt_by_head(district, str(training.id), 1)
    with district.here():
        [planned] = trainings_of(district.officer("zhuren").home_id)
        assert planned.held_on == day_of(district.now)
