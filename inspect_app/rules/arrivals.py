"""When what a phone has announced should have been here."""

from datetime import datetime, timedelta


def is_overdue(since: datetime, *, at: datetime, hours: int) -> bool:
    """传输逾时: the office sets the hours; a basement and a night without a network are no reason for an alarm."""
    return at - since >= timedelta(hours=hours)
