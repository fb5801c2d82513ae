"""What each kind of message does here. A deed may raise `Refused`; the inbox answers for it exactly once."""

from collections.abc import Callable

from inspect_app.exchange.hello_deeds import take_hello
from inspect_app.exchange.received import Received
from inspect_app.exchange.rotation import take_new_keys

DEEDS: dict[str, Callable[[Received], None]] = {
    "hello": take_hello,
    "keys_changed": take_new_keys,
}
