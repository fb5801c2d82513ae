"""From a citation as people write it to the law and the place that it names: full title, short name, or none."""

import re
from collections.abc import Collection

from inspect_app.rules.statute_positions import Position, position_in
from inspect_app.rules.statutes import Law

STATE = "中华人民共和国"
SHORT_NAMES: dict[str, Law] = {
    "处罚法": Law.PENALTY,
    "人防法": Law.CIVIL_AIR_DEFENCE,
    "民防条例": Law.SHANGHAI_CIVIL_DEFENCE,
    "复议法": Law.RECONSIDERATION,
    "诉讼法": Law.LITIGATION,
    "行诉法": Law.LITIGATION,
    "民诉法": Law.CIVIL_PROCEDURE,
    "证据规定": Law.EVIDENCE,
    "治安处罚法": Law.PUBLIC_SECURITY,
    "治安法": Law.PUBLIC_SECURITY,
    "质量条例": Law.CONSTRUCTION_QUALITY,
    "营商条例": Law.SHANGHAI_BUSINESS,
}
"""What the office says for short, where it is not simply the end of the title."""
_CITATION = re.compile(r"(?:《(?P<full>[^》]+)》|(?P<bare>[^《》第0-9０-９]*))(?P<place>.*)", re.S)


def named(name: str, titles: Collection[str]) -> list[str]:
    """Which of the titles the name means: the only one, several when it is not clear, or none."""
    wanted = re.sub(r"[\s《》]", "", name)
    short = SHORT_NAMES.get(wanted)
    for full in (wanted, STATE + wanted, short.value if short else ""):
        if full in titles:
            return [full]
    return sorted(title for title in titles if wanted and title.endswith(wanted))


def citation_in(text: str) -> tuple[str, Position] | None:
    """(law as named, place) of 《行政处罚法》第五十一条 or 处罚法51条; the name is "" when only the place stands there."""
    found = _CITATION.fullmatch(text.strip())
    position = position_in(found["place"]) if found else None
    if found is None or position is None:
        return None
    return ((found["full"] or found["bare"] or "").strip(), position)


def law_titled(title: str) -> Law | None:
    """The law of the rules that has this title; None for a statute that no rule cites."""
    return next((law for law in Law if law.value == title), None)
