"""Many phones, one server, and a line between them on which everything goes wrong: see `__main__.py`."""
