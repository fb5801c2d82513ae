"""The body of an upload by gunicorn's own parts over a real line: slow, cut off, followed by another request."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import pytest
from gunicorn.http.body import Body, LengthReader
from gunicorn.http.unreader import SocketUnreader

from inspect_app.store.photo_bytes import BLOCK
from inspect_app.sync.upload_bodies import parts_of_body

CONTENT = os.urandom(3 * BLOCK + 12_345)
NEXT = b"HEAD /api/photos/1 HTTP/1.1\r\n\r\n"
RESET_AT_CLOSE = b"\1\0\0\0\0\0\0\0"


@contextmanager
def line(app) -> Iterator[tuple[socket.socket, Body]]:
    """A phone's end, and the body as the server hands it to a view."""
    listener = socket.create_server(("127.0.0.1", 0))
    phone = socket.create_connection(listener.getsockname())
    server, _ = listener.accept()
    body = Body(LengthReader(SocketUnreader(server), len(CONTENT)))
    with app.test_request_context(environ_overrides={"wsgi.input": body, "CONTENT_LENGTH": str(len(CONTENT))}):
        yield phone, body
    for one in (phone, server, listener):
        one.close()


def sent(phone: socket.socket, *pieces: bytes, pause: float = 0) -> threading.Thread:
    def send() -> None:
        for piece in pieces:
            phone.sendall(piece)
            sleep(pause)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def test_a_body_comes_whole_in_parts_of_bounded_size(app):
    with line(app) as (phone, body):
        thread = sent(phone, CONTENT)
        parts = list(parts_of_body())
        thread.join()
    assert b"".join(parts) == CONTENT
    assert all(BLOCK <= len(part) < 2**20 + BLOCK for part in parts[:-1])
    assert (body.reader.length, body.failed) == (0, False)


def test_pieces_of_a_slow_line_are_gathered(app):
    pieces = [CONTENT[at : at + 20_000] for at in range(0, len(CONTENT), 20_000)]
    with line(app) as (phone, _body):
        thread = sent(phone, *pieces, pause=0.001)
        parts = list(parts_of_body())
        thread.join()
    assert b"".join(parts) == CONTENT
    assert len(parts) <= 4


def test_what_follows_the_body_on_the_line_is_left_for_the_next_request(app):
    with line(app) as (phone, body):
        thread = sent(phone, CONTENT + NEXT)
        assert b"".join(parts_of_body()) == CONTENT
        thread.join()
        phone.shutdown(socket.SHUT_WR)
        rest = body.reader.unreader
        assert rest.read(len(NEXT)) == NEXT


@pytest.mark.parametrize("comes", [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 7])
def test_a_line_that_ends_in_the_middle_gives_what_came(app, comes):
    with line(app) as (phone, _body):
        thread = sent(phone, CONTENT[:comes])
        thread.join()
        phone.shutdown(socket.SHUT_WR)
        assert b"".join(parts_of_body()) == CONTENT[:comes]


def test_a_line_that_breaks_gives_what_came_and_is_not_used_again(app):
    """A reset throws away what lies unread; what was read before it is written down."""
    with line(app) as (phone, body):
        thread = sent(phone, CONTENT[:BLOCK])
        thread.join()
        parts = parts_of_body()
        first = next(parts)
        phone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
        phone.close()
        assert CONTENT.startswith(first + b"".join(parts))
    assert len(first) == BLOCK
    assert body.failed


def test_a_body_that_was_begun_elsewhere_is_read_on_where_it_is(app):
    with line(app) as (phone, body):
        thread = sent(phone, CONTENT)
        begun = body.read(10)
        assert begun + b"".join(parts_of_body()) == CONTENT
        thread.join()


def test_any_other_server_is_read_by_its_own_stream(app):
    with app.test_request_context(method="POST", data=CONTENT):
        assert b"".join(parts_of_body()) == CONTENT
