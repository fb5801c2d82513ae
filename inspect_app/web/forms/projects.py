"""The filter of the list of construction projects."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, SearchField, SelectField

from inspect_app.rules.projects import ProjectState
from inspect_app.web.forms.boxes import options


class ProjectFilterForm(Form):
    text = SearchField(_l("关键词"))
    state = SelectField(
        _l("建设状态"),
        choices=options(("", _l("全部")), *((one.name.lower(), _l(one.value)) for one in ProjectState)),
    )
    sort = SelectField(
        _l("排序"),
        choices=options(
            ("", _l("缺建面积大的在前")), ("owed", _l("欠缴多的在前")), ("number", _l("项目编号")), ("name", _l("项目名称"))
        ),
    )  # fmt: skip
    gap = BooleanField(_l("只看有缺口的"))
