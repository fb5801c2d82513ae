"""What makes a work riskier than another, and how much more it weighs in a draw by risk."""

from collections.abc import Sequence
from enum import StrEnum


class RiskReason(StrEnum):
    """Why a work weighs more in a draw by risk."""

    SERIOUS_FINDING = "三年内有严重问题"
    OPEN_ORDER = "有未改正的责令改正"
    LONG_UNSEEN = "两年没有检查"
    KEY_PROJECT = "重点工程"


WEIGHTS = {
    RiskReason.SERIOUS_FINDING: 2,
    RiskReason.OPEN_ORDER: 1,
    RiskReason.LONG_UNSEEN: 1,
    RiskReason.KEY_PROJECT: 1,
}
"""The office's own rule: what each reason adds to the weight of 1 that every work has."""


def weight_of(reasons: Sequence[RiskReason]) -> int:
    return 1 + sum(WEIGHTS[one] for one in reasons)
