"""The city's office with something on every page that only a city shows: what districts sent, what it sent and published."""

from uuid import uuid4

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.figure_reports import see_month, sign_report
from inspect_app.actions.figure_samples import ask_sample, give_sample
from inspect_app.actions.handover_recalls import recall_handover
from inspect_app.actions.handovers import accept_handover
from inspect_app.actions.instance import add_agency
from inspect_app.actions.questions import answer_question, ask_question
from inspect_app.actions.sent_questions import ask_up, make_remark, publish_answer
from inspect_app.actions.standard_adoptions import refuse_adoption
from inspect_app.actions.standards import Wording, publish_standard
from inspect_app.actions.works import register_work
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.questions import AnswerFacts, QuestionFacts
from inspect_app.rules.standards import Period
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.figure_reports import reports_of_year, samples_waiting
from inspect_app.store.standards import all_editions
from tests import make
from tests.city.people import IN_OCTOBER, OCTOBER
from tests.exchange.running_case import file_case, offer
from tests.exchange.test_leads_across import do, lead_at, send
from tests.exchange.two_offices import OfficeHere

ANSWER = AnswerFacts("人防门由前任物业拆除的，责令谁改正", "责令现在负有维护责任的一方。")


def live(city: OfficeHere, district: OfficeHere) -> None:
    _people(city, district)
    _leads(city, district)
    _question(city, district)
    _standard(city, district)
    _figures(city, district)


def _people(city: OfficeHere, district: OfficeHere) -> None:
    for office in (city, district):
        with office.here(), transaction():
            head = office.officer("zhuren")
            make.officer("fazhi", head.home_id, role=Role.LEGAL_REVIEWER, badge=f"{office.code}-9", at=office.now)
            if office is city:
                home = instance_agency()
                add_agency("SH-99", AgencyKind.STREET, "方松街道", home)
            register_work(make.work_facts(), agency_id=head.home_id, by=None, at=IN_OCTOBER)


def _leads(city: OfficeHere, district: OfficeHere) -> None:
    down, back = send(city, lead_at(city), district), send(city, lead_at(city), district)
    city.exchange_with(district)
    do(district, accept_handover, down.id)
    do(city, recall_handover, back.id, "重复发出")
    case = do(district, file_case)
    with district.here(), transaction():
        offer(case.id, by=district.officer("zhuren"), at=district.tick())
    city.exchange_with(district)


def _question(city: OfficeHere, district: OfficeHere) -> None:
    with district.here(), transaction():
        by, at = district.officer("zhuren"), district.tick()
        question = ask_question(QuestionFacts(uuid4(), "人防门由前任物业拆除的怎么办？"), by=by, at=at)
        ask_up(district.app.extensions["photo_folder"], question.id, question.text, (), by=by, at=at)
        make_remark(question.id, "当事人在催", by=by, at=at)
    district.exchange_with(city)
    with city.here(), transaction():
        by = city.officer("fazhi")
        answer_question(question.id, ANSWER, by=by, at=city.tick())
        publish_answer(question.id, by=by, at=city.tick())


def _standard(city: OfficeHere, district: OfficeHere) -> None:
    with city.here(), transaction():
        by, at = city.officer("zhuren"), city.tick()
        publish_checklist(new_draft(make.checklist("city-list"), by=by, at=at), by=by, at=at)
        publish_standard("checklist", "city-list", Wording("首版", Period(day_of(at), None)), by=by, at=at)
    city.exchange_with(district)
    with district.here(), transaction():
        edition = all_editions()[0].id
        refuse_adoption(edition, "本区没有这类工程", by=district.officer("zhuren"), at=district.tick())


def _figures(city: OfficeHere, district: OfficeHere) -> None:
    with district.here(), transaction():
        by, at = district.officer("zhuren"), district.tick()
        sign_report(OCTOBER, see_month(by.home_id, OCTOBER, today=day_of(at)).stamp, "漏登一处", by=by, at=at)
    district.exchange_with(city)
    with city.here(), transaction():
        report = next(iter(reports_of_year(OCTOBER.year).values()))
        ask_sample(report.id, "works", 1, by=city.officer("zhuren"), at=city.tick())
    city.exchange_with(district)
    with district.here(), transaction():
        give_sample(samples_waiting()[0].id, by=district.officer("zhuren"), at=district.tick())
    district.exchange_with(city)
