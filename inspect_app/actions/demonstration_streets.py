"""Fictional patrols of the demonstration's streets, their leads with results, and matters of the office: by the real actions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from inspect_app.actions.demonstration_works import demonstration_id
from inspect_app.actions.findings import AnswerFacts, FindingFacts, give_answer, record_finding
from inspect_app.actions.lead_steps import check_papers, hand_over_lead, note_receipt, set_lead_aside
from inspect_app.actions.patrols import set_interval
from inspect_app.actions.raised_leads import RaisedLead, raise_lead
from inspect_app.actions.street_duties import (
    add_duty,
    agree_to_duties,
    begin_duties,
    confirm_street_deed,
    note_street_deed,
    publish_duties,
    submit_duties,
)
from inspect_app.actions.street_matters import answer_matter, close_matter, tell_street
from inspect_app.actions.visits import VisitFacts, finish_visit, start_visit
from inspect_app.rules.acts import Severity
from inspect_app.rules.calendar import day_of
from inspect_app.rules.street_duties import DutyKind, DutyLine
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.checklists import published_versions
from inspect_app.store.officers import Officer
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work

SUPERVISOR, HEAD = "ding", "jia"
OWED = (
    DutyLine(DutyKind.PATROL_EACH, 4, "每季度一次"),
    DutyLine(DutyKind.PATROL_ON_TIME, 90),
    DutyLine(DutyKind.REPORT_IN_TIME, 2),
    DutyLine(DutyKind.ANSWER_ON_TIME, 95),
    DutyLine(DutyKind.JOINT, 2),
    DutyLine(DutyKind.PUBLICITY, 4, "社区讲座、防空警报试鸣日宣传"),
)
"""What the streets of the demonstration owe in a year."""
LIST = "street-patrol"
MET = ("entrances-clear", "works-nearby", "doors-in-place", "not-altered", "use-as-known", "no-dangerous-goods")
PATROLLED = {
    "fangsong": (3, 12, 25, 40, 61, 80, 88, 95, 120),
    "fangsong2": (4, 33),
    "sijing": (15, 50, 130),
    "jiuting": (3, 70),
    "jiuting2": (101,),
}
"""How many days ago each of them patrolled a work of their street, one work after the other."""
FOUND = {
    ("fangsong", 12): ("doors-in-place", "防护门门扇被拆走，靠在墙边"),
    ("fangsong", 25): ("entrances-clear", "出入口堆放快递纸箱，只剩半米"),
    ("fangsong", 61): ("use-as-known", "车库一角改作仓库，存放家具"),
    ("fangsong2", 4): ("no-standing-water", "集水坑满溢，地面积水没过鞋底"),
    ("sijing", 50): ("works-nearby", "工程上方正在挖沟埋管"),
    ("jiuting", 3): ("not-altered", "通道里新砌了一道隔墙"),
}
"""What a patrol reported: the item that was not met, and the words."""


def make_streets(works: list[Work], officers: Mapping[str, Officer], *, at: datetime) -> None:
    """Days count back from now."""
    number = {version.file.code: version.number for version in published_versions()}[LIST]
    for login, days in PATROLLED.items():
        mine = [work for work in works if work.street_id == officers[login].agency_id]
        first = 20 if login.endswith("2") else 0
        for place, ago in enumerate(days):
            _patrol(mine[first + place], officers[login], number, ago, at=at)
    _results(officers[SUPERVISOR], at=at)
    _matters(works, officers, at=at)
    _duties(officers, at=at)


def _patrol(work: Work, by: Officer, number: int, ago: int, *, at: datetime) -> None:
    begun = at - timedelta(days=ago, hours=2)
    visit_id = demonstration_id(f"patrol {by.login} {ago}")
    visit = start_visit(VisitFacts(visit_id, work.id, VisitKind.PATROL, ((LIST, number),)), by=by, at=begun)
    wrong, words = FOUND.get((by.login, ago), ("", ""))
    for item in MET:
        if item != wrong:
            give_answer(uuid4(), AnswerFacts(visit.id, LIST, item, "met"), by=by, at=begun)
    if wrong:
        _found(visit, wrong, words, by=by, at=begun + timedelta(minutes=10))
    finish_visit(visit.id, by=by, at=begun + timedelta(minutes=25))


def _found(visit: Visit, item: str, words: str, *, by: Officer, at: datetime) -> None:
    finding_id, lead_id = uuid4(), demonstration_id(f"lead {visit.id}")
    give_answer(uuid4(), AnswerFacts(visit.id, LIST, item, "not_met"), by=by, at=at)
    facts = FindingFacts(finding_id, visit.id, LIST, item, words, Severity.ORDINARY)
    record_finding(uuid4(), facts, by=by, at=at)
    raise_lead(RaisedLead(visit.id, lead_id, words, LIST, item, finding_id), by=by, at=at)


def _lead_of(login: str, ago: int) -> UUID:
    return demonstration_id(f"lead {demonstration_id(f'patrol {login} {ago}')}")


def _results(supervisor: Officer, *, at: datetime) -> None:
    """One taken over by another office, one where nothing was to be done, two being looked into; the rest waits."""
    taken, quiet = _lead_of("fangsong", 61), _lead_of("fangsong", 25)
    week, month = at - timedelta(days=7), at - timedelta(days=30)
    hand_over_lead(taken, "演示区市场监管部门", "存放商品，属于其他部门管理", by=supervisor, at=month)
    note_receipt(taken, "演示回执8号", by=supervisor, at=week)
    set_lead_aside(quiet, "街镇当天已请物业清走，照片核实", by=supervisor, at=week)
    for lead in (_lead_of("fangsong", 12), _lead_of("sijing", 50)):
        check_papers(lead, "先核对台账", by=supervisor, at=at - timedelta(days=1))


def _matters(works: list[Work], officers: Mapping[str, Officer], *, at: datetime) -> None:
    """For 方松街道 one open, one answered, one closed; for 九亭镇 one that is late."""
    supervisor, fangsong = officers[SUPERVISOR], officers["fangsong"]
    mine = [work for work in works if work.street_id == fangsong.agency_id]
    theirs = [work for work in works if work.street_id == officers["jiuting"].agency_id]
    told, today = at - timedelta(days=9), day_of(at)
    set_interval(mine[0].id, 30, by=supervisor, at=told)
    tell_street(mine[1].id, "请核对出入口标牌是否还在", today + timedelta(days=3), by=supervisor, at=at)
    answered = tell_street(mine[2].id, "请看一下集水坑是否清理", today, by=supervisor, at=told)
    answer_matter(answered.id, "已清理，积水已排干", by=officers["fangsong2"], at=at - timedelta(days=1))
    closed = tell_street(mine[3].id, "请转告物业汛期联系人", today - timedelta(days=4), by=supervisor, at=told)
    answer_matter(closed.id, "已转告并登记", by=fangsong, at=at - timedelta(days=6))
    close_matter(closed.id, "", by=supervisor, at=at - timedelta(days=5))
    tell_street(theirs[0].id, "请核对一层用途", today - timedelta(days=2), by=supervisor, at=told)


def _duties(officers: Mapping[str, Officer], *, at: datetime) -> None:
    """方松街道's list is published, 九亭镇's waits for the district's word, 泗泾镇's is a draft; two deeds, one confirmed."""
    supervisor, head, year = officers[SUPERVISOR], officers[HEAD], day_of(at).year
    lists = {}
    for login in ("fangsong2", "jiuting2", "sijing"):
        by = officers[login] if login.endswith("2") else supervisor
        duties = begin_duties(officers[login].agency_id, year, by=by, at=at - timedelta(days=60))
        for line in OWED:
            add_duty(duties.id, line, by=by, at=at - timedelta(days=60))
        lists[login] = duties.id
    submit_duties(lists["fangsong2"], by=officers["fangsong2"], at=at - timedelta(days=55))
    submit_duties(lists["jiuting2"], by=officers["jiuting2"], at=at - timedelta(days=2))
    agree_to_duties(lists["fangsong2"], by=head, at=at - timedelta(days=50))
    publish_duties(lists["fangsong2"], day_of(at - timedelta(days=48)), by=supervisor, at=at - timedelta(days=48))
    fangsong, today = officers["fangsong"], day_of(at)
    told = note_street_deed(
        DutyKind.PUBLICITY, "演示社区民防讲座，到场40人", today - timedelta(days=20), by=fangsong, at=at
    )
    confirm_street_deed(told.id, by=supervisor, at=at)
    note_street_deed(DutyKind.JOINT, "与消防联合检查演示工程", today - timedelta(days=5), by=fangsong, at=at)
