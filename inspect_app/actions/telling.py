"""Which phones hear that a thing has changed."""

from uuid import UUID

from inspect_app.rules.people import AgencyKind
from inspect_app.store.decisions import Decision
from inspect_app.store.feed import announce
from inspect_app.store.leads import Lead
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order
from inspect_app.store.visits import Visit, visit_with
from inspect_app.store.works import Work


def tell_of_work(work: Work) -> None:
    """The office keeps the register; the street whose work it is patrols there."""
    announce("work", work.id, to={work.agency_id, work.street_id})


def tell_of_visit(visit: Visit, *also: UUID) -> None:
    """Everybody on the visit; partners get the work with it, for the register is not theirs."""
    members = {member.officer_id for member in visit.officers} | set(also)
    announce("visit", visit.id, to=members)
    outsiders = {m.officer_id for m in visit.officers if m.officer.home_id != visit.agency_id}
    announce("work", visit.work_id, to=outsiders | {visit.agency_id, visit.street_id or visit.agency_id})


def tell_partners(visit: Visit) -> None:
    """What partners need to read along, and the office has already: who else is there, and what the others fill."""
    partners = [m.officer_id for m in visit.officers if m.officer.agency.kind is not AgencyKind.DISTRICT]
    for one in visit.checklists:
        announce("checklist", one.version.id, to=partners)
    for member in visit.officers:
        announce("officer", member.officer_id, to=partners)


def tell_of_officer(officer: Officer) -> None:
    """Colleagues can be named on a visit: their own agency hears of them, and the office above it."""
    agency = officer.agency
    announce("officer", officer.id, to={agency.id, agency.parent_id or agency.id})


def tell_of_paper(paper: Decision | Order) -> None:
    """Whoever keeps the work or was on the visit; an order is a thing on phones by itself, for whoever checks it again."""
    tell_of_work(paper.work)
    if isinstance(paper, Order):
        tell_of_order(paper)
    if paper.visit_id and (visit := visit_with(paper.visit_id)):
        tell_of_visit(visit)


def tell_of_lead(lead: Lead) -> None:
    """The agency whose person handed it in hears what became of it; the district has its inbox."""
    if lead.reported_from and lead.reported_from != lead.agency_id:
        announce("lead", lead.id, to=[lead.reported_from])


def tell_of_order(order: Order) -> None:
    announce("order", order.id, to=[order.agency_id])
    announce("work", order.work_id, to=[order.agency_id])
