"""What the masthead shows: the pages that this person may open, and who they are."""

from dataclasses import dataclass

from flask import Flask, current_app

from inspect_app.access import current_officer, is_signed_in, may_here
from inspect_app.actions.settings import office_settings
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import instance_agency_id


@dataclass(frozen=True)
class Entry:
    """`label` is Chinese, the key of its translation. `also` = the other blueprints whose pages belong to it."""

    endpoint: str
    label: str
    needs: Permission
    also: frozenset[str] = frozenset()

    def covers(self, endpoint: str | None) -> bool:
        blueprint = (endpoint or "").partition(".")[0]
        return blueprint == self.endpoint.partition(".")[0] or blueprint in self.also


_CHECKLISTS = frozenset(
    {"checklist_comparisons", "checklist_files", "checklist_items", "checklist_previews", "checklist_sections"}
)
_LEADS = frozenset(
    {"lead_steps", "lead_photos", "lead_imports", "suggestions", "projects", "project_imports", "key_projects"}
    | {"handovers", "lead_handovers", "lead_files"}
)
_HANDBOOK = frozenset({"statute_imports", "statute_notes", "typical_cases"})
_VISITS = frozenset(
    {"planning", "evidence_packages", "recordings", "draws", "draw_papers", "visit_papers", "outside_visits"}
    | {"year_plans", "rounds", "visit_batches", "finding_transfers", "joint_summaries", "record_sheets"}
)
_STREETS = frozenset({"street_duties", "street_deeds", "street_matters", "patrols", "reported_leads"})
_STANDARDS = frozenset({"standard_deeds", "standard_supplements"})
_LEARNING = frozenset(
    {"training_deeds", "training_tests", "question_bank", "activities", "attachments", "certificates", "interests"}
)
MENU: list[Entry] = [
    Entry("figures.index", "各区情况", Permission.SEE_FIGURES),
    Entry("works.index", "工程台账", Permission.SEE_WORKS, frozenset({"plates"})),
    Entry("maps.index", "地图", Permission.SEE_WORKS, frozenset({"geojson"})),
    Entry("visits.index", "检查", Permission.SEE_VISITS, _VISITS),
    Entry("street_works.index", "街镇巡查", Permission.SEE_PATROLS, _STREETS),
    Entry("reviews.index", "审核", Permission.REVIEW_VISITS),
    Entry(
        "decisions.index",
        "处罚决定",
        Permission.SEE_DECISIONS,
        frozenset(
            {"desk_decisions", "documents", "office_papers", "case_files", "served_papers", "decision_papers"}
        ),
    ),
    Entry("fines.index", "罚款收缴", Permission.SEE_DECISIONS, frozenset({"fine_deeds"})),
    Entry("orders.index", "责令改正", Permission.SEE_DECISIONS, frozenset({"desk_orders"})),
    Entry("leads.index", "案源", Permission.SEE_LEADS, _LEADS),
    Entry(
        "cases.index",
        "案件",
        Permission.SEE_CASES,
        frozenset({"case_steps", "case_takeovers", "case_papers", "case_calendar", "case_evidence", "case_sheets"}),
    ),
    Entry(
        "file_reviews.index",
        "案卷评查",
        Permission.SEE_FILE_REVIEWS,
        frozenset({"file_review_draws", "file_review_scores", "file_review_sheets"}),
    ),
    Entry("checklists.index", "检查表", Permission.SEE_CHECKLISTS, _CHECKLISTS),
    Entry("rulebook.index", "法规库", Permission.SEE_RULEBOOK, frozenset({"amendments", "amended_rows"})),
    Entry("standards.index", "标准同步", Permission.SEE_STANDARDS, _STANDARDS),
    Entry("statutes.index", "执法手册", Permission.READ_STATUTES, _HANDBOOK),
    Entry("questions.index", "难题", Permission.SEE_QUESTIONS, frozenset({"sent_questions"})),
    Entry("trainings.index", "队伍与学习", Permission.SEE_TRAINING, _LEARNING),
    Entry("paper_templates.index", "文书模板", Permission.SEE_DECISIONS),
    Entry("year_figures.index", "年度数字", Permission.SEE_YEAR_FIGURES, frozenset({"targets"})),
    Entry("figure_reports.index", "上报数字", Permission.SEE_REPORTED_FIGURES, frozenset({"figure_samples"})),
    Entry(
        "problem_events.index",
        "异常记录",
        Permission.SEE_PROBLEM_EVENTS,
        frozenset({"arrivals", "refused_photos", "rescues"}),
    ),
    Entry("peers.index", "部门间交换", Permission.EXCHANGE, frozenset({"pairings", "peer_deeds", "peer_messages"})),
    Entry("officers.index", "人员", Permission.MANAGE_PEOPLE, frozenset({"officer_deeds", "agencies"})),
    Entry("settings.show", "设置", Permission.CHANGE_SETTINGS, frozenset({"working_days", "form_blocks"})),
    Entry("audit.index", "操作日志", Permission.SEE_AUDIT),
]


GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "检查",
        (
            "figures.index",
            "works.index",
            "maps.index",
            "visits.index",
            "reviews.index",
            "orders.index",
            "street_works.index",
        ),
    ),
    (
        "办案",
        (
            "leads.index",
            "cases.index",
            "decisions.index",
            "fines.index",
            "file_reviews.index",
        ),
    ),
    (
        "法规文书",
        (
            "checklists.index",
            "rulebook.index",
            "standards.index",
            "statutes.index",
            "questions.index",
            "paper_templates.index",
        ),
    ),
    (
        "管理",
        (
            "year_figures.index",
            "figure_reports.index",
            "trainings.index",
            "problem_events.index",
            "peers.index",
            "officers.index",
            "settings.show",
            "audit.index",
        ),
    ),
)
"""What stands together on the menu's second line, by the first pages of the lists."""
MOST_ON_ONE_LINE = 8


@dataclass(frozen=True)
class Shelf:
    """A group as somebody sees it; without a label where all of a short menu stands on one line."""

    label: str
    entries: list[Entry]

    def covers(self, endpoint: str | None) -> bool:
        return any(entry.covers(endpoint) for entry in self.entries)


def shelves() -> list[Shelf]:
    mine = {entry.endpoint: entry for entry in _entries()}
    found = [Shelf(label, [mine[one] for one in endpoints if one in mine]) for label, endpoints in GROUPS]
    if len(mine) <= MOST_ON_ONE_LINE:
        return [Shelf("", [entry for shelf in found for entry in shelf.entries])]
    return [shelf for shelf in found if shelf.entries]


def _entries() -> list[Entry]:
    officer = current_officer()
    return [entry for entry in MENU if may_here(officer, entry.needs)]


def may_open(endpoint: str) -> bool:
    """This person may open the page: what its view states decides."""
    needed = getattr(current_app.view_functions.get(endpoint), "needs", None)
    return needed is not None and may_here(current_officer(), needed)


def is_demonstration() -> bool:
    office_id = instance_agency_id()
    return office_id is not None and office_settings(office_id).text(SettingName.DEMONSTRATION) == "1"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        menu=shelves,
        may_open=may_open,
        signed_in=is_signed_in,
        me=current_officer,
        is_demonstration=is_demonstration,
    )
