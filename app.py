"""The server's entry: `gunicorn app:app`, or `flask --app app`."""

from inspect_app import create_app

app = create_app()
