"""The form of an event (普法活动)."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from inspect_app.rules.activities import ActivityFacts, ActivityKind
from inspect_app.store.activities import Activity
from inspect_app.web.forms.boxes import options

LONG = Length(max=5_000)


class ActivityFields(FlaskForm):
    kind = SelectField(_l("种类"), choices=options(*((kind.name, _l(kind.value)) for kind in ActivityKind)))
    title = StringField(_l("名称"), [Length(max=200)])
    from_on = DateField(_l("开始日期"), [Optional()])
    until_on = DateField(_l("结束日期"), [Optional()])
    place = StringField(_l("地点"), [Length(max=200)])
    plan = TextAreaField(_l("方案"), [LONG], render_kw={"rows": 5})
    reached = IntegerField(_l("受众人数"), [Optional()])
    summary = TextAreaField(_l("小结"), [LONG], render_kw={"rows": 5})

    def show(self, activity: Activity) -> "ActivityFields":
        for name in ("title", "from_on", "until_on", "place", "plan", "reached", "summary"):
            self[name].data = getattr(activity, name)
        self.kind.data = activity.kind.name
        return self

    def facts(self) -> ActivityFacts:
        title, place, plan, summary = (self[name].data or "" for name in ("title", "place", "plan", "summary"))
        kind = ActivityKind.__members__.get(self.kind.data or "", ActivityKind.OTHER)
        return ActivityFacts(
            kind, title, self.from_on.data, self.until_on.data, place, plan, summary, self.reached.data
        )
