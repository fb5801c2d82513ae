"""The line between one phone and the server: hands on whole requests and replies, and does to them what the plan says."""

import itertools
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from tests.chaos.host import Host
from tests.chaos.plan import Fault, Plan, Tally

PATIENCE_S = 20.0
LATE_S = 2.5
PORTAL = b"<!doctype html><title>Welcome</title><form>Free Wi-Fi: please sign in</form>"


def page(status: str, body: bytes = PORTAL) -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


class Line:
    """Listens on `port` for one phone. Every connection carries one request."""

    def __init__(self, number: int, host: Host, plan: Plan, tally: Tally) -> None:
        self.number, self.host, self.plan, self.tally = number, host, plan, tally
        self.requests = itertools.count()
        self.door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self.door.getsockname()[1]
        self.under_way: set[threading.Thread] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()

    def wait_until_quiet(self) -> None:
        """What was on its way late has arrived."""
        for thread in list(self.under_way):
            thread.join(PATIENCE_S)

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                phone, _address = self.door.accept()
                thread = threading.Thread(target=self._serve, args=(phone,), daemon=True)
                self.under_way = {one for one in self.under_way if one.is_alive()} | {thread}
                thread.start()

    def _serve(self, phone: socket.socket) -> None:
        with phone, suppress(OSError):
            phone.settimeout(PATIENCE_S)
            request = self._named(read_request(phone))
            fault = None if self.tally.all_struck.is_set() else self.plan.fault(self.number, next(self.requests))
            if fault and self.tally.strike(fault.kind):
                STRIKES[fault.kind](self, phone, request, fault)
            else:
                phone.sendall(self._ask(request))

    def _named(self, request: bytes) -> bytes:
        """As a TLS proxy hands it on: with the caller's address; and one request for each connection."""
        first, rest = request.split(b"\r\n", 1)
        address = f"10.1.{self.number // 250}.{self.number % 250 + 1}"
        added = f"X-Forwarded-For: {address}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"
        return first + b"\r\n" + added.encode() + rest

    def _ask(self, request: bytes, *, pause: float = 0.0, size: int = 0) -> bytes:
        """The server's whole reply; empty when it does not answer."""
        parts = [request[at : at + size] for at in range(0, len(request), size)] if size else [request]
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.host.port), PATIENCE_S) as server:
            for part in parts:
                server.sendall(part)
                time.sleep(pause)
            with suppress(OSError):
                server.shutdown(socket.SHUT_WR)
            return read_to_the_end(server)
        return b""

    def _cut_on_the_way_up(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        with socket.create_connection(("127.0.0.1", self.host.port), PATIENCE_S) as server:
            server.sendall(request[: int(len(request) * fault.where)])
            time.sleep(0.02 * fault.much)
            break_off(server, hard=fault.much > 0.5)
        break_off(phone, hard=fault.much > 0.75)

    def _cut_on_the_way_down(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        reply = self._ask(request)
        phone.sendall(reply[: int(len(reply) * fault.where)])
        break_off(phone, hard=fault.much > 0.5)

    def _answer_lost(self, phone: socket.socket, request: bytes, _fault: Fault) -> None:
        self._ask(request)
        break_off(phone, hard=True)

    def _sent_twice(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        """At once or one after the other; the phone hears either of the two answers."""
        replies: list[bytes] = []
        second = threading.Thread(target=lambda: replies.append(self._ask(request)), daemon=True)
        if fault.much < 0.7:
            second.start()
        replies.append(self._ask(request))
        if fault.much >= 0.7:
            second.start()
        second.join(PATIENCE_S)
        phone.sendall(replies[0 if fault.where < 0.5 else -1])

    def _sent_late(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        """The phone has given it up and gone on; it overtakes nothing, and arrives all the same."""
        break_off(phone, hard=fault.much > 0.5)
        time.sleep(LATE_S * fault.where)
        self._ask(request)

    def _damaged_on_the_way_up(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        phone.sendall(self._ask(damaged(request, fault)))

    def _damaged_on_the_way_down(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        phone.sendall(damaged(self._ask(request), fault))

    def _delayed(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        time.sleep(fault.where)
        reply = self._ask(request)
        time.sleep(fault.much)
        phone.sendall(reply)

    def _slow(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        """In small pieces with pauses, for two seconds at most."""
        pieces = 5 + int(25 * fault.where)
        phone.sendall(self._ask(request, pause=2 * fault.much / pieces, size=len(request) // pieces + 1))

    def _portal(self, phone: socket.socket, _request: bytes, _fault: Fault) -> None:
        phone.sendall(page("200 OK"))

    def _too_large(self, phone: socket.socket, _request: bytes, _fault: Fault) -> None:
        phone.sendall(page("413 Request Entity Too Large", b"<h1>413 Request Entity Too Large</h1>"))

    def _bad_gateway(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        """Half of the times the server has done the work all the same."""
        if fault.where < 0.5:
            self._ask(request)
        phone.sendall(page("502 Bad Gateway", b"<h1>502 Bad Gateway</h1>"))

    def _killed(self, phone: socket.socket, request: bytes, fault: Fault) -> None:
        """In the middle of this request's work, or just before or after."""
        kill = self.host.kill if fault.kind == "server_killed" else self.host.kill_worker
        killer = threading.Timer(0.08 * fault.where, kill)
        killer.start()
        reply = self._ask(request)
        if reply:
            phone.sendall(reply)
        killer.join()


STRIKES: dict[str, Callable[[Line, socket.socket, bytes, Fault], None]] = {
    "server_killed": Line._killed,
    "worker_killed": Line._killed,
    **{
        name[1:]: strike
        for name, strike in vars(Line).items()
        if name
        in {
            "_cut_on_the_way_up", "_cut_on_the_way_down", "_answer_lost", "_sent_twice", "_sent_late", "_delayed",
            "_damaged_on_the_way_up", "_damaged_on_the_way_down", "_slow", "_portal", "_too_large", "_bad_gateway",
        }
    },
}  # fmt: skip


def damaged(message: bytes, fault: Fault) -> bytes:
    """One to four bytes changed, near each other, anywhere in head or body."""
    if not message:
        return message
    bytes_ = bytearray(message)
    for nth in range(1 + int(3.99 * fault.much)):
        at = (int(len(bytes_) * fault.where) + nth * 7) % len(bytes_)
        bytes_[at] ^= 1 + int(254 * fault.much)
    return bytes(bytes_)


def break_off(end: socket.socket, *, hard: bool) -> None:
    """With a reset, or as if all were said."""
    with suppress(OSError):
        if hard:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.close()


def read_request(phone: socket.socket) -> bytes:
    """One request with its body. The phones always say how long it is."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += _more(phone)
    head, body = got.split(b"\r\n\r\n", 1)
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    parts, missing = [got], int(lengths[0]) - len(body) if lengths else 0
    while missing > 0:
        parts.append(_more(phone))
        missing -= len(parts[-1])
    return b"".join(parts)


def _more(end: socket.socket) -> bytes:
    got = end.recv(65_536)
    if not got:
        raise ConnectionError("gone in the middle")
    return got


def read_to_the_end(server: socket.socket) -> bytes:
    parts = []
    while part := server.recv(65_536):
        parts.append(part)
    return b"".join(parts)
