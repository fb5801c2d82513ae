"""What the figures are held against: a plain page with 200 questions, and a view that only stores bytes safely."""

import os
from pathlib import Path
from uuid import uuid4

from flask import Flask, Response, request
from flask_compress import Compress

app = Flask(__name__)
Compress(app)
FOLDER = Path(os.environ.get("DATA", "."))


def question(number: int) -> str:
    options = "".join(
        f'<label><input type="radio" name="q{number}" value="{value}"> {words}</label>'
        for value, words in (("met", "合格"), ("not_met", "不合格"), ("na", "不适用"))
    )
    legend = f"{number}. 防护密闭门启闭灵活，密封条完好，门前通道无堆物（第{number}项）"
    return f"<fieldset><legend>{legend}</legend>{options}</fieldset>"


@app.get("/plain")
def plain() -> Response:
    """A page of the simplest kind, which keeps itself for the next start without a network."""
    questions = "".join(question(number) for number in range(1, 201))
    script = "<script>navigator.serviceWorker?.register('/plain-worker.js')</script>"
    head = "<!doctype html><meta charset=utf-8><title>200</title>"
    return Response(f"{head}<form>{questions}</form>{script}", mimetype="text/html")


@app.get("/plain-worker.js")
def worker() -> Response:
    source = """
self.addEventListener("install", (e) => e.waitUntil(caches.open("plain").then((c) => c.add("/plain"))));
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => e.respondWith(caches.match("/plain").then((r) => r ?? fetch(e.request))));
"""
    return Response(source, mimetype="text/javascript")


@app.get("/healthz")
def health() -> str:
    return "ok"


@app.post("/store")
def store() -> str:
    """Bytes to disk, and only that."""
    path = FOLDER / uuid4().hex
    with path.open("wb") as file:
        while block := request.stream.read(256 * 1024):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    return "stored"
