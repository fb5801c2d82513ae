"""Choosing the test of a training, taking it, its result; and what everybody still owes of the plan."""

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.training_tests import begin_test, choose_test, hand_in_test
from inspect_app.actions.trainings import Debt, debts_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.trainings import TestAttempt, attempt_with, trainings_of
from inspect_app.web.errors import as_plain
from inspect_app.web.lists import an_id
from inspect_app.web.sheets import send_sheet
from inspect_app.web.trainings import ENDINGS, Page, done, training_of_office, training_page, year_of

pages = Blueprint("training_tests", __name__, url_prefix="/trainings")
P = Permission


@pages.post("/<uuid:training_id>/test")
@needs(P.PLAN_TRAINING)
def update(training_id: UUID) -> Page:
    wanted, who = [key for one in request.form.getlist("question") if (key := an_id(one))], current_officer()
    said = gettext("测验题已选好。")
    return done(training_id, lambda: choose_test(training_id, wanted, by=who, at=clock.now()), said)


@pages.post("/<uuid:training_id>/attempts")
@needs(P.SEE_TRAINING)
def create(training_id: UUID) -> Page:
    training_of_office(training_id)
    try:
        with transaction():
            attempt = begin_test(training_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        page = training_page(training_of_office(training_id), refused.refusals)
        return page, refused.refusals[0].problem.status
    return redirect(url_for("training_tests.show", attempt_id=attempt.id))


def _attempt(attempt_id: UUID) -> TestAttempt:
    """One's own; whoever plans training reads those that were handed in."""
    attempt, officer = attempt_with(attempt_id), current_officer()
    if attempt is None or attempt.training.agency_id != officer.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    may_read = officer.may(P.PLAN_TRAINING) and attempt.handed_in_at
    if attempt.officer_id != officer.id and not may_read:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return attempt


@pages.get("/attempts/<uuid:attempt_id>")
@needs(P.SEE_TRAINING)
def show(attempt_id: UUID) -> str:
    attempt = _attempt(attempt_id)
    if attempt.handed_in_at is None:
        return _paper(attempt, {})
    return render_template(
        "trainings/result.html", attempt=attempt, is_mine=attempt.officer_id == current_officer().id
    )


def _paper(attempt: TestAttempt, answers: dict[str, frozenset[int]], refusals: tuple[Refusal, ...] = ()) -> str:
    """Only what is asked: the right answers do not leave the server before it is handed in."""
    asked = [{name: one[name] for name in ("id", "kind", "text", "choices")} for one in attempt.paper["questions"]]
    plain = [as_plain(one) for one in refusals]
    return render_template("trainings/paper.html", attempt=attempt, asked=asked, answers=answers, refusals=plain)


@pages.post("/attempts/<uuid:attempt_id>")
@needs(P.SEE_TRAINING)
def create_answers(attempt_id: UUID) -> Page:
    attempt = _attempt(attempt_id)
    answers = {one["id"]: _chosen(one["id"]) for one in attempt.paper["questions"]}
    try:
        with transaction():
            hand_in_test(attempt_id, answers, by=current_officer(), at=clock.now())
    except Refused as refused:
        if attempt.handed_in_at:
            raise
        return _paper(_attempt(attempt_id), answers, refused.refusals), refused.refusals[0].problem.status
    return redirect(url_for("training_tests.show", attempt_id=attempt_id))


def _chosen(key: str) -> frozenset[int]:
    return frozenset(int(one) for one in request.form.getlist(f"q-{key}") if one.isdecimal() and len(one) < 3)


def _debts() -> list[Debt]:
    return debts_of(current_officer().home_id, on=clock.today(), year=year_of(request.args))


@pages.get("/owed")
@needs(P.PLAN_TRAINING)
def list_owed() -> str:
    years = {one.held_on.year for one in trainings_of(current_officer().home_id)} | {clock.today().year}
    people = [(officer, list(debts)) for officer, debts in groupby(_debts(), key=lambda debt: debt.officer)]
    return render_template(
        "trainings/owed.html", people=people, year=year_of(request.args), years=sorted(years, reverse=True)
    )


@pages.get("/owed/export.<ending>")
@needs(P.PLAN_TRAINING)
def export_owed(ending: str) -> Response:
    if ending not in ENDINGS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    name = f"{gettext('尚欠的培训')}-{year_of(request.args)}.{ending}"
    return send_sheet(_rows(), ending, name=name, title="尚欠的培训", numbers=frozenset())


def _rows() -> Iterator[list[str]]:
    yield ["姓名", "岗位", "组", "培训", "日期", "尚欠"]
    for debt in _debts():
        one, owed = debt.officer, "、".join(what.value for what in debt.owed)
        team, held_on = (one.team.name if one.team else ""), debt.training.held_on.isoformat()
        yield [one.name, one.role.value, team, debt.training.title, held_on, owed]
