"""Which ways of redress a decision names (行政复议法、行政诉讼法): by procedure, and by the day on which it was made."""

from collections.abc import Mapping
from datetime import date

from inspect_app.rules.clocks import CLOCKS
from inspect_app.rules.dated import Dated
from inspect_app.rules.papers import Procedure
from inspect_app.rules.writing import number_in_words

REVIEW_FIRST, EITHER = "redress_review_first", "redress_either"

WORDING: dict[Procedure, Dated[str]] = {
    # 行政复议法（2023年修订）第二十三条第一款第一项：对当场作出的行政处罚决定不服，复议前置；自2024年1月1日起施行。
    Procedure.ON_THE_SPOT: Dated({date(2015, 5, 1): EITHER, date(2024, 1, 1): REVIEW_FIRST}),
    # 行政诉讼法（2014年修正）第四十六条：直接起诉的期限为六个月；自2015年5月1日起施行。
    Procedure.GENERAL: Dated({date(2015, 5, 1): EITHER}),
}
"""Procedure -> the wording of the day. Raises `LookupError` for a day before the first line."""


def redress_paragraph(procedure: Procedure, *, on: date, body: str, wordings: Mapping[str, str]) -> str:
    """The paragraph with the office's names in it; the periods come from the table of clocks."""
    lengths = {
        name: number_in_words(CLOCKS[name].length) for name in ("reconsider", "sue", "sue_after_reconsideration")
    }
    return wordings[WORDING[procedure].on(on)].format(body=body, **lengths)
