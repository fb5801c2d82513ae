"""Draws in the office: prepared, published, drawn before a witness, verified by anybody with the record alone."""

import json
from datetime import date

import pytest

from inspect_app.actions.draw_pools import DECLARED
from inspect_app.actions.interests import declare_interest
from inspect_app.actions.works import register_work
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import db, transaction
from inspect_app.store.draws import Draw, draws_of
from inspect_app.store.visits import visit_with
from tests import make
from tests.conftest import MONDAY

FIELDS = {"title": "第四季度抽查", "status": "in_use", "count": "2", "officers_each": "2", "due_on": "2029-12-01"}
DUE = date(2028, 12, 1)


@pytest.fixture
def works(office):
    """Six works in all, and a third inspector."""
    with transaction():
        for number in range(2, 7):
            facts = make.work_facts(f"SJ-000{number}", name=f"演示{number}号地下车库")
            register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)
        make.officer("bing", office.agency.id, badge="SJ-009", at=MONDAY)


def prepare(desk, **fields) -> Draw:
    sent = desk.send("/draws", **{**FIELDS, "due_on": DUE.isoformat(), "checklists": ["short"], **fields})
    assert sent.status_code == 302, sent.get_data(as_text=True)
    return draws_of_office()[0]


def draws_of_office() -> list[Draw]:
    db.session.expire_all()
    first = db.session.query(Draw).first()
    return draws_of(first.agency_id) if first else []


def path(draw: Draw, rest: str = "") -> str:
    return f"/draws/{draw.id}{rest}"


def test_a_draw_from_its_draft_to_the_verified_record(app, desk, works, tmp_path):
    draw = prepare(desk, by_risk="y")
    assert "公布名单" in desk.read(path(draw))
    assert desk.open(path(draw, "/record.json")).status_code == 409
    desk.send(path(draw, "/exclusions"), **{"exclusion-number": "SJ-0003", "exclusion-reason": "大修停用"})
    assert desk.send(path(draw, "/publication")).status_code == 302
    before = json.loads(desk.open(path(draw, "/record.json")).data)
    assert before["seed"] is None
    assert before["result"] is None
    assert "不抽取的理由" in desk.read(path(draw, "/list"))
    assert desk.send(path(draw, "/result"), **{"witness-witness": "三六九"}).status_code == 302
    record = json.loads(desk.open(path(draw, "/record.json")).data)
    assert record["pool_sha256"] == before["pool_sha256"]
    assert record["seed_sha256"] == before["seed_sha256"]
    assert "SJ-0003" not in [one["number"] for one in record["result"]]
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    verify = ["draw", "verify", str(file)]
    told = app.test_cli_runner().invoke(args=[*verify, "--pool", before["pool_sha256"]])
    assert (told.exit_code, told.output[:5]) == (0, "RIGHT"), told.output
    record["witness"] = "七"
    file.write_text(json.dumps(record), encoding="utf-8")
    assert app.test_cli_runner().invoke(args=verify).exit_code == 1
    file.write_text("{", encoding="utf-8")
    assert "UNREADABLE" in app.test_cli_runner().invoke(args=verify).output


def test_drawn_works_become_planned_visits_of_the_drawn_officers(desk, works):
    draw = prepare(desk)
    desk.send(path(draw, "/publication"))
    desk.send(path(draw, "/result"), **{"witness-witness": "三六九"})
    [draw] = draws_of_office()
    assert draw.stage is Stage.DRAWN
    assert len(draw.visits) == 2
    for one, link in zip(draw.result, draw.visits, strict=True):
        visit = visit_with(link.visit_id)
        assert visit.work.number == one["number"]
        assert visit.stage is Stage.PLANNED
        assert visit.due_on == DUE
        assert {member.officer.badge_number for member in visit.officers} == set(one["officers"])
        assert "双随机抽取" in visit.reason
    page = desk.read(path(draw))
    assert "抽取结果" in page
    assert draw.seed in page
    assert draw.seed in desk.read(path(draw, "/list"))
    assert "相符" in desk.read(path(draw, "/list"))
    sheet = desk.open(path(draw, "/result.csv")).get_data(as_text=True)
    assert draw.result[0]["number"] in sheet
    assert "执法证号" in sheet
    assert desk.open(path(draw, "/pool.xlsx")).status_code == 200


def declare(office, officer):
    with transaction():
        facts = InterestFacts(officer.id, "配偶在物业任职", party_name="演示物业有限公司")
        return declare_interest(facts, by=officer, at=MONDAY)


def test_who_has_declared_an_interest_is_left_out_and_the_published_pool_says_so(desk, works, office):
    with transaction():
        make.officer("wu", office.agency.id, badge="SJ-010", at=MONDAY)
        declare(office, office.jia)
    draw = prepare(desk)
    assert DECLARED in desk.read(path(draw))
    desk.send(path(draw, "/publication"))
    pool = json.loads(desk.open(path(draw, "/record.json")).data)["pool"]
    assert {one["badge_number"] for one in pool["recusals"]} == {office.jia.badge_number}
    assert {one["reason"] for one in pool["recusals"]} == {DECLARED}
    assert "配偶" not in desk.read(path(draw, "/list"))
    assert desk.send(path(draw, "/result"), **{"witness-witness": "三六九"}).status_code == 302
    [draw] = draws_of_office()
    assert all(office.jia.badge_number not in one["officers"] for one in draw.result)


def test_an_interest_declared_after_the_pool_was_published_asks_for_another_draw(desk, works, office):
    draw = prepare(desk)
    desk.send(path(draw, "/publication"))
    declare(office, office.yi)
    refused = desk.send(path(draw, "/result"), **{"witness-witness": "三六九"})
    assert refused.status_code == 409
    assert office.yi.name in refused.get_data(as_text=True)
    assert draws_of_office()[0].result is None
    assert desk.send(path(draw, "/void"), reason="名单公布后有人申报利害关系").status_code == 302


def test_the_seed_is_nowhere_to_be_read_before_the_draw(desk, works):
    draw = prepare(desk)
    desk.send(path(draw, "/publication"))
    [draw] = draws_of_office()
    assert len(draw.seed) == 64
    for rest in ("", "/list", "/record.json", "/pool.csv"):
        assert draw.seed not in desk.open(path(draw, rest)).get_data(as_text=True)


def test_nothing_of_a_published_pool_changes(desk, works):
    draw = prepare(desk)
    desk.send(path(draw, "/exclusions"), **{"exclusion-number": "SJ-0003", "exclusion-reason": "大修"})
    desk.send(path(draw, "/publication"))
    exclusion = draws_of_office()[0].exclusions[0].id
    sent = desk.send(path(draw, "/exclusions"), **{"exclusion-number": "SJ-0002", "exclusion-reason": "补"})
    assert sent.status_code == 409
    assert desk.send(path(draw, f"/exclusions/{exclusion}/removal")).status_code == 409
    assert desk.send(path(draw, "/publication")).status_code == 409
    assert desk.send(path(draw, "/removal")).status_code == 409


def test_a_voided_draw_shows_its_seed_and_its_reason(desk, works):
    draw = prepare(desk)
    desk.send(path(draw, "/publication"))
    assert desk.send(path(draw, "/void"), reason=" ").status_code == 422
    assert desk.send(path(draw, "/void"), reason="名单漏了新桥镇").status_code == 302
    record = json.loads(desk.open(path(draw, "/record.json")).data)
    assert record["voided"] == "名单漏了新桥镇"
    assert len(record["seed"]) == 64
    assert desk.send(path(draw, "/result"), **{"witness-witness": "一"}).status_code == 409


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"count": "7"}, "名单里可以抽取的工程有 6 处"),
        ({"officers_each": "4"}, "只有 3 人"),
        ({"status": "under_construction", "count": "1"}, "名单里可以抽取的工程有 0 处"),
    ],
)
def test_a_pool_that_cannot_be_drawn_from_is_not_published(desk, works, fields, words):
    draw = prepare(desk, **fields)
    sent = desk.send(path(draw, "/publication"))
    assert sent.status_code == 422
    assert words in sent.get_data(as_text=True)
    assert draws_of_office()[0].stage is Stage.DRAFTED


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"exclusion-number": "SJ-9999", "exclusion-reason": "x"}, "台账里没有编号"),
        ({"exclusion-reason": "x"}, "没有选择工程或者人员"),
        ({"exclusion-number": "SJ-0001", "exclusion-reason": " "}, "理由"),
    ],
)
def test_what_is_set_apart_needs_a_name_and_a_reason(desk, works, fields, words):
    sent = desk.send(path(prepare(desk), "/exclusions"), **fields)
    assert sent.status_code == 422
    assert words in sent.get_data(as_text=True)


def test_an_officer_is_recused_for_one_work_and_it_can_be_taken_back(desk, office, works):
    draw = prepare(desk)
    fields = {
        "exclusion-number": "SJ-0001",
        "exclusion-officer": str(office.jia.id),
        "exclusion-reason": "亲属任职",
    }
    assert desk.send(path(draw, "/exclusions"), **fields).status_code == 302
    assert "回避" in desk.read(path(draw))
    exclusion = draws_of_office()[0].exclusions[0].id
    assert desk.send(path(draw, f"/exclusions/{exclusion}/removal")).status_code == 302
    assert draws_of_office()[0].exclusions == []


def test_whose_certificate_ends_before_the_visits_is_not_drawn(desk, office, works):
    draw = prepare(desk, due_on="2029-01-01")
    assert "检查期限当日没有有效的执法证" in desk.read(path(draw))
    assert desk.send(path(draw, "/publication")).status_code == 422


@pytest.mark.parametrize("fields", [{"due_on": "2020-01-01"}, {"checklists": []}, {"title": ""}, {"count": "0"}])
def test_a_draft_with_a_fault_says_so_and_keeps_what_was_typed(desk, works, fields):
    sent = desk.send("/draws", **{**FIELDS, "checklists": ["short"], **fields})
    assert sent.status_code == 422
    assert 'value="2"' in sent.get_data(as_text=True)
    assert draws_of_office() == []


def test_a_draft_may_be_discarded(desk, works):
    draw = prepare(desk)
    assert desk.send(path(draw, "/removal")).status_code == 302
    assert draws_of_office()[0].stage is Stage.DISCARDED
    assert "第四季度抽查" in desk.read("/draws")
    assert "起草抽查" in desk.read("/draws/new")


def test_inspectors_read_and_only_the_lead_draws(desk, inspector, stranger, works):
    draw = prepare(desk)
    assert inspector.open(path(draw)).status_code == 200
    assert inspector.send(path(draw, "/publication")).status_code == 403
    assert inspector.open("/draws/new").status_code == 403
    assert stranger.open(path(draw)).status_code == 404
