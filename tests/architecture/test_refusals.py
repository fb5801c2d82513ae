"""The catalogue of refusals and the names on the wire: complete, unique, and never shorter than what was released."""

import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import inspect_app.rules
import inspect_app.store
from inspect_app.problems import Problem
from inspect_app.sync.deeds import DEEDS
from inspect_app.sync.events import EVENTS
from tests.architecture.source import ROOT, Module, assert_none, files, functions, modules, write

RELEASED = Path(__file__).parent / "released_codes.json"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def placeholders(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name}


def lost_or_unlisted(released: list[str], current: list[str]) -> list[str]:
    lost = [f"{code} has vanished" for code in released if code not in current]
    return lost + [f"{code} is not in released_codes.json" for code in current if code not in released]


@pytest.mark.parametrize(
    ("key", "current"),
    [("refusal_codes", [problem.code for problem in Problem]), ("event_types", list(EVENTS))],
)
def test_no_released_code_ever_vanishes(key, current):
    """A phone may hold one for weeks. A new one is added to the file; none is ever taken out of it."""
    released = json.loads(RELEASED.read_text(encoding="utf-8"))
    assert_none(lost_or_unlisted(released[key], current))


def test_a_vanished_or_unlisted_code_is_caught():
    assert lost_or_unlisted(["a", "b"], ["b", "c"]) == ["a has vanished", "c is not in released_codes.json"]


def test_every_type_of_event_has_its_deed():
    assert list(EVENTS) == list(DEEDS)


def raised_in(module: Module) -> set[str]:
    """Problems that this file states; to compare with one, or to list some in a set, raises none."""
    silent = {
        id(inner)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Compare | ast.Set)
        for inner in ast.walk(node)
    }
    named = (_problem_named(node) for node in ast.walk(module.tree) if id(node) not in silent)  # type: ignore[arg-type]
    return {name for name in named if name}


def raised_on_the_phone(texts: Iterable[str]) -> set[str]:
    return {code.upper() for text in texts for code in re.findall(r"\brefusal\(\s*\"(\w+)\"", text)}


def test_every_problem_is_raised_somewhere():
    """A sentence that nobody ever says is a check that nobody makes."""
    raised = set().union(*(raised_in(module) for module in modules() if module.name != "problems.py"))
    raised |= raised_on_the_phone(files(ROOT / "static" / "app", ".js").values())
    assert_none([f"{name} is raised nowhere" for name in Problem.__members__ if name not in raised])


def test_a_problem_that_nobody_raises_is_caught(tmp_path):
    text = "HOLDS = {Problem.A}\ndef f(p):\n    return Refusal(Problem.B) if p is Problem.C else None"
    [module] = modules(write(tmp_path, {"rules/x.py": text}))
    assert raised_in(module) == {"B"}
    assert raised_on_the_phone(['refusal("act_unknown", null)', 'codes.has("signature_missing")']) == {
        "ACT_UNKNOWN"
    }


def test_no_two_problems_share_a_sentence():
    """Enum members of equal value would silently become one."""
    assert len(Problem.__members__) == len(list(Problem))
    sentences = [problem.sentence for problem in Problem]
    assert sorted({one for one in sentences if sentences.count(one) > 1}) == []


def test_every_sentence_is_a_whole_chinese_sentence():
    for problem in Problem:
        assert CHINESE.search(problem.sentence), problem
        assert problem.sentence.endswith(("。", "}")), problem
        assert 400 <= problem.status <= 599, problem


def keys_of(node: ast.expr | None, around: ast.AST) -> set[str] | None:
    """The keys of an expression for facts, None where they are not written out."""
    if node is None:
        return set()
    if isinstance(node, ast.Dict):
        inner = [keys_of(value, around) for key, value in zip(node.keys, node.values, strict=True) if key is None]
        names = {key.value for key in node.keys if isinstance(key, ast.Constant)}
        return None if None in inner else names.union(*(one for one in inner if one))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        left, right = keys_of(node.left, around), keys_of(node.right, around)
        return None if left is None or right is None else left | right
    if isinstance(node, ast.Name):
        return _keys_assigned(node.id, around)
    return None


def _keys_assigned(name: str, around: ast.AST) -> set[str] | None:
    found = [
        keys_of(one.value, around)
        for one in ast.walk(around)
        if isinstance(one, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in one.targets)
    ]
    return None if not found or None in found else set.intersection(*(one for one in found if one is not None))


def _problem_named(node: ast.expr) -> str | None:
    is_one = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Problem"
    return node.attr if is_one else None  # type: ignore[union-attr]


def wrong_facts(module: Module) -> list[str]:
    """A refusal that does not name what its sentence needs would fail when it is shown."""
    faults = []
    for around in [*functions(module.tree)]:
        for call in ast.walk(around):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Refusal" and call.args:
                faults += _faults_of_call(module, call, around)
    return faults


def _faults_of_call(module: Module, call: ast.Call, around: ast.AST) -> list[str]:
    name = _problem_named(call.args[0])
    if name is None:
        return []
    if name not in Problem.__members__:
        return [module.at(call, f"Problem.{name} does not exist")]
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    facts = call.args[2] if len(call.args) > 2 else by_name.get("facts")
    given = keys_of(facts, around)
    missing = placeholders(Problem[name].sentence) - given if given is not None else set()
    return [module.at(call, f"{name} lacks {sorted(missing)}")] if missing else []


def test_every_refusal_names_what_its_sentence_needs():
    assert_none([fault for module in modules() for fault in wrong_facts(module)])


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    return Refusal(Problem.TOO_FEW_OFFICERS)",
        "def f():\n    return Refusal(Problem.TOO_FEW_OFFICERS, LAW, {'wrong': 1})",
        "def f():\n    facts = {'name': 1}\n    return Refusal(Problem.CERTIFICATE_NOT_VALID, LAW, facts)",
        "def f():\n    return Refusal(Problem.FINE_ABOVE_CAP, LAW, facts={'fine': 1} | {'cap': 2})",
        "def f():\n    return Refusal(Problem.NO_SUCH_PROBLEM)",
    ],
)
def test_missing_facts_are_caught(tmp_path, text):
    [module] = modules(write(tmp_path, {"rules/x.py": text}))
    assert len(wrong_facts(module)) == 1


def _enums(package: object) -> list[type[StrEnum]]:
    found = []
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):  # type: ignore[attr-defined]
        if ".migrations" in info.name:
            continue
        module = importlib.import_module(info.name)
        found += [
            one
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__ == info.name
        ]
    return found


def members_without_chinese(kinds: list[type[StrEnum]]) -> list[str]:
    return [f"{kind.__name__}.{one.name}" for kind in kinds for one in kind if not CHINESE.search(one.value)]


def test_every_member_of_every_enum_has_its_chinese_word():
    kinds = _enums(inspect_app.rules) + _enums(inspect_app.store)
    assert len(kinds) > 20
    assert_none(members_without_chinese(kinds))


def test_a_member_without_a_chinese_word_is_caught():
    class Colour(StrEnum):
        RED = "red"
        BLUE = "蓝"

    assert members_without_chinese([Colour]) == ["Colour.RED"]
