"""The handbook (执法手册): the statutes with their versions, what is found in them, and the acts that cite them."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, may_here, needs
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.act_citations import acts_citing
from inspect_app.rules.permissions import Permission
from inspect_app.rules.statute_comparison import compare_statutes
from inspect_app.rules.statute_search import Wanted, runs, sought, wanted_in
from inspect_app.rules.statute_texts import Article, Passage, Statute, passage_at, passages_of
from inspect_app.store.statute_notes import notes_on
from inspect_app.store.statute_search import find_articles
from inspect_app.store.statutes import (
    StatuteArticle,
    StatuteFile,
    StatuteVersion,
    all_statutes,
    count_articles,
    statute_with,
)
from inspect_app.store.typical_cases import published_cases
from inspect_app.web.errors import as_plain
from inspect_app.web.handbook_links import place_of
from inspect_app.web.people import names_of

pages = Blueprint("statutes", __name__, url_prefix="/handbook")
MOST_FOUND, MOST_PASSAGES = 50, 3
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.READ_STATUTES)
def index() -> str:
    files, today = all_statutes(), clock.today()
    current = {file.id: file.in_force(on=today) or file.in_their_order[0] for file in files}
    counts = count_articles([version.id for version in current.values()])
    return render_template(
        "handbook/index.html", files=files, current=current, counts=counts, today=today,
        may_import=may_here(current_officer(), Permission.IMPORT_STATUTES),
    )  # fmt: skip


@pages.get("/statutes/<uuid:statute_id>")
@needs(Permission.READ_STATUTES)
def show(statute_id: UUID) -> str:
    """The text of today, or the version that is asked for by its number."""
    file = file_to_read(statute_id)
    return statute_page(file, _version_asked(file, request.args.get("version", "")))


def statute_page(
    file: StatuteFile, version: StatuteVersion, refusals: tuple[Refusal, ...] = (), **more: Any
) -> str:
    """`more` = what was typed into the form of a note, and at which article."""
    officer, statute = current_officer(), version.content()
    reads_notes = officer.may(Permission.READ_HANDBOOK)
    notes = notes_on(file.id, officer.home_id) if reads_notes else []
    return render_template(
        "handbook/statute.html",
        file=file,
        version=version,
        statute=statute,
        contents=contents_of(statute),
        today=clock.today(),
        passages=passages_of,
        citing=acts_citing(acts(clock.today()).values(), file.title),
        notes={note.position: [one for one in notes if one.position == note.position] for note in notes},
        cases=_cases_by_article(file.title) if reads_notes else {},
        people=names_of(who for note in notes for who in (note.written_by, note.withdrawn_by)),
        may_write=officer.may(Permission.WRITE_HANDBOOK),
        refusals=[as_plain(one) for one in refusals],
        typed=more,
    )


def contents_of(statute: Statute) -> list[tuple[int, str, Article]]:
    """Each heading with its depth and the first article below it."""
    found: list[tuple[int, str, Article]] = []
    before: tuple[str, ...] = ()
    for article in statute.articles:
        same = next((at for at, pair in enumerate(zip(before, article.headings, strict=False)) if pair[0] != pair[1]),
                    min(len(before), len(article.headings)))  # fmt: skip
        found += [(depth, name, article) for depth, name in enumerate(article.headings) if depth >= same]
        before = article.headings
    return found


def _cases_by_article(title: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for case in published_cases(current_officer().home_id):
        places = [place_of(one) for one in case.articles]
        for position in {place[1].of_article for place in places if place and place[0] == title}:
            found.setdefault(position, []).append(case)
    return found


def file_to_read(statute_id: UUID) -> StatuteFile:
    file = statute_with(statute_id)
    if file is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return file


def _version_asked(file: StatuteFile, number: str, *, otherwise: date | None = None) -> StatuteVersion:
    asked = next((one for one in file.versions if str(one.number) == number), None)
    return asked or file.in_force(on=otherwise or clock.today()) or file.in_their_order[0]


@pages.get("/statutes/<uuid:statute_id>/comparison")
@needs(Permission.READ_STATUTES)
def compare(statute_id: UUID) -> str:
    """Two versions, by their numbers; without them the one of today and the one before it."""
    file = file_to_read(statute_id)
    after = _version_asked(file, request.args.get("after", ""))
    others = [one for one in file.in_their_order if one.id != after.id]
    if not others:
        raise Refused(Refusal(Problem.NOT_FOUND))
    earlier = [one for one in others if (one.in_force_on, one.number) < (after.in_force_on, after.number)]
    asked = next((one for one in others if str(one.number) == request.args.get("before", "")), None)
    before = asked or (earlier or others)[-1]
    return render_template(
        "handbook/comparison.html",
        file=file,
        before=before,
        after=after,
        comparison=compare_statutes(before.content(), after.content()),
    )


@pages.get("/search")
@needs(Permission.READ_STATUTES)
def search() -> str:
    query, today = request.args.get("q", "").strip()[:200], clock.today()
    files = {file.title: file for file in all_statutes()}
    wanted = wanted_in(query, files)
    current = {title: version for title, file in files.items() if (version := file.in_force(on=today))}
    among = [version.id for title, version in current.items() if not wanted.titles or title in wanted.titles]
    articles, total = find_articles(wanted.words, among, limit=MOST_FOUND) if wanted.place is None else ([], 0)
    return render_template(
        "handbook/search.html",
        query=query,
        wanted=wanted,
        places=list(_places(wanted, current)),
        found=[(one, _passages(one, wanted)) for one in articles],
        total=total,
        runs=runs,
        has_statutes=bool(files),
    )


def _places(wanted: Wanted, current: dict[str, StatuteVersion]) -> list[tuple[StatuteVersion, Passage]]:
    """The very place that was named, in each statute that may be meant."""
    place = wanted.place
    versions = [current[title] for title in wanted.titles if title in current] if place else []
    found = [(version, passage_at(version.content(), place)) for version in versions if place]
    return [(version, passage) for version, passage in found if passage]


def _passages(found: StatuteArticle, wanted: Wanted) -> list[Passage]:
    """The paragraphs and items of the article in which the words stand."""
    article = found.version.content().article(found.position)
    inside = list(passages_of(article)) if article else []
    hits = [one for one in inside if any(word in sought(one.text) for word in wanted.words)]
    return hits[:MOST_PASSAGES]


@pages.get("/acts")
@needs(Permission.READ_STATUTES)
def list_acts() -> str:
    """违法行为, each with its duties and its penalty as links."""
    officer = current_officer()
    cases = published_cases(officer.home_id) if officer.may(Permission.READ_HANDBOOK) else []
    known = acts(clock.today())
    by_act = {code: [one for one in cases if code in one.acts] for code in known}
    return render_template("handbook/acts.html", acts=known.values(), cases=by_act)
