"""Planning several works at once: all or none, in the order of the round, and on the phones in that order."""

from datetime import date
from uuid import UUID, uuid4

from inspect_app.actions.outside_visits import OutsideFacts, note_outside_visit
from inspect_app.actions.settings import change_setting
from inspect_app.actions.works import register_work
from inspect_app.rules.settings import SettingName
from inspect_app.rules.works import EntranceFacts, WorkStatus
from inspect_app.store.base import transaction
from inspect_app.store.visit_lists import VisitFilter, visits_matching
from tests import make
from tests.conftest import MONDAY

DUE = "2028-12-01"


def works(office, *longitudes, **more):
    found = []
    with transaction():
        for index, longitude in enumerate(longitudes, start=2):
            entrances = (EntranceFacts("1号口", longitude, 31.0322),) if longitude else ()
            facts = make.work_facts(f"SJ-000{index}", name=f"演示{index}号", entrances=entrances, **more)
            found.append(register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY))
    return [office.work, *found]


def fields(office, *chosen, **more):
    ids = [str(one.id) for one in chosen]
    plain = {
        "work": ids,
        "kind": "planned",
        "team": "",
        "officers": [str(office.jia.id)],
        "checklists": ["short/1"],
        "due_on": DUE,
    }
    return {**plain, **more}


def planned(office):
    return sorted(
        visits_matching(office.agency.id, VisitFilter(), limit=50), key=lambda visit: visit.round_position or 0
    )


def test_what_would_be_planned_is_shown_first_and_nothing_is_planned_by_looking(office, desk):
    chosen = works(office, 121.30, 121.25)
    page = desk.read("/visits/batches/new", work=[str(one.id) for one in chosen])
    assert "工程（3 个）" in page
    sent = desk.send("/visits/batches", **fields(office, *chosen))
    assert sent.status_code == 200
    assert "确认安排 3 次检查" in sent.get_data(as_text=True)
    assert planned(office) == []


def test_the_visits_are_planned_together_in_a_short_order_and_reach_the_phone_in_it(office, desk, phone):
    chosen = works(office, 121.30, 121.25, None)
    sent = desk.send("/visits/batches", confirm="1", **fields(office, *chosen))
    assert sent.headers["Location"] == f"/rounds?officer={office.jia.id}"
    numbers = [visit.work.number for visit in planned(office)]
    assert numbers[-1] == "SJ-0004"
    assert numbers[:3] in (["SJ-0001", "SJ-0003", "SJ-0002"], ["SJ-0002", "SJ-0003", "SJ-0001"])
    heard = [one["value"] for one in phone.sync()["changes"] if one["kind"] == "visit"]
    order = {one["work_id"]: (one["round_on"], one["round_position"]) for one in heard}
    assert order == {str(visit.work_id): (DUE, visit.round_position) for visit in planned(office)}


def test_one_work_for_which_it_cannot_be_done_and_nothing_is_planned(office, desk):
    chosen = works(office, 121.30)
    with transaction():
        facts = make.work_facts("SJ-0009", name="在建工地", status=WorkStatus.UNDER_CONSTRUCTION)
        site = register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)
    sent = desk.send("/visits/batches", confirm="1", **fields(office, *chosen, site))
    page = sent.get_data(as_text=True)
    assert sent.status_code == 422
    assert "所以一个也没有安排" in page
    assert page.count("请选择检查表") == 1 or page.count("field__fault") == 1
    assert planned(office) == []


def test_whoever_goes_is_named_by_team_or_one_by_one_and_somebody_must(office, desk):
    chosen = works(office)
    assert desk.send("/visits/batches", confirm="1", **fields(office, *chosen, officers=[])).status_code == 422
    assert (
        desk.send("/visits/batches", confirm="1", **fields(office, *chosen, due_on="2020-01-01")).status_code == 422
    )
    assert planned(office) == []


def test_the_yearly_cap_counts_the_others_of_the_batch_and_other_departments_are_proposed(office, desk):
    chosen = works(office, 121.30, 121.25)
    with transaction():
        change_setting(SettingName.YEARLY_CAP, "2", by=office.head, at=MONDAY)
        outside = OutsideFacts("SJ-0001", "消防救援支队", date(2028, 12, 1), "")
        note_outside_visit(outside, by=office.supervisor, at=MONDAY)
    page = desk.send("/visits/batches", **fields(office, *chosen)).get_data(as_text=True)
    assert "今年已有 0 次，上限 2 次" in page
    assert "今年已有 2 次，上限 2 次" in page
    assert page.count("badge--bad") == 1


def test_works_of_others_unknown_or_too_many_are_refused(office, desk, stranger, inspector):
    assert stranger.open("/visits/batches/new", work=str(office.work.id)).status_code == 404
    assert stranger.send("/visits/batches", confirm="1", **fields(office, office.work)).status_code == 404
    assert desk.open("/visits/batches/new").status_code == 422
    assert desk.open("/visits/batches/new", work=[str(uuid4()) for _ in range(41)]).status_code == 422
    assert desk.open("/visits/batches/new", work=str(uuid4())).status_code == 404
    assert inspector.open("/visits/batches/new", work=str(office.work.id)).status_code == 403
    assert inspector.send("/visits/batches", **fields(office, office.work)).status_code == 403


def test_a_round_that_the_page_shows_is_handed_to_the_phone_in_that_order(office, desk, inspector, stranger, phone):
    chosen = works(office, 121.30, 121.25)
    desk.send("/visits/batches", confirm="1", **fields(office, *chosen))
    wanted = [visit.id for visit in reversed(planned(office))]
    sent = {"officer": str(office.jia.id), "visit": [str(one) for one in wanted], "on": "2028-11-30"}
    assert inspector.send("/rounds", **sent).status_code == 403
    assert stranger.send("/rounds", **sent).status_code == 404
    desk.send("/rounds", **sent)
    heard = {one["id"]: one["value"] for one in phone.sync()["changes"] if one["kind"] == "visit"}
    assert sorted(heard, key=lambda one: heard[one]["round_position"]) == [str(one) for one in wanted]
    assert {one["round_on"] for one in heard.values()} == {"2028-11-30"}
    assert desk.send("/rounds", officer=str(office.jia.id), visit=[str(uuid4())]).status_code == 404
    assert desk.send("/rounds", visit=[str(wanted[0])]).status_code == 404
    assert UUID(str(wanted[0]))


def test_a_round_whose_visits_began_meanwhile_is_not_handed_over(office, desk, phone):
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    answer = desk.send("/rounds", officer=str(office.jia.id), visit=[str(visit_id)])
    assert answer.status_code == 409
    assert "路线没有交给手机" in answer.get_data(as_text=True)
