"""The phone's door. `PROTOCOL.md` beside this file is its contract."""
