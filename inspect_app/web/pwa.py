"""The phone app's shell and what it needs to open with no network: computed from the folder, so nothing is forgotten."""

import base64
import hashlib
import json
import posixpath
import re
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, render_template, send_from_directory, url_for
from markupsafe import Markup

from inspect_app.access import open_to_all

shell = Blueprint("pwa", __name__)
ROOT = Path(__file__).parent.parent.parent
NAME = "民防执法检查"  # in the shell the same for everybody: the app sets its title in the officer's language
KEPT_FOLDERS = ("static/app", "static/css", "static/icons", "static/vendor")
KEPT_ENDINGS = {".js", ".css", ".svg", ".png", ".wasm", ".json"}
NOT_ON_THE_PHONE = ("static/css/office", "static/css/print-office", "static/vendor/chart/")
LATER = ("/static/vendor/barcode-detector/", "/static/vendor/leaflet/", "/static/vendor/zxing-wasm/")
"""Large libraries, which a phone can begin without: it fetches them after its first exchange."""
IMPORTS = {
    "lit-html": "/static/vendor/lit-html/lit-html.js",
    "lit-html/": "/static/vendor/lit-html/",
    "idb": "/static/vendor/idb/index.js",
    "signature_pad": "/static/vendor/signature_pad/signature_pad.min.js",
    "tus-js-client": "/static/vendor/tus/tus.min.js",
    "@noble/hashes/sha2.js": "/static/vendor/noble-hashes/sha2.js",
    "lean-qr": "/static/vendor/lean-qr/index.js",
    "barcode-detector/ponyfill": "/static/vendor/barcode-detector/ponyfill.js",
    "leaflet": "/static/vendor/leaflet/leaflet.js",
}
FIRST_MODULES = (
    "/static/app/main.js",
    "/static/app/screens/sign-in.js",
    "/static/app/screens/locked.js",
)


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


@lru_cache(maxsize=1)
def import_map() -> str:
    return json.dumps({"imports": IMPORTS}, separators=(",", ":"))


@lru_cache(maxsize=1)
def import_map_hash() -> str:
    """The one inline script that browsers allow no file for; the policy names it by its hash."""
    return "sha256-" + base64.b64encode(hashlib.sha256(import_map().encode()).digest()).decode()


def import_map_markup() -> Markup:
    """For a page to write inline, word for word: a constant of ours, whose hash the policy names."""
    return Markup(import_map())


def shell_html() -> str:
    """One page for everybody: were it another in another language, each change of it would be a new version of the app."""
    return render_template("phone.html", name=NAME, import_map=import_map_markup(), modules=first_modules())


@lru_cache(maxsize=1)
def first_modules() -> list[str]:
    """What either screen before the gate needs, in the order of need, so that the browser asks for all at once."""
    return _with_imports(FIRST_MODULES)


def _with_imports(urls: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    waiting = list(urls)
    while waiting:
        url = waiting.pop(0)
        if url not in found:
            found[url] = None
            waiting += imports_of(url)
    return list(found)


def imports_of(url: str) -> list[str]:
    """Addresses of the modules that this one imports as it loads (not those it may load later)."""
    source = (ROOT / url.lstrip("/")).read_text(encoding="utf-8")
    names = re.findall(r"(?:^|;)(?:import|export)\b[^\"';]*?from\s*[\"']([^\"']+)[\"']", source, re.MULTILINE)
    names += re.findall(r"(?:^|;)import\s*[\"']([^\"']+)[\"']", source, re.MULTILINE)
    return [_address(name, url) for name in names]


def _address(name: str, url: str) -> str:
    if name.startswith("."):
        return posixpath.normpath(posixpath.join(posixpath.dirname(url), name))
    prefix = next((p for p in IMPORTS if p.endswith("/") and name.startswith(p)), None)
    return IMPORTS[prefix] + name.removeprefix(prefix) if prefix else IMPORTS[name]


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


def current_precache() -> dict[str, object]:
    files = _kept_files() if not current_app.debug else kept_files()
    page = hashlib.sha256(shell_html().encode()).hexdigest()
    everything = json.dumps([files, page], sort_keys=True)
    return {
        "version": hashlib.sha256(everything.encode()).hexdigest()[:16],
        "shell": "/phone",
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
