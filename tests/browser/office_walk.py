"""Past every page of the office that somebody may open: found in the routes, filled with ids of a lived-in office."""

from dataclasses import dataclass, field
from itertools import product
from typing import Any
from uuid import UUID

from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import text
from werkzeug.routing import Rule

from inspect_app.rules.amendments import KINDS
from inspect_app.rules.people import Role
from inspect_app.rules.permissions import Permission, may
from inspect_app.store.base import db
from tests.browser.lived_in import DOORS, USE, Lived
from tests.browser.walk import Note, Stop, note_words, noted, with_eyes, words_of

DESK = {"width": 1280, "height": 900}
WHO = {
    Role.HEAD: "jia",
    Role.ADMIN: "admin",
    Role.SUPERVISOR: "ding",
    Role.LEGAL_REVIEWER: "ji",
    Role.INSPECTOR: "geng",
    Role.CITY: "shi",
    Role.STREET: "fangsong",
    Role.STREET_HEAD: "fangsong2",
    Role.PARTNER: "xiaofang1",
}
NOT_PAGES = {"static", "pwa.phone", "case_calendar.feed", "standard_deeds.new"}
"""The phone's shell is walked past on the phone; the feed is for calendar programs, under an address that only its officer has;
standards are published in the city's own instance, which `tests/exchange/test_city_pages.py` opens; this is a district's."""
FILLED = {
    "amendment_id": "select id from amendments",
    "row_id": "select id from amended_rows",
    "plan_id": "select id from year_plans",
    "draw_id": "select id from draws",
    "agency_id": "select id from agencies group by kind",
    "version_id": "select max(id) from checklist_versions group by state union select id from paper_templates",
    "decision_id": "select id from decisions",
    "document_id": "select id from documents group by form",
    "finding_id": "select min(id) from findings",
    "officer_id": "select id from officers group by role",
    "order_id": "select id from orders group by stage",
    "event_id": "select id from journal_events where status != 'ACCEPTED'",
    "visit_id": "select id from visits group by stage union select visit_id from decisions",
    "work_id": "select work_id from orders union select min(id) from works union select min(id) from works where is_key_project",
    "import_id": "select id from rescue_imports",
    "statute_id": "select id from statutes",
    "case_id": "select id from cases union select id from typical_cases",
    "fine_id": "select id from fines",
    "matter_id": "select id from street_matters",
    "duties_id": "select id from street_duties",
    "patrol_id": "select max(id) from visits where street_id is not null union select max(patrol_id) from leads",
    "lead_id": "select id from leads group by stage union select lead_id from lead_photos",
    "file_id": "select a.id from attachments a join leads l on l.id = a.subject_id",
    "question_file_id": "select id from sent_question_files",
    "handover_id": "select id from handovers group by side union select handover_id from handover_files",
    "part_id": "select id from handover_files",
    "project_id": "select id from projects",
    "paper_id": "select id from office_papers",
    "review_id": "select id from file_reviews",
    "training_id": "select id from trainings",
    "attempt_id": "select id from test_attempts",
    "test_question_id": "select min(id) from test_questions",
    "attachment_id": "select id from attachments",
    "activity_id": "select min(id) from activities",
    "question_id": "select id from questions",
    "report_id": "select id from figure_reports",
    "edition_id": "select id from standard_editions",
    "peer_id": "select id from peers",
    "pairing_id": "select id from pairings where ended_at is null",
    "sent_id": "select min(id) from sent_messages",
    "received_id": "select min(id) from received_messages group by status",
    "sha256": "select min(sha256) from photo_files group by substr(media_type, 1, 5)",
}
"""Where the ids in an address come from: one of each kind that looks different."""
CODES = [USE, DOORS, "actual-use", "leak-spots", "documents"]
"""Items of each kind, and a section, of a shipped checklist."""
STEPS = ["approve_filing", "add_evidence", "close_investigation", "give_notice", "decide_recusal", "serve", "pay"]
NAMED = {
    "step": STEPS,
    "form": ["penalty_decision"],
    "ending": ["csv"],
    "change": list(KINDS),
    "number": [2],
    "position": [1],
    "year": [2026],
    "month": [10],
}
"""Parts of an address that are words: steps of a case whose forms look different, a form of paper, a format, changes of
the rulebook and its edition."""


OF_WORKS = {"visit_batches.new", "cases.new"}
"""Pages of works that were chosen before; they are told which."""
MOST_OF_ONE_PAGE = 12
MOST_FOR_THE_NEXT = 3


@dataclass
class Opened:
    """What the walk has found by opening pages."""

    stops: list[Stop] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    """Of parts; where only words are read, of scripts."""
    opened: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def page_rules(app: Flask) -> list[Rule]:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return sorted((rule for rule in rules if rule.endpoint not in NOT_PAGES), key=lambda rule: rule.rule)


def ids_of(app: Flask) -> dict[str, list[Any]]:
    with app.app_context():
        found = {name: list(db.session.scalars(text(query))) for name, query in FILLED.items()}
        plates = list(db.session.scalars(text("select min(code) from plates")))
        db.session.remove()
    ids: dict[str, list[Any]] = {
        name: [UUID(hex=one) if name != "sha256" else one for one in rows if one] for name, rows in found.items()
    }
    data = app.extensions["config"].data
    waiting = [
        path
        for folder in ("imports", "statute-imports", "lead-imports", "project-imports")
        for path in sorted((data / folder).glob("*.json"))
    ]
    imports = ids["import_id"] + [UUID(hex=path.stem) for path in waiting]
    return ids | {
        "import_id": imports,
        "code": CODES + [one for one in plates if one],
        "section_code": ["documents"],
        **NAMED,
    }


def paths(app: Flask, rule: Rule, ids: dict[str, list[Any]]) -> list[str]:
    """Its addresses. A kind of id that is not known here has to be added to FILLED."""
    if rule.endpoint.startswith("checklist_sections."):
        ids = {**ids, "code": ids["section_code"]}
    choices = {name: sorted(getattr(one, "items", ())) or ids[name] for name, one in rule._converters.items()}
    build = app.url_map.bind("localhost").build
    asked = f"?work={ids['work_id'][0]}" if rule.endpoint in OF_WORKS else ""
    return [
        build(rule.endpoint, dict(zip(choices, values, strict=True)), method="GET") + asked
        for values in some_of(list(choices.values()))
    ]


def some_of(lists: list[list[Any]]) -> list[tuple[Any, ...]]:
    """All that can be made of them where they are few; else each thing with two partners, for many pages look alike."""
    whole = list(product(*lists))
    if len(whole) <= MOST_OF_ONE_PAGE or len(lists) < 2:
        return whole
    longest = max(len(one) for one in lists)
    turns = [(start, index) for start in (0, 1) for index in range(longest)]
    pairs = [
        tuple(one[(index + start * place) % len(one)] for place, one in enumerate(lists)) for start, index in turns
    ]
    return list(dict.fromkeys(pairs))


class OfficeWalk:
    def __init__(self, browser: Browser, lived: Lived, *, language: str, notes: list[Note]) -> None:
        self.browser, self.lived, self.language, self.notes = browser, lived, language, notes
        self.is_reading = notes == [note_words]
        self.rules = page_rules(lived.app)
        self.ids = ids_of(lived.app)
        self.seen = Opened()

    def whole(self) -> Opened:
        self.signed_out()
        for role, login in WHO.items():
            self.as_somebody(role, login)
        return self.seen

    def page_of(self, login: str = "") -> Page:
        context = self.browser.new_context(
            viewport=DESK,
            locale=self.language,
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            color_scheme="light",
        )
        context.set_default_timeout(20_000)
        if login:
            desk = self.lived.desk(login)
            desk.send("/language", language=self.language[:2])
            cookie = desk.client.get_cookie("session")
            assert cookie
            context.add_cookies([{"name": "session", "value": cookie.value, "url": self.lived.server.url}])
        page = with_eyes(context).new_page()
        self.show(page, "/sign-in")
        return page

    def show(self, page: Page, path: str) -> None:
        page.goto(f"{self.lived.server.url}{path}")

    def note(self, page: Page, name: str) -> None:
        self.seen.stops.append(noted(page, name, self.notes))

    def note_what_is_new(self, page: Page, name: str) -> None:
        """Of a page that is shown anyhow: its words, and all else only where it has parts that no page had before."""
        fresh = set(page.evaluate("look.kinds()")) - self.seen.kinds
        self.seen.kinds |= fresh
        self.seen.stops.append(noted(page, name, self.notes if fresh else [note_words]))

    def signed_out(self) -> None:
        page = self.page_of()
        self.note(page, "signed out: sign_in.new")
        page.fill("#login", "geng")
        page.fill("#password", "wrong")
        with page.expect_navigation():
            page.click("main button.button--main")
        self.note(page, "signed out: wrong password")
        page.context.close()

    def as_somebody(self, role: Role, login: str) -> None:
        page = self.page_of(login)
        rules = [rule for rule in self.rules if may(role, self.needed(rule) or Permission.SIGNED_IN)]
        pages = [rule for rule in rules if rule.endpoint not in self.seen.files]
        wanted = [(rule, path) for rule in pages for path in self.paths_for(rule)]
        found = page.evaluate("(paths) => look.allFetched(paths)", [path for _rule, path in wanted])
        for (rule, path), one in zip(wanted, found, strict=True):
            if one["status"] == 200:
                self.arrive(page, f"{login}: {rule.endpoint} {path}", rule, path, one)
        if role in (Role.HEAD, Role.ADMIN):
            self.refusals(page, login, rules)
        page.context.close()

    def paths_for(self, rule: Rule) -> list[str]:
        """All for whoever may open it first; for the next ones a few, which their own buttons stand on."""
        found, most = paths(self.lived.app, rule, self.ids), 1 if self.is_reading else MOST_FOR_THE_NEXT
        return found[:: 1 + len(found) // most] if rule.endpoint in self.seen.opened else found

    def needed(self, rule: Rule) -> Permission | None:
        """None = open to all."""
        return getattr(self.lived.app.view_functions[rule.endpoint], "needs", None)

    def arrive(self, page: Page, name: str, rule: Rule, path: str, one: dict[str, Any]) -> None:
        """Shown when it has parts that no page had before, or scripts that may add words; else its words are enough."""
        self.seen.opened.add(rule.endpoint)
        if not one["type"].startswith("text/html"):
            self.seen.files.add(rule.endpoint)  # seen once: nobody reads words on it
            return
        if fresh := set(one["scripts" if self.is_reading else "kinds"]) - self.seen.kinds:
            self.seen.kinds |= fresh
            self.show(page, path)
            self.note(page, name)
        else:
            self.seen.stops.append(Stop(name, words=words_of(one["words"])))

    def refusals(self, page: Page, login: str, rules: list[Rule]) -> None:
        """Pages that say no: nothing there, not yours, and every form sent empty."""
        for path in ("/nothing-here", "/check?number=x&sha256=y", "/agencies" if login == "jia" else "/reviews"):
            self.show(page, path)
            self.note(page, f"{login}: {path}")
        for rule in rules:
            if rule.endpoint.endswith((".new", ".edit")) and self.needed(rule) and (path := self.first(page, rule)):
                self.send_empty(page, path)
                self.note_what_is_new(page, f"{login}: {rule.endpoint} sent empty")

    def first(self, page: Page, rule: Rule) -> str:
        candidates = paths(self.lived.app, rule, self.ids)
        found = page.evaluate("(paths) => look.allFetched(paths)", candidates)
        return next((path for path, one in zip(candidates, found, strict=True) if one["status"] == 200), "")

    def send_empty(self, page: Page, path: str) -> None:
        self.show(page, path)
        if page.evaluate("look.emptied()"):
            with page.expect_navigation():
                page.evaluate("look.send()")
