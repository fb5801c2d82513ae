"""All pages of the office."""

from flask import Blueprint

from inspect_app.web import home, sign_in

BLUEPRINTS: list[Blueprint] = [home.pages, sign_in.pages]
