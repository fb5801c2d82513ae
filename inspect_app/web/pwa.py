"""The phone app's shell and what it needs to open with no network: computed from the folder, so nothing is forgotten."""

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from werkzeug.utils import get_content_type

from inspect_app.access import open_to_all
from inspect_app.web.import_map import ROOT, first_modules, import_map_markup

shell = Blueprint("pwa", __name__)
NAME = "民防执法检查"  # in the shell the same for everybody: the app sets its title in the officer's language
KEPT_FOLDERS = ("static/app", "static/css", "static/icons", "static/vendor")
KEPT_ENDINGS = {".js", ".css", ".svg", ".png", ".wasm", ".json"}
NOT_ON_THE_PHONE = ("static/css/office", "static/css/print-office", "static/vendor/chart/")
LATER = ("/static/vendor/barcode-detector/", "/static/vendor/leaflet/", "/static/vendor/zxing-wasm/")
"""Large libraries, which a phone can begin without: it fetches them after its first exchange."""


class Precache(TypedDict):
    """What the worker keeps: `files` all or none, `later` one by one; each by its SHA-256."""

    version: str
    shell: str
    parcel: str
    files: dict[str, str]
    later: dict[str, str]


def kept_files(root: Path = ROOT) -> dict[str, str]:
    """URL -> SHA-256 of every file that the phone keeps."""
    return {
        f"/{path.relative_to(root).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in KEPT_FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and path.suffix in KEPT_ENDINGS and _is_the_phones(path.relative_to(root).as_posix())
    }


def _is_the_phones(name: str) -> bool:
    return not name.startswith(NOT_ON_THE_PHONE) and not name.endswith((".map", ".d.ts"))


def shell_html() -> str:
    """One page for everybody: were it another in another language, each change of it would be a new version of the app."""
    return render_template("phone.html", name=NAME, import_map=import_map_markup(), modules=first_modules())


@shell.get("/phone")
@shell.get("/phone/<path:_screen>")
@open_to_all
def phone(_screen: str = "") -> Response:
    """The same shell for every screen: the app reads its address itself."""
    response = Response(shell_html(), mimetype="text/html")
    response.headers["Cache-Control"] = "no-cache"
    return response


@shell.get("/service-worker.js")
@open_to_all
def service_worker() -> Response:
    response = send_from_directory(ROOT, "service-worker.js", mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/phone"
    response.headers["Cache-Control"] = "no-cache"
    return response


@shell.get("/precache.js")
@open_to_all
def precache() -> Response:
    """The list of files with their hashes, and the version that is the hash of it all."""
    listing = json.dumps(current_precache(), separators=(",", ":"))
    response = Response(f"self.PRECACHE={listing};\n", mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@shell.get("/precache.parcel")
@open_to_all
def precache_parcel() -> Response:
    """All files of `files` at once, for a phone that has none of them: see `packed`. `version` = of no other list."""
    current = current_precache()
    if request.args.get("version", current["version"]) != current["version"]:
        abort(404)
    response = Response(_parcel(current["version"], tuple(current["files"])), mimetype="application/octet-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=1)
def _parcel(_version: str, urls: tuple[str, ...]) -> bytes:
    """gzip, which every phone reads; once for each version, for it takes longer than sending it."""
    return gzip.compress(packed(urls), mtime=0)


def packed(urls: Iterable[str], root: Path = ROOT) -> bytes:
    """Four bytes of length (big-endian), a JSON list of [URL, bytes, media type], then the files one after the other."""
    contents = {url: (root / url.lstrip("/")).read_bytes() for url in urls}
    listed = json.dumps([[url, len(content), media_type(url)] for url, content in contents.items()]).encode()
    return b"".join([len(listed).to_bytes(4, "big"), listed, *contents.values()])


def media_type(url: str) -> str:
    """As the static files themselves are served."""
    return get_content_type(mimetypes.guess_type(url)[0] or "application/octet-stream", "utf-8")


def current_precache() -> Precache:
    files = _kept_files() if not current_app.debug else kept_files()
    page = hashlib.sha256(shell_html().encode()).hexdigest()
    everything = json.dumps([files, page], sort_keys=True)
    version = hashlib.sha256(everything.encode()).hexdigest()[:16]
    return {
        "version": version,
        "shell": "/phone",
        "parcel": url_for("pwa.precache_parcel", version=version),
        "files": {url: digest for url, digest in files.items() if not url.startswith(LATER)},
        "later": {url: digest for url, digest in files.items() if url.startswith(LATER)},
    }


@lru_cache(maxsize=1)
def _kept_files() -> dict[str, str]:
    return kept_files()


@shell.get("/manifest.webmanifest")
@open_to_all
def manifest() -> Response:
    body = {
        "id": "/phone",
        "name": NAME,
        "short_name": "民防检查",
        "lang": "zh-CN",
        "start_url": "/phone",
        "scope": "/phone",
        "display": "standalone",
        "background_color": "#0f2a43",
        "theme_color": "#0f2a43",
        "icons": [
            {"src": url_for("static", filename=f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
            for name, size, use in (("192", 192, "any"), ("512", 512, "any"), ("maskable-512", 512, "maskable"))
        ],
    }  # fmt: skip
    return Response(json.dumps(body, ensure_ascii=False), mimetype="application/manifest+json")


@shell.get("/healthz")
@open_to_all
def health() -> Response:
    return Response("ok\n", mimetype="text/plain")


def init_app(app: Flask) -> None:
    app.register_blueprint(shell)
