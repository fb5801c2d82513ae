"""What is known already when a case is proposed: of its finding or lead, of its work, of a case that was offered to us."""

from flask import request
from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.rules.calendar import day_of
from inspect_app.rules.works import PartyPart
from inspect_app.store.base import Json
from inspect_app.store.handovers import case_that_came_with
from inspect_app.store.leads import Lead, lead_with
from inspect_app.store.visits import Finding, finding_with
from inspect_app.store.works import Work, work_of
from inspect_app.web.figure_lists import a_day
from inspect_app.web.forms.cases import ProposalForm
from inspect_app.web.lists import an_id

PARTS = (PartyPart.MANAGER, PartyPart.OWNER, PartyPart.BUILDER)


def fill_in(form: ProposalForm, work: Work) -> None:
    """What is known already of the finding or lead that the case comes from; all of it may be changed."""
    finding, lead = origin()
    form.found_on.data = form.act_on.data = clock.today()
    _fill_in_work(form, work)
    if finding and finding.work_id == work.id:
        form.source.data, form.facts.data = gettext("检查发现"), finding.current.text
        form.found_on.data = form.act_on.data = day_of(finding.found_at)
        form.act.data = next(iter(finding.current.acts), None)
    elif lead:
        form.source.data, form.facts.data = gettext("案源登记"), lead.summary
        _fill_in_case(form, case_that_came_with(lead.id))


def _fill_in_case(form: ProposalForm, said: Json) -> None:
    """What another office said of the case that it offered up."""
    if not said:
        return
    form.source.data = gettext("下级提请管辖")
    form.act.data = said.get("act")
    form.party_name.data = said.get("party") or form.party_name.data
    for name in ("act_on", "found_on"):
        form[name].data = a_day(said.get(name)) or form[name].data


def origin() -> tuple[Finding | None, Lead | None]:
    """The finding and the lead that the address names, where they are ours."""
    home_id = current_officer().home_id
    finding_id, lead_id = an_id(request.args.get("finding")), an_id(request.args.get("lead"))
    lead = lead_with(lead_id) if lead_id else None
    lead = lead if lead and lead.agency_id == home_id else None
    finding = finding_with(finding_id) if finding_id else lead.finding if lead else None
    return finding if finding and work_of(home_id, finding.work_id) else None, lead


def _fill_in_work(form: ProposalForm, work: Work) -> None:
    form.work.data = str(work.id)
    party = next((found for part in PARTS if (found := work.party(part))), None)
    if party:
        form.party_name.data, form.identifier.data = party.name, party.credit_code
        form.representative.data, form.phone.data = party.representative, party.phone
        form.address.data = party.address or work.address
