"""What is done to a training after it was planned: cancelled, attendance noted, materials added."""

import re
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.trainings import cancel_training, note_attendance
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.trainings import Training
from inspect_app.web.attachments import take_in
from inspect_app.web.trainings import Page, done, people_of, training_of_office, training_page

pages = Blueprint("training_deeds", __name__, url_prefix="/trainings")
P = Permission
HOURS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")


@pages.post("/<uuid:training_id>/cancellation")
@needs(P.PLAN_TRAINING)
def create_cancellation(training_id: UUID) -> Page:
    reason, who = request.form.get("reason", ""), current_officer()
    return done(
        training_id, lambda: cancel_training(training_id, reason, by=who, at=clock.now()), gettext("培训已取消。")
    )


@pages.post("/<uuid:training_id>/attendance")
@needs(P.PLAN_TRAINING)
def create_attendance(training_id: UUID) -> Page:
    minutes, who = _minutes_in_form(training_of_office(training_id)), current_officer()
    said = gettext("到场情况已登记。")
    return done(training_id, lambda: note_attendance(training_id, minutes, by=who, at=clock.now()), said)


def _minutes_in_form(training: Training) -> dict[UUID, int]:
    """A ticked box without hours = the whole length; an unticked one = was not there."""
    there = set(request.form.getlist("there"))
    return {
        one.id: _minutes(request.form.get(f"hours-{one.id}", ""), training.minutes) if str(one.id) in there else 0
        for one in people_of(training)
    }


def _minutes(text: str, whole: int) -> int:
    """What is no number of hours is out of every range, and refused as such."""
    hours = text.strip()
    if not hours:
        return whole
    is_number = HOURS.fullmatch(hours) is not None
    return int(Decimal(hours) * 60) if is_number else -1


@pages.post("/<uuid:training_id>/files")
@needs(P.PLAN_TRAINING)
def create_file(training_id: UUID) -> Page:
    training = training_of_office(training_id)
    try:
        take_in("training", training_id)
    except Refused as refused:
        return training_page(training, refused.refusals), refused.refusals[0].problem.status
    flash(gettext("文件已保存。"), "good")
    return redirect(url_for("trainings.show", training_id=training_id))
