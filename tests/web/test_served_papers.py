"""Decisions that were served: mended in words by a supplement, published, taken back; unserved ones are made anew."""

from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app import clock
from inspect_app.rules.supplements import OF_THE_PENALTY, Part
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.decisions import decision_with
from inspect_app.store.documents import documents_for
from inspect_app.store.publications import standing_publication
from inspect_app.store.supplements import supplements_of
from tests.desk import Desk, text_of
from tests.on_site import decide, deliver, finished_visit


@pytest.fixture
def made(office, phone):
    """Decided on the spot, not handed over yet."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    phone.sync()
    return decision_id


@pytest.fixture
def served(office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    return decision_id


def mend(desk, decision_id, **more):
    fields = {"part": "address", "wrong": "演示路1号", "right": "演示路11号", "reason": "笔误", **more}
    return desk.send(
        f"/decisions/{decision_id}/corrections", **{f"correction-{name}": value for name, value in fields.items()}
    )


def today(days=0):
    return (clock.today() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("login", "status"), [("jia", 403), ("kezhang", 302), ("zhuren", 302), ("admin", 403)])
def test_who_may_mend_a_served_decision(app, served, login, status):
    assert mend(Desk(app.test_client(), login), served).status_code == status


def test_a_supplement_has_its_own_number_and_leaves_the_decision_as_it_was(desk, served):
    before = documents_for(UUID(served))[0].sha256
    assert mend(desk, served).status_code == 302
    assert mend(desk, served, part="phone", wrong="1", right="2").status_code == 302
    [original, first, second] = documents_for(UUID(served))
    assert original.sha256 == before
    assert [first.number, second.number] == [f"{original.number}补1", f"{original.number}补2"]
    page = desk.read(f"/documents/{first.id}")
    for words in ("文书补正书", "演示路11号", "笔误", original.number, "不改变处罚的种类、金额和救济期限"):
        assert words in page, words
    assert audit_lines(limit=1)[0].deed == "correct_decision"


@pytest.mark.parametrize("part", sorted(OF_THE_PENALTY))
def test_the_substance_of_a_penalty_is_not_mended_but_withdrawn(desk, served, part):
    response = mend(desk, served, part=part.name.lower())
    assert response.status_code == 422
    assert "请由负责人撤销后重新处理" in text_of(response)
    assert supplements_of(UUID(served)) == []


@pytest.mark.parametrize("part", sorted(set(Part) - OF_THE_PENALTY))
def test_words_are_mended(desk, served, part):
    assert mend(desk, served, part=part.name.lower()).status_code == 302


@pytest.mark.parametrize("more", [{"right": "演示路1号"}, {"wrong": ""}, {"right": " "}, {"reason": ""}])
def test_a_supplement_that_mends_nothing_or_gives_no_reason_is_refused(desk, served, more):
    response = mend(desk, served, **more)
    assert response.status_code == 422
    assert "演示路1" in response.get_data(as_text=True)


def test_what_was_not_served_is_made_anew_from_the_same_finding(desk, made):
    response = mend(desk, made)
    assert response.status_code == 409
    assert "请作废后重新制作" in text_of(response)
    assert "重新制作" not in desk.read(f"/decisions/{made}")
    assert desk.send(f"/decisions/{made}/void", reason="写错了地址").status_code == 302
    [link] = decision_with(UUID(made)).findings
    assert f"/findings/{link.finding_id}/decision/new" in desk.open(f"/decisions/{made}").get_data(as_text=True)


def test_a_supplement_is_served_once_with_who_took_it(desk, inspector, stranger, served):
    mend(desk, served)
    [supplement] = supplements_of(UUID(served))
    path, fields = f"/supplements/{supplement.id}/service", {"service-on": today(), "service-receiver": ""}
    assert inspector.send(path, **fields).status_code == 403
    assert stranger.send(path, **fields).status_code == 404
    assert "待送达" in desk.read(f"/decisions/{served}")
    assert desk.send(path, **fields).status_code == 422
    assert desk.send(path, **{**fields, "service-receiver": "张三"}).status_code == 302
    assert f"{today()} 送达 张三" in desk.read(f"/decisions/{served}")
    assert desk.send(path, **{**fields, "service-receiver": "张三"}).status_code == 409


def publish(desk, decision_id, **more):
    fields = {"published_on": today(), "address": "区政府网站", **more}
    return desk.send(
        f"/decisions/{decision_id}/publication", **{f"publication-{name}": value for name, value in fields.items()}
    )


def take_back(desk, decision_id, reason="决定已撤销"):
    fields = {"taking_back-withdrawn_on": today(), "taking_back-reason": reason}
    return desk.send(f"/decisions/{decision_id}/publication-withdrawal", **fields)


def test_what_was_published_is_taken_back_within_three_working_days_of_the_withdrawal(
    desk, head, inspector, served
):
    assert inspector.send(f"/decisions/{served}/publication").status_code == 403
    assert publish(desk, served, address=" ").status_code == 422
    assert publish(desk, served).status_code == 302
    assert publish(desk, served).status_code == 409
    assert "0 公开信息待撤回" in desk.read("/")
    assert head.send(f"/decisions/{served}/withdrawal", reason="事实有误").status_code == 302
    publication = standing_publication(UUID(served))
    assert publication.must_go_since == clock.today()
    last = publication.withdraw_by_on  # None when the working days of that year are not published
    assert last is None or last > clock.today() + timedelta(days=2)
    assert "1 公开信息待撤回" in desk.read("/")
    assert "共 1 条" in desk.read("/decisions", published="1")
    assert take_back(desk, served, reason="").status_code == 422
    assert take_back(desk, served).status_code == 302
    assert take_back(desk, served).status_code == 409
    assert "共 0 条" in desk.read("/decisions", published="1")


def test_a_decision_that_was_never_published_has_nothing_to_take_back(desk, head, served):
    head.send(f"/decisions/{served}/withdrawal", reason="事实有误")
    assert standing_publication(UUID(served)) is None
    assert take_back(desk, served).status_code == 409


def test_another_office_mends_and_publishes_nothing(stranger, served):
    assert mend(stranger, served).status_code == 404
    assert publish(stranger, served).status_code == 404
    assert take_back(stranger, served).status_code == 404


def test_a_decision_is_not_delivered_on_another_day_nor_in_one_copy(desk, made):
    decision = decision_with(UUID(made))
    with transaction():
        decision.decided_on = clock.today() - timedelta(days=1)
    response = desk.send(f"/decisions/{made}/delivery", outcome="signed", party_name="张三", copies="1")
    assert response.status_code == 422
    assert "应当当场交付" in text_of(response)
    assert "现有 1 份" in text_of(response)
