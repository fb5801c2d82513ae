"""What an office says of itself: which software it runs and which kinds of message it knows."""

from typing import Annotated

from pydantic import Field, StringConstraints

from inspect_app.sync.wire import Short, Whole, Wire


class Hello(Wire):
    """Sent after pairing and after each upgrade. `address` "" = it cannot be called."""

    software: Short = ""
    schema_version: Whole = 0
    kinds: Annotated[tuple[Annotated[str, StringConstraints(max_length=60)], ...], Field(max_length=500)] = ()
    address: Short = ""
