"""Which steps a case waits for as it stands, and for whom: what a person's list of tasks is made of."""

from collections.abc import Iterator

from inspect_app.rules.case_decisions import needs_deliberation, needs_review
from inspect_app.rules.case_records import CaseRecord
from inspect_app.rules.case_transfers import Offer, offer_of
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.rules.stages import Part, Stage

S = Stage
FROM_HERE = {
    S.PROPOSED: "approve_filing",
    S.INVESTIGATING: "close_investigation",
    S.SUSPENDED: "resume",
    S.DECIDED: "serve",
    S.IN_COURT: "close",
    S.TRANSFERRED: "close",
    S.ENDED: "close",
    S.WITHDRAWN: "close",
    S.CLOSED: "archive",
    S.NOT_FILED: "archive",
}
"""Where one step alone leads on. The other stages ask the record."""


def awaited_steps(record: CaseRecord) -> list[str]:
    """What would take the case on, or must be answered first; each of them open in its stage."""
    open_now = {name for name, step in STEPS[Subject.CASE].items() if record.stage in step.leaves}
    return [name for name in _awaited(record) if name in open_now]


def _awaited(record: CaseRecord) -> Iterator[str]:
    yield from _to_answer(record)
    if record.stage in FROM_HERE:
        yield FROM_HERE[record.stage]
    elif record.stage is S.HEARING_ASKED:
        is_notified = record.has("notify_hearing") and not record.has("ask_hearing", after="notify_hearing")
        yield "hold_hearing" if is_notified else "notify_hearing"
    elif record.stage in (S.SERVED, S.DEMANDED):
        yield from _performance(record)
    else:
        yield from _to_decide(record)


def _to_answer(record: CaseRecord) -> Iterator[str]:
    """Somebody has asked, or something was taken, and nobody has answered yet."""
    if len(record.all("ask_recusal")) > len(record.all("decide_recusal")):
        yield "decide_recusal"
    if len(record.all("register_evidence")) > len(record.all("settle_registered")):
        yield "settle_registered"
    if offer_of(record) is Offer.TAKEN_UP:
        yield "hand_over"
    if record.has("propose_transfer"):
        answers = {entry.step for entry in record.since("propose_transfer")}
        if "approve_transfer" in answers:
            yield "hand_to_police"
        elif "refuse_transfer" not in answers:
            yield "approve_transfer"


def _to_decide(record: CaseRecord) -> Iterator[str]:
    reviewed = record.last("review_legally")
    is_reviewed = reviewed is not None and reviewed.facts.is_passed
    is_stale = record.has("hold_hearing", after="review_legally")
    if needs_review(record) and (not is_reviewed or is_stale):
        yield "review_legally"
    elif needs_deliberation(record) and not record.has("deliberate", after="close_investigation"):
        yield "deliberate"
    elif record.stage is S.INVESTIGATED:
        yield "give_notice"
    else:
        heard = {entry.step for entry in record.since("give_notice")}
        is_heard = record.stage is S.HEARD or heard & {"hear_statement", "waive_rights"}
        yield "decide" if is_heard else "hear_statement"


def _performance(record: CaseRecord) -> Iterator[str]:
    if record.paid_yuan >= record.fine_yuan:
        yield "close"
    else:
        yield "pay" if record.stage is S.SERVED else "apply_to_court"


def is_theirs(step: str, record: CaseRecord, *, key: str, role: Role) -> bool:
    """By role, and by what this person is in this very case."""
    one = STEPS[Subject.CASE][step]
    if role not in one.taken_by or key in record.recused:
        return False
    if one.by is Part.INVESTIGATOR:
        return key in record.investigators
    return one.by is Part.ANYBODY or key not in record.ever_investigated


def waits_for(record: CaseRecord, *, key: str, role: Role) -> list[str]:
    """Steps that wait for this person. What anybody may take waits for the investigators, and for them alone."""
    found = []
    for step in awaited_steps(record):
        one = STEPS[Subject.CASE][step]
        is_anybodys = one.by is Part.ANYBODY and Role.INSPECTOR in one.taken_by
        if is_theirs(step, record, key=key, role=role) and (not is_anybodys or key in record.investigators):
            found.append(step)
    return found
