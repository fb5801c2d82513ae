"""Deciding at the desk with the party present: the gates with their articles, the document, the delivery."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from inspect_app import clock
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import audit_lines
from inspect_app.store.decisions import decisions_of
from inspect_app.store.documents import documents_for
from tests import make
from tests.desk import Desk, text_of
from tests.on_site import finished_visit


@pytest.fixture
def finding(office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    return finding_id


def filled(office, **more):
    """Everything in order. Just after midnight there is no earlier minute today; then all happened in this one."""
    now = clock.now().astimezone(SHANGHAI)
    fields = {
        "act": "TL43-3",
        "party_kind": "organisation",
        "party_name": "演示物业有限公司",
        "address": "演示路1号",
        "facts": "未办理平时使用备案手续。",
        "place": "松江区演示路1号",
        "facts_are_certain": "y",
        "officers": [str(office.jia.id), str(office.yi.id)],
        "identity_shown": _clock(now, 3),
        "told_items": ["content", "facts", "reasons", "basis", "rights", "redress"],
        "told": _clock(now, 2),
        "heard": _clock(now, 1),
        "sanction": "fine",
        "fine_yuan": "500",
        "factors": ["first_time"],
        "correction": "by_day",
        "correct_by": (now.date() + timedelta(days=10)).isoformat(),
        "collection": "bank",
    }
    return {**fields, **more}


def _clock(now: datetime, minutes_ago: int) -> str:
    then = now - timedelta(minutes=minutes_ago)
    return (then if then.date() == now.date() else now).strftime("%H:%M")


def made(office):
    return decisions_of(office.agency.id)


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_decide_at_the_desk(app, office, finding, login, status):
    desk = Desk(app.test_client(), login)
    assert desk.open(f"/findings/{finding}/decision/new").status_code == status
    if status == 403:
        assert desk.send(f"/findings/{finding}/decision", **filled(office)).status_code == 403


def test_a_finding_of_another_office_is_not_found(stranger, office, finding):
    assert stranger.open(f"/findings/{finding}/decision/new").status_code == 404
    assert stranger.send(f"/findings/{finding}/decision", **filled(office)).status_code == 404
    assert stranger.open(f"/findings/{make.any_id()}/decision/new").status_code == 404


def test_the_form_knows_what_the_register_knows_and_states_the_range(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    finding_id = make.any_id()
    phone.say(
        "finding_recorded", visit_id, finding_id=finding_id, checklist="short", item="registered",
        text="未备案", severity="ordinary", acts=["TL43-3"],
    )  # fmt: skip
    phone.sync()
    page = desk.open(f"/findings/{finding_id}/decision/new").get_data(as_text=True)
    assert "91310117DEMO000001" in page
    text = desk.read(f"/findings/{finding_id}/decision/new")
    assert "公民：100 至 200 元" in text
    assert "法人或者其他组织：500 至 3,000 元" in text
    assert "罚款起点是 10000 元，超过当场罚款上限 3000 元" in text


def test_only_holders_of_valid_certificates_are_offered(desk, office, finding):
    page = desk.read(f"/findings/{finding}/decision/new")
    assert "检查员jia SJ-001" in page
    assert "检查员xiaofang" not in page


def test_a_decision_is_made_printed_and_delivered(desk, office, finding):
    response = desk.send(f"/findings/{finding}/decision", **filled(office))
    assert response.status_code == 302, text_of(response)
    [decision] = made(office)
    assert decision.stage is Stage.MADE
    assert decision.number.endswith("第0021号")
    assert audit_lines(limit=1)[0].deed == "decide_at_desk"
    path = f"/decisions/{decision.id}"
    assert response.headers["Location"] == path
    assert "签名：" in desk.read(f"{path}/print", paper="roll80")
    assert "还缺少检查员yi的签名" in text_of(
        desk.send(f"{path}/delivery", officers=["SJ-001"], outcome="signed", party_name="张三")
    )
    both = {"officers": ["SJ-001", "SJ-002"]}
    assert desk.send(f"{path}/delivery", **both, outcome="signed", party_name="张三").status_code == 302
    [decision] = made(office)
    assert decision.stage is Stage.DELIVERED
    assert decision.delivered_at
    [document] = documents_for(decision.id)
    assert {one.signer for one in document.signatures} == {"officer", "party"}


def test_a_refusal_to_sign_is_noted_with_reason_and_witness(desk, office, finding):
    desk.send(f"/findings/{finding}/decision", **filled(office))
    path = f"/decisions/{made(office)[0].id}"
    refused = {
        "officers": ["SJ-001", "SJ-002"],
        "outcome": "refused",
        "party_name": "张三",
        "witness": "居委会李某",
    }
    response = desk.send(f"{path}/delivery", **refused, reason="")
    assert response.status_code == 422
    assert "请注明情况" in text_of(response)
    assert "居委会李某" in response.get_data(as_text=True)
    assert made(office)[0].stage is Stage.MADE
    assert documents_for(made(office)[0].id)[0].signatures == []
    assert desk.send(f"{path}/delivery", **refused, reason="不认可处罚").status_code == 302
    page = desk.read(path)
    assert "拒绝签名 不认可处罚 · 见证人 居委会李某" in page
    assert "当事人拒绝签收，情况：不认可处罚" in page


@pytest.mark.parametrize(
    ("change", "sentence", "law"),
    [
        ({"fine_yuan": "3001"}, "最高 3000 元，3001 元超出", "第五十一条"),
        ({"fine_yuan": "400"}, "不得低于 500 元", "第四十三条"),
        ({"fine_yuan": ""}, "罚款金额应当是大于零的整数元", "第四十三条"),
        ({"act": "RF49-3"}, "罚款起点是 10000 元", "第五十一条"),
        ({"officers": []}, "执法人员不得少于两人", "第四十二条第一款"),
        ({"identity_shown": ""}, "请先出示执法证件", "第五十二条第一款"),
        ({"told": ""}, "请先告知处罚内容", "第四十四条"),
        ({"heard": ""}, "请先听取当事人的陈述和申辩", "第四十五条"),
        ({"statement": "材料在办"}, "请写明复核意见", "第四十五条"),
        ({"facts_are_certain": ""}, "违法事实确凿", "第五十一条"),
        ({"facts": " "}, "请写明违法事实", "第五十二条第二款"),
        ({"place": ""}, "请写明违法行为的地点", "第五十二条第二款"),
        ({"factors": []}, "请选择决定处罚轻重的理由", "第三十四条"),
        ({"correct_by": ""}, "请写明当即改正或限期改正", "第二十八条第一款"),
        ({"party_name": ""}, "请填写当事人的名称", "第五十二条第二款"),
        ({"collection": "small"}, "不符合当场收缴的条件", "第六十八条"),
        ({"heard": "23:59", "told": "00:00"}, "记录的时间先后不对", "第四十四条"),
    ],
)
def test_a_closed_gate_is_shown_with_its_article_and_nothing_is_made(desk, office, finding, change, sentence, law):
    response = desk.send(f"/findings/{finding}/decision", **filled(office, identifier="KEEP-ME", **change))
    assert response.status_code == 422
    text = text_of(response)
    assert sentence in text
    assert law in text
    assert 'value="KEEP-ME"' in response.get_data(as_text=True)
    assert made(office) == []


def test_what_a_patrol_saw_is_not_penalised_at_the_desk_either(desk, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id, kind="patrol")
    assert "只能报告线索" in desk.read(f"/findings/{finding_id}/decision/new")
    response = desk.send(f"/findings/{finding_id}/decision", **filled(office))
    assert response.status_code == 422
    assert "“网格巡查”不得实施处罚" in text_of(response)
    assert made(office) == []


def test_a_warning_needs_no_amount(desk, office, finding):
    response = desk.send(
        f"/findings/{finding}/decision", **filled(office, sanction="warning", fine_yuan="", correction="at_once")
    )
    assert response.status_code == 302, text_of(response)
    [decision] = made(office)
    assert decision.fine_yuan == 0
    assert UUID(finding) in {link.finding_id for link in decision.findings}


def test_a_field_that_cannot_be_read_is_named(desk, office, finding):
    response = desk.send(f"/findings/{finding}/decision", **filled(office, fine_yuan="abc"))
    assert response.status_code == 422
    assert "field__fault" in response.get_data(as_text=True)
