"""Headers of every answer: nothing loads from elsewhere, nothing inline runs, nobody frames us."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from inspect_app.web.import_map import import_map_hash

NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
"""For answers that are no page, and for its parts, which run under the page's policy: short, for a phone pays for every byte."""


def policy(*, is_phone: bool = False, pictures_from: tuple[str, ...] = ()) -> str:
    """On the phone one program may run that is no script: the reader of QR codes, from our own host.

    `pictures_from` = the hosts of the office's map, where one is configured: for that one page.
    """
    wasm = " 'wasm-unsafe-eval'" if is_phone else ""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' '{import_map_hash()}'{wasm}",
            "style-src 'self'",
            " ".join(["img-src 'self' blob: data:", *pictures_from]),
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
    is_page = _may_be_a_page(response)
    headers.setdefault(
        "Content-Security-Policy", policy(is_phone=request.endpoint == "pwa.phone") if is_page else NO_PAGE
    )
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    if is_page:
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self)")
    if not _may_be_kept(headers.get("Cache-Control", "")):
        headers["Cache-Control"] = "no-store"
    return response


def _may_be_a_page(response: Response) -> bool:
    """What a browser runs or shows under the policy of its own: not JSON, not the modules and styles of a page."""
    is_part = request.endpoint == "static" and response.mimetype in {"text/javascript", "text/css"}
    return not response.is_json and not is_part


def _may_be_kept(said: str) -> bool:
    """Files of the house and the phone's empty shell; of anybody's data only what its view lets that browser keep."""
    return (request.endpoint or "static").startswith(("static", "pwa.")) or said.startswith("private")


def init_app(app: Flask) -> None:
    app.after_request(add_headers)
    if app.config["SESSION_COOKIE_SECURE"]:  # behind a TLS proxy, which names the caller
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)  # type: ignore[method-assign]
