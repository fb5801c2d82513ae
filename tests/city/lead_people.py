"""What people of the three offices do with leads: enter and hand on, take on or send back, work on, pass further, urge, take
back; and with cases that are going on: file them and offer them up."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app

from inspect_app.actions.attachments import attach
from inspect_app.actions.cases import Proposal, propose_case, take_case_step
from inspect_app.actions.handover_recalls import recall_handover
from inspect_app.actions.handovers import (
    accept_handover,
    hand_over,
    send_handover_back,
    tell_progress,
    urge_handover,
)
from inspect_app.actions.lead_steps import check_papers, reopen_lead, set_lead_aside
from inspect_app.actions.leads import report_lead
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.handovers import HandoverKind, Sending, Side, is_ended, kinds_between
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.procedure import Stage, Subject, refuse_step
from inspect_app.store.agencies import agency_by_code, instance_agency
from inspect_app.store.base import db, transaction
from inspect_app.store.cases import Case
from inspect_app.store.handovers import Handover, HandoverFilter, handovers_matching
from inspect_app.store.officers import officer_by_login
from inspect_app.store.works import works_of
from tests.city.people import YEARS_END, People
from tests.exchange.running_case import PARTY, file_case, offer
from tests.exchange.two_offices import OfficeHere

MONDAY = date(2026, 11, 23)


class LeadPeople(People):
    def begin_lead(self) -> None:
        """Somebody's report is entered and goes to another office in one of the ways that are open between the two."""
        office, other = self.dice.sample([self.city, *self.districts], 2)
        with office.here(), transaction():
            facts = LeadFacts(LeadSource.CITIZEN, f"第{self.tally['leads']}条反映", MONDAY, "演示路1号")
            lead = report_lead(facts, "", by=office.officer("kezhang"), at=office.tick())
            lead_id = lead.id
        self.do(office, "kezhang", self._hand_on, lead_id, other.code, said="leads")

    def _hand_on(self, lead_id: UUID, code: str, *, by: Any, at: datetime) -> None:
        to, office = agency_by_code(code), instance_agency()
        assert to
        assert office
        kind = self.dice.choice(kinds_between(office.kind, to.kind))
        sizes = [self.dice.randrange(1_000, 800_000) for _file in range(self.dice.choice((0, 0, 1, 2)))]
        files = [self._paper(lead_id, size, by, at) for size in sizes]
        due_on = YEARS_END if kind is HandoverKind.DOWN else None
        sending = Sending(kind, "人防门被拆除", "请核查", due_on, tuple(files))
        hand_over(current_app.extensions["photo_folder"], lead_id, to.id, sending, by=by, at=at)
        self.tally[f"leads_{kind.name.lower()}"] += 1

    def _paper(self, lead_id: UUID, size: int, by: Any, at: datetime) -> str:
        body = b"%PDF-1.7 " + self.dice.randbytes(size)
        return f"file:{attach('lead', lead_id, AttachmentKind.MATERIAL, '来信.pdf', body, by=by, at=at).id}"

    def handle_lead(self) -> None:
        office = self.dice.choice([self.city, *self.districts])
        with office.here():
            home = instance_agency()
            assert home
            known = [
                one for one in handovers_matching(home.id, HandoverFilter()) if one.kind is not HandoverKind.COPY
            ]
            received = [one for one in known if one.side is Side.RECEIVER]
            sent = [one for one in known if one.side is Side.SENDER and not is_ended(one.stage)]
            chance = self.dice.random()
            if sent and chance < 0.12:
                urged = self.dice.choice(sent).id
                self.do(office, "kezhang", urge_handover, urged, "请尽快", said="leads_urged")
            elif sent and chance < 0.3:
                self.do(office, "kezhang", recall_handover, self.dice.choice(sent).id, "重复发出", said="recalls")
            elif received:
                self._work_on(office, self.dice.choice(received))

    def _work_on(self, office: OfficeHere, handover: Handover) -> None:
        handover_id, lead_id, chance = handover.id, handover.lead_id, self.dice.random()
        assert handover.lead
        if refuse_step(Subject.HANDOVER, "accept", stage=handover.stage) is None:
            if chance < 0.85:
                self.do(office, "kezhang", accept_handover, handover_id, said="leads_taken_on")
            else:
                self.do(office, "kezhang", send_handover_back, handover_id, "不在本区", said="leads_sent_back")
        elif refuse_step(Subject.LEAD, "reopen", stage=handover.lead.stage) is None:
            self.do(office, "kezhang", reopen_lead, lead_id, "有新情况", said="leads_reopened")
        elif chance < 0.35:
            self.do(office, "kezhang", check_papers, lead_id, "内部备注", said="leads_checked")
        elif chance < 0.5:
            self.do(office, "kezhang", set_lead_aside, lead_id, "查无此事", said="leads_set_aside")
        elif chance < 0.65:
            self.do(office, "kezhang", tell_progress, handover_id, "下周复查", said="leads_told")
        elif chance < 0.8 and office is not self.city:
            self.do(office, "kezhang", self._case, lead_id, said="leads_as_cases")
        else:
            others = [one for one in (self.city, *self.districts) if one is not office]
            self.do(
                office, "kezhang", self._hand_on, lead_id, self.dice.choice(others).code, said="leads_passed_on"
            )

    def offer_case(self) -> None:
        """A case is filed at a district, now and then from the city's own lead, and offered up; or offered once more."""
        district = self.dice.choice(self.districts)
        with district.here():
            cases = [
                one.id for one in db.session.query(Case).filter_by(stage=Stage.INVESTIGATING).order_by(Case.number)
            ]
        if not cases or self.dice.random() < 0.5:
            self.do(district, "kezhang", file_case, said="cases_filed")
        else:
            self.do(district, "zhuren", offer, self.dice.choice(cases), said="cases_offered")

    @staticmethod
    def _case(lead_id: UUID, *, by: Any, at: datetime) -> None:
        """Proposed by one, turned down by the head: the lead has ended."""
        work, head = works_of(by.home_id)[0], officer_by_login("zhuren")
        assert head
        proposal = Proposal(work.id, "RF49-3", PARTY, "门被拆除", "交办", MONDAY, MONDAY, None, lead_id)
        case = propose_case(proposal, by=by, at=at)
        take_case_step(case.id, "refuse_filing", MONDAY, {"note": "内部意见"}, seen=0, by=head, at=at)
