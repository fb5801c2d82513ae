"""What a finished visit still lacks stands at the top of its page, in words, with a link to each item."""

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.rules.people import AgencyKind
from inspect_app.store.base import transaction
from tests import make
from tests.conftest import MONDAY
from tests.on_site import find, photograph


def gaps_on(desk, visit_id):
    page = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    start = page.find("data-gaps")
    return page[start : page.find("</section>", start)] if start >= 0 else ""


def answer(phone, visit_id, item, value="met", checklist="short"):
    phone.say("answer_given", visit_id, checklist=checklist, item=item, value=value)


def test_what_was_not_checked_is_named_and_linked(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    for item in ("item-1", "item-3", "registered"):
        answer(phone, visit_id, item)
    phone.say("visit_finished", visit_id)
    phone.sync()
    gaps = gaps_on(desk, visit_id)
    assert "还缺 1 项" in gaps
    assert '<a href="#item-short/item-2">检查项item-2</a>：没有检查' in gaps
    assert 'id="item-short/item-2"' in desk.open(f"/visits/{visit_id}").get_data(as_text=True)


def test_a_complete_visit_and_one_under_way_lack_nothing_yet(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    assert gaps_on(desk, visit_id) == ""
    for item in ("item-1", "item-2", "item-3", "registered"):
        answer(phone, visit_id, item)
    phone.say("visit_finished", visit_id)
    phone.sync()
    assert gaps_on(desk, visit_id) == ""


def with_photo_needed():
    """One item that needs words and a photo when it is not met, and one that only shows then."""
    asked = {"show_when": {"item": "door", "values": ["not_met"]}}
    items = [make.item("door", photo_when_not_met=True), make.item("since", **asked)]
    section = {"code": "all", "title": {"zh": "全部", "en": "All"}, "items": items}
    with transaction():
        draft = new_draft(make.checklist("doors", sections=[section]), by=None, at=MONDAY)
        publish_checklist(draft, by=None, at=MONDAY)


def test_an_item_that_is_not_met_lacks_words_and_photo_until_they_are_there(desk, office, phone):
    with_photo_needed()
    visit_id = phone.start_visit(office.work.id, checklists=[{"code": "doors", "number": 1}])
    answer(phone, visit_id, "door", "not_met", "doors")
    phone.say("visit_finished", visit_id)
    phone.sync()
    gaps = gaps_on(desk, visit_id)
    assert "检查项door</a>：不合格，没有写明问题；不合格，没有照片" in gaps
    assert "检查项since</a>：没有检查" in gaps
    finding_id = find(phone, visit_id, "door", checklist="doors")
    photograph(phone, visit_id, checklist="doors", item="door", finding_id=finding_id)
    phone.sync()
    assert "检查项door" not in gaps_on(desk, visit_id)
    phone.say("finding_withdrawn", visit_id, finding_id=finding_id)
    phone.sync()
    assert "检查项door</a>：不合格，没有写明问题</li>" in gaps_on(desk, visit_id).replace("\n", "")


def test_a_partners_missing_part_is_named_as_theirs(desk, office, phone):
    with transaction():
        draft = new_draft(make.checklist("fire-part", audience="fire"), by=None, at=MONDAY)
        publish_checklist(draft, by=None, at=MONDAY)
    checklists = [{"code": "short", "number": 1}, {"code": "fire-part", "number": 1}]
    visit_id = phone.start_visit(office.work.id, kind="joint", checklists=checklists)
    for item in ("item-1", "item-2", "item-3", "registered"):
        answer(phone, visit_id, item)
    phone.say("visit_finished", visit_id)
    phone.sync()
    gaps = gaps_on(desk, visit_id)
    assert AgencyKind.FIRE.value in gaps
    assert "#item-short/" not in gaps
