"""Numbers as statutes write them: 四十九 <-> 49, from one to 9999."""

_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
NUMERAL = r"[零〇一二两三四五六七八九十百千]+|[0-9０-９]+"
MOST = 9999


def numeral(number: int) -> str:
    """10 -> 十, 49 -> 四十九, 101 -> 一百零一, 1260 -> 一千二百六十."""
    if not 1 <= number <= MOST:
        raise ValueError(number)
    text, gap = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // value % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + unit
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def number_in(text: str) -> int | None:
    """What the numeral says, in Chinese or Arabic figures; None when it is none."""
    if text.isdecimal():
        return int(text) if len(text) <= len(str(MOST)) and int(text) else None
    total, digit, last = 0, None, MOST + 1
    for sign in text:
        unit = _UNITS.get(sign)
        if unit is None:
            value = _VALUES.get(sign)
            if value is None or digit:
                return None
            digit = value
        elif unit >= last or digit == 0:
            return None
        else:
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
    return (total + (digit or 0)) or None


def year_in(text: str) -> int | None:
    """二〇二一 or 2021."""
    figures = "".join(str(_VALUES[sign]) if sign in _VALUES else sign for sign in text)
    return int(figures) if figures.isdecimal() and len(figures) == 4 else None
