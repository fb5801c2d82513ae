"""Amounts as legal documents write them."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def yuan_in_capitals(yuan: int) -> str:
    """3000 -> 叁仟元整. Whole yuan from 0 up to 999,999,999,999; anything else raises ValueError."""
    if not 0 <= yuan < 10**12:
        raise ValueError(yuan)
    if yuan == 0:
        return "零元整"
    words, group = "", 0
    pending_zero = False
    while yuan:
        yuan, part = divmod(yuan, 10_000)
        if part:
            text = _four_digits(part)
            words = text + _GROUPS[group] + ("零" if pending_zero and words else "") + words
            pending_zero = part < 1_000
        else:
            pending_zero = bool(words)
        group += 1
    return words + "元整"


def _four_digits(part: int) -> str:
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = part // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + _PLACES[place]
        zero = digit == 0
    return text
