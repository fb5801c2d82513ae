"""Targets in the office: set and raised by the head with a reason, shown beside results and work."""

import pytest

from inspect_app import clock
from inspect_app.store.audit import AuditLine
from inspect_app.store.base import db
from inspect_app.store.targets import TargetStage
from tests.desk import Desk, text_of

YEAR = clock.today().year + 1
STAGE = {"measure": "filed", "team": "", "count": "6", "due_on": f"{YEAR}-05-31", "reason": "年初目标"}


def stages() -> list[TargetStage]:
    db.session.expire_all()
    return db.session.query(TargetStage).order_by(TargetStage.position).all()


def test_the_head_sets_stages_that_only_rise(head):
    assert head.send(f"/targets/{YEAR}", **STAGE).status_code == 302
    assert head.send(f"/targets/{YEAR}", **{**STAGE, "count": "12", "due_on": f"{YEAR}-06-30"}).status_code == 302
    lower = head.send(f"/targets/{YEAR}", **{**STAGE, "count": "12", "due_on": f"{YEAR}-12-31"})
    assert lower.status_code == 422
    assert "目标只能追加，不能调低" in text_of(lower)
    assert [one.count for one in stages()] == [6, 12]
    page = head.read(f"/targets/{YEAR}")
    assert "定为 12，当时已完成 0 · 年初目标" in page


def test_who_set_it_and_why_is_in_the_audit(head):
    head.send(f"/targets/{YEAR}", **STAGE)
    line = db.session.query(AuditLine).filter_by(deed="set_target").one()
    assert (line.details["count"], line.details["reason"]) == (6, "年初目标")
    assert "定年度目标" in head.read("/audit")


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"count": ""}, {"count": "0"}, {"due_on": ""}, {"due_on": f"{YEAR + 1}-01-01"},
              {"measure": "luck"}, {"team": "nobody"}]
)  # fmt: skip
def test_what_is_missing_or_wrong_is_told_and_nothing_is_kept(head, wrong):
    assert head.send(f"/targets/{YEAR}", **{**STAGE, **wrong}).status_code == 422
    assert stages() == []


def test_others_see_targets_and_cannot_set_them(desk, head):
    head.send(f"/targets/{YEAR}", **STAGE)
    assert "年初目标" in desk.read(f"/targets/{YEAR}")
    assert "定目标或者追加" not in desk.read(f"/targets/{YEAR}")
    assert desk.send(f"/targets/{YEAR}", **STAGE).status_code == 403
    assert len(stages()) == 1


def test_a_target_that_is_not_met_is_not_raised(played):
    chief = Desk(played.test_client(), "jia", "songjiang-demo")
    team = next(
        one for one in db.session.query(TargetStage).all() if one.team and one.team.name == "执法一组"
    ).team_id
    answer = chief.send(
        "/targets/2017", measure="filed", team=str(team), count="9", due_on="2017-12-31", reason="再加"
    )
    assert answer.status_code in (409, 422)
    assert "还没有完成，不能追加" in text_of(answer)


def test_the_played_year_shows_targets_results_and_work(played):
    page = Desk(played.test_client(), "jia", "songjiang-demo").read("/targets/2017")
    assert "提前完成年中目标，年底再追加" in page
    assert "全部完成" in page
    assert page.count("已完成") >= 6


@pytest.mark.parametrize(("said", "shown"), [("", clock.today().year), ("2017", 2017), ("99", clock.today().year)])
def test_the_address_without_a_year_leads_to_the_running_one(head, said, shown):
    answer = head.open("/targets", year=said) if said else head.open("/targets")
    assert answer.headers["Location"].endswith(f"/targets/{shown}")
