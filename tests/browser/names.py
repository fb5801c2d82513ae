"""What is no word of ours: names, addresses, remarks, codes. It stays as it is in every language."""

import re
from dataclasses import dataclass

from sqlalchemy import text

from inspect_app.catalogue import shipped_checklists
from inspect_app.rules.statute_numerals import numeral
from inspect_app.store.base import db

CHINESE = re.compile(r"[\u3400-\u9fff，。；：！？、（）《》]")
SAID = """
    select name from works union select address from works union select notes from works
    union select peacetime_use from works union select protection_class from works
    union select name from entrances union select name from work_parties union select contact from work_parties
    union select name from officers union select badge_number from officers
    union select name from agencies union select name from agency_names union select name from teams
    union select number from decisions union select party_name from decisions
    union select number from orders union select party_name from orders
    union select name from signatures union select text from finding_versions
    union select caption from photos union select remark from returns
    union select number from cases union select json_extract(party, '$.name') from cases
    union select facts from cases union select source from cases union select number from fines
    union select number from office_papers
    union select conclusion from file_reviews union select remark from file_review_lines
    union select number from leads union select summary from leads union select place from leads
    union select party from leads union select from_whom from leads union select reference from leads
    union select contact_name from leads union select passed_to from leads union select reason from recorded_steps
    union select number from projects union select name from projects union select developer from projects
    union select address from projects union select exempt_paper from projects
    union select elsewhere_paper from projects
    union select title from draws union select reason from draw_exclusions union select witness from draws
    union select voided from draws union select department from outside_visits
    union select note from outside_visits union select frequency from year_plans
    union select reason from target_stages
    union select evidence_number from fine_payments union select title from amendments
    union select title from trainings union select task from trainings union select place from trainings
    union select teacher from trainings union select outline from trainings
    union select text from test_questions union select explanation from test_questions
    union select value from test_questions, json_each(choices)
    union select title from activities union select place from activities union select plan from activities
    union select summary from activities union select text from questions union select title from question_answers
    union select text from question_answers union select relation from interests union select party_name from interests
    union select name from attachments
    union select text from street_matters union select answer from street_matters
    union select closed_reason from street_matters union select note from street_duty_lines
    union select text from street_deeds
    union select title from standard_editions union select note from standard_editions
    union select title from statutes union select title from typical_cases
"""

OF_MACHINES = "select label from devices union select kid from peer_keys union select kid from pairings"


OF_STANDARDS = """
    select json_extract(item.value, '$.code')
    from standard_editions edition, json_each(edition.content, '$.sections') section, json_each(section.value, '$.items') item
    where edition.kind = 'checklist'
"""
"""Codes of items in what the city has sent."""


@dataclass(frozen=True)
class Names:
    """`chinese` = what people wrote, the longest first; `devices` as browsers name them, prints of keys; `codes` one word each."""

    chinese: list[str]
    devices: list[str]
    codes: set[str]


def names_in() -> Names:
    """Of the database at hand and the shipped checklists."""
    said = [one for one in db.session.scalars(text(SAID)) if one and CHINESE.search(one)]
    devices = [one for one in db.session.scalars(text(OF_MACHINES)) if one]
    articles = {
        numeral(number) for number in db.session.scalars(text("select distinct number from statute_articles"))
    }
    said += [f"第{one}条" for one in articles]
    logins = set(db.session.scalars(text("select login from officers")))
    sent = set(db.session.scalars(text(OF_STANDARDS)))
    db.session.remove()
    return Names(sorted(said, key=len, reverse=True), devices, logins | sent | _codes())


def _codes() -> set[str]:
    checklists = shipped_checklists()
    sections = [section for checklist in checklists for section in checklist.sections]
    items = [item for section in sections for item in section.items]
    return {one.code for one in (*checklists, *sections, *items)} | {act for item in items for act in item.acts}
