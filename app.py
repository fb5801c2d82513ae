"""The server's entry: `gunicorn app:app`, or `flask --app app`."""

import gc
from threading import Lock

from inspect_app import create_app
from inspect_app.store.statistics import refresh_statistics

app = create_app()
with app.app_context():
    refresh_statistics()
app.extensions["batch_turn"] = Lock()  # see sync/doors.py
gc.freeze()  # what is here stays: collecting looks through it no more, which took a tenth of a second each time
gc.set_threshold(
    50_000, 20, 20
)  # a batch makes some ten thousand things and lets go of them: looked through once, not often
