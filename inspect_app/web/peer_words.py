"""How messages between offices are called on our pages."""

from flask_babel import gettext

from inspect_app.exchange.kinds import KINDS


def kind_words(kind: str) -> str:
    """A kind of a newer version has no words here yet: its own name stands for it."""
    known = KINDS.get(kind)
    return gettext(known.sentence) if known else kind
