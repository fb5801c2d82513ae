"""`flask law`: the group in which all commands about the law stand."""

from flask.cli import AppGroup

law = AppGroup("law", help="The law: statutes, decisions and periods, without a browser.")
