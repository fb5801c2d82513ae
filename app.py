"""The server's entry: `gunicorn app:app`, or `flask --app app`."""

import gc

from inspect_app import create_app

app = create_app()
gc.freeze()  # what is here stays: collecting looks through it no more, which took a tenth of a second each time
