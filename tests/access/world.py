"""One office with one of everything, people of every role in it and elsewhere; put back by copying. (Long: a list.)"""

import io
import shutil
import sqlite3
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, current_app
from flask.testing import FlaskClient

from inspect_app import clock
from inspect_app.actions.activities import plan_activity
from inspect_app.actions.agencies import add_team
from inspect_app.actions.amended_rows import add_change
from inspect_app.actions.amendments import begin_amendment
from inspect_app.actions.attachments import attach
from inspect_app.actions.calendar_feeds import make_feed
from inspect_app.actions.checklists import begin_draft
from inspect_app.actions.decisions import deliver_decision
from inspect_app.actions.draws import DrawFacts, exclude, prepare_draw
from inspect_app.actions.figure_reports import see_month, sign_report
from inspect_app.actions.figure_samples import keep_question
from inspect_app.actions.fines import PaymentFacts, record_payment
from inspect_app.actions.handbook import write_note
from inspect_app.actions.instance import add_agency
from inspect_app.actions.interests import declare_interest
from inspect_app.actions.office_papers import PaperFacts, issue_paper
from inspect_app.actions.outside_visits import OutsideFacts, note_outside_visit
from inspect_app.actions.paper_templates import upload_template
from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.actions.peers import Introduction, pair
from inspect_app.actions.plates import replace_plate
from inspect_app.actions.questions import ask_question
from inspect_app.actions.sent_questions import ask_up
from inspect_app.actions.settings import set_calendar_day
from inspect_app.actions.standard_checklists import add_supplement
from inspect_app.actions.statutes import import_statute, preview_statute
from inspect_app.actions.street_duties import add_duty, begin_duties, note_street_deed
from inspect_app.actions.street_matters import tell_street
from inspect_app.actions.supplements import correct_decision
from inspect_app.actions.training_tests import begin_test, choose_test, hand_in_test, write_test_question
from inspect_app.actions.trainings import plan_training
from inspect_app.actions.typical_cases import draft_case, publish_case
from inspect_app.actions.visits import VisitFacts, finish_visit, start_visit
from inspect_app.actions.year_plans import LineFacts, add_line, begin_year_plan
from inspect_app.catalogue.paper_examples import example_values
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.exchange.inbox import Inbox
from inspect_app.exchange.keys import fresh_key
from inspect_app.exchange.pairing import keep_introduction
from inspect_app.rules.activities import ActivityFacts, ActivityKind
from inspect_app.rules.acts import Procedure
from inspect_app.rules.amendments import NewFactor
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.checklists import Item
from inspect_app.rules.discretion import Factor
from inspect_app.rules.figure_reports import Month
from inspect_app.rules.fines import PaymentWay
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.permissions import Permission, may
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.rules.procedure import Subject
from inspect_app.rules.questions import QuestionFacts
from inspect_app.rules.standard_supplements import ItemSupplement
from inspect_app.rules.statute_positions import Position
from inspect_app.rules.street_duties import DutyKind, DutyLine
from inspect_app.rules.supplements import Mending, Part
from inspect_app.rules.training_tests import QuestionFacts as TestQuestionFacts
from inspect_app.rules.training_tests import QuestionKind
from inspect_app.rules.trainings import TrainingFacts
from inspect_app.rules.typical_cases import TypicalCaseFacts
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.work_sheets import written
from inspect_app.rules.works import WorkStatus
from inspect_app.store.agencies import Agency, agency_by_code
from inspect_app.store.base import db, transaction
from inspect_app.store.decisions import decisions_of
from inspect_app.store.documents import documents_for
from inspect_app.store.fines import fine_of
from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.officers import officer_by_login, sign_ins_of
from inspect_app.store.peers import PeerWay
from inspect_app.store.projects import projects_of
from inspect_app.store.refused_photos import refused_photo
from inspect_app.store.works import works_of
from inspect_app.web.sheets import csv_file
from tests import make
from tests.between_offices import connected, hung_to
from tests.case_walk import proposed
from tests.closed_files import archived_case, sheet_of
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.invented_statutes import FIRST, SECOND
from tests.on_site import decide, find, order, photograph, record
from tests.phone_in_python import Phone
from tests.recordings_by_hand import wav
from tests.rescue_in_python import rescue_file
from tests.standard_editions import received

RUBBISH = b"%PDF-1.7 this is no photo at all" * 20
SPOKEN = wav(1.0)
OURS = {
    Role.INSPECTOR: "jia",
    Role.SUPERVISOR: "kezhang",
    Role.HEAD: "zhuren",
    Role.PARTNER: "xiaofang",
    Role.ADMIN: "admin",
}
"""People whom the office's builder makes."""
PLACES = {Role.PARTNER: "SH-SJ-FIRE", Role.STREET: "SH-SJ-03", Role.STREET_HEAD: "SH-SJ-03", Role.CITY: "SH"}
ELSEWHERE = {Role.PARTNER: "SH-SJ-SAFETY", Role.STREET: "SH-SJ-04", Role.STREET_HEAD: "SH-SJ-04", Role.CITY: "ZZ"}
"""Where a person of another agency sits; everybody else in another district."""


@dataclass
class Person:
    role: Role
    is_ours: bool
    client: FlaskClient = field(repr=False)
    csrf: str = field(repr=False)

    @property
    def is_on_the_visit(self) -> bool:
        return self.is_ours and self.role in (Role.INSPECTOR, Role.PARTNER)

    def __str__(self) -> str:
        return f"{self.role.name} of {'ours' if self.is_ours else 'another agency'}"


@dataclass
class World:
    """`things`: name -> what an address of it says; `secrets` = words that no stranger may read on any page."""

    things: dict[str, Any]
    elsewhere: dict[str, Any]
    people: list[Person]
    secrets: list[str]


def _sign_in(app: Flask, login: str, role: Role, *, is_ours: bool) -> tuple[Person, Phone]:
    """By a phone where the role has one: its session opens the office's pages as well."""
    phone = Phone(app.test_client())
    if may(role, Permission.USE_PHONE):
        assert phone.sign_in(login).status_code == 200, login
    else:
        Desk(phone.client, login)
    csrf = phone.client.get("/api/session").json["csrf"]
    return Person(role, is_ours, phone.client, csrf), phone


def build(app: Flask) -> World:
    office = make.office(at=MONDAY)
    _add_people(office)
    phones: dict[tuple[Role, bool], Phone] = {}
    people = []
    for role in Role:
        for is_ours in (True, False):
            login = OURS.get(role, role.name.lower()) if is_ours else f"other-{role.name.lower()}"
            person, phones[role, is_ours] = _sign_in(app, login, role, is_ours=is_ours)
            people.append(person)
    things = _things(app, office, phones[Role.INSPECTOR, True], people)
    stranger = officer_by_login("other-inspector")
    elsewhere = {
        "agency": stranger.agency_id,
        "team": _team(stranger.agency),
        "officer": stranger.id,
        "device": phones[Role.INSPECTOR, False].id,
        "sign_in": sign_ins_of(stranger.id, limit=1)[0].id,
    }
    return World(things, elsewhere, people, _secrets(things))


def _add_people(office: make.Office) -> None:
    with transaction():
        other = add_agency("SH-ZZ", AgencyKind.DISTRICT, "另一区民防办公室", office.agency.parent)
        add_agency("ZZ", AgencyKind.CITY, "另一市民防办公室", None)
        for role in Role:
            if role not in OURS:
                make.officer(role.name.lower(), _place(PLACES.get(role, "SH-SJ")).id, role=role, at=MONDAY)
            place = _place(ELSEWHERE[role]) if role in ELSEWHERE else other
            badge = f"ZZ-{role.name}" if role in (Role.INSPECTOR, Role.HEAD) else None
            make.officer(f"other-{role.name.lower()}", place.id, role=role, badge=badge, at=MONDAY)
        for one in (
            "legal_reviewer",
            "street",
            "street_head",
            "city",
            *(f"other-{role.name.lower()}" for role in Role),
        ):
            officer_by_login(one).password_hash = office.jia.password_hash


def _place(code: str) -> Agency:
    found = agency_by_code(code)
    assert found, code
    return found


def _team(agency: Agency) -> UUID:
    with transaction():
        return add_team(agency, "一组", by=officer_by_login("admin").id, at=MONDAY).id


def _things(app: Flask, office: make.Office, phone: Phone, people: list[Person]) -> dict[str, Any]:
    desk = Desk(next(p for p in people if p.is_ours and p.role is Role.SUPERVISOR).client)
    with transaction():
        draft = begin_draft(make.checklist(), "new_checklist_draft", by=office.supervisor, at=MONDAY)
    head = Desk(next(p for p in people if p.is_ours and p.role is Role.HEAD).client)
    said = _said_on_site(office, phone)
    return {
        **said,
        **_owed(office, UUID(said["decision"])),
        **_brought(phone, desk),
        **_in_the_handbook(office, head),
        **_papers(office),
        "work": office.work.id,
        "case": proposed(office).case.id,
        "file_review": sheet_of(archived_case(office).case.id, Procedure.GENERAL, office.supervisor).id,
        **_leads(office, desk),
        **_of_the_street(office),
        "step": "approve_filing",
        "calendar_feed": _feed(office),
        "agency": office.agency.id,
        "team": _team(office.agency),
        "officer": office.jia.id,
        "device": phone.id,
        "sign_in": sign_ins_of(office.jia.id, limit=1)[0].id,
        "draft": draft.id,
        **_amended(office),
        **_drawn(office),
        **_learned(office),
        **_peers(app, office),
        **_of_the_city(app, office),
        "checklist": "short", "item": "item-1", "section": "all",
        "size": "small", "ending": "csv", "setting": "filing_working_days", "day": _own_day(office), "screen": "today",
        "file": "css/office-lists.css",
    }  # fmt: skip


def _drawn(office: make.Office) -> dict[str, Any]:
    """A draw in preparation, with a work set apart."""
    facts = DrawFacts("演示抽查", WorkStatus.IN_USE, 1, 2, True, True, date(2026, 12, 31), ("short",))
    with transaction():
        draw = prepare_draw(facts, by=office.supervisor, at=MONDAY)
        exclude(draw.id, "大修停用", work_id=office.work.id, officer_id=None, by=office.supervisor, at=MONDAY)
        outside = OutsideFacts("SJ-0001", "消防救援支队", date(2027, 1, 5), "年度抽查")
        planned = note_outside_visit(outside, by=office.supervisor, at=MONDAY)
        plan = begin_year_plan(2031, "一年一次", by=office.supervisor, at=MONDAY)
        add_line(plan.id, LineFacts(VisitKind.PLANNED, None, (1, 2, 3, 4)), by=office.supervisor, at=MONDAY)
    things = {"year_plan": plan.id, "year_plan_line": plan.lines[0].id, "outside_visit": planned.id}
    return things | {"year": 2031, "draw": draw.id, "draw_exclusion": draw.exclusions[0].id}


def _peers(app: Flask, office: make.Office) -> dict[str, Any]:
    """Another office that is paired, one that asks to be, and messages both ways."""
    keys, key = app.extensions["exchange_keys"], fresh_key()
    other = Introduction("SH-YY", AgencyKind.DISTRICT, "再一区民防办公室", "", key.kid, key.sign_jwk, key.seal_jwk)
    with transaction():
        peer = pair(other, PeerWay.FILES, our_kid=keys.newest.kid, by=office.head, at=MONDAY)
        sent = send_to_peer(peer, "hello", {}, about=office.agency.id, by=office.head, at=MONDAY)
        asking = fresh_key()
        card = replace(other, code="SH-XX", kid=asking.kid, sign_jwk=asking.sign_jwk, seal_jwk=asking.seal_jwk)
        pairing = keep_introduction(card, PeerWay.FILES, by=office.head.id, at=MONDAY)
    content = {
        "id": str(uuid4()),
        "sender": "SH-YY",
        "recipient": "SH-SJ",
        "seq": 1,
        "prev": "",
        "kind": "unknown_yet",
    }
    content |= {"about": str(uuid4()), "made_at": MONDAY.isoformat()}
    Inbox(peer.id, "SH-SJ", keys.newest, MONDAY).take_in([key.signed(content)], peer)
    things = {"peer": peer.id, "pairing": pairing.id, "sent_message": sent.id}
    return things | {"received_message": UUID(content["id"])}


def _learned(office: make.Office) -> dict[str, Any]:
    """What belongs to people and their learning: one of each."""
    facts = InterestFacts(office.jia.id, "亲属在物业任职", office.work.id)
    with transaction():
        interest = declare_interest(facts, by=office.jia, at=MONDAY)
        question = ask_question(QuestionFacts(uuid4(), "难题的文字"), by=office.jia, at=MONDAY)
        day = day_of(MONDAY)
        activity = plan_activity(ActivityFacts(ActivityKind.OTHER, "活动", day, day), by=office.head, at=MONDAY)
    asked = {"question": question.id, "question_file": _asked_up(office, question.id)}
    return {"interest": interest.id, "activity": activity.id, **asked, **_taught(office)}


def _asked_up(office: make.Office, question_id: UUID) -> UUID:
    """The question went up to the city with a photo."""
    with transaction():
        photo = attach(
            "question", question_id, AttachmentKind.PHOTO, "门.jpg", make.picture(41), by=office.head, at=MONDAY
        )
        folder = current_app.extensions["photo_folder"]
        shared = ask_up(folder, question_id, "难题的文字", [f"file:{photo.id}"], by=office.head, at=MONDAY)
    return shared.files[0].id


def _taught(office: make.Office) -> dict[str, Any]:
    """A training with material, and a test that the head has taken."""
    taught = TrainingFacts("法制培训", "任务", day_of(MONDAY), "", "会议室", "", 60, (Role.INSPECTOR,))
    asked = TestQuestionFacts("题目", QuestionKind.SINGLE, ("甲", "乙"), frozenset({1}))
    with transaction():
        training = plan_training(taught, by=office.head, at=MONDAY)
        question = write_test_question(asked, None, by=office.head, at=MONDAY)
        choose_test(training.id, [question.id], by=office.head, at=MONDAY)
        attempt = begin_test(training.id, by=office.head, at=MONDAY)
        hand_in_test(attempt.id, {str(question.id): frozenset({2})}, by=office.head, at=MONDAY)
        photo = AttachmentKind.PHOTO
        one = attach("training", training.id, photo, "a.jpg", make.picture(7), by=office.head, at=MONDAY)
    return {
        "training": training.id, "test_question": question.id, "test_attempt": attempt.id, "attachment": one.id,
    }  # fmt: skip


def _of_the_city(app: Flask, office: make.Office) -> dict[str, Any]:
    """A standard that the city has published with an item of our own beside it; figures for it, and its question about them."""
    key, month = fresh_key(), Month(2026, 10)
    city = Introduction("SH", AgencyKind.CITY, "上海市民防办公室", "", key.kid, key.sign_jwk, key.seal_jwk)
    edition = received(code="from-the-city", content=to_plain(make.checklist("from-the-city")))
    own = ItemSupplement("all", from_plain(Item, make.item("local-1")))
    with transaction():
        pair(city, PeerWay.FILES, our_kid=app.extensions["exchange_keys"].newest.kid, by=office.head, at=MONDAY)
        supplement = add_supplement("from-the-city", own, by=office.supervisor, at=MONDAY)
        seen = see_month(office.agency.id, month, today=day_of(MONDAY))
        report = sign_report(month, seen.stamp, "", by=office.head, at=MONDAY)
        sample = keep_question(uuid4(), report.id, "works", 1, "0" * 32, at=MONDAY)
    things = {"standard": edition.id, "standard_supplement": supplement.id, "figure_report": report.id}
    return things | {"figure_sample": sample.id, "reported_year": 2026, "reported_month": 10}


def _amended(office: make.Office) -> dict[str, Any]:
    """A draft of the rulebook with a row."""
    with transaction():
        amendment = begin_amendment("修订", by=office.supervisor, at=MONDAY)
        factor = NewFactor("obstructed", Factor("阻挠检查", "Obstructed"), source="文件", reviewer="某人")
        row = add_change(amendment.id, factor, by=office.supervisor, at=MONDAY)
    return {"amendment": amendment.id, "amended_row": row.id, "kind_of_change": "new_factor", "edition": 1}


def _leads(office: make.Office, desk: Desk) -> dict[str, Any]:
    """What a citizen reported with a picture, and a sheet of others that waits."""
    with transaction():
        plate = replace_plate(office.work.id, by=office.supervisor, at=MONDAY)
        works_of(office.agency.id)[0].is_key_project = True
    photo = (io.BytesIO(make.picture(200)), "a.jpg")
    assert desk.send(f"/report/{plate.code}", summary="防护门被拆除", photos=photo).status_code == 302
    [lead] = leads_matching(office.agency.id, LeadFilter())
    sheet = "来源,收到日期,反映内容\n其他来源,2026-11-20,漏水\n".encode()
    sent = desk.send("/leads/imports", file=(io.BytesIO(sheet), "leads.csv"))
    waiting = sent.headers["Location"].rpartition("/")[2]
    return {
        **_projects(office, desk),
        **_from_the_city(office, lead.id),
        "lead": lead.id,
        "lead_import": waiting,
        "plate": plate.code,
        "position": 1,
    }


def _from_the_city(office: make.Office, lead_id: UUID) -> dict[str, Any]:
    """A lead that the city handed down with a photo, and a letter hung to ours."""
    handover = connected(office.head, at=MONDAY).handover
    file_id = hung_to(lead_id, office.supervisor, at=MONDAY)
    return {"handover": handover.id, "handover_file": handover.files[0].id, "lead_file": file_id}


def _of_the_street(office: make.Office) -> dict[str, Any]:
    """A patrol that its street has ended, and a matter that it has yet to answer."""
    facts = VisitFacts(uuid4(), office.work.id, VisitKind.PATROL, ())
    with transaction():
        person = officer_by_login("street")
        patrol = start_visit(facts, by=person, at=MONDAY)
        finish_visit(patrol.id, by=person, at=MONDAY)
        duties = begin_duties(person.agency_id, 2031, by=office.supervisor, at=MONDAY)
        add_duty(duties.id, DutyLine(DutyKind.JOINT, 2), by=office.supervisor, at=MONDAY)
        deed = note_street_deed(DutyKind.JOINT, "参加联合检查", day_of(MONDAY), by=person, at=MONDAY)
        matter = tell_street(office.work.id, "核对备案", day_of(MONDAY), by=office.supervisor, at=MONDAY)
    things = {"street_duties": duties.id, "street_duty_line": duties.lines[0].id, "street_deed": deed.id}
    return {"street_matter": matter.id, "patrol": patrol.id, **things}


def _projects(office: make.Office, desk: Desk) -> dict[str, Any]:
    """A project, and a list of others that waits."""
    sheet = "项目编号,项目名称,建设单位,建设状态,应建面积\nXM-1,一号住宅项目,甲置业公司,在建,900\n".encode()
    first = desk.send("/projects/imports", file=(io.BytesIO(sheet), "projects.csv")).headers["Location"]
    desk.send(f"{first}/confirmation")
    waiting = desk.send("/projects/imports", file=(io.BytesIO(sheet.replace(b"900", b"800")), "projects.csv"))
    [project] = projects_of(office.agency.id)
    return {"project": project.id, "project_import": waiting.headers["Location"].rpartition("/")[2]}


def _feed(office: make.Office) -> str:
    with transaction():
        return make_feed(by=office.jia, at=MONDAY)


def _in_the_handbook(office: make.Office, head: Desk) -> dict[str, Any]:
    """A statute with a note and a published case, and an amendment that waits to be confirmed."""
    facts = TypicalCaseFacts("某公司案", "未备案。", "应当备案。", "警告。", "先备案。", ("TL43-3",))
    with transaction():
        import_statute(preview_statute(FIRST, None), "", by=office.head, at=MONDAY)
        version = import_statute(preview_statute(SECOND, date(2023, 7, 1)), "", by=office.head, at=MONDAY)
        note = write_note(version, Position(1), "办公室的批注", by=office.supervisor, at=MONDAY)
        case = draft_case(facts, by=office.supervisor, at=MONDAY)
        publish_case(case.id, is_anonymous=True, by=office.head, at=MONDAY)
    file = (io.BytesIO(FIRST.replace("爱护", "保护").encode()), "statute.md")
    sent = head.send("/handbook/imports", file=file)
    return {
        "statute": version.statute_id, "statute_note": note.id, "typical_case": case.id, "article": "1",
        "statute_import": sent.headers["Location"].rpartition("/")[2],
    }  # fmt: skip


def _papers(office: make.Office) -> dict[str, Any]:
    """A paper of the office, and a draft of a template."""
    subject = next(iter(decisions_of(office.agency.id)))
    values = {**example_values(form_of("demand")), "party_name": "演示物业有限公司"}
    with transaction():
        paper = issue_paper(
            PaperFacts("demand", Subject.DECISION, subject.id, values), by=office.supervisor, at=MONDAY
        )
        body = sample_template("demand")
        template = upload_template("demand", body, "a.docx", "", by=office.jia, at=MONDAY)
    return {"office_paper": paper.id, "paper_template": template.id, "paper_form": "demand"}


def _owed(office: make.Office, decision_id: UUID) -> dict[str, Any]:
    """A fine with a part paid, and a supplement to the decision that it follows from."""
    at = clock.now()
    with transaction():
        deliver_decision(decision_id, at, by=office.jia, at=at)
    fine = fine_of(decision_id, Procedure.ON_THE_SPOT)
    assert fine
    with transaction():
        paid = PaymentFacts(day_of(at), 100, Decimal(0), PaymentWay.BANK, "演示凭证一")
        payment = record_payment(fine.id, paid, by=office.supervisor, at=at)
        mending = Mending(Part.PHONE, "1", "2", "笔误")
        supplement = correct_decision(decision_id, mending, by=office.supervisor, at=at)
    return {"fine": fine.id, "payment": payment.id, "supplement": supplement.id}


def _own_day(office: make.Office) -> str:
    with transaction():
        set_calendar_day(date(2026, 11, 28), True, "调休", by=office.head, at=MONDAY)
    return "2026-11-28"


def _said_on_site(office: make.Office, phone: Phone) -> dict[str, Any]:
    """A finished visit with all that a visit can have, and the partner on it."""
    phone.sync()
    visit_id = phone.start_visit(office.work.id, officer_ids=[str(office.fire.id), str(office.yi.id)])
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="not_met")
    findings = [find(phone, visit_id, item) for item in ("item-1", "item-2", "item-3")]
    body = make.picture(11)
    photograph(phone, visit_id, body, finding_id=findings[0])
    recording_id = record(phone, visit_id, SPOKEN, media_type="audio/wav", by_whom="王某")
    decision_id = decide(phone, office.yi.id, visit_id, findings[0])
    order_id = order(phone, office.yi.id, visit_id, findings[1])
    phone.say("visit_finished", visit_id)
    phone.sync()
    assert {answer["status"] for answer in phone.answers.values()} == {"accepted"}, phone.answers
    assert phone.upload(body).status_code < 300
    assert phone.upload(SPOKEN).status_code < 300
    return {
        "visit": visit_id, "finding": findings[2], "decision": decision_id, "order": order_id,
        "recording": recording_id, "photo": sha256(body).hexdigest(), "recorded_bytes": sha256(SPOKEN).hexdigest(),
        "document": documents_for(UUID(decision_id))[0].id,
    }  # fmt: skip


def _brought(phone: Phone, desk: Desk) -> dict[str, Any]:
    """What waits for a person: a held event, a refused photo, transfers and imports under way."""
    held = phone.say("answer_given", str(uuid4()), checklist="short", item="item-1", value="met")
    phone.sync()
    photograph(phone, phone.payload(phone.events[0])["subject"], RUBBISH)
    body = rescue_file(phone)[:-20]  # cut off, so that the file is kept for another attempt
    rescue = desk.send("/rescues", file=(io.BytesIO(body), "rescue.inspect"))
    phone.sync()
    phone.upload(RUBBISH)
    works = csv_file(written([make.work_facts("SJ-0099")])).getvalue()
    sheet = desk.send("/works/imports", file=(io.BytesIO(works), "works.csv"))
    upload = phone.begin_upload("c" * 64, 1_000)
    return {
        "problem_event": held,
        "refused_photo": refused_photo(UUID(phone.id), sha256(RUBBISH).hexdigest()).id,
        "rescue": rescue.headers["Location"].rpartition("/")[2],
        "work_import": sheet.headers["Location"].rpartition("/")[2],
        "upload": upload.headers["Location"].rpartition("/")[2],
    }


def _secrets(things: dict[str, Any]) -> list[str]:
    """Ids and words of ours. The agency's own id and name are public: everybody's papers carry them."""
    public = {
        "agency",
        "draft",
        "amendment",
        "amended_row",
        "kind_of_change",
        "edition",
        "checklist",
        "item",
        "section",
        "size",
        "ending",
        "paper_form",
        "setting",
        "day",
        "reported_year",
        "reported_month",
        "screen",
        "file",
        "step",
        "statute",
        "article",
        "plate",
        "position",
    }
    words = [
        "办公室的批注",
        "演示抽查",
        "大修停用",
        "某公司案",
        "SJ-0001",
        "演示一号地下车库",
        "演示物业有限公司",
        "SJ-0001",
        "演示一号地下车库",
        "演示物业有限公司",
        "演示凭证一",
        "防护门锈蚀",
        "王某",
        "检查员jia",
        "检查员yi",
    ]
    return words + [str(value) for name, value in things.items() if name not in public]


FOLDERS = ("imports", "rescues", "statute-imports", "lead-imports", "project-imports")


class Copy:
    """The whole database as it was, in memory, and the files that wait for a person."""

    OF_SIGN_INS = "id, officer_id, device_id, started_at, revoked_at"
    """All but when it was last used."""

    def __init__(self, app: Flask, beside: Path) -> None:
        self.file = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
        self.data, self.beside = app.extensions["config"].data, beside
        for folder in FOLDERS:
            shutil.copytree(self.data / folder, beside / folder)
        db.session.remove()
        self.kept = sqlite3.connect(":memory:")
        with sqlite3.connect(self.file) as now:
            now.backup(self.kept)
        self.now = sqlite3.connect(self.file, timeout=20)
        names = {row[0] for row in self.now.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        self.tables = sorted(names)
        self.print_of_kept = self._print(self.kept)
        self.seen_version = self._version()

    def put(self, other: sqlite3.Connection) -> None:
        db.session.remove()
        other.backup(self.now)

    def put_back(self) -> None:
        self.put(self.kept)
        self.seen_version = self._version()
        for folder in FOLDERS:
            shutil.copytree(self.beside / folder, self.data / folder, dirs_exist_ok=True)

    def has_changed(self) -> list[str]:
        """Names of the tables that are not as they were."""
        version = self._version()
        if version == self.seen_version:
            return []
        now = self._print(self.now)
        changed = [name for name, rows in self.print_of_kept.items() if now[name] != rows]
        if not changed:
            self.seen_version = version
        return changed

    def _version(self) -> int:
        """Another one after whatever another connection wrote. To compare all rows after each of ten thousand calls is slow."""
        version: int = self.now.execute("PRAGMA data_version").fetchone()[0]
        return version

    def _print(self, connection: sqlite3.Connection) -> dict[str, int]:
        columns = {"sign_ins": self.OF_SIGN_INS}
        rows = {name: connection.execute(f'SELECT {columns.get(name, "*")} FROM "{name}"') for name in self.tables}
        return {name: hash(tuple(found)) for name, found in rows.items()}
