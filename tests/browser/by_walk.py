"""Which process takes which journey: all that is asked of one walk goes to one, or the others would wait for it to end."""

import re

from xdist.scheduler import LoadScopeScheduling

WALK = re.compile(r"(?:phone|office)_in_(?:chinese|english)")


class ByWalk(LoadScopeScheduling):
    """The walks, of which most is asked, begin first; every other journey goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        walk = WALK.search(nodeid)
        return walk[0] if walk else nodeid
