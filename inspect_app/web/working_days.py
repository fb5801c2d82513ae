"""The office's own working days: a day here wins over the published calendar, by which legal periods are counted."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import remove_calendar_day, set_calendar_day, work_calendar
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.settings import calendar_days_of
from inspect_app.web.forms.settings import WorkingDayFields

pages = Blueprint("working_days", __name__, url_prefix="/working-days")


@pages.get("")
@needs(Permission.CHANGE_SETTINGS)
def index() -> str:
    return _page(WorkingDayFields().offer())


def _page(form: WorkingDayFields) -> str:
    office = current_officer().home_id
    published, this_year = work_calendar(office).published, clock.today().year
    return render_template(
        "settings/working_days.html",
        form=form,
        days=calendar_days_of(office),
        first=min(published),
        last=max(published),
        this_year=this_year,
    )


@pages.post("")
@needs(Permission.CHANGE_SETTINGS)
def create() -> str | tuple[str, int] | Response:
    form = WorkingDayFields().offer()
    if not form.validate():
        return _page(form), 422
    with transaction():
        set_calendar_day(
            form.day.data,
            form.is_working.data,
            (form.note.data or "").strip(),
            by=current_officer(),
            at=clock.now(),
        )
    flash(gettext("已保存。手机下次同步后生效。"), "good")
    return redirect(url_for("working_days.index"))


@pages.post("/<day>/removal")
@needs(Permission.CHANGE_SETTINGS)
def destroy(day: str) -> Response:
    with transaction():
        remove_calendar_day(_day(day), by=current_officer(), at=clock.now())
    flash(gettext("已删除，这一天改按公布的日历计算。"), "good")
    return redirect(url_for("working_days.index"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(Refusal(Problem.NOT_FOUND)) from None
