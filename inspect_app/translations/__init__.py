"""Languages: Chinese is the source text, English is complete. The person's own choice wins, then the browser's."""

from pathlib import Path

from flask import Flask, has_request_context, request, session
from flask_babel import Babel

from inspect_app.access import current_officer, is_signed_in

LANGUAGES = ("zh", "en")


def chosen_language() -> str:
    if not has_request_context():
        return "zh"
    if session.get("language") in LANGUAGES:
        return str(session["language"])
    if is_signed_in():
        return current_officer().language
    return request.accept_languages.best_match(LANGUAGES) or "zh"


def init_app(app: Flask) -> None:
    app.config.update(
        BABEL_DEFAULT_LOCALE="zh",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES=str(Path(__file__).parent),
    )
    Babel(app, locale_selector=chosen_language)
    app.jinja_env.globals["language"] = chosen_language
