"""How messages between offices are called on our pages."""

from flask_babel import gettext

from inspect_app.exchange.kinds import KINDS


def kind_words(kind: str) -> str:
    """A kind of a newer version has no words here yet."""
    known = KINDS.get(kind)
    return str(gettext(known.sentence) if known else gettext("本系统还不认识的消息"))
