"""Which layer may import which, and which file may know which library: the one table of both."""

import sys

import pytest

from tests.architecture.source import Module, assert_none, imports_of, modules, write

LAYERS = {
    "problems": set(),
    "config": set(),
    "limits": set(),
    "clock": {"rules"},
    "rules": {"problems"},
    "catalogue": {"problems", "rules"},
    "store": {"problems", "rules"},
    "actions": {"problems", "config", "rules", "catalogue", "store"},
    "access": {"problems", "clock", "rules", "store", "actions"},
    "sync": {"problems", "clock", "config", "limits", "access", "rules", "store", "actions"},
    "web": {"problems", "clock", "config", "limits", "access", "rules", "store", "actions", "exchange", "translations"},
    "exchange": {"problems", "clock", "config", "limits", "access", "rules", "store", "actions", "sync"},
    "translations": {"problems", "access", "rules"},
    "cli": {"problems", "clock", "config", "rules", "catalogue", "store", "actions", "translations"},
    "commands": {"problems", "clock", "config", "exchange", "rules", "store", "actions", "translations"},
    "__init__": {
        "access", "cli", "commands", "config", "exchange", "limits", "store", "sync", "translations", "web",
    },
}  # fmt: skip
"""Layer -> what it may import beside itself. Top-level modules stand here like folders."""

LIBRARIES = {
    "sqlalchemy": ("store/",),
    "alembic": ("store/migrations/", "store/database_copies.py"),
    "flask_sqlalchemy": ("store/base.py",),
    "flask_migrate": ("__init__.py", "store/migrations/"),
    "PIL": ("store/pictures.py", "store/picture_likeness.py", "store/word_signatures.py"),
    "pillow_heif": ("store/pictures.py",),
    "geopy": ("rules/places.py",),
    "chinese_calendar": ("actions/settings.py",),
    "pypinyin": ("actions/works.py",),
    "argon2": ("actions/officers.py", "actions/passwords.py"),
    "pydantic": ("sync/", "exchange/"),
    "joserfc": ("sync/seals.py", "sync/recovery.py", "exchange/"),
    "rfc3161_client": ("exchange/timestamps.py",),
    "cryptography": ("exchange/timestamps.py", "sync/sealed_rescues.py", "sync/seals.py"),
    "flask": (
        "__init__.py",
        "access.py",
        "cli.py",
        "commands/",
        "translations/",
        "web/",
        "sync/",
        "exchange/",
        "store/migrations/",
    ),
    "flask_login": ("access.py",),
    "flask_babel": ("translations/", "web/", "sync/problem_sentences.py"),
    "flask_limiter": ("limits.py",),
    "flask_compress": ("__init__.py",),
    "flask_wtf": ("__init__.py", "web/", "sync/doors.py"),
    "wtforms": ("web/",),
    "markupsafe": ("web/",),
    "werkzeug": ("web/", "sync/", "exchange/"),
    "gunicorn": ("sync/upload_bodies.py",),
    "babel": ("translations/",),
    "click": ("cli.py", "commands/"),
    "openpyxl": ("web/",),
    "docxtpl": ("store/word_templates.py",),
    "docx": (
        "store/word_templates.py",
        "store/word_reading.py",
        "store/word_signatures.py",
        "store/case_file_word.py",
        "store/year_report_word.py",
        "catalogue/paper_samples.py",
        "catalogue/word_pages.py",
    ),
    "lxml": ("store/word_files.py", "store/word_templates.py"),
    "jinja2": ("store/word_wording.py", "store/word_templates.py"),
    "segno": ("web/",),
    "icalendar": ("web/",),
    "tomli_w": ("web/checklist_files.py",),
}
"""Library -> the files or folders that may import it. A library that is not here may be imported nowhere."""


def wrong_directions(module: Module) -> list[str]:
    allowed = LAYERS.get(module.layer)
    if allowed is None:
        return [f"{module.name} is in no known layer"]
    return [
        module.at(one.node, f"{module.layer} imports {target}")
        for one in imports_of(module)
        for target in _targets(one.module, one.names)
        if target != module.layer and target not in allowed
    ]


def _targets(name: str, names: tuple[str, ...]) -> set[str]:
    """Layers of ours that an import reaches. Imports by dots are not our way, and count as the whole house."""
    if name.startswith("."):
        return {"(a relative import)"}
    parts = name.split(".")
    if parts[0] != "inspect_app":
        return set()
    return {parts[1]} if len(parts) > 1 else {n for n in names if n in LAYERS} or {"__init__"}


def wrong_libraries(module: Module) -> list[str]:
    faults = []
    for one in imports_of(module):
        library = one.module.split(".")[0]
        if library in sys.stdlib_module_names or library in ("inspect_app", "") or module.name.startswith("tests/"):
            continue
        if not module.name.startswith(LIBRARIES.get(library, ("(nowhere)",))):
            faults.append(module.at(one.node, f"imports {library}"))
    return faults


def impurities(module: Module) -> list[str]:
    """Rules read no files, no environment, no network, no chance: only values that are handed in."""
    forbidden = {"os", "pathlib", "io", "socket", "urllib", "random", "secrets", "time", "tempfile", "subprocess"}
    faults = [
        module.at(one.node, f"imports {one.module}")
        for one in imports_of(module)
        if one.module.split(".")[0] in forbidden
    ]
    return faults if module.layer in ("rules", "problems") else []


@pytest.mark.parametrize("check", [wrong_directions, wrong_libraries, impurities])
def test_every_import_points_the_right_way(check):
    assert_none([fault for module in modules() for fault in check(module)])


@pytest.mark.parametrize(
    ("check", "name", "text"),
    [
        (wrong_directions, "rules/x.py", "from inspect_app.store.base import db"),
        (wrong_directions, "rules/x.py", "from inspect_app import clock"),
        (wrong_directions, "store/x.py", "def f():\n    from inspect_app.actions.visits import start_visit"),
        (wrong_directions, "actions/x.py", "import inspect_app.web.errors"),
        (wrong_directions, "web/x.py", "from inspect_app.sync.held import apply_held"),
        (wrong_directions, "sync/x.py", "from inspect_app import clock, web"),
        (wrong_directions, "sync/x.py", "from ..web import errors"),
        (wrong_directions, "problems.py", "from inspect_app.rules.statutes import Citation"),
        (wrong_directions, "helpers.py", "import json"),
        (wrong_libraries, "web/x.py", "from sqlalchemy import select"),
        (wrong_libraries, "actions/x.py", "from flask import request"),
        (wrong_libraries, "rules/x.py", "from geopy.distance import geodesic"),
        (wrong_libraries, "store/photos.py", "from PIL import Image"),
        (wrong_libraries, "sync/x.py", "from wtforms import StringField"),
        (wrong_libraries, "web/x.py", "import requests"),
        (impurities, "rules/x.py", "import os"),
        (impurities, "rules/x.py", "from pathlib import Path"),
    ],
)
def test_a_wrong_import_is_caught(tmp_path, check, name, text):
    [module] = modules(write(tmp_path, {name: text}))
    assert len(check(module)) == 1


def test_what_is_imported_for_types_alone_does_not_count(tmp_path):
    text = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from inspect_app.rules.statutes import Citation"
    )
    [module] = modules(write(tmp_path, {"problems.py": text}))
    assert wrong_directions(module) == []
