"""A server that swallows everything, and one that publishes a new version of the phone app whenever it is asked to."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen


def _listener(port: int) -> socket.socket:
    """The system takes a moment to free the port of a server that was killed."""
    for _ in range(50):
        try:
            return socket.create_server(("127.0.0.1", port), backlog=100)
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"port {port} is still in use")


@contextmanager
def black_hole(port: int) -> Iterator[list[socket.socket]]:
    """Connections are taken and never answered: nobody refuses, nobody speaks. Gives those that came."""
    taken: list[socket.socket] = []
    listener = _listener(port)

    def take() -> None:
        while True:
            try:
                taken.append(listener.accept()[0])
            except OSError:
                return

    threading.Thread(target=take, daemon=True).start()
    try:
        yield taken
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in taken:
            connection.close()


class Front(ThreadingHTTPServer):
    """Before a real server: the same answers, but for the version of the phone app and how many files it keeps."""

    daemon_threads = True
    KEEPS = ("/static/app/main.js", "/static/css/tokens.css")

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Pass)
        self.behind = behind
        self.version = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def precache(self, body: bytes) -> bytes:
        listing = json.loads(body.removeprefix(b"self.PRECACHE=").rstrip().removesuffix(b";"))
        files = {path: listing["files"][path] for path in self.KEEPS}
        fresh = {**listing, "version": f"test-{self.version:03}", "files": files, "later": {}}
        return f"self.PRECACHE={json.dumps(fresh)};\n".encode()


class _Pass(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def do_GET(self) -> None:
        wanted = Request(f"{self.server.behind}{self.path}", headers={"Cookie": self.headers.get("Cookie", "")})
        with urlopen(wanted, timeout=20) as answer:
            body, headers = answer.read(), answer.headers
        if self.path == "/precache.js":
            body = self.server.precache(body)
        self.send_response(200)
        for name in ("Content-Type", "Cache-Control", "Service-Worker-Allowed", "Content-Security-Policy"):
            if headers.get(name):
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Nothing: a test reads its own browser."""


@contextmanager
def front_of(behind: str) -> Iterator[Front]:
    front = Front(behind)
    threading.Thread(target=front.serve_forever, daemon=True).start()
    try:
        yield front
    finally:
        front.shutdown()
        front.server_close()
