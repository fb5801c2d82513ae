"""How legal documents write days, moments, numbers and amounts."""

from datetime import date, datetime

from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.money import yuan_in_capitals

_DIGITS = "零一二三四五六七八九"


def day_in_words(day: date | None) -> str:
    """2026年11月28日; "" where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def moment_in_words(moment: datetime | None) -> str:
    """2026年11月28日9时05分, by the clocks of Shanghai."""
    if moment is None:
        return ""
    local = moment.astimezone(SHANGHAI)
    return f"{day_in_words(local.date())}{local.hour}时{local.minute:02d}分"


def span_in_words(since: datetime | None, until: datetime | None) -> str:
    """From one moment to another; the day is not said twice."""
    if since is None or until is None:
        return moment_in_words(since or until)
    end = until.astimezone(SHANGHAI)
    is_one_day = since.astimezone(SHANGHAI).date() == end.date()
    return f"{moment_in_words(since)}至" + (
        f"{end.hour}时{end.minute:02d}分" if is_one_day else moment_in_words(until)
    )


def fine_in_words(yuan: int) -> str:
    """人民币壹万元整（¥10,000.00）."""
    return f"人民币{yuan_in_capitals(yuan)}（¥{yuan:,}.00）"


def number_in_words(number: int) -> str:
    """1 to 99 as statutes write them: 六, 十, 十五, 六十, 九十."""
    if not 0 < number < 100:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
