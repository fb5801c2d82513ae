"""What leaves the office: every field of a lead, a case and a question has a row, and the strict rows hold everywhere."""

import pytest

from inspect_app.rules.people import AgencyKind
from inspect_app.rules.releases import (
    LABELS,
    RELEASES,
    Occasion,
    Recipient,
    Release,
    masked,
    preview,
    recipient,
    release_of,
    released,
)
from inspect_app.store.cases import Case, CaseEntry
from inspect_app.store.leads import Lead, LeadPhoto
from inspect_app.store.questions import Question, QuestionAnswer

MODELS = {
    "lead": Lead,
    "lead_photo": LeadPhoto,
    "case": Case,
    "case_entry": CaseEntry,
    "question": Question,
    "answer": QuestionAnswer,
}
FIELDS = [f"{name}.{column.key}" for name, model in MODELS.items() for column in model.__table__.columns]
ALWAYS = [(occasion, to) for occasion in Occasion for to in Recipient]
NEVER_LEAVES = [
    "lead.contact_name", "lead.contact_phone", "lead.from_whom", "lead.receipt", "lead.reported_from", "lead.made_by",
    "step.reason", "step.taken_by", "case.source", "case.proposed_by", "case_entry.facts", "case_entry.taken_by",
    "question.asked_by", "answer.answered_by",
]  # fmt: skip
STRICTNESS = [Release.GIVEN, Release.MASKED, Release.NEVER]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_the_models_has_a_row(field):
    assert field in RELEASES, f"{field}: say in rules/releases.py whether it may leave, and why"


def test_no_row_is_left_over_for_a_field_that_is_gone():
    own = {name for name in RELEASES if name.partition(".")[0] in MODELS}
    assert own == set(FIELDS)


def test_a_field_without_a_row_does_not_leave():
    assert release_of("lead.unheard_of", Occasion.HANDOVER, Recipient.OFFICE) is Release.NEVER
    assert released({"lead.unheard_of": "x"}, Occasion.HANDOVER, Recipient.OFFICE) == {}


@pytest.mark.parametrize("field", NEVER_LEAVES)
@pytest.mark.parametrize(("occasion", "to"), ALWAYS)
def test_reporters_officers_and_internal_notes_never_leave(field, occasion, to):
    assert release_of(field, occasion, to) is Release.NEVER


@pytest.mark.parametrize("field", RELEASES)
@pytest.mark.parametrize("occasion", Occasion)
def test_another_department_never_gets_more_than_an_office(field, occasion):
    office, partner = (STRICTNESS.index(release_of(field, occasion, to)) for to in Recipient)
    assert partner >= office


def test_every_row_gives_its_reason():
    assert all(row.reason.endswith("。") for row in RELEASES.values())


@pytest.mark.parametrize(
    ("occasion", "to", "text"),
    [
        (Occasion.HANDOVER, Recipient.OFFICE, "演示物业有限公司"),
        (Occasion.COPY, Recipient.OFFICE, "演××"),
        (Occasion.HANDOVER, Recipient.PARTNER, "演示物业有限公司"),
        (Occasion.QUESTION, Recipient.OFFICE, "演示物业有限公司"),
    ],
)
def test_the_party_of_a_lead_is_named_where_it_is_needed(occasion, to, text):
    assert released({"lead.party": "演示物业有限公司"}, occasion, to) == {"lead.party": text}


def test_the_party_of_a_case_is_hidden_in_a_question():
    leaves = released(
        {"case.party": "演示物业有限公司", "case.facts": "门拆了"}, Occasion.QUESTION, Recipient.OFFICE
    )
    assert leaves == {"case.party": "演××", "case.facts": "门拆了"}


@pytest.mark.parametrize(("text", "shown"), [("", ""), ("甲", "甲××"), ("某某公司", "某××")])
def test_what_is_masked_keeps_its_first_character(text, shown):
    assert masked(text) == shown


def test_the_page_shows_every_filled_field_and_why_it_stays():
    lines = preview(
        {"lead.summary": "封堵出口", "lead.contact_name": "群众乙", "lead.place": ""},
        Occasion.HANDOVER,
        Recipient.OFFICE,
    )
    assert [(line.label, line.release, line.text) for line in lines] == [
        ("反映内容", Release.GIVEN, "封堵出口"),
        ("联系人", Release.NEVER, ""),
    ]
    assert "保密" in lines[1].reason


def test_what_the_page_names_has_a_row():
    assert set(LABELS) <= set(RELEASES)


@pytest.mark.parametrize("kind", AgencyKind)
def test_who_counts_as_an_office(kind):
    expected = Recipient.OFFICE if kind in (AgencyKind.CITY, AgencyKind.DISTRICT) else Recipient.PARTNER
    assert recipient(kind) is expected
