"""The steps of what comes before visits: random draws."""

from inspect_app.rules import statutes
from inspect_app.rules.people import Role
from inspect_app.rules.stages import Stage, Step

S = Stage
_LEAD = frozenset({Role.SUPERVISOR, Role.HEAD})

DRAW_STEPS: dict[str, Step] = {
    "publish_pool": Step("公布名单", frozenset({S.DRAFTED}), S.POOL_PUBLISHED, _LEAD, statutes.RANDOM_SELECTION),
    "draw": Step("抽取", frozenset({S.POOL_PUBLISHED}), S.DRAWN, _LEAD, statutes.RANDOM_SELECTION),
    "void": Step("作废", frozenset({S.POOL_PUBLISHED}), S.VOIDED, _LEAD, statutes.MEND_OWN_ERRORS),
    "discard": Step("放弃", frozenset({S.DRAFTED}), S.DISCARDED, _LEAD, statutes.RANDOM_SELECTION),
}
