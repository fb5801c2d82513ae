"""Writes rulebook.json: the rulebook of the shipped catalogue, so that both readers of the cases use real data.

python -m tests.golden.make_rulebook
"""

import json
from datetime import date
from pathlib import Path

from inspect_app.actions.settings import published_calendar
from inspect_app.catalogue import shipped_factors, shipped_law, shipped_templates
from inspect_app.rules.documents import OfficeTexts
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.plain import Plain
from inspect_app.rules.rulebook import rulebook_body
from inspect_app.rules.settings import DEFAULTS, SettingName, Settings

PATH = Path(__file__).parent / "rulebook.json"
AGENCY = "上海市松江区民防办公室"


def body(law: LawTable | None = None) -> dict[str, Plain]:
    """Everything as shipped, or with another law; the calendar from 2025 on, with no day of the office's own."""
    calendar = published_calendar()
    texts = OfficeTexts(
        agency=AGENCY,
        reconsideration_body="上海市松江区人民政府",
        payment_place=DEFAULTS[SettingName.PAYMENT_PLACE],
        templates=shipped_templates(),
        factors={code: words.zh for code, words in shipped_factors().items()},
    )
    return rulebook_body(
        law=law or shipped_law(),
        texts=texts,
        names=[(date(1999, 8, 1), AGENCY)],
        calendar=calendar,
        settings=Settings({}),
        since_year=2025,
    )


def as_text() -> str:
    return json.dumps(body(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    PATH.write_text(as_text(), encoding="utf-8")
