"""The gates of transfer to the police (移送公安机关): asked for, and approved by the head."""

from collections.abc import Callable, Iterable, Mapping

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_records import CaseRecord, NewEntry


def _transfer_asked(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_open = record.has("propose_transfer") and not record.has("refuse_transfer", after="propose_transfer")
    yield None if is_open else Refusal(Problem.TRANSFER_NOT_PROPOSED, statutes.DECIDE_ON_REFERRAL)


def _transfer_approved(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_approved = record.has("approve_transfer", after="propose_transfer")
    yield None if is_approved else Refusal(Problem.TRANSFER_NOT_APPROVED, statutes.DECIDE_ON_REFERRAL)


TRANSFER_GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "approve_transfer": _transfer_asked,
    "refuse_transfer": _transfer_asked,
    "hand_to_police": _transfer_approved,
}
