"""The gates of service (送达): what each way of serving a decision must show."""

from collections.abc import Callable, Iterable, Mapping

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import case_entries as e
from inspect_app.rules import statutes
from inspect_app.rules.case_periods import end_of
from inspect_app.rules.case_records import CaseRecord, NewEntry
from inspect_app.rules.statutes import Citation


def _serve(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """留置要有见证人或者拍照录像说明，电子送达要有确认书，公告满三十日才视为送达。"""
    service: e.Service = new.facts
    if service.way is e.ServiceWay.LEFT and not (service.reason.strip() and service.witness.strip()):
        yield Refusal(Problem.LEFT_WITHOUT_WITNESS, statutes.REFUSAL_TO_SIGN)
    if service.way is e.ServiceWay.ELECTRONIC and not service.consent.strip():
        yield Refusal(Problem.NO_CONSENT_TO_ELECTRONIC, Citation(statutes.Law.PENALTY, "第六十一条第二款"))
    if service.way is e.ServiceWay.ANNOUNCED:
        yield from _announced(record, new)


def _announced(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    begun = record.last("announce_service")
    end, faults = end_of("announcement", begun.happened_on, new) if begun else (None, [])
    yield from faults
    if begun is None or (end and new.happened_on <= end):
        last = {"last": end.isoformat() if end else ""}
        yield Refusal(Problem.ANNOUNCEMENT_NOT_OVER, statutes.ANNOUNCEMENT, last)


SERVICE_GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "serve": _serve,
}
