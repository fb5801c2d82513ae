"""What each kind of message does here. A deed may raise `Refused`; the inbox answers for it exactly once."""

from collections.abc import Callable

from inspect_app.exchange.figure_deeds import take_question_of_sample, take_report, take_sample
from inspect_app.exchange.hello_deeds import take_hello
from inspect_app.exchange.received import Received
from inspect_app.exchange.rotation import take_new_keys
from inspect_app.exchange.standard_deeds import take_standard, take_statement

DEEDS: dict[str, Callable[[Received], None]] = {
    "hello": take_hello,
    "standard_published": take_standard,
    "figures_reported": take_report,
    "figure_sample_asked": take_question_of_sample,
    "figure_sample_given": take_sample,
    "standard_adopted": take_statement,
    "keys_changed": take_new_keys,
}
