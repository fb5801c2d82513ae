"""Fictional leads, plates, construction projects and milestones of the demonstration, made through the real actions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from inspect_app.actions.citizen_reports import CitizenReport, report_at_plate
from inspect_app.actions.key_projects import note_milestone
from inspect_app.actions.lead_steps import check_papers, hand_over_lead, merge_lead, set_lead_aside
from inspect_app.actions.leads import report_lead
from inspect_app.actions.plates import give_plates
from inspect_app.actions.projects import import_projects, make_gap_lead
from inspect_app.rules.calendar import day_of
from inspect_app.rules.key_projects import MilestoneFacts, MilestoneKind
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.projects import COLUMNS, GapKind, ProjectFacts, ProjectState, texts_of_project
from inspect_app.rules.sheet_tables import read_row
from inspect_app.rules.works import WorkStatus
from inspect_app.store.officers import Officer
from inspect_app.store.projects import projects_of, projects_state
from inspect_app.store.works import Work

SUPERVISOR = "ding"
STREET = "fangsong"
PLATES = 12
D = Decimal
BUILT = ProjectFacts(
    "演示-XM-001", "演示一号住宅项目", "演示甲置业有限公司", "松江区演示大道1号", ProjectState.COMPLETED,
    D("82000.00"), D("5740.00"), D("5740.00"),
)  # fmt: skip
PROJECTS = (
    BUILT,
    replace(
        BUILT, number="演示-XM-002", name="演示二号住宅项目", developer="演示乙置业有限公司", built_m2=D("4200.00")
    ),
    replace(
        BUILT, number="演示-XM-003", name="演示三号商办项目", developer="演示丙实业有限公司", built_m2=D("0.00"),
        fee_paid_yuan=D("344400.00"),
    ),
    replace(
        BUILT, number="演示-XM-004", name="演示四号厂房项目", developer="演示丁制造有限公司", built_m2=D("0.00"),
        elsewhere_m2=D("5740.00"), elsewhere_paper="演示批〔2026〕4号", fee_due_yuan=D("344400.00"),
        fee_paid_yuan=D("200000.00"),
    ),
    replace(
        BUILT, number="演示-XM-005", name="演示五号学校项目", developer="演示教育投资公司", built_m2=D("3000.00"),
        exempt_m2=D("2740.00"), exempt_paper="演示批〔2026〕5号", state=ProjectState.UNDER_CONSTRUCTION,
    ),
)  # fmt: skip


def make_leads(works: list[Work], officers: Mapping[str, Officer], *, at: datetime) -> None:
    """Days count back from now."""
    supervisor = officers[SUPERVISOR]
    give_plates(works[:PLATES], by=supervisor, at=at - timedelta(days=30))
    _from_outside(works, supervisor, at=at)
    first = _from_a_street(works, officers[STREET], at=at - timedelta(days=2))
    later = at - timedelta(days=1)
    report = CitizenReport("地下二层的防护门被木条撑住，关不上", "地下二层东侧", "演示群众", "021-00000000")
    report_at_plate(report, works[0], at=later)
    second = report_lead(_facts(LeadSource.CITIZEN, "出入口堆放建筑垃圾，电话反映", later), works[1].number,
                         by=supervisor, at=later)  # fmt: skip
    merge_lead(second.id, first, "与街镇报送的是同一件事", by=supervisor, at=at)
    _projects(supervisor, at=at)
    _milestones(works, supervisor, at=at)


def _facts(source: LeadSource, summary: str, at: datetime, **more: str) -> LeadFacts:
    return LeadFacts(source, summary, day_of(at), **more)


def _from_outside(works: list[Work], supervisor: Officer, *, at: datetime) -> None:
    """Of the city, another department and a call."""
    ago = {days: at - timedelta(days=days) for days in (2, 4, 9)}
    city = _facts(
        LeadSource.CITY, "市里转来：某地下车库防护门被拆除，用于扩大停车位", ago[9],
        from_whom="演示市民防办公室", reference="演示转〔2026〕11号",
    )  # fmt: skip
    report_lead(city, works[2].number, by=supervisor, at=ago[9])
    fire = _facts(
        LeadSource.DEPARTMENT, "消防检查时发现地下车库疏散通道被占用", ago[4],
        from_whom="演示消防救援支队", reference="演示移〔2026〕3号", place="松江区演示大道9号",
    )  # fmt: skip
    lead = report_lead(fire, "", by=supervisor, at=ago[4])
    check_papers(lead.id, "先核对台账和备案材料", by=supervisor, at=ago[2])
    hand_over_lead(lead.id, "演示区住建部门", "不是民防工程，属于普通地下空间", by=supervisor, at=at)
    quiet = report_lead(
        _facts(LeadSource.OTHER, "来电反映地下室有异响", ago[4]), works[3].number, by=supervisor, at=ago[4]
    )
    set_lead_aside(quiet.id, "到场核实为风机正常运转", by=supervisor, at=ago[2])


def _from_a_street(works: list[Work], street: Officer, *, at: datetime) -> str:
    """Gives its number."""
    own = next((one for one in works if one.street_id == street.agency_id), works[1])
    seen = _facts(LeadSource.PATROL, "出入口堆放建筑垃圾，通道不到一米", at)
    return report_lead(seen, own.number, by=street, at=at).number


def _projects(supervisor: Officer, *, at: datetime) -> None:
    rows = [read_row(place, texts_of_project(one), COLUMNS) for place, one in enumerate(PROJECTS, 2)]
    state = projects_state(supervisor.home_id)
    import_projects(rows, state=state, source="演示建设项目清单.xlsx", by=supervisor, at=at)
    short = next(one for one in projects_of(supervisor.home_id) if one.number == PROJECTS[1].number)
    make_gap_lead(short.id, GapKind.TOO_LITTLE_BUILT, by=supervisor, at=at)


def _milestones(works: list[Work], supervisor: Officer, *, at: datetime) -> None:
    """The first key projects under construction: one whose slab is near, one that is further."""
    building = [one for one in works if one.is_key_project and one.status is WorkStatus.UNDER_CONSTRUCTION]
    today = day_of(at)
    for place, work in enumerate(building[:2]):
        slab = MilestoneFacts(
            MilestoneKind.SLAB,
            today + timedelta(days=4 - 40 * place),
            today - timedelta(days=35) if place else None,
        )
        walls = MilestoneFacts(MilestoneKind.WALLS, today + timedelta(days=60 - 57 * place))
        for facts in (slab, walls):
            note_milestone(work.id, facts, by=supervisor, at=at)
