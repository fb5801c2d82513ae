"""One clock on the server and one on the phone: everything else is told what time it is."""

import ast
import re

import pytest

from tests.architecture.source import ROOT, Module, assert_none, dotted, files, imports_of, modules, write

CLOCK_CALLS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
CLOCKS = {"datetime", "date", "time", "datetime.datetime", "datetime.date"}
PHONE_CLOCK = "device/clock.js"
PHONE_CALLS = re.compile(r"\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\)|\bperformance\.(now|timeOrigin)\b")
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.S)


def clock_reads(module: Module) -> list[str]:
    if module.name == "clock.py":
        return []
    faults = [
        module.at(one.node, f"imports {name}")
        for one in imports_of(module)
        if one.module == "time"
        for name in one.names
        if name in CLOCK_CALLS
    ]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_CALLS and dotted(node.value) in CLOCKS:
            faults.append(module.at(node, f"reads {dotted(node)}"))
    return faults


def clock_reads_on_the_phone(name: str, text: str) -> list[str]:
    code = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return [] if name == PHONE_CLOCK else [f"{name}: {found[0]}" for found in PHONE_CALLS.finditer(code)]


def test_only_the_clock_reads_the_clock():
    assert_none([fault for module in modules() for fault in clock_reads(module)])


def test_only_the_phones_clock_reads_the_phones_clock():
    app = files(ROOT / "static" / "app", ".js")
    assert_none([fault for name, text in app.items() for fault in clock_reads_on_the_phone(name, text)])


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\nat = datetime.now()",
        "import datetime\nat = datetime.datetime.utcnow()",
        "from datetime import date\non = date.today()",
        "import time\nat = time.time()",
        "from time import time",
        "from datetime import datetime\nf(default=datetime.now)",
    ],
)
def test_reading_the_wall_clock_is_caught(tmp_path, text):
    [module] = modules(write(tmp_path, {"actions/x.py": text}))
    assert len(clock_reads(module)) == 1


def test_asking_our_own_clock_is_fine(tmp_path):
    [module] = modules(write(tmp_path, {"web/x.py": "from inspect_app import clock\nat = clock.now()"}))
    assert clock_reads(module) == []


@pytest.mark.parametrize("text", ["Date.now()", "new Date()", "new Date( )", "performance.now()", "Date()"])
def test_reading_the_phones_clock_is_caught(text):
    assert len(clock_reads_on_the_phone("screens/visit.js", f"const at = {text};")) == 1
    assert clock_reads_on_the_phone("device/clock.js", text) == []
    assert clock_reads_on_the_phone("screens/visit.js", f"// never {text}\nnew Date(Date.parse(at));") == []
