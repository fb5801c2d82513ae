"""The catalogue of refusals in both languages, for the phone to say offline."""

from flask_babel import force_locale, gettext

from inspect_app.problems import Problem


def sentences() -> dict[str, dict[str, str]]:
    """{code: {zh, en}} with {placeholders} as in `problems.py`."""
    with force_locale("en"):
        return {problem.code: {"zh": problem.sentence, "en": gettext(problem.sentence)} for problem in Problem}
