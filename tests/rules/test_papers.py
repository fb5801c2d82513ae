"""What each form must say before it is issued: every content by itself, with the article that asks for it."""

import pytest

from inspect_app.catalogue.paper_examples import example_values
from inspect_app.problems import Problem, Refused
from inspect_app.rules.numbers import SERIES_WORDS, FormKind
from inspect_app.rules.paper_forms import FORMS, form_of
from inspect_app.rules.papers import Procedure, as_written, faults_in, said
from inspect_app.rules.statutes import Citation

EVERY_FORM = set(
    """
inspection_notice
case_source filing_approval not_filed_approval interview_notice interview_record address_confirmation evidence_list
evidence_extraction digital_evidence_record supply_notice registration_notice registration_disposal sampling_record
expert_commission investigation_report legal_review_opinion penalty_notice statement_record statement_review
hearing_notice hearing_record hearing_report deliberation_record decision_approval penalty_decision no_penalty_decision
correction_order service_record service_announcement payment_extension demand enforcement_application transfer_letter
crime_transfer_letter ending_approval suspension_approval closing_approval correction_supplement withdrawal_decision
file_cover file_contents file_closing on_the_spot_decision inspection_record
""".split()  # noqa: SIM905 - read as the list of papers that it is
)
REQUIRED = [(form, one) for form in FORMS.values() for one in form.contents if one.law and not one.when]


def test_there_is_a_form_for_every_paper_of_the_two_procedures():
    assert sorted(FORMS) == sorted(EVERY_FORM)
    assert len({form.title for form in FORMS.values()}) == len(FORMS)
    with pytest.raises(Refused) as refused:
        form_of("parking_ticket")
    assert refused.value.refusals[0].problem is Problem.PAPER_FORM_UNKNOWN


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_the_example_of_a_form_lacks_nothing(form):
    assert faults_in(form, example_values(form)) == []
    assert len({one.name for one in form.contents}) == len(form.contents)


@pytest.mark.parametrize(("form", "content"), REQUIRED, ids=[f"{form.code}-{one.name}" for form, one in REQUIRED])
@pytest.mark.parametrize("nothing", ["", " \n", None], ids=["empty", "blank", "absent"])
def test_a_content_that_the_law_asks_for_is_missed_with_its_article(form, content, nothing):
    values = dict(example_values(form))
    if nothing is None:
        del values[content.name]
    else:
        values[content.name] = [dict.fromkeys(dict(content.columns), nothing)] if content.columns else nothing
    [fault] = faults_in(form, values)
    assert fault.problem in (Problem.PAPER_CONTENT_MISSING, Problem.PAPER_ROWS_TOO_FEW)
    assert fault.law == content.law
    assert isinstance(fault.law, Citation)
    assert content.label in fault.sentence
    assert form.title in fault.sentence


def test_all_that_is_missing_is_said_together():
    assert {fault.facts["content"] for fault in faults_in(form_of("penalty_notice"), {})} == {
        one.label for one in form_of("penalty_notice").contents if one.law
    }


@pytest.mark.parametrize(
    ("badges", "present"),
    [((), 0), (("SJ-1",), 1), (("SJ-1", "SJ-1"), 1), (("SJ-1", "SJ-2"), None), (("SJ-1", "SJ-2", "SJ-3"), None)],
)
def test_two_officers_must_stand_on_it_and_one_badge_twice_is_one(badges, present):
    form = form_of("registration_notice")
    officers = [{"name": f"某{index}", "badge_number": badge} for index, badge in enumerate(badges)]
    faults = faults_in(form, {**example_values(form), "officers": officers})
    assert [fault.facts["present"] for fault in faults] == ([] if present is None else [present])


@pytest.mark.parametrize(
    ("fine", "payment", "is_missed"),
    [("", "", False), ("人民币壹万元整", "", True), ("人民币壹万元整", "十五日内", False)],
)
def test_how_to_pay_is_asked_for_only_where_there_is_a_fine(fine, payment, is_missed):
    form = form_of("penalty_decision")
    faults = faults_in(form, {**example_values(form), "fine": fine, "payment": payment})
    assert [fault.facts["content"] for fault in faults] == (["履行方式和期限"] if is_missed else [])


@pytest.mark.parametrize(
    ("amount", "is_right"), [("人民币壹万伍仟元整（¥15,000.00）", True), ("15000元", False), ("一万元", False)]
)
def test_amounts_stand_in_capitals_where_the_form_asks(amount, is_right):
    form = form_of("demand")
    faults = faults_in(form, {**example_values(form), "amount": amount})
    assert [fault.problem for fault in faults] == ([] if is_right else [Problem.PAPER_AMOUNT_WRONG])


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"colour": "红"}, Problem.PAPER_FIELD_UNKNOWN),
        ({"facts": [{"text": "甲"}]}, Problem.PAPER_FIELD_WRONG),
        ({"evidence": "照片"}, Problem.PAPER_FIELD_WRONG),
        ({"facts": "长" * 20_000}, None),
        ({"facts": "长" * 20_001}, Problem.FIELD_TOO_LONG),
        (
            {"evidence": [{"no": str(n), "name": "照片", "proves": "现状"} for n in range(501)]},
            Problem.FIELD_TOO_LONG,
        ),
    ],
)
def test_values_that_are_not_of_the_form(values, problem):
    form = form_of("penalty_notice")
    faults = faults_in(form, {**example_values(form), **values})
    assert [fault.problem for fault in faults] == ([problem] if problem else [])


def test_an_empty_box_is_struck_through_or_says_none():
    form = form_of("interview_record")
    written = as_written(form, {"name": "王五", "facts": ""})
    assert written["name"] == "王五"
    assert written["employer"] == "／"
    assert written["refusal"] == "无"
    assert written["conversation"] == [{"question": "／", "answer": "／"}]
    assert as_written(form_of("filing_approval"), {})["head_opinion"] == ""


def test_what_a_word_file_cannot_hold_is_left_out_and_line_breaks_stay():
    written = as_written(form_of("penalty_notice"), {"facts": " 甲\r\n乙\x00\x07\x0c\ud800丙{{ number }} "})
    assert written["facts"] == "甲\n乙丙{{ number }}"


def test_a_field_says_something_when_a_word_stands_in_it():
    assert not said({"fine": " "}, "fine")
    assert not said({"evidence": [{"name": " "}]}, "evidence")
    assert said({"evidence": [{"name": "照片"}]}, "evidence")


def test_every_series_has_a_word_of_its_own_and_every_numbered_form_its_series():
    assert len(set(SERIES_WORDS.values())) == len(SERIES_WORDS) == len(FormKind) - 2
    series = [form.series for form in FORMS.values() if form.series]
    assert sorted(series) == sorted(FormKind)
    assert all(form.series.value == form.title for form in FORMS.values() if form.series)


def test_redress_is_named_where_a_decision_can_be_challenged():
    named = {form.code: form.redress for form in FORMS.values() if form.redress}
    assert named == {
        "on_the_spot_decision": Procedure.ON_THE_SPOT,
        "penalty_decision": Procedure.GENERAL,
        "no_penalty_decision": Procedure.GENERAL,
        "withdrawal_decision": Procedure.GENERAL,
    }
    assert all(FORMS[code].content("redress").law for code in named)
