"""The judge of the storm is not blind: each figure rises when its thing is broken."""

from uuid import uuid4

import pytest

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.figure_reports import see_month, sign_report
from inspect_app.actions.handovers import accept_handover
from inspect_app.actions.lead_steps import check_papers
from inspect_app.actions.questions import ask_question
from inspect_app.actions.sent_questions import ask_up, make_remark
from inspect_app.actions.standards import Wording, publish_standard
from inspect_app.actions.works import register_work
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import Role
from inspect_app.rules.questions import QuestionFacts
from inspect_app.rules.stages import Stage
from inspect_app.rules.standards import Period
from inspect_app.store.base import db, transaction
from inspect_app.store.cases import CaseEntry
from inspect_app.store.figure_reports import FigureReport
from inspect_app.store.handovers import Handover, HandoverLine
from inspect_app.store.sent_questions import QuestionRemark
from inspect_app.store.standards import StandardEdition
from tests import make
from tests.city.matters import differences
from tests.city.people import OCTOBER
from tests.exchange.conftest import city, district, offices  # noqa: F401
from tests.exchange.running_case import file_case, offer
from tests.exchange.test_leads_across import do, lead_at, lead_of, send
from tests.exchange.two_offices import OfficeHere

NAMES = ("stages_untold", "leads_differ", "cases_differ", "questions_differ", "standards_differ", "figures_differ")


@pytest.fixture
def lived(city: OfficeHere, district: OfficeHere) -> dict[str, OfficeHere]:  # noqa: F811
    """One of everything, arrived on both sides."""
    sent = send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, sent.id)
    do(district, check_papers, lead_of(district, sent.id).id, "")
    with district.here(), transaction():
        by, at = district.officer("zhuren"), district.tick()
        question = ask_question(QuestionFacts(uuid4(), "怎么办？"), by=by, at=at)
        ask_up(district.app.extensions["photo_folder"], question.id, question.text, (), by=by, at=at)
        make_remark(question.id, "急", by=by, at=at)
        seen = see_month(by.home_id, OCTOBER, today=day_of(at))
        sign_report(OCTOBER, seen.stamp, "", by=by, at=at)
        make.officer("fazhi", by.home_id, role=Role.LEGAL_REVIEWER, badge="SJ-9", at=at)
        register_work(make.work_facts(), agency_id=by.home_id, by=None, at=at)
        case = file_case(by=district.officer("kezhang"), at=at)
        offered = offer(case.id, by=by, at=at)
    district.exchange_with(city)
    do(city, accept_handover, offered.id)
    with city.here(), transaction():
        by, at = city.officer("zhuren"), city.tick()
        publish_checklist(new_draft(make.checklist("city-list"), by=by, at=at), by=by, at=at)
        publish_standard("checklist", "city-list", Wording("首版", Period(day_of(at), None)), by=by, at=at)
    city.exchange_with(district)
    return {"SH": city, "SH-SJ": district}


def found(lived: dict[str, OfficeHere]) -> dict[str, int]:
    figures = dict.fromkeys(NAMES, 0)
    for name, count in differences(lived):
        figures[name] += count
    return figures


def test_two_offices_that_have_told_each_other_everything_are_well(lived):
    assert found(lived) == dict.fromkeys(NAMES, 0)


@pytest.mark.parametrize(
    ("where", "kind", "name", "value", "figure"),
    [
        ("SH", Handover, "stage", Stage.CONCLUDED, "leads_differ"),
        ("SH-SJ", Handover, "due_on", None, "leads_differ"),
        ("SH", QuestionRemark, "text", "不急", "questions_differ"),
        ("SH-SJ", StandardEdition, "sha256", "0" * 64, "standards_differ"),
        ("SH", FigureReport, "note", "改过", "figures_differ"),
    ],
)
def test_whatever_reads_differently_on_one_side_is_seen(lived, where, kind, name, value, figure):
    with lived[where].here(), transaction():
        setattr(db.session.query(kind).first(), name, value)
    assert {one for one, count in found(lived).items() if count} == {figure}


def test_an_answer_that_the_case_was_not_told_is_seen(lived):
    with lived["SH-SJ"].here(), transaction():
        db.session.delete(db.session.query(CaseEntry).filter_by(step="note_taken_up").one())
    assert {one for one, count in found(lived).items() if count} == {"cases_differ"}


def test_a_step_that_nobody_was_told_of_is_seen(lived):
    """The same line is gone on both sides: only the record of the lead itself still knows."""
    for office in lived.values():
        with office.here(), transaction():
            line = db.session.query(HandoverLine).filter(HandoverLine.key.is_not(None)).first()
            db.session.delete(line)
    assert found(lived)["stages_untold"] == 1
