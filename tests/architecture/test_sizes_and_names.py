"""Sizes and names. A file over 200 lines says why in its first line: "(Long: a list.)"; a function over 20 stands here."""

import ast
import re

import pytest

from tests.architecture.source import ROOT, Module, assert_none, files, functions, modules, write

MOST_LINES = 200
MOST_LINES_OF_TESTS = 300
MOST_BODY_LINES = 20
REASON = re.compile(r"\(Long: [^)]{3,}\)")
FORBIDDEN_NAMES = re.compile(
    r"(^|[-_./])(helpers?|utils?|utilities|common|misc|managers?|handlers?|services?|shared|stuff|base_?[a-z]+)([-_./]|$)"
)
KEPT_NAMES = {"store/base.py", "base.html", "service-worker.js"}
LONG_FUNCTIONS = {
    "__init__.py::create_app": "the list of all parts in the order in which they are put together",
    "actions/decisions.py::new_decision": "one row, a column a line",
    "actions/orders.py::new_order": "one row, a column a line",
    "actions/fines.py::open_fine": "one row, a column a line",
    "rules/documents.py::on_the_spot_decision": "the contents of one document, a field a line",
    "rules/rulebook.py::rulebook_body": "the contents of the rulebook, a part a line",
}
"""Functions that are one table, and are read as one. Nothing that decides or does may stand here."""


def long_files(texts: dict[str, str], most: int = MOST_LINES) -> list[str]:
    return [
        f"{name} has {len(text.splitlines())} lines and no reason in its first line"
        for name, text in texts.items()
        if len(text.splitlines()) > most and not REASON.search(_first_line(text))
    ]


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


def body_lines(function: ast.FunctionDef, text: str) -> int:
    """Lines of code below the docstring: blank lines and comments do not count."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    lines = text.splitlines()[body[0].lineno - 1 : function.end_lineno]
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#"))


def long_functions(module: Module) -> list[str]:
    return [
        module.at(function, f"{function.name} has {count} lines")
        for function in functions(module.tree)
        if f"{module.name}::{function.name}" not in LONG_FUNCTIONS
        and (count := body_lines(function, module.text)) > MOST_BODY_LINES
    ]


def forbidden_names(names: list[str]) -> list[str]:
    return [name for name in names if name not in KEPT_NAMES and FORBIDDEN_NAMES.search(name)]


def test_no_file_is_long_without_a_reason():
    texts = (
        files(ROOT / "inspect_app", ".py")
        | files(ROOT / "templates", ".html")
        | files(ROOT / "static", ".js", ".mjs", ".css")
    )
    texts_of_tests = files(ROOT / "tests", ".py", ".js")
    assert_none(long_files(texts) + long_files(texts_of_tests, MOST_LINES_OF_TESTS))


def test_no_function_is_long():
    assert_none([fault for module in modules() for fault in long_functions(module)])


def test_every_allowed_long_function_is_still_there_and_still_long():
    """The list shrinks when a function is split."""
    found = {
        f"{module.name}::{function.name}": body_lines(function, module.text)
        for module in modules()
        for function in functions(module.tree)
    }
    assert [name for name in LONG_FUNCTIONS if found.get(name, 0) <= MOST_BODY_LINES] == []


def test_no_file_or_folder_is_named_for_nothing():
    for folder in ("inspect_app", "templates", "static", "tests"):
        names = [path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob("*")]
        ours = [name for name in names if not name.startswith("vendor") and "__pycache__" not in name]
        assert forbidden_names(ours) == [], folder


def test_a_long_file_is_caught():
    long = "x = 1\n" * (MOST_LINES + 1)
    assert long_files({"a.py": long}) != []
    assert long_files({"a.py": '"""What it decides. (Long: a list.)"""\n' + long}) == []
    assert long_files({"a.py": "x = 1\n" * MOST_LINES}) == []


@pytest.mark.parametrize(("lines", "is_long"), [(MOST_BODY_LINES, False), (MOST_BODY_LINES + 1, True)])
def test_a_long_function_is_caught(tmp_path, lines, is_long):
    text = 'def f():\n    """A docstring\n    of two lines."""\n\n    # a comment\n' + "    x = 1\n" * lines
    [module] = modules(write(tmp_path, {"x.py": text}))
    assert bool(long_functions(module)) is is_long


@pytest.mark.parametrize("name", ["web/helpers.py", "utils/x.py", "web/form_utils.py", "common", "office-misc.css"])
def test_a_name_for_nothing_is_caught(name):
    assert forbidden_names([name]) == [name]


def test_a_name_for_something_is_fine():
    assert forbidden_names(["web/visits.py", "store/base.py", "store/database.js"]) == []
