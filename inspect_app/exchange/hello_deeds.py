"""What becomes of a greeting: we know which software the other office runs."""

from typing import cast

from inspect_app.actions.peers import note_software
from inspect_app.exchange.received import Received
from inspect_app.exchange.shapes_hello import Hello


def take_hello(received: Received) -> None:
    hello = cast(Hello, received.body)
    note_software(received.peer, hello.software, hello.schema_version)
