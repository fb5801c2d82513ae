"""What a work's past tells phones and the office: when a finding was corrected, and how often it came back."""

from datetime import datetime
from uuid import uuid4

from tests.desk import Desk
from tests.on_site import find, order


def check_again(phone, office, order_id, finding_id, *, is_corrected) -> str:
    visit_id = phone.start_visit(office.work.id, kind="re_inspection", order_id=order_id)
    outcome = {"finding_id": finding_id, "is_corrected": is_corrected}
    phone.say("order_checked", visit_id, order_id=order_id, outcomes=[outcome])
    phone.say("visit_finished", visit_id)
    phone.sync()
    return visit_id


def past(phone, office, finding_id):
    lines = phone.confirmed[("work", str(office.work.id))]["past"]
    return next(one for one in lines if one["finding_id"] == finding_id)


def ordered(phone, office, visit_id) -> tuple[str, str]:
    finding_id = find(phone, visit_id)
    phone.sync()
    order_id = order(phone, office.yi.id, visit_id, finding_id)
    phone.sync()
    return order_id, finding_id


def test_the_past_says_when_a_finding_was_corrected_and_takes_it_back_when_it_was_not(phone, office, visit_id):
    order_id, finding_id = ordered(phone, office, visit_id)
    assert past(phone, office, finding_id)["corrected_at"] is None
    check_again(phone, office, order_id, finding_id, is_corrected=True)
    assert datetime.fromisoformat(past(phone, office, finding_id)["corrected_at"]).tzinfo is not None
    check_again(phone, office, order_id, finding_id, is_corrected=False)
    assert past(phone, office, finding_id)["corrected_at"] is None


def test_another_finding_of_the_work_is_not_corrected_with_it(phone, office, visit_id):
    order_id, finding_id = ordered(phone, office, visit_id)
    other = find(phone, visit_id, "item-2")
    phone.sync()
    check_again(phone, office, order_id, finding_id, is_corrected=True)
    assert past(phone, office, finding_id)["corrected_at"] is not None
    assert past(phone, office, other)["corrected_at"] is None


def test_an_item_that_fails_again_after_it_was_corrected_says_so_on_the_reviewers_page(
    app, phone, office, visit_id
):
    order_id, finding_id = ordered(phone, office, visit_id)
    check_again(phone, office, order_id, finding_id, is_corrected=True)
    later = phone.start_visit(office.work.id)
    phone.say("answer_given", later, checklist="short", item="item-1", value="not_met")
    phone.say("finding_recorded", later, finding_id=str(uuid4()), checklist="short", item="item-1",
              text="又锈蚀了。", severity="ordinary")  # fmt: skip
    phone.sync()
    desk = Desk(app.test_client(), "kezhang")
    assert "data-recurred" in desk.open(f"/visits/{later}").text
    assert "data-recurred" not in desk.open(f"/visits/{visit_id}").text
