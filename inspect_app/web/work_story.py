"""What the page of a work tells beside its facts: visits, findings, orders, decisions, and all that happened, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from inspect_app.actions.works import street_seen_by
from inspect_app.rules.acts import Severity
from inspect_app.rules.permissions import Permission
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.rules.procedure import STEPS, Subject, is_settled
from inspect_app.rules.work_columns import BLANK, Difference, differences
from inspect_app.rules.works import WorkFacts
from inspect_app.store.audit import AuditLine, audit_lines
from inspect_app.store.case_lists import cases_of_work
from inspect_app.store.cases import Case
from inspect_app.store.decisions import Decision, decisions_of_work
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.orders import Order, orders_of_work
from inspect_app.store.record import steps_of
from inspect_app.store.visits import Finding, Visit, findings_of_work, visits_of_work
from inspect_app.store.works import Work

MOST_EDITS = 500


@dataclass(frozen=True)
class Happening:
    """One line of the history. `who_id` is resolved to `who` for all lines at once."""

    at: datetime
    what: str
    who_id: UUID | None
    text: str = ""
    address: str = ""
    severity: Severity | None = None
    differences: tuple[Difference, ...] = ()
    who: str = ""


@dataclass(frozen=True)
class Story:
    """Empty where the reader may not see it."""

    visits: list[Visit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    history: list[Happening] = field(default_factory=list)

    @property
    def open_orders(self) -> list[Order]:
        return [order for order in self.orders if not is_settled(Subject.ORDER, order.stage)]


def story_of(work: Work, reader: Officer) -> Story:
    sees_visits, sees_papers = reader.may(Permission.SEE_VISITS), reader.may(Permission.SEE_DECISIONS)
    visits = visits_of_work(work.id) if sees_visits else []
    findings = findings_of_work(work.id) if sees_visits else []
    orders = orders_of_work(work.id) if sees_papers else []
    decisions = decisions_of_work(work.id) if sees_papers else []
    edits = [] if street_seen_by(reader) else audit_lines(limit=MOST_EDITS, subject_id=work.id)
    happenings = [
        *(_edit(line) for line in edits),
        *(_planned(visit) for visit in visits if visit.planned_by),
        *(_found(finding) for finding in findings),
        *_steps(visits, orders, decisions),
    ]
    cases = cases_of_work(work.id) if reader.may(Permission.SEE_CASES) else []
    return Story(visits, findings, orders, decisions, cases, _newest_first(happenings))


def _newest_first(happenings: Sequence[Happening]) -> list[Happening]:
    ids = {one.who_id for one in happenings if one.who_id}
    names = {officer.id: officer.name for officer in officers_with(list(ids))}
    named = (replace(one, who=names.get(one.who_id, "") if one.who_id else "") for one in happenings)
    return sorted(named, key=lambda one: one.at, reverse=True)


def _edit(line: AuditLine) -> Happening:
    what = {"register_work": gettext("录入工程"), "change_work": gettext("修改台账")}.get(line.deed, line.deed)
    return Happening(line.at, what, line.officer_id, differences=_differences(line.details.get("changed", {})))


def _differences(changed: dict[str, list[object]]) -> tuple[Difference, ...]:
    """The audit keeps [old, new] of each changed fact; read back, they are told column by column."""
    blank = to_plain(BLANK)
    old, new = (
        from_plain(WorkFacts, blank | {name: pair[side] for name, pair in changed.items()}) for side in (0, 1)
    )
    return tuple(differences(old, new))


def _planned(visit: Visit) -> Happening:
    what = f"{gettext(visit.kind.value)} · {gettext('安排检查')}"
    return Happening(visit.received_at, what, visit.planned_by, address=_visit_address(visit.id))


def _visit_address(visit_id: UUID) -> str:
    return url_for("visits.show", visit_id=visit_id)


def _found(finding: Finding) -> Happening:
    what = gettext("发现问题") if finding.withdrawn_at is None else gettext("发现问题（已撤回）")
    current, address = finding.current, _visit_address(finding.visit_id)
    return Happening(finding.found_at, what, finding.found_by, current.text, address, current.severity)


def _steps(visits: list[Visit], orders: list[Order], decisions: list[Decision]) -> Iterable[Happening]:
    """Every step on the record, with the paper or the visit that it belongs to."""
    titles = {visit.id: (gettext(visit.kind.value), _visit_address(visit.id)) for visit in visits}
    for order in orders:
        title = f"{gettext('责令改正')} {order.number}"
        titles[order.id] = (title, url_for("orders.show", order_id=order.id))
    for decision in decisions:
        title = f"{gettext('当场处罚决定')} {decision.number}"
        address = url_for("decisions.show", decision_id=decision.id)
        titles[decision.id] = (title, address)
        yield Happening(decision.made_at, f"{title} · {gettext('作出决定')}", decision.made_by, address=address)
    for line in steps_of(*titles):
        title, address = titles[line.subject_id]
        what = f"{title} · {gettext(STEPS[line.subject][line.step].label)}"
        yield Happening(line.taken_at, what, line.taken_by, line.reason, address)
