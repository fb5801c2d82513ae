"""Triage of leads (案源) as a table: every step from the inbox to what a lead ends in."""

from inspect_app.rules import statutes
from inspect_app.rules.people import Role
from inspect_app.rules.stages import Stage, Step

_LEAD = frozenset({Role.SUPERVISOR, Role.HEAD})
_DESK = _LEAD | {Role.LEGAL_REVIEWER}
_OFFICE = _DESK | {Role.INSPECTOR}
S = Stage
_UNDER_TRIAGE = frozenset({S.RECEIVED, S.CHECKING, S.ON_SITE})

LEAD_STEPS: dict[str, Step] = {
    "check_papers": Step("核查资料", frozenset({S.RECEIVED}), S.CHECKING, _DESK, statutes.INVESTIGATE),
    "inspect": Step("安排现场核查", _UNDER_TRIAGE, S.ON_SITE, _LEAD, statutes.INVESTIGATE),
    "settle": Step("现场已处理", _UNDER_TRIAGE, S.SETTLED, _DESK, statutes.CORRECTION_WITH_PENALTY),
    "file_case": Step("提请立案", _UNDER_TRIAGE, S.CASE_ASKED, _OFFICE, statutes.FILE_A_CASE),
    "hand_over": Step("移交其他机关", _UNDER_TRIAGE, S.PASSED_ON, _DESK, statutes.TO_THE_COMPETENT),
    "report_up": Step("报送市民防办", _UNDER_TRIAGE, S.PASSED_ON, _DESK, statutes.TO_THE_COMPETENT),
    "hand_down": Step("交办区民防办", _UNDER_TRIAGE, S.PASSED_ON, _DESK, statutes.COUNTY_LEVEL),
    "give_back": Step(
        "退回来文单位", _UNDER_TRIAGE, S.GIVEN_BACK, _DESK, statutes.TO_THE_COMPETENT
    ),
    "be_recalled": Step("来文单位撤回", _UNDER_TRIAGE, S.RECALLED, frozenset(), statutes.FULL_RECORD),
    "note_receipt": Step(
        "登记对方接收", frozenset({S.PASSED_ON}), S.TAKEN_OVER, _DESK, statutes.TO_THE_COMPETENT
    ),
    "set_aside": Step("不予处理", _UNDER_TRIAGE, S.SET_ASIDE, _DESK, statutes.FULL_RECORD),
    "merge": Step("并入先前案源", _UNDER_TRIAGE, S.MERGED, _DESK, statutes.FULL_RECORD),
    "reopen": Step(
        "重新研判", frozenset({S.SET_ASIDE, S.MERGED, S.PASSED_ON, S.TAKEN_OVER}), S.RECEIVED, _DESK,
        statutes.MEND_OWN_ERRORS,
    ),
}  # fmt: skip
