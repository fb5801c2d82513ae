"""A visit on one page: findings with photos, answers old and new, papers; in a fixed number of queries."""

from sqlalchemy import event

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.store.base import db, transaction
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.on_site import decide, deliver, find, finished_visit, order, photograph, seal, sign


def test_findings_come_with_their_photos_large(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    body = make.picture(3)
    photograph(phone, visit_id, body, finding_id=finding_id, caption="门扇")
    photograph(phone, visit_id, make.picture(4), finding_id=finding_id)
    phone.sync()
    phone.upload(body)
    page = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    assert page.count("data-photo ") == 1
    assert "/large" in page
    assert "照片还没有传到" in page
    assert "还有 1 件照片、录音录像没有传到" in page


def test_a_discarded_photo_is_not_shown(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    photo_id = photograph(phone, visit_id)
    phone.say("photo_discarded", visit_id, photo_id=photo_id)
    phone.sync()
    assert "照片还没有传到" not in desk.read(f"/visits/{visit_id}")


def test_the_same_item_of_an_earlier_visit_stands_beside_it(desk, office, phone):
    earlier, found = finished_visit(phone, office.work.id)
    old, new = make.picture(11), make.picture(12)
    photograph(phone, earlier, old, finding_id=found)
    phone.sync()
    later, found_again = finished_visit(phone, office.work.id)
    photograph(phone, later, new, finding_id=found_again)
    phone.sync()
    phone.upload(old)
    phone.upload(new)
    page = desk.read(f"/visits/{later}")
    assert "这一项以前的照片" in page
    assert "这一项以前的照片" not in desk.read(f"/visits/{earlier}")


def test_an_earlier_answer_is_never_lost_and_differing_ones_are_marked(desk, office, phone, colleague):
    visit_id = phone.start_visit(office.work.id, officer_ids=[str(office.yi.id)])
    phone.say("answer_given", visit_id, checklist="short", item="item-2", value="met", note="第一次")
    phone.sync()
    colleague.say("visit_started", visit_id, work_id=str(office.work.id), kind="planned", checklists=[])
    colleague.say("answer_given", visit_id, checklist="short", item="item-2", value="not_met")
    colleague.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "先前： 合格 第一次" in page
    assert "人员意见不一致" in page


def test_the_same_officer_changing_an_answer_is_no_disagreement(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    for value in ("met", "not_met"):
        phone.say("answer_given", visit_id, checklist="short", item="item-2", value=value)
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "先前： 合格" in page
    assert "人员意见不一致" not in page


def test_a_withdrawn_finding_stays_on_the_page(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    finding_id = find(phone, visit_id)
    phone.say("finding_withdrawn", visit_id, finding_id=finding_id, reason="核对后合格")
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "已撤回" in page
    assert "核对后合格" in page


def test_papers_show_their_signatures_and_refusals(desk, office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    deliver(phone, visit_id, decision_id)
    order(phone, office.yi.id, visit_id, finding_id)
    document_id = seal(phone, visit_id, agency="某办")
    sha256 = phone.payload(phone.events[-1])["data"]["sha256"]
    phone.say(
        "signing_refused", visit_id, document_id=document_id, document_sha256=sha256, name="李四",
        reason="不认可", witness="王五",
    )  # fmt: skip
    phone.sync()
    page = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    assert 'points="100,40 300,120 520,60"' in page
    text = desk.read(f"/visits/{visit_id}")
    assert "拒绝签名 不认可 · 见证人 王五" in text
    assert "当场行政处罚决定书 沪松民防当罚〔" in text
    assert "现场检查笔录" in text


def test_a_signature_of_other_content_is_none(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    document_id = seal(phone, visit_id)
    sign(phone, visit_id, document_id, {"another": "document"}, "party", "张三")
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "还没有签名" in page
    assert "签名 当事人 · 张三 未通过" in page


def test_a_patrol_leads_to_no_penalty_but_to_a_lead(desk, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id, kind="patrol")
    page = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    assert "/decision/new" not in page
    assert "列为案源" in page


def test_the_page_takes_the_same_number_of_queries_however_much_there_is(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    find(phone, visit_id, "item-1")
    photograph(phone, visit_id)
    phone.say("place_fixed", visit_id, kind="code")
    phone.sync()
    few = _queries(lambda: desk.open(f"/visits/{visit_id}"))
    for shade in range(6):
        finding_id = find(phone, visit_id, "item-2")
        photograph(phone, visit_id, make.picture(shade + 20), finding_id=finding_id)
        phone.say("answer_given", visit_id, checklist="short", item="item-3", value="met")
    phone.sync()
    assert _queries(lambda: desk.open(f"/visits/{visit_id}")) <= few + 1


def test_the_queue_takes_the_same_number_of_queries_however_many_wait(desk, office, phone):
    work_id = office.work.id
    finished_visit(phone, work_id)
    few = _queries(lambda: desk.open("/reviews"))
    for _ in range(4):
        finished_visit(phone, work_id)
    assert _queries(lambda: desk.open("/reviews")) <= few + 1


def _queries(do):
    db.session.remove()
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert do().status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_a_measured_number_reads_with_its_unit_in_the_readers_language(app, desk, office, phone):
    measures = [
        make.item("leaks", kind="number", most=0, unit="处", unit_en="places"),
        make.item("damp", kind="number", unit="%"),
    ]
    section = {"code": "all", "title": {"zh": "全部", "en": "All"}, "items": measures}
    with transaction():
        draft = new_draft(make.checklist("measures", sections=[section]), by=None, at=MONDAY)
        publish_checklist(draft, by=None, at=MONDAY)
    visit_id = phone.start_visit(office.work.id, checklists=[{"code": "measures", "number": 1}])
    for item, value in (("leaks", 2), ("damp", 65.5)):
        phone.say("answer_given", visit_id, checklist="measures", item=item, value=value)
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "2 处" in page
    assert "65.5 %" in page
    reader = Desk(app.test_client(), "zhuren")
    reader.send("/language", language="en")
    page = reader.read(f"/visits/{visit_id}")
    assert "2 places" in page
    assert "65.5 %" in page


def test_everything_reads_in_english_too(app, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id)
    desk = Desk(app.test_client(), "kezhang")
    desk.send("/language", language="en")
    page = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    assert "Item item-1" in page
