"""docs/reliability.md promises nothing that no test shows."""

import re

from tests.architecture.source import ROOT, assert_none

TABLE = ROOT / "docs" / "reliability.md"
ROW = re.compile(r"^\|.*\| `(?P<file>tests/[^`]+)` (?P<name>.+?) \|$", re.M)
LEAST_ROWS = 70


def unshown(text: str) -> list[str]:
    """Rows whose test does not exist."""
    faults = []
    for row in ROW.finditer(text):
        file = ROOT / row["file"]
        whole = f"def {row['name']}(" if file.suffix == ".py" else f'test("{row["name"]}"'
        is_there = file.exists() and whole in file.read_text(encoding="utf-8")
        faults += [] if is_there else [f"{row['file']}: {row['name']}"]
    return faults


def test_every_fault_of_the_table_names_a_test_that_exists():
    text = TABLE.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "| shown by |" not in line]
    assert len(rows) == len(ROW.findall(text)) >= LEAST_ROWS
    assert_none(unshown(text))


def test_a_row_without_its_test_is_caught():
    assert unshown("| fault | what happens | `tests/nowhere.py` test_of_nothing |")
    assert unshown("| fault | what happens | `tests/test_backup.py` test_of_nothing |")
    assert unshown("| only the beginning of a name | what happens | `tests/test_backup.py` test_ |")
