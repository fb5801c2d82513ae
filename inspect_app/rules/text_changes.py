"""What two texts differ in, line by line: what stood there, and what stands there now."""

from collections.abc import Sequence
from difflib import SequenceMatcher


def changed_lines(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of what was and what is; "" = there was nothing, or there is nothing any more."""
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [("\n".join(before[a:b]), "\n".join(after[c:d])) for what, a, b, c, d in found if what != "equal"]
