"""What may stand in templates and in files for the browser: nothing inline, nothing unescaped, nothing from elsewhere."""

import ast
import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, nodes

from tests.architecture.source import ROOT, Module, assert_none, dotted, files, modules, write

LEADS_AWAY = {"app/rules/map-links.js"}
"""Addresses that a person may tap: until then nobody is asked for anything."""
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`(])//[^\n]*|<!--.*?-->", re.S)
UNSAFE_JS = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|unsafeStatic|srcdoc|createContextualFragment)\b"
    r"|\bdocument\.write(ln)?\b|\beval\(|\bnew Function\("
)
ELSEWHERE = re.compile(r"https?://(?!www\.w3\.org/)[^\s\"'`)<]+|[\"'(]//[a-z0-9.-]+\.[a-z]{2,}", re.I)
MARKUP_MAKERS = {"web/import_map.py"}


class _Page(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        for name in given:
            if name.startswith("on") or name == "style":
                self.faults.append(f"{self.name}:{line} <{tag}> has {name}=")
        if tag == "script" and "src" not in given and given.get("type") != "importmap":
            self.faults.append(f"{self.name}:{line} <script> without src")
        if tag == "style":
            self.faults.append(f"{self.name}:{line} <style> in a page")
        if given.get("href", "").startswith("javascript:"):
            self.faults.append(f"{self.name}:{line} a javascript: address")


def inline_parts(name: str, text: str) -> list[str]:
    """Inline script and style: the policy forbids them, so they would silently do nothing."""
    page = _Page(name)
    page.feed(JINJA.sub(lambda part: "x" + "\n" * part[0].count("\n"), text))
    return page.faults


def unescaped_parts(name: str, text: str) -> list[str]:
    tree = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(text)
    faults = [f"{name}:{n.lineno} |safe" for n in tree.find_all(nodes.Filter) if n.name in ("safe", "forceescape")]
    faults += [f"{name}:{n.lineno} autoescape changed" for n in tree.find_all(nodes.ScopedEvalContextModifier)]
    return faults


def unsafe_calls(name: str, text: str) -> list[str]:
    code = COMMENT.sub(" ", text)
    return [f"{name}: {found[0]}" for found in UNSAFE_JS.finditer(code)]


def things_from_elsewhere(name: str, text: str) -> list[str]:
    return [f"{name}: {found[0]}" for found in ELSEWHERE.finditer(COMMENT.sub(" ", text))]


def markup_made_in_python(module: Module) -> list[str]:
    """`Markup(...)` says "this is safe": only the import map, which we compose ourselves, may."""
    return [
        module.at(node, "makes Markup")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and dotted(node.func).split(".")[-1] == "Markup"
        and module.name not in MARKUP_MAKERS
    ]


TEMPLATES = files(ROOT / "templates", ".html", ".txt", ".xml")
BROWSER = files(ROOT / "static", ".js", ".mjs", ".css", ".svg", ".html") | {
    path.name: path.read_text(encoding="utf-8") for path in [ROOT / "service-worker.js"] if path.exists()
}


@pytest.mark.parametrize("check", [inline_parts, unescaped_parts, things_from_elsewhere])
def test_templates_are_clean(check):
    assert_none([fault for name, text in TEMPLATES.items() for fault in check(name, text)])


@pytest.mark.parametrize("check", [unsafe_calls, things_from_elsewhere])
def test_files_for_the_browser_are_clean(check):
    texts = {name: text for name, text in BROWSER.items() if check is unsafe_calls or name not in LEADS_AWAY}
    assert_none([fault for name, text in texts.items() for fault in check(name, text)])


def test_what_leads_away_makes_links_and_asks_nobody_itself():
    for name in LEADS_AWAY:
        assert not re.search(r"fetch|import\(|XMLHttpRequest|Image|navigator", BROWSER[name]), name


def test_python_makes_no_markup():
    assert_none([fault for module in modules() for fault in markup_made_in_python(module)])


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (inline_parts, '<button onclick="go()">'),
        (inline_parts, '<p style="color:red">'),
        (inline_parts, "<script>go()</script>"),
        (inline_parts, "<style>p{}</style>"),
        (inline_parts, '<a href="javascript:go()">'),
        (unescaped_parts, "{{ name|safe }}"),
        (unescaped_parts, "{% autoescape false %}{{ name }}{% endautoescape %}"),
        (things_from_elsewhere, '<script src="https://cdn.example.com/x.js"></script>'),
        (things_from_elsewhere, '<img src="//cdn.example.com/x.png">'),
        (things_from_elsewhere, "@import url(http://fonts.example.com/x.css);"),
        (things_from_elsewhere, 'import { html } from "https://esm.example.com/lit";'),
        (unsafe_calls, "element.innerHTML = name;"),
        (unsafe_calls, "document.write(name);"),
        (unsafe_calls, 'import { unsafeHTML } from "lit-html/directives/unsafe-html.js";'),
        (unsafe_calls, "element.insertAdjacentHTML('beforeend', name);"),
    ],
)
def test_what_is_not_clean_is_caught(check, text):
    assert len(check("x", text)) >= 1


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (
            inline_parts,
            '<script type="importmap">{{ import_map }}</script><script type="module" src="/x.js"></script>',
        ),
        (inline_parts, '<a href="{{ url_for(\'x\', onward=1) }}" data-only="x">'),
        (things_from_elsewhere, '<svg xmlns="http://www.w3.org/2000/svg">'),
        (things_from_elsewhere, "// see https://example.com\n"),
        (unsafe_calls, "// never innerHTML\n"),
    ],
)
def test_what_is_clean_passes(check, text):
    assert check("x", text) == []


def test_markup_is_caught(tmp_path):
    [module] = modules(write(tmp_path, {"web/x.py": "from markupsafe import Markup\nMarkup(name)"}))
    assert len(markup_made_in_python(module)) == 1
