"""Who reads the case file of a question that crossed between offices, and who speaks on it."""

from uuid import UUID

from inspect_app.rules.handovers import Side
from inspect_app.rules.permissions import Permission
from inspect_app.store.officers import Officer
from inspect_app.store.sent_questions import is_adviser, shared_of


def reads_the_file(question_id: UUID, officer: Officer) -> bool:
    """What another office released is for those who answer, and for the advisers they named; our own is for our office."""
    shared = shared_of(question_id)
    if shared is None or shared.agency_id != officer.home_id:
        return False
    is_ours = shared.side is Side.SENDER
    return is_ours or officer.may(Permission.ANSWER_QUESTIONS) or is_adviser(question_id, officer.id)


def may_remark(question_id: UUID, officer: Officer) -> bool:
    shared = shared_of(question_id)
    if shared is None or not reads_the_file(question_id, officer):
        return False
    return shared.side is Side.RECEIVER or officer.may(Permission.SEND_QUESTIONS)
