"""Where the phone's libraries lie (the one import map), and which modules its first screens need."""

import base64
import hashlib
import json
import posixpath
import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

ROOT = Path(__file__).parent.parent.parent
IMPORTS = {
    "lit-html": "/static/vendor/lit-html/lit-html.js",
    "lit-html/": "/static/vendor/lit-html/",
    "idb": "/static/vendor/idb/index.js",
    "signature_pad": "/static/vendor/signature_pad/signature_pad.min.js",
    "tus-js-client": "/static/vendor/tus/tus.min.js",
    "@noble/hashes/sha2.js": "/static/vendor/noble-hashes/sha2.js",
    "lean-qr": "/static/vendor/lean-qr/index.js",
    "barcode-detector/ponyfill": "/static/vendor/barcode-detector/ponyfill.js",
}
FIRST_MODULES = (
    "/static/app/main.js",
    "/static/app/screens/sign-in.js",
    "/static/app/screens/locked.js",
)


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
