"""Somebody at a desk: a browser's session, signed in, that reads pages and sends their forms."""

import html
import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.make import PASSWORD


class Desk:
    def __init__(self, client: FlaskClient, login: str = "", password: str = PASSWORD) -> None:
        self.client = client
        if login:
            response = self.send("/sign-in", login=login, password=password)
            assert response.status_code == 302, response.get_data(as_text=True)

    def open(self, path: str, **query: Any) -> TestResponse:
        return self.client.get(path, query_string=query or None, buffered=True)

    def read(self, path: str, **query: Any) -> str:
        """The page as text without its markup, blanks made one."""
        response = self.open(path, **query)
        assert response.status_code == 200, (response.status_code, text_of(response))
        return text_of(response)

    def send(self, path: str, /, **fields: Any) -> TestResponse:
        token = self.client.get("/api/session").json["csrf"]
        return self.client.post(path, data={"csrf_token": token, **fields})


def text_of(response: TestResponse) -> str:
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", response.get_data(as_text=True), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))
