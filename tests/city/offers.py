"""Cases that were offered up: whether their own record tells what became of each offer."""

import sys
from collections.abc import Iterator
from uuid import UUID

from inspect_app.rules.handovers import Side
from inspect_app.rules.stages import Stage
from inspect_app.store.base import db
from inspect_app.store.cases import Case
from inspect_app.store.handovers import Handover
from tests.exchange.two_offices import OfficeHere

ANSWERS = {
    "accept": "note_taken_up",
    **dict.fromkeys(("send_back", "fail", "recalled"), "note_not_taken_up"),
}


def offers_untold(here: OfficeHere) -> int:
    """The record of a case that was offered up says each offer and each answer once, as its handovers do."""
    with here.here():
        offered: dict[UUID, list[str]] = {}
        sent = db.session.query(Handover).filter_by(side=Side.SENDER).filter(Handover.case_id.is_not(None))
        for one in sent.order_by(Handover.sent_at):
            offered.setdefault(one.case_id, []).extend(["offer_up", *_answers_to(one)])
        written = {case_id: _written_of_offers(case_id) for case_id in offered}
        wrong = [case_id for case_id in offered if offered[case_id] != written[case_id]]
        for case_id in wrong:
            print("offers", case_id, offered[case_id], written[case_id], sep="\n  ", file=sys.stderr)
        return len(wrong)


def _answers_to(handover: Handover) -> Iterator[str]:
    """Of lines that changed nothing any more nobody wrote anything into the case."""
    before = Stage.HANDED_ON
    for line in handover.lines:
        if line.enters is not before and line.step in ANSWERS:
            yield ANSWERS[line.step]
        before = line.enters


def _written_of_offers(case_id: UUID) -> list[str]:
    case = db.session.get_one(Case, case_id)
    return [entry.step for entry in case.entries if entry.step in ("offer_up", *ANSWERS.values())]
