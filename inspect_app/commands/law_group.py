"""`flask law`: the group that the commands about law join."""

from flask.cli import AppGroup

law = AppGroup("law", help="Ask the rulebook, reckon periods, keep statutes.")
