"""What each kind of message does here. A deed may raise `Refused`; the inbox answers for it exactly once."""

from collections.abc import Callable

from inspect_app.exchange.hello_deeds import take_hello
from inspect_app.exchange.received import Received
from inspect_app.exchange.standard_deeds import take_standard, take_statement

DEEDS: dict[str, Callable[[Received], None]] = {
    "hello": take_hello,
    "standard_published": take_standard,
    "standard_adopted": take_statement,
}
