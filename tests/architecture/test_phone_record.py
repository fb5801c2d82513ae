"""On the phone, confirmed records have one writer and the journal only grows: nothing unanswered is ever dropped."""

import re

import pytest

from tests.architecture.source import ROOT, assert_none, files

COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.S)
WRITING = re.compile(r"\"readwrite\"|\.write\(|\bkeepFacts\(")
LISTED = re.compile(r"\"(confirmed|finder|journal)\"")
DROPPING = re.compile(r"\b(?:journal|objectStore\(\"journal\"\))\.(?:delete|clear)\(")
WRITERS = {
    "store/confirmed.js": {"confirmed", "finder", "journal"},
    "store/journal.js": {"journal"},
    "store/memory.js": {"journal"},
    "store/chain.js": {"journal"},
    "store/finder.js": {"finder"},
    "store/resealing.js": {"confirmed", "finder", "journal"},
}
"""What may be named in a file that writes. The memory puts back what a dead database forgot (design, section 6),
resealing puts back the same content, sealed, and the chain only reads where the journal ends when it begins another."""
READS_TOO = {"store/database.js", "store/picture.js", "sync/rescue.js"}
FACT_KEEPERS = re.compile(r"^(app|main)\.js$|^(store|sync)/")


def writes_out_of_place(name: str, text: str) -> list[str]:
    code = COMMENT.sub("", text)
    faults = [f"{name} drops lines of the journal: {found[0]}" for found in DROPPING.finditer(code)]
    if not WRITING.search(code) or name in READS_TOO:
        return faults
    if not FACT_KEEPERS.match(name):
        faults.append(f"{name} writes to the database: only store/ and sync/ may")
    wrong = {found[1] for found in LISTED.finditer(code)} - WRITERS.get(name, set())
    return faults + [f"{name} writes, and names the store {store}" for store in sorted(wrong)]


def test_confirmed_records_and_the_journal_have_their_one_writer():
    app = files(ROOT / "static" / "app", ".js")
    assert "store/confirmed.js" in app
    assert_none([fault for name, text in app.items() for fault in writes_out_of_place(name, text)])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("screens/me.js", 'db.write(["confirmed"], (tx) => tx.objectStore("confirmed").put({}))'),
        ("screens/me.js", 'database.transaction("drafts", "readwrite")'),
        ("store/drafts.js", 'this.database.write(["drafts", "journal"], put)'),
        ("store/confirmed.js", 'tx.objectStore("journal").delete(seq)'),
        ("sync/exchange.js", "await journal.clear()"),
    ],
)
def test_writing_past_the_one_writer_is_caught(name, text):
    assert writes_out_of_place(name, text)
