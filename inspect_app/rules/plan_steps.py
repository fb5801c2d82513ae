"""The steps of what comes before visits: the yearly plan, random draws, what streets owe."""

from inspect_app.rules import statutes
from inspect_app.rules.people import Role
from inspect_app.rules.stages import Stage, Step

S = Stage
_LEAD = frozenset({Role.SUPERVISOR, Role.HEAD})
_HEAD = frozenset({Role.HEAD})

DRAW_STEPS: dict[str, Step] = {
    "publish_pool": Step("公布名单", frozenset({S.DRAFTED}), S.POOL_PUBLISHED, _LEAD, statutes.RANDOM_SELECTION),
    "draw": Step("抽取", frozenset({S.POOL_PUBLISHED}), S.DRAWN, _LEAD, statutes.RANDOM_SELECTION),
    "void": Step("作废", frozenset({S.POOL_PUBLISHED}), S.VOIDED, _LEAD, statutes.MEND_OWN_ERRORS),
    "discard": Step("放弃", frozenset({S.DRAFTED}), S.DISCARDED, _LEAD, statutes.RANDOM_SELECTION),
}

YEAR_PLAN_STEPS: dict[str, Step] = {
    "submit": Step("报批", frozenset({S.DRAFTED}), S.SUBMITTED, _LEAD, statutes.YEARLY_PLAN),
    "approve": Step("批准计划", frozenset({S.SUBMITTED}), S.APPROVED, _HEAD, statutes.YEARLY_PLAN),
    "send_back": Step("退回修改", frozenset({S.SUBMITTED}), S.DRAFTED, _HEAD, statutes.YEARLY_PLAN),
    "publish": Step("公布计划", frozenset({S.APPROVED}), S.PUBLISHED, _LEAD, statutes.YEARLY_PLAN),
}

_DRAFTS = _LEAD | {Role.STREET_HEAD}
STREET_DUTY_STEPS: dict[str, Step] = {
    "submit": Step("报区民防办", frozenset({S.DRAFTED}), S.SUBMITTED, _DRAFTS, statutes.DISTRICT_COORDINATES),
    "approve": Step("同意清单", frozenset({S.SUBMITTED}), S.APPROVED, _HEAD, statutes.DISTRICT_COORDINATES),
    "send_back": Step("退回修改", frozenset({S.SUBMITTED}), S.DRAFTED, _HEAD, statutes.DISTRICT_COORDINATES),
    "publish": Step("公布清单", frozenset({S.APPROVED}), S.PUBLISHED, _LEAD, statutes.DISTRICT_COORDINATES),
}
"""What a street owes in a year: drafted by either side, agreed by the district, published with its day."""
