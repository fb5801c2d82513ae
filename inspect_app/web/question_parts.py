"""What the page of a question shows of other offices: the case file as released, advisers, remarks, and what may be done."""

from uuid import UUID

from flask import render_template

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.question_files import documents_for_question, exhibits_for, values_of
from inspect_app.actions.question_readers import may_remark, reads_the_file
from inspect_app.actions.sent_questions import city_peer, districts_without
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handovers import Side
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.permissions import Permission
from inspect_app.rules.releases import Occasion, Recipient, preview
from inspect_app.store.agencies import all_agencies
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.peer_messages import messages_about
from inspect_app.store.questions import Question, question_with
from inspect_app.store.sent_questions import advisers_of, remarks_of, shared_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.sent_questions import AskingUpForm
from inspect_app.web.handover_words import receipt_line
from inspect_app.web.people import names_of

P = Permission


def with_other_offices(question: Question) -> dict[str, object]:
    """For the page of a question."""
    officer, shared = current_officer(), shared_of(question.id)
    is_received = shared is not None and shared.side is Side.RECEIVER
    advisers = advisers_of(question.id)
    answers = officer.may(P.ANSWER_QUESTIONS)
    return {
        "shared": shared,
        "reads_file": reads_the_file(question.id, officer),
        "advisers": names_of(one.officer_id for one in advisers).values(),
        "may_name": [one for one in _experts() if one.id not in {a.officer_id for a in advisers}]
        if is_received and answers
        else [],
        "remarks": remarks_of(question.id) if reads_the_file(question.id, officer) else [],
        "may_remark": may_remark(question.id, officer) and not question.closed_at,
        "may_ask_up": _may_ask_up(question) and shared is None,
        "may_publish": answers and officer.agency.kind is AgencyKind.CITY and _is_to_publish(question),
        "offices": {one.id: one.name for one in all_agencies()},
        "receipts": [receipt_line(one) for one in messages_about(question.id)],
    }


def _experts() -> list[Officer]:
    people = officers_of(current_officer().home_id)
    return [one for one in people if one.may(P.SEE_QUESTIONS)]


def _may_ask_up(question: Question) -> bool:
    officer = current_officer()
    is_ours = question.agency_id == officer.home_id and not question.closed_at
    return is_ours and officer.may(P.SEND_QUESTIONS) and city_peer(officer.home_id) is not None


def _is_to_publish(question: Question) -> bool:
    answer = question.answer
    if answer is None or answer.from_agency_id is not None:
        return False
    return answer.published_at is None or bool(districts_without(answer))


def own_question(question_id: UUID) -> Question:
    question = question_with(question_id)
    if question is None or question.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return question


def asking_page(question: Question, form: AskingUpForm, refused: Refused | None = None) -> str:
    """What will go up, shown before it goes."""
    form.chosen.choices = choices_of(question)
    return render_template(
        "questions/asking_up.html",
        question=question,
        form=form,
        shown=preview(values_of(question), Occasion.QUESTION, Recipient.OFFICE),
        days=(clock.today() - day_of(question.asked_at)).days,
        peer=city_peer(current_officer().home_id),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def choices_of(question: Question) -> list[tuple[str, str]]:
    found = [(one.key, one.title) for one in exhibits_for(question)]
    return found + [(one.key, one.name) for one in documents_for_question(question)]
