"""Every button that a page may show has a step of the procedure behind it and is among those that the office takes."""

import re
from pathlib import Path

from inspect_app.rules.procedure import STEPS
from inspect_app.web.stages import NEEDED

ASKED = re.compile(r'"([a-z_]+)" in may\b')
TEMPLATES = Path("templates")


def test_a_step_that_a_page_asks_for_is_one_that_the_office_takes():
    asked = {step for page in TEMPLATES.rglob("*.html") for step in ASKED.findall(page.read_text("utf-8"))}
    assert len(asked) > 20
    assert asked - {step for steps in NEEDED.values() for step in steps} == set()


def test_what_the_office_takes_is_a_step_of_that_subject():
    assert [
        (subject, step) for subject, steps in NEEDED.items() for step in steps if step not in STEPS[subject]
    ] == []
