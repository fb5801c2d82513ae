"""Who writes: edges open transactions, actions flush, only the store knows the session."""

import ast

import pytest

from tests.architecture.source import Module, assert_none, dotted, imports_of, modules, write


def session_at_the_edges(module: Module) -> list[str]:
    """web and sync read through named queries and write through `transaction()`: they never see `db`."""
    if module.layer not in ("web", "sync", "exchange", "access", "cli", "translations"):
        return []
    faults = [
        module.at(one.node, "imports db")
        for one in imports_of(module)
        if one.module == "inspect_app.store.base" and "db" in one.names
    ]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and dotted(node).endswith("db.session"):
            faults.append(module.at(node, "touches db.session"))
    return faults


def commits_in_actions(module: Module) -> list[str]:
    """A deed flushes and never commits, for the edge may do several in one transaction."""
    if module.layer != "actions":
        return []
    faults = [
        module.at(node, f"calls {node.func.attr}")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("commit", "rollback", "begin", "begin_nested", "close")
    ]
    for one in imports_of(module):
        if one.module == "inspect_app.store.base" and "transaction" in one.names:
            faults.append(module.at(one.node, "opens a transaction"))
    return faults


def caught_refusals(module: Module) -> list[str]:
    """A refusal is raised by actions and caught at the edges; who catches it below loses reasons."""
    if module.layer not in ("rules", "store"):
        return []
    return [
        module.at(node, "catches Refused")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and node.type is not None and "Refused" in ast.dump(node.type)
    ]


@pytest.mark.parametrize("check", [session_at_the_edges, commits_in_actions, caught_refusals])
def test_writing_stays_where_it_belongs(check):
    assert_none([fault for module in modules() for fault in check(module)])


@pytest.mark.parametrize(
    ("check", "name", "text"),
    [
        (session_at_the_edges, "web/x.py", "from inspect_app.store.base import db, transaction"),
        (session_at_the_edges, "sync/x.py", "import inspect_app.store.base as base\nbase.db.session.add(1)"),
        (commits_in_actions, "actions/x.py", "from inspect_app.store.base import db\ndb.session.commit()"),
        (commits_in_actions, "actions/x.py", "from inspect_app.store.base import transaction"),
        (caught_refusals, "rules/x.py", "try:\n    pass\nexcept (ValueError, Refused):\n    pass"),
    ],
)
def test_writing_in_the_wrong_place_is_caught(tmp_path, check, name, text):
    [module] = modules(write(tmp_path, {name: text}))
    assert len(check(module)) == 1
