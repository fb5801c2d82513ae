"""The order of steps is written in rules/procedure.py and nowhere else: pages draw their buttons from `open_steps`."""

import ast

import pytest
from jinja2 import Environment, nodes

from inspect_app.rules.procedure import STEPS
from inspect_app.rules.statutes import Citation
from tests.architecture.source import ROOT, Module, assert_none, files, modules, write


def _is_stage(node: ast.AST) -> bool:
    """x.stage, stage, x.stage.name, x.stage.value."""
    if isinstance(node, ast.Attribute):
        return node.attr == "stage" or (node.attr in ("name", "value") and _is_stage(node.value))
    return isinstance(node, ast.Name) and node.id == "stage"


def compared_stages(module: Module) -> list[str]:
    if module.layer not in ("web", "sync", "exchange"):
        return []
    faults = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare) and any(_is_stage(one) for one in [node.left, *node.comparators]):
            faults.append(module.at(node, f"compares a stage: {ast.unparse(node)}"))
        if isinstance(node, ast.Match) and _is_stage(node.subject):
            faults.append(module.at(node, "matches a stage"))
    return faults


def _mentions_stage(node: nodes.Node) -> bool:
    own = (isinstance(node, nodes.Getattr) and node.attr == "stage") or (
        isinstance(node, nodes.Name) and node.name == "stage"
    )
    return own or any(_mentions_stage(child) for child in node.iter_child_nodes())


def compared_stages_in_template(name: str, text: str) -> list[str]:
    tree = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(text)
    return [
        f"{name}:{node.lineno} compares a stage"
        for node in tree.find_all((nodes.Compare, nodes.Test))
        if _mentions_stage(node)
    ]


def test_no_page_and_no_call_decides_by_stage():
    templates = files(ROOT / "templates", ".html", ".txt", ".xml")
    faults = [fault for module in modules() for fault in compared_stages(module)]
    faults += [fault for name, text in templates.items() for fault in compared_stages_in_template(name, text)]
    assert_none(faults)


@pytest.mark.parametrize(
    "text",
    [
        "if visit.stage is Stage.FINISHED: pass",
        "ok = order.stage in (Stage.MADE,)",
        "ok = 'MADE' == decision.stage.name",
        "def f(stage):\n    return stage != Stage.MADE",
    ],
)
def test_a_compared_stage_is_caught(tmp_path, text):
    [module] = modules(write(tmp_path, {"web/x.py": text}))
    assert len(compared_stages(module)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '{% if visit.stage.name == "FINISHED" %}x{% endif %}',
        "{{ 'x' if order.stage in closed else '' }}",
        "{% if decision.stage is sameas made %}x{% endif %}",
    ],
)
def test_a_compared_stage_in_a_template_is_caught(text):
    assert len(compared_stages_in_template("x.html", text)) == 1


def test_showing_a_stage_is_fine():
    assert (
        compared_stages_in_template("x.html", "{{ _(visit.stage.value) }} {% if 'file' in steps %}x{% endif %}")
        == []
    )


def test_every_step_has_a_law():
    for steps in STEPS.values():
        for name, step in steps.items():
            assert isinstance(step.law, Citation), name
            assert step.law.article.startswith("第"), name
            assert step.label, name
