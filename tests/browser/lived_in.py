"""An office in the middle of its work, something on every page, said by phones and desks as people do. (Long: one whole day.)"""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, g
from sqlalchemy import text

from inspect_app import clock, create_app
from inspect_app.actions.figure_reports import see_month, sign_report
from inspect_app.actions.peers import Introduction, pair
from inspect_app.catalogue import shipped_checklists
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.config import Config, kept_secret
from inspect_app.exchange.keys import OwnKey, fresh_key
from inspect_app.exchange.pairing import keep_introduction
from inspect_app.rules.acts import Procedure
from inspect_app.rules.figure_reports import Month
from inspect_app.rules.file_findings import Answer
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import to_plain
from inspect_app.rules.work_sheets import written
from inspect_app.rules.works import WorkStatus
from inspect_app.store.activities import activities_of
from inspect_app.store.agencies import instance_agency
from inspect_app.store.attachments import attachments_of
from inspect_app.store.base import db, transaction
from inspect_app.store.closed_files import closed_files
from inspect_app.store.file_reviews import reviews_of_file
from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.officers import officer_by_login
from inspect_app.store.peers import PeerWay, peers_all
from inspect_app.store.questions import questions_of
from inspect_app.store.statute_notes import standing_notes
from inspect_app.store.statutes import all_statutes
from inspect_app.store.trainings import trainings_of
from inspect_app.store.typical_cases import typical_cases_of
from inspect_app.store.visits import visits_of_work
from inspect_app.store.works import Work, works_of
from inspect_app.web.sheets import csv_file
from tests import make, on_site
from tests.amended_lines import FACTOR, LINE
from tests.between_offices import lead_from_the_city
from tests.browser.server import Server
from tests.desk import Desk
from tests.exchange.two_offices import OfficeHere, close, new_office
from tests.invented_statutes import FIRST, SECOND
from tests.phone_in_python import Phone
from tests.recordings_by_hand import FILM, SOUND, wav, webm
from tests.rescue_in_python import rescue_file
from tests.standard_editions import received

PASSWORD = "songjiang-demo"
LIST = "works-in-use"
FIRE_LIST = "fire-part"
USE = "use-registered"
DOORS = "door-unaltered"
STATEMENT = wav(2.0)
"""Items of the shipped checklist: one that carries a penalty, one that can only be ordered to be mended."""


def app_on(data: Path) -> Flask:
    """The same instance as the server's, without limits: who signs in here is known there."""
    key = kept_secret(data / "secret-key")
    app = create_app(Config(data, f"sqlite:///{data / 'inspect.sqlite'}", key, rate_limits=False))
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: vars(g).clear())
    return app


@dataclass
class Office:
    """Who does it, and where."""

    app: Flask
    phone: Phone
    partner_id: UUID
    head: Desk
    works: list[Work]
    under_way: str = ""

    def desk(self, login: str) -> Desk:
        return Desk(self.app.test_client(), login, PASSWORD)


@dataclass(frozen=True)
class Traces:
    """Where a walk on the phone finds what it needs."""

    ordered_work: str
    order_id: str
    free_works: list[str]
    joint_visit: str


@dataclass
class Lived:
    """A server on a lived-in office."""

    server: Server
    traces: Traces
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        self.app = app_on(self.server.data)

    def desk(self, login: str) -> Desk:
        return Desk(self.app.test_client(), login, PASSWORD)


def live_in(data: Path) -> Traces:
    """Everything that a day brings, into the demonstration district of that folder."""
    app = app_on(data)
    with app.app_context():
        office = _opened(app)
        free = [str(work.id) for work in office.works[8:16]]
        visits = [_visit(office, work, is_lacking=place == 0) for place, work in enumerate(office.works[:6])]
        _papers(office, visits[0])
        _sent_back(office, visits[1])
        _approved(office, visits[2])
        _ordered(office, visits[0], due_on=on_site.today() + timedelta(days=9))
        order_id = _ordered(office, visits[3])
        _ordered(office, visits[4], due_on=on_site.today() - timedelta(days=1))
        _mended(office, visits[5])
        office.under_way = _under_way(office, office.works[6])
        _events_with_problems(office)
        _desk_work(office)
        _exchange(office, data)
        _standards(office)
        _handbook(office)
        _word_papers(office)
        _rulebook(office)
        _file_reviews(office)
        _leads(office)
        _plans(office)
        _learning(office)
        _between_offices(office)
        db.session.remove()
        db.engine.dispose()
    return Traces(str(visits[3].work_id), order_id, free, office.under_way)


def _opened(app: Flask) -> Office:
    agency, partner = instance_agency(), officer_by_login("xin")
    assert agency
    assert partner
    phone = Phone(app.test_client())
    assert phone.sign_in("geng", PASSWORD).status_code == 200
    works = [
        work for work in works_of(agency.id) if work.status is WorkStatus.IN_USE and not visits_of_work(work.id)
    ]
    office = Office(app, phone, partner.id, Desk(app.test_client(), "jia", PASSWORD), works)
    phone.sync()
    return office


@dataclass
class Seen:
    """A visit and its two findings."""

    work_id: UUID
    visit_id: str
    finding_id: str
    door_id: str


def _visit(office: Office, work: Work, *, is_lacking: bool) -> Seen:
    """Finished on site with two findings, a photo and a sealed record; perhaps a second photo that did not arrive."""
    phone, here = office.phone, {"checklist": LIST, "item": USE}
    visit_id = phone.start_visit(
        work.id, checklists=[{"code": LIST, "number": 1}], officer_ids=[str(office.partner_id)]
    )
    phone.say("place_fixed", visit_id, kind="entrance", longitude=121.2277, latitude=31.0322, accuracy_m=12)
    phone.say("answer_given", visit_id, **here, value="not_met")
    phone.say("answer_given", visit_id, checklist=LIST, item="leak-spots", value=3)
    finding_id = on_site.find(phone, visit_id, USE, checklist=LIST, text="没有办理平时使用备案。", acts=["TL43-3"])
    door_id = on_site.find(phone, visit_id, DOORS, checklist=LIST, text="防护门被拆除。", severity="serious")
    body = make.picture(len(phone.events), 600)
    on_site.photograph(phone, visit_id, body, **here, finding_id=finding_id, caption="告示栏")
    if is_lacking:
        on_site.photograph(phone, visit_id, make.picture(201), **here, finding_id=finding_id)
        filmed = {**here, "finding_id": finding_id, "media_type": "video/webm", "was_cut": True}
        on_site.record(phone, visit_id, webm(FILM, SOUND), **filmed)
    on_site.seal(phone, visit_id, agency="上海市松江区民防办公室", work=work.name, findings=[], place="地下一层")
    on_site.record(phone, visit_id, STATEMENT, by_whom="王某", duration_ms=2_000, media_type="audio/wav")
    phone.say("visit_finished", visit_id)
    phone.sync()
    phone.upload(body)
    phone.upload(STATEMENT)
    return Seen(work.id, visit_id, finding_id, door_id)


def _papers(office: Office, seen: Seen) -> None:
    """A fine delivered and filed, one that the party would not sign, a warning that the server doubts."""
    phone = office.phone
    filed = on_site.decide(phone, office.partner_id, seen.visit_id, seen.finding_id)
    on_site.deliver(phone, seen.visit_id, filed)
    phone.sync()
    office.head.send(f"/decisions/{filed}/filing")
    doubtful = on_site.decide(phone, office.partner_id, seen.visit_id, seen.finding_id, fine_yuan=300)
    on_site.deliver(phone, seen.visit_id, doubtful)
    on_site.decide(phone, office.partner_id, seen.visit_id, seen.finding_id)
    phone.sync()


def _sent_back(office: Office, seen: Seen) -> None:
    remarks = {"visit": "请补写在场人员。", f"finding-{seen.finding_id}": "请写明是哪一处。"}
    assert office.head.send(f"/visits/{seen.visit_id}/returns", **remarks).status_code == 302
    office.phone.sync()


def _approved(office: Office, seen: Seen) -> None:
    office.head.send(f"/findings/{seen.finding_id}/lead")
    office.head.send(f"/visits/{seen.visit_id}/approval")


def _leads(office: Office) -> None:
    """A citizen reports with a picture; sheets of leads and of projects wait to be confirmed."""
    code = db.session.scalar(text("select min(code) from plates"))
    photo = (io.BytesIO(make.picture(90)), "a.jpg")
    said = Desk(office.app.test_client()).send(f"/report/{code}", summary="防护门被拆除。", photos=photo)
    assert said.status_code == 302
    leads = "来源,收到日期,反映内容,来文编号\n其他来源,2026-11-20,漏水,一号\n9,2026-11-20,漏水,二号\n"
    projects = (
        "项目编号,项目名称,建设单位,建设状态,应建面积\nXM-1,一号项目,甲公司,在建,900\nXM-2,二号项目,甲公司,7,9\n"
    )
    for kind, sheet in (("leads", leads), ("projects", projects)):
        sent = office.head.send(f"/{kind}/imports", file=(io.BytesIO(sheet.encode()), "list.csv"))
        assert sent.status_code == 302


def _ordered(office: Office, seen: Seen, **more: Any) -> str:
    order_id = on_site.order(office.phone, office.partner_id, seen.visit_id, seen.door_id, **more)
    office.phone.sync()
    return order_id


def _mended(office: Office, seen: Seen) -> None:
    """Ordered, gone back to, seen to be mended on a photo."""
    phone, order_id = office.phone, _ordered(office, seen)
    visit_id = phone.start_visit(seen.work_id, kind="re_inspection", checklists=[], order_id=order_id)
    body = make.picture(77, 500)
    about = {"checklist": LIST, "item": DOORS, "finding_id": seen.door_id, "order_id": order_id}
    on_site.photograph(phone, visit_id, body, **about)
    outcome = {"finding_id": seen.door_id, "is_corrected": True, "note": "新装的门，能关。"}
    phone.say("order_checked", visit_id, order_id=order_id, outcomes=[outcome])
    phone.say("visit_finished", visit_id)
    phone.sync()
    phone.upload(body)


def _under_way(office: Office, work: Work) -> str:
    """A joint visit: ours has answered, the fire brigade has found something."""
    fire = Phone(office.app.test_client())
    assert fire.sign_in("xiaofang1", PASSWORD).status_code == 200
    lists = [{"code": LIST, "number": 1}, {"code": FIRE_LIST, "number": 1}]
    joint = {"kind": "joint", "checklists": lists, "officer_ids": [office.phone.officer_id, fire.officer_id]}
    visit_id = office.phone.start_visit(work.id, **joint)
    office.phone.say("answer_given", visit_id, checklist=LIST, item=USE, value="met")
    office.phone.sync()
    fire.sync()
    fire.say("visit_started", visit_id, work_id=str(work.id), **joint)
    fire.say("answer_given", visit_id, checklist=FIRE_LIST, item="hydrants", value="not_met")
    on_site.find(fire, visit_id, "hydrants", checklist=FIRE_LIST, text="消火栓被遮挡。")
    fire.sync()
    return visit_id


def _events_with_problems(office: Office) -> None:
    """Two that wait for a visit of which nobody has heard, one of them set aside; one that is refused."""
    phone = office.phone
    ids = [phone.say("answer_given", str(uuid4()), checklist=LIST, item=USE, value="met") for _ in range(2)]
    phone.say("visit_started", str(uuid4()), work_id=str(uuid4()), kind="planned", checklists=[])
    phone.sync(photos=["0" * 64])
    office.head.send(f"/problem-events/{ids[0]}/settlement", reason="检查在旧手机上，已重新做过。")


def _handbook(office: Office) -> None:
    """A statute in two versions, notes of which one was withdrawn, a draft and a published case, an import that waits."""
    head = office.head
    for words, day in ((FIRST, ""), (SECOND, "2023-07-01")):
        sent = head.send("/handbook/imports", file=(io.BytesIO(words.encode()), "示范条例"), in_force_on=day)
        assert head.send(f"{sent.headers['Location']}/confirmation").status_code == 302
    amended = FIRST.replace("爱护", "保护")
    for who in (head, office.desk("admin")):
        who.send("/handbook/imports", file=(io.BytesIO(amended.encode()), "示范条例"))
    place = f"/handbook/statutes/{all_statutes()[0].id}"
    for note in ("从轻处罚要写明理由。", "这条批注写错了。"):
        head.send(f"{place}/articles/4/notes", text=note, version="2")
    head.send(f"/handbook/notes/{standing_notes(instance_agency().id)[-1].id}/withdrawal", reason="写错了")
    for title in ("某物业公司未备案案", "某公司草稿案"):
        case = {
            "title": title,
            "facts": "某公司未备案。",
            "law": "应当备案。",
            "result": "警告。",
            "lesson": "先备案。",
        }
        head.send("/handbook/cases", **case, acts=["TL43-3"], articles="地下停车示范条例第四条")
    first = next(one for one in typical_cases_of(instance_agency().id) if one.title == "某物业公司未备案案")
    assert head.send(f"/handbook/cases/{first.id}/publication", is_anonymous="1").status_code == 302


def _word_papers(office: Office) -> None:
    """Word forms of papers that were issued, and a template of the office's own that waits to be published."""
    documents = [
        str(one) for one in db.session.scalars(text("select id from documents where form like 'on_the_spot%'"))
    ]
    first = UUID(hex=documents[0])
    db.session.remove()
    assert office.head.send(f"/documents/{first}/word").status_code == 302
    file = (io.BytesIO(sample_template("demand")), "demand.docx")
    assert office.head.send("/paper-templates/demand/versions", file=file, note="加一行").status_code == 302


def _rulebook(office: Office) -> None:
    """A factor that a second person has published, and a benchmark line that is still a draft."""
    place = _amended(office, "增加裁量因素", "new_factor", FACTOR)
    assert office.head.send(f"{place}/submission").status_code == 302
    assert office.desk("yi").send(f"{place}/publication").status_code == 302
    _amended(office, "录入裁量基准", "new_benchmark", LINE)


def _plans(office: Office) -> None:
    """A draw in preparation and one that was made, without the officer of our phone; a yearly plan; another department's visit."""
    head = office.head
    geng = str(officer_by_login("geng").id)
    fields = {"status": "in_use", "count": "1", "officers_each": "2", "due_on": "2027-03-31", "by_risk": "y"}
    places = [
        head.send("/draws", title=title, checklists=LIST, **fields).headers["Location"]
        for title in ("演示抽查草稿", "演示抽查")
    ]
    for place in places:
        apart = {"exclusion-officer": geng, "exclusion-reason": "演示外出培训"}
        assert head.send(f"{place}/exclusions", **apart).status_code == 302
    assert head.send(f"{places[1]}/publication").status_code == 302
    assert head.send(f"{places[1]}/result", **{"witness-witness": "演示三六九"}).status_code == 302
    plan = head.send("/year-plans", year="2026", frequency="演示一年一次").headers["Location"]
    line = {"kind": "planned", "street": "", "first": "1", "second": "1", "third": "1", "fourth": "1"}
    assert head.send(f"{plan}/lines", **line).status_code == 302
    number = works_of(instance_agency().id)[0].number
    outside = {"number": number, "department": "演示消防支队", "planned_on": "2099-01-05", "note": "演示抽查说明"}
    assert head.send("/outside-visits", **outside).status_code == 302


def _learning(office: Office) -> None:
    """A training with material and somebody in the middle of its test, an answered question, an event's photo, an interest."""
    head, ding, agency = office.head, office.desk("ding"), instance_agency()
    assert agency
    [taught] = [one for one in trainings_of(agency.id, year=2017) if one.question_ids]
    slides = (io.BytesIO(b"%PDF-1.4 " + "演示课件".encode()), "演示课件.pdf")
    assert head.send(f"/trainings/{taught.id}/files", kind="material", file=slides).status_code == 302
    assert ding.send(f"/trainings/{taught.id}/attempts").status_code == 302
    event = activities_of(agency.id)[0]
    picture = (io.BytesIO(make.picture(9)), "演示照片.jpg")
    assert head.send(f"/activities/{event.id}/files", kind="photo", file=picture).status_code == 302
    question = next(one for one in questions_of([agency.id]) if one.answer is None)
    told = {"title": "隔墙挡住出入口的，责令改正写给谁", "text": "写给实际加装并使用的单位。"}
    assert office.desk("ji").send(f"/questions/{question.id}/answer", **told).status_code == 302
    assert ding.send("/questions", text="演示还没有解答的难题").status_code == 302
    interest = {"party_name": "演示有关系的公司", "relation": "演示亲属任职"}
    officer = str(officer_by_login("ding").id)
    assert ding.send("/interests", officer=officer, **interest).status_code == 302


def _between_offices(office: Office) -> None:
    """A lead that the city handed down, one that goes up with a letter, and a question that went up with another."""
    agency, head = instance_agency(), office.head
    assert agency
    city = next(one for one in peers_all() if one.agency.kind is AgencyKind.CITY)
    with transaction():
        lead_from_the_city(city, at=clock.now())
    lead = next(one for one in leads_matching(agency.id, LeadFilter(text="防护门被拆除")) if one.receipt)
    letter = (io.BytesIO(b"%PDF-1.4 " + "演示来信".encode()), "演示来信.pdf")
    assert head.send(f"/leads/{lead.id}/files", kind="material", file=letter).status_code == 302
    [hung] = attachments_of(lead.id)
    said = {"summary": lead.summary, "note": "演示超出本区权限", "files": f"file:{hung.id}"}
    assert head.send(f"/leads/{lead.id}/handovers?kind=up&to={city.agency_id}", **said).status_code == 302
    question = next(one for one in questions_of([agency.id]) if one.answer is None)
    photo = (io.BytesIO(make.picture(33)), "演示现场.jpg")
    assert head.send(f"/questions/{question.id}/files", kind="photo", file=photo).status_code == 302
    chosen = f"file:{attachments_of(question.id)[0].id}"
    sent = head.send(f"/questions/{question.id}/asking-up", text=question.text, chosen=chosen)
    assert sent.status_code == 302
    assert head.send(f"/questions/{question.id}/remarks", text="演示补充说明").status_code == 302


def _amended(office: Office, title: str, change: str, fields: dict[str, str]) -> str:
    place = office.head.send("/rulebook/amendments", title=title).headers["Location"]
    assert office.head.send(f"{place}/rows/new/{change}", **fields).status_code == 302
    return place


def _desk_work(office: Office) -> None:
    """A draft of a checklist, a sheet that waits to be confirmed, a rescue file, a working day."""
    head = office.head
    assert head.send(f"/checklists/{LIST}/draft").status_code == 302
    known = make.work_facts("SJ-9001", name="演示导入新工程")
    sheet = csv_file(written([known, make.work_facts("SJ-9002", built_year=2031)])).getvalue()
    for who in (head, office.desk("admin")):
        assert who.send("/works/imports", file=(io.BytesIO(sheet), "台账.csv")).status_code == 302
    office.phone.say("answer_given", office.under_way, checklist=LIST, item=DOORS, value="met")
    rescued = (io.BytesIO(rescue_file(office.phone)), "rescue-geng.inspect")
    assert head.send("/rescues", file=rescued).status_code == 302
    head.send("/working-days", day="2026-12-31", is_working="1", note="演示调休")


def _exchange(office: Office, data: Path) -> None:
    """The city's own instance is paired, sends something that is not known here yet, and hears from here; another one asks."""
    city = new_office(data / "city", "SH")
    key, agency = office.app.extensions["exchange_keys"].newest, instance_agency()
    assert agency
    other = Introduction(agency.code, agency.kind, agency.name, "", key.kid, key.sign_jwk, key.seal_jwk)
    with city.here(), transaction():
        pair(other, PeerWay.FILES, our_kid=city.keys.newest.kid, by=city.officer("zhuren"), at=city.now)
    asking = Introduction("SH-MH", AgencyKind.DISTRICT, "上海市闵行区民防办公室", "", *_keys_of(fresh_key()))
    with transaction():
        keep_introduction(asking, PeerWay.FILES, by=None, at=city.now)
        us = officer_by_login("jia")
        assert us
        pair(city.introduction(), PeerWay.FILES, our_kid=key.kid, by=us, at=city.now)
    songjiang = OfficeHere(office.app, agency.code)
    city.send(songjiang, "kind_of_next_year", {"notice": "演示"})
    city.send(songjiang, "hello", {"software": "inspect-app", "schema_version": 1})
    package = io.BytesIO(city.written_for(songjiang))
    assert office.head.send("/peers/packages", file=(package, "SH-SH-SJ-1.exchange")).status_code == 302
    answered = office.head.send(f"/peers/{songjiang.peer(city).id}/packages")
    city.read(answered.get_data())
    answered.close()
    close(city)


def _standards(office: Office) -> None:
    """An edition of the city's that waits for us, and a month's figures signed off for the city."""
    agency, head, month = instance_agency(), officer_by_login("jia"), Month(2026, 9)
    assert agency
    assert head
    received(code=FIRE_LIST, content=_with_another_guidance(FIRE_LIST))
    with transaction():
        seen = see_month(agency.id, month, today=clock.today())
        sign_report(month, seen.stamp, "", by=head, at=clock.now())


def _with_another_guidance(code: str) -> dict[str, Any]:
    plain = to_plain(next(one for one in shipped_checklists() if one.code == code))
    plain["sections"][0]["items"][0]["guidance"] = {"zh": "市里另有说明。", "en": "The city says more."}
    return plain


def _keys_of(key: OwnKey) -> tuple[Any, ...]:
    return key.kid, key.sign_jwk, key.seal_jwk


def _file_reviews(office: Office) -> None:
    """A closed case reviewed and signed, and reviewed once more."""
    reviewer = Desk(office.app.test_client(), "ji", PASSWORD)
    agency = instance_agency()
    assert agency
    case = closed_files(agency.id, [Procedure.GENERAL])[0].thing
    for is_signed in (True, False):
        address = reviewer.send(f"/cases/{case.id}/file-reviews").headers["Location"]
        assert reviewer.send(f"{address}/beginning").status_code == 302
        review = reviews_of_file(case.id)[0]
        said = {f"answer_{line.code}": (line.answer or Answer.KEPT).name.lower() for line in review.lines}
        why = {f"remark_{line.code}": "已核对原件。" for line in review.lines}
        if is_signed:
            form = {**said, **why, "conclusion": "总体规范。", "is_confirmed": "y"}
            assert reviewer.send(f"{address}/signature", **form).status_code == 302
