"""The record only grows: no line of it is ever changed or taken away, and nothing that a phone sent is rewritten."""

import ast

import pytest

from tests.architecture.source import Module, assert_none, dotted, modules, write

RECORD = {
    "RecordedStep",
    "AuditLine",
    "JournalEvent",
    "Document",
    "Signature",
    "Answer",
    "FindingVersion",
    "OrderCheck",
    "SentMessage",
    "PeerKey",
}
KEPT_AS_RECEIVED = {"jws", "claimed_at", "claims", "content", "previous_sha256", "enters"}
MAY_DELETE = {
    "forget_pieces": "store/peer_pieces.py",
    "forget_upload": "store/photos.py",
    "_number_lines": "store/feed.py",
    "forget_draft": "store/checklists.py",
    "forget_calendar_day": "store/settings.py",
    "forget_wrong_passwords": "store/wrong_passwords.py",
    "forget_wrong_passwords_before": "store/wrong_passwords.py",
}
NUMBERS_AT_COMMIT = {("store/audit.py", "_number_lines")}


def changed_record(module: Module) -> list[str]:
    """update(...) or delete(...) over a model of the record, and writing to what is kept as received."""
    faults = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in ("update", "delete"):
            named = {name.id for arg in node.args for name in ast.walk(arg) if isinstance(name, ast.Name)}
            faults += [module.at(node, f"changes {name}") for name in sorted(named & RECORD)]
    return faults + _rewritten(module)


def _rewritten(module: Module) -> list[str]:
    faults = []
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef) or (module.name, function.name) in NUMBERS_AT_COMMIT:
            continue
        for node in ast.walk(function):
            targets = node.targets if isinstance(node, ast.Assign) else []
            flat = [t for target in targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
            faults += [
                module.at(node, f"rewrites .{target.attr}")
                for target in flat
                if isinstance(target, ast.Attribute) and target.attr in KEPT_AS_RECEIVED
            ]
    return faults


def deletions(module: Module) -> list[str]:
    """Rows are deleted where nothing of the record goes: a transfer, a line of the feed that moves, a draft, counted tries."""
    faults = []
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef) or MAY_DELETE.get(function.name) == module.name:
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and (
                dotted(node.func).endswith("session.delete") or dotted(node.func) == "delete"
            ):
                faults.append(module.at(node, f"{function.name} deletes"))
    return faults


def test_no_line_of_the_record_is_changed():
    assert_none([fault for module in modules() for fault in changed_record(module)])


def test_rows_are_deleted_nowhere_else():
    assert_none([fault for module in modules() for fault in deletions(module)])


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (changed_record, "def f():\n    db.session.execute(update(AuditLine).values(deed='x'))"),
        (changed_record, "def f():\n    db.session.execute(sa.delete(RecordedStep))"),
        (changed_record, "def f(event):\n    event.jws = ''"),
        (changed_record, "def f(decision):\n    decision.claims, x = {}, 1"),
        (deletions, "def f(row):\n    db.session.delete(row)"),
        (deletions, "def f():\n    db.session.execute(delete(Work))"),
    ],
)
def test_a_changed_record_is_caught(tmp_path, check, text):
    [module] = modules(write(tmp_path, {"store/x.py": text}))
    assert len(check(module)) >= 1
