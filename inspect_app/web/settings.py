"""What the office sets for itself: each setting with its value, its default and the check that it must pass."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import change_setting, office_settings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import MAY_BE_EMPTY, NUMBER_FORMATS, WHOLE, SettingName
from inspect_app.store.base import transaction
from inspect_app.store.settings import latest_rulebook
from inspect_app.web.errors import sentence_of

pages = Blueprint("settings", __name__, url_prefix="/settings")


@dataclass(frozen=True)
class Line:
    """One setting on the page. `value` = as typed when that was refused; `fault` = why."""

    name: SettingName
    value: str
    default: str
    rule: str
    is_switch: bool
    fault: str = ""


@pages.get("")
@needs(Permission.CHANGE_SETTINGS)
def show() -> str:
    return _page()


def _page(refused: SettingName | None = None, typed: str = "", fault: str = "") -> str:
    settings = office_settings(current_officer().home_id)
    lines = [
        Line(
            name,
            typed if name is refused else settings.text(name),
            settings.default(name),
            _rule_of(name),
            WHOLE.get(name) == (0, 1),
            fault if name is refused else "",
        )
        for name in SettingName
    ]
    return render_template(
        "settings/show.html", lines=lines, edition=latest_rulebook(), nameless=papers_are_nameless()
    )


def papers_are_nameless() -> bool:
    """Numbers of this office's papers would not say whose they are, and none is given out."""
    return not office_settings(current_officer().home_id).names_the_office(SettingName.PAPER_NUMBER)


def _rule_of(name: SettingName) -> str:
    """What `check_setting` asks of the value, in words."""
    if name in WHOLE:
        least, most = WHOLE[name]
        return str(gettext("%(least)s 到 %(most)s 的整数", least=least, most=most))
    if "{word}" in NUMBER_FORMATS.get(name, ""):
        return str(gettext("必须包含 {word}（文书的字）、{year}（年份）和 {serial}（四位流水号）"))
    if name in NUMBER_FORMATS:
        return str(gettext("必须包含 {year}（年份）和 {serial}（四位流水号）"))
    return str(gettext("可以留空") if name in MAY_BE_EMPTY else gettext("不能为空"))


@pages.post("/<name>")
@needs(Permission.CHANGE_SETTINGS)
def update(name: str) -> str | tuple[str, int] | Response:
    setting = SettingName.__members__.get(name.upper())
    if setting is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    value = request.form.get("value", "").strip()
    try:
        with transaction():
            change_setting(setting, value, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(setting, value, sentence_of(refused.refusals[0])), 422
    flash(gettext("已保存。手机下次同步后生效。"), "good")
    return redirect(url_for("settings.show", _anchor=setting.name.lower()))
