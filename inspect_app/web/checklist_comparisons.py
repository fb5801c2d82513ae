"""Two versions of a checklist beside one another: what was added, removed and changed, field by field."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from inspect_app.access import needs
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Words
from inspect_app.rules.checklists import Condition, Option
from inspect_app.rules.comparison import compare
from inspect_app.rules.permissions import Permission
from inspect_app.store.checklists import ChecklistVersion
from inspect_app.web.checklists import version_to_read
from inspect_app.web.wording import translated

pages = Blueprint("checklist_comparisons", __name__, url_prefix="/checklists/versions/<uuid:version_id>")
FIELDS = {
    "section": _l("所在部分"),
    "code": _l("代码"),
    "title": _l("标题"),
    "audience": _l("由谁填写"),
    "status": _l("适用工程"),
    "stage": _l("适用施工阶段"),
    "kind": _l("回答方式"),
    "text": _l("检查内容"),
    "guidance": _l("怎么查"),
    "phrases": _l("常用表述"),
    "reference": _l("依据"),
    "unit": _l("计量单位（中文）"),
    "unit_en": _l("计量单位（英文）"),
    "least": _l("下限"),
    "most": _l("上限"),
    "options": _l("选项"),
    "show_when": _l("显示条件"),
    "is_required": _l("必须回答"),
    "photo_when_not_met": _l("不合格时必须拍照"),
    "acts": _l("可能违反"),
    "severity": _l("不合格时的严重程度"),
}


@pages.get("/comparison")
@needs(Permission.SEE_CHECKLISTS)
def show(version_id: UUID) -> str:
    """With another version (`with`), or with the one before."""
    version = version_to_read(version_id)
    others = [one for one in version.file.versions if one.id != version.id]
    if not others:
        raise Refused(Refusal(Problem.NOT_FOUND))
    earlier = _chosen(others) or next((one for one in others if one.number < version.number), others[0])
    return render_template(
        "checklists/comparison.html",
        version=version,
        earlier=earlier,
        others=others,
        comparison=compare(earlier.content(), version.content()),
    )


def _chosen(others: list[ChecklistVersion]) -> ChecklistVersion | None:
    wanted = request.args.get("with", "")
    return next((one for one in others if str(one.id) == wanted), None)


@pages.app_template_filter()
def field_label(name: str) -> str:
    return str(FIELDS.get(name, name))


@pages.app_template_filter()
def field_lines(value: Any) -> list[tuple[str, str]]:
    """A field's value as lines to read, each with its language; both languages of a text, for both are edited."""
    if value is None or value in ("", ()):
        return [(gettext("（空）"), "")]
    if isinstance(value, Words):
        return [(one, lang) for one, lang in ((value.zh, "zh-CN"), (value.en, "en")) if one]
    if isinstance(value, Option):
        verdict = translated(value.verdict.value)
        return [(f"{value.code} ({verdict})", ""), *field_lines(value.label)]
    if isinstance(value, Condition):
        return [(f"{value.item} = {', '.join(str(one) for one in value.values)}", "")]
    if isinstance(value, tuple):
        return [line for one in value for line in field_lines(one)]
    if isinstance(value, bool):
        return [(gettext("是") if value else gettext("否"), "")]
    return [(f"{value:g}" if isinstance(value, float) else translated(str(value)), "")]
