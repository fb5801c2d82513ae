"""The training plan (学法用法计划): list, one training with its materials, attendance and test, and what is still owed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.trainings import change_training, debts_of, plan_training
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.figures import Listed
from inspect_app.rules.permissions import Permission
from inspect_app.rules.trainings import POSTS, TrainingState
from inspect_app.store.attachments import attachments_of
from inspect_app.store.base import transaction
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.trainings import Training, attempts_at, questions_for_tests, training_with, trainings_of
from inspect_app.web.errors import as_plain
from inspect_app.web.figure_lists import among
from inspect_app.web.forms.trainings import TrainingFields
from inspect_app.web.sheets import send_sheet

pages = Blueprint("trainings", __name__, url_prefix="/trainings")
Page = str | tuple[str, int] | Response
ENDINGS = ("xlsx", "csv")
P = Permission


def year_of(args: Mapping[str, str]) -> int:
    """The year asked for, else this one."""
    text = args.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else clock.today().year


def matching(args: "MultiDict[str, str]", *, on: date) -> list[Training]:
    officer, year = current_officer(), year_of(args)
    post, state = args.get("post", ""), args.get("state", "")
    found = trainings_of(officer.home_id, year=year, among=among(args, Listed.TRAININGS))
    found = [one for one in found if not post or post.upper() in one.posts]
    if args.get("owed"):
        mine = {debt.training.id for debt in debts_of(officer.home_id, on=on, year=year, officer=officer)}
        found = [one for one in found if one.id in mine]
    return [one for one in found if not state or one.state_on(on).name.lower() == state]


@pages.get("")
@needs(P.SEE_TRAINING)
def index() -> str:
    officer, on = current_officer(), clock.today()
    trainings = matching(request.args, on=on)
    every = trainings_of(officer.home_id)
    return render_template(
        "trainings/index.html",
        trainings=trainings,
        on=on,
        year=year_of(request.args),
        years=sorted({one.held_on.year for one in every} | {on.year}, reverse=True),
        posts=POSTS,
        states=TrainingState,
        filter=request.args.to_dict(),
        mine={debt.training.id: debt.owed for debt in debts_of(officer.home_id, on=on, officer=officer)},
        may_plan=officer.may(P.PLAN_TRAINING),
    )


@pages.get("/export.<ending>")
@needs(P.SEE_TRAINING)
def export(ending: str) -> Response:
    if ending not in ENDINGS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    name = f"{gettext('培训计划')}-{year_of(request.args)}.{ending}"
    return send_sheet(
        _rows(), ending, name=name, title="培训计划", numbers=frozenset({"学时", "到场人数", "测验题数"})
    )


def _rows() -> Iterator[list[str]]:
    on = clock.today()
    yield ["日期", "名称", "学法任务", "对象", "地点", "授课人", "学时", "状态", "到场人数", "测验题数"]
    for one in matching(request.args, on=on):
        posts, there = (
            "、".join(role.value for role in one.roles),
            sum(1 for line in one.attendances if line.minutes),
        )
        yield [
            one.held_on.isoformat(), one.title, one.task, posts, one.place, one.teacher, f"{one.minutes / 60:g}",
            one.state_on(on).value, str(there), str(len(one.question_ids)),
        ]  # fmt: skip


@pages.get("/new")
@needs(P.PLAN_TRAINING)
def new() -> str:
    form = TrainingFields(formdata=None, posts=[role.name for role in POSTS], hours=Decimal(2))
    return render_template("trainings/edit.html", form=form, training=None, refusals=[])


@pages.post("")
@needs(P.PLAN_TRAINING)
def create() -> Page:
    form = TrainingFields()
    try:
        if not form.validate():
            return render_template("trainings/edit.html", form=form, training=None, refusals=[]), 422
        with transaction():
            training = plan_training(form.facts(), by=current_officer(), at=clock.now())
    except Refused as refused:
        refusals = [as_plain(one) for one in refused.refusals]
        return render_template("trainings/edit.html", form=form, training=None, refusals=refusals), 422
    flash(gettext("培训已列入计划。"), "good")
    return redirect(url_for("trainings.show", training_id=training.id))


def training_of_office(training_id: UUID) -> Training:
    training = training_with(training_id)
    if training is None or training.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return training


@pages.get("/<uuid:training_id>")
@needs(P.SEE_TRAINING)
def show(training_id: UUID) -> str:
    return training_page(training_of_office(training_id))


def training_page(training: Training, refusals: tuple[Refusal, ...] = ()) -> str:
    officer, on = current_officer(), clock.today()
    may_plan = officer.may(P.PLAN_TRAINING)
    attempts = attempts_at([training.id], officer_id=None if may_plan else officer.id)
    return render_template(
        "trainings/show.html",
        training=training,
        state=training.state_on(on),
        is_open=training.state_on(on) is not TrainingState.CANCELLED,
        people=people_of(training),
        minutes={line.officer_id: line.minutes for line in training.attendances},
        files=attachments_of(training.id),
        kinds=AttachmentKind,
        attempts=attempts,
        mine=[one for one in attempts if one.officer_id == officer.id],
        questions=questions_for_tests(officer.home_id, is_open=True) if may_plan else [],
        may_plan=may_plan,
        refusals=[as_plain(one) for one in refusals],
    )


def people_of(training: Training) -> list[Officer]:
    """Whose post it is for, and whoever came besides."""
    came = {line.officer_id for line in training.attendances if line.minutes}
    people = officers_of(training.agency_id)
    return [one for one in people if one.id in came or (one.role in training.roles and one.disabled_at is None)]


@pages.get("/<uuid:training_id>/edit")
@needs(P.PLAN_TRAINING)
def edit(training_id: UUID) -> str:
    training = training_of_office(training_id)
    form = TrainingFields(formdata=None).show(training)
    return render_template("trainings/edit.html", form=form, training=training, refusals=[])


@pages.post("/<uuid:training_id>")
@needs(P.PLAN_TRAINING)
def update(training_id: UUID) -> Page:
    training, form = training_of_office(training_id), TrainingFields()
    try:
        if not form.validate():
            return render_template("trainings/edit.html", form=form, training=training, refusals=[]), 422
        with transaction():
            change_training(training_id, form.facts(), by=current_officer(), at=clock.now())
    except Refused as refused:
        refusals = [as_plain(one) for one in refused.refusals]
        return render_template("trainings/edit.html", form=form, training=training, refusals=refusals), 422
    flash(gettext("已保存。"), "good")
    return redirect(url_for("trainings.show", training_id=training_id))


def done(training_id: UUID, deed: Callable[[], object], said: str) -> Page:
    """Back to the training, with what was done or why it was not."""
    training_of_office(training_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return training_page(training_of_office(training_id), refused.refusals), refused.refusals[0].problem.status
    flash(said, "good")
    return redirect(url_for("trainings.show", training_id=training_id))
