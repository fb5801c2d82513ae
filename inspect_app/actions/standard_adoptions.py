"""Using an edition of the city's standard here: asked for, decided, put in force on its day, or refused with the reason."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.standard_kinds import DEEDS, kind_of
from inspect_app.actions.standard_messages import state_adoption
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.standards import KINDS, adopted_in_time
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.standards import (
    StandardAdoption,
    StandardEdition,
    adoption_for_update,
    adoptions_due,
    adoptions_of,
    edition_with,
    holds_by_standard,
    supplements_to,
)


def propose_adoption(edition_id: UUID, from_on: date, *, by: Officer, at: datetime) -> StandardAdoption:
    """拟自某日起采用. Where one person may decide, and this one may, it is decided at once."""
    edition = _edition(edition_id)
    kind = kind_of(edition.kind)
    refuse_if_any([adopted_in_time(from_on, edition.period, today=day_of(at))])
    _refuse_settled(edition)
    _refuse_hindered(edition, by)
    adoption = _begun(edition, by=by, at=at)
    adoption.from_on = from_on
    db.session.add(adoption)
    _note("propose_adoption", adoption, by=by, at=at)
    if not kind.needs_second and by.may(kind.decided_by):
        _decide(adoption, by=by, at=at)
    db.session.flush()
    return adoption


def decide_adoption(adoption_id: UUID, *, by: Officer, at: datetime) -> StandardAdoption:
    """复核采用, by whoever may publish such a thing of the office's own, and is not who asked for it."""
    adoption = _open(adoption_id)
    kind = kind_of(adoption.edition.kind)
    if not by.may(kind.decided_by):
        raise Refused(Refusal(Problem.NOT_ALLOWED))
    if kind.needs_second and by.id == adoption.proposed_by:
        raise Refused(Refusal(Problem.STANDARD_OWN_PROPOSAL))
    _refuse_hindered(adoption.edition, by)
    if adoption.from_on and adoption.from_on < day_of(at):
        adoption.from_on = day_of(at)
    _decide(adoption, by=by, at=at)
    db.session.flush()
    return adoption


def refuse_adoption(edition_id: UUID, reason: str, *, by: Officer, at: datetime) -> StandardAdoption:
    """不采用，写明理由. Also takes back what was decided, as long as its day has not come."""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    edition = _edition(edition_id)
    adoption = next(iter(adoptions_of([edition.id])), None)
    if adoption and (adoption.refused_at or adoption.applied_at):
        if adoption.applied_at or adoption.reason == reason.strip():
            raise Refused(_settled(adoption))
        adoption = None
    if adoption is None:
        adoption = _begun(edition, by=by, at=at)
        db.session.add(adoption)
    adoption.reason, adoption.refused_at, adoption.refused_by = reason.strip(), at, by.id
    _note("refuse_adoption", adoption, by=by, at=at)
    db.session.flush()
    state_adoption(adoption, by=by, at=at)
    return adoption


def put_due_in_force(*, at: datetime) -> list[StandardAdoption]:
    """What was decided for a day that has come. One that is hindered keeps its place, with the reason, and holds up no other."""
    changed = [adoption for adoption in adoptions_due(day_of(at)) if _put_in_force(adoption, at)]
    for adoption in changed:
        state_adoption(adoption, by=None, at=at)
    return changed


def put_in_force_if_due(adoption_id: UUID, *, at: datetime) -> StandardAdoption | None:
    """One of them, for who gives each a transaction of its own. None = it is not due (any more), or nothing is different."""
    adoption = next((one for one in adoptions_due(day_of(at)) if one.id == adoption_id), None)
    if adoption is None or not _put_in_force(adoption, at):
        return None
    state_adoption(adoption, by=None, at=at)
    return adoption


def note_hindrance(adoption_id: UUID, reasons: Sequence[Refusal], *, at: datetime) -> None:
    """What only showed when it was put in force; it is tried again the next day."""
    adoption, told = adoption_for_update(adoption_id), "".join(one.sentence for one in reasons)
    if adoption and adoption.hindered_by != told:
        adoption.hindered_by = told
        state_adoption(adoption, by=None, at=at)
    db.session.flush()


def _put_in_force(adoption: StandardAdoption, at: datetime) -> bool:
    """Whether anything is different now."""
    by = db.session.get(Officer, adoption.decided_by)
    if by is None:
        return False
    reasons = hindrances_of(adoption.edition, by)
    if reasons:
        told = "".join(one.sentence for one in reasons)
        is_new, adoption.hindered_by = told != adoption.hindered_by, told
        return is_new
    applied_as, added = DEEDS[adoption.edition.kind].put_in_force(adoption, at)
    adoption.applied_as, adoption.added = applied_as, list(added)
    adoption.applied_at, adoption.hindered_by = at, ""
    _note("put_standard_in_force", adoption, by=by, at=at)
    db.session.flush()
    return True


def hindrances_of(edition: StandardEdition, by: Officer) -> Sequence[Refusal]:
    """Why this edition could not be put in force today; what cannot be read at all is one of the reasons."""
    try:
        return DEEDS[kind_of(edition.kind).code].hindrances(edition, by)
    except Refused as refused:
        return refused.refusals


def is_laid_anew(edition: StandardEdition, adoption: StandardAdoption | None) -> bool:
    """In force, and the supplements have changed since."""
    kind = KINDS.get(edition.kind)
    if adoption is None or adoption.applied_at is None or kind is None or not kind.takes_supplements:
        return False
    changed = [one for one in supplements_to(edition.kind, edition.code) if one.written_at > adoption.applied_at]
    return bool(changed) or len(adoption.added) != len(supplements_to(edition.kind, edition.code))


def _edition(edition_id: UUID) -> StandardEdition:
    edition = edition_with(edition_id)
    if edition is None or edition.received_at is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return edition


def _open(adoption_id: UUID) -> StandardAdoption:
    adoption = adoption_for_update(adoption_id)
    if adoption is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if adoption.decided_at or adoption.refused_at:
        raise Refused(_settled(adoption))
    return adoption


def _begun(edition: StandardEdition, *, by: Officer, at: datetime) -> StandardAdoption:
    adoption = StandardAdoption(id=uuid4(), edition_id=edition.id, reason="", proposed_at=at, proposed_by=by.id)
    adoption.edition, adoption.added, adoption.hindered_by = edition, [], ""
    return adoption


def _decide(adoption: StandardAdoption, *, by: Officer, at: datetime) -> None:
    adoption.decided_at, adoption.decided_by = at, by.id
    _note("decide_adoption", adoption, by=by, at=at)
    db.session.flush()
    state_adoption(adoption, by=by, at=at)


def _refuse_settled(edition: StandardEdition) -> None:
    """Not twice, unless the supplements have changed since; and never back to an older one."""
    held = holds_by_standard(edition.kind, edition.code)
    if held and held.edition.number > edition.number:
        raise Refused(Refusal(Problem.STANDARD_OLDER, facts={"number": held.edition.number}))
    last = next(iter(adoptions_of([edition.id])), None)
    if last and last.refused_at is None and not is_laid_anew(edition, last):
        raise Refused(_settled(last))


def _refuse_hindered(edition: StandardEdition, by: Officer) -> None:
    reasons = hindrances_of(edition, by)
    if reasons:
        raise Refused(*reasons)


def _settled(adoption: StandardAdoption) -> Refusal:
    what = adoption.outcome.value if adoption.outcome else "已提请采用"
    return Refusal(Problem.STANDARD_SETTLED, facts={"what": what})


def _note(deed: str, adoption: StandardAdoption, *, by: Officer, at: datetime) -> None:
    edition = adoption.edition
    said = {"kind": edition.kind, "code": edition.code, "number": edition.number, "reason": adoption.reason}
    day = adoption.from_on.isoformat() if adoption.from_on else ""
    note_deed(deed, by=by.id, at=at, subject="standard", subject_id=edition.id, since_on=day, **said)
