"""Headers of every answer: nothing loads from elsewhere, nothing inline runs, nobody frames us."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from inspect_app.web.pwa import import_map_hash

NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
"""For answers that are no page: short, for a phone pays for every byte."""


def policy() -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' '{import_map_hash()}' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
        ]
    )


def add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", NO_PAGE if response.is_json else policy())
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    if not response.is_json:
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self)")
    if not _may_be_kept(headers.get("Cache-Control", "")):
        headers["Cache-Control"] = "no-store"
    return response


def _may_be_kept(said: str) -> bool:
    """Files of the house and the phone's empty shell; of anybody's data only what its view lets that browser keep."""
    return (request.endpoint or "static").startswith(("static", "pwa.")) or said.startswith("private")


def init_app(app: Flask) -> None:
    app.after_request(add_headers)
    if app.config["SESSION_COOKIE_SECURE"]:  # behind a TLS proxy, which names the caller
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)  # type: ignore[method-assign]
