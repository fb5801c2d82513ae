"""The one handler that turns a refusal into a page, or into JSON under /api; and what happens when all else fails."""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge, TooManyRequests
from werkzeug.wrappers import Response as AnyResponse

from inspect_app.problems import Problem, Refusal, Refused

log = logging.getLogger(__name__)


def sentence_of(refusal: Refusal) -> str:
    """In the reader's language; a fact that is a word of ours (a field, a role) is translated, others stay as they are."""
    return in_words(refusal.problem.sentence, refusal.facts)


def in_words(sentence: str, facts: Mapping[str, object]) -> str:
    return str(gettext(sentence).format(**{name: _said(fact) for name, fact in facts.items()}))


def _said(fact: object) -> object:
    if isinstance(fact, tuple | list):
        return gettext("、").join(str(_said(one)) for one in fact)
    return gettext(fact) if isinstance(fact, str) and fact else fact


def as_plain(refusal: Refusal) -> dict[str, str]:
    law = refusal.law.text if refusal.law else ""
    return {"code": refusal.problem.code, "sentence": sentence_of(refusal), "law": law}


def refused(error: Refused) -> tuple[Response | str, int] | AnyResponse:
    status = error.refusals[0].problem.status
    if request.path.startswith("/api"):
        return jsonify(reasons=[as_plain(refusal) for refusal in error.refusals]), status
    if error.refusals[0].problem is Problem.SIGN_IN_NEEDED and request.method == "GET":
        return redirect(url_for("sign_in.new", next=request.full_path.rstrip("?")))
    return render_template("error.html", refusals=[as_plain(r) for r in error.refusals]), status


def _as_refused(problem: Problem, **facts: Any) -> tuple[Response | str, int] | AnyResponse:
    return refused(Refused(Refusal(problem, facts=facts)))


def failed(error: Exception) -> tuple[Response | str, int] | AnyResponse:
    """A bug. The person gets a number by which the log can be searched, never a trace."""
    if isinstance(error, HTTPException):
        return _in_our_words(error) if _is_for_a_phone(error) else error  # type: ignore[return-value]
    number = uuid4().hex[:8]
    log.exception("failure %s", number)
    return _as_refused(Problem.SERVER_FAILED, number=number)


def _is_for_a_phone(error: HTTPException) -> bool:
    return request.path.startswith("/api") and (error.code or 500) >= 400


def _in_our_words(error: HTTPException) -> tuple[Response, int]:
    """What the framework refuses by itself keeps its status; a phone reads a reason, never a page that it takes for a portal's."""
    is_nowhere = error.code == 405
    problem = Problem.NOT_FOUND if is_nowhere else Problem.BODY_NOT_UNDERSTOOD
    response = jsonify(reasons=[as_plain(Refusal(problem, facts={} if is_nowhere else {"where": error.name}))])
    response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response, error.code or 500


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, lambda _e: _as_refused(Problem.CSRF_FAILED))
    app.register_error_handler(NotFound, lambda _e: _as_refused(Problem.NOT_FOUND))
    app.register_error_handler(RequestEntityTooLarge, lambda _e: _as_refused(Problem.BODY_TOO_LARGE))
    app.register_error_handler(TooManyRequests, lambda _e: _as_refused(Problem.TOO_MANY_TRIES))
    app.register_error_handler(Exception, failed)
