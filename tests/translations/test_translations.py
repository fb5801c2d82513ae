"""Chinese first, English complete: no text of the interface without its English, none left over, none outside gettext."""

import ast
import re
from functools import cache
from html.parser import HTMLParser

import pytest

from inspect_app.cli import update_translations
from inspect_app.translations.collect import (
    HAN,
    NOT_FOR_READERS,
    PO,
    catalogue,
    chinese_in,
    msgids,
    translations,
    update,
)
from tests.architecture.source import ROOT, assert_none, files, modules, write

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
CHINESE_SIGNS = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
NAMES_IN_ENGLISH: set[str] = set()
"""Texts whose English keeps a Chinese name, each for a reason."""
SAID_AS_THEY_ARE = {
    "English",
    "中文",
    "WGS-84",
    "GCJ-02",
    "SHA-256",
    "m²",
    "MB",
    "XLSX",
    "CSV",
    "TOML",
    "JSON",
    "ID",
    "JWS",
}
LEGAL_DOCUMENTS = {
    f"documents/{name}.html"
    for name in (
        "correction_order",
        "inspection_record",
        "on_the_spot_decision",
        "correction_supplement",
        "file_review_sheet",
        "joint_summary",
        "joint_parts",
        "signing",
    )
} | {"evidence/list.html", "evidence/instructions.html", "draws/list.html"}
"""They are Chinese whatever the reader's language."""
FOR_STYLE = re.compile(r"\{% block (page|body)_class %\}.*?\{% endblock %\}", re.S)
DATA_IN_PIECES = {"rules/work_texts.py": "the name that an entrance without one gets in the register"}
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
WORDS = re.compile(r"[A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff²-]+|[\u3400-\u9fff]")
SPOKEN_ATTRIBUTES = ("title", "alt", "placeholder", "aria-label", "aria-description", "label", "content")


@cache
def our_texts() -> frozenset[str]:
    """Found once: all sources are read for it."""
    return frozenset(msgids(ROOT))


def faults_of(zh: str, en: str) -> list[str]:
    faults = []
    if not en.strip():
        return [f"no English: {zh}"]
    if HAN.search(en) and zh not in NAMES_IN_ENGLISH:
        faults.append(f"Chinese words in the English: {zh} = {en}")
    if CHINESE_SIGNS.search(en):
        faults.append(f"Chinese signs in the English: {zh} = {en}")
    if set(PLACEHOLDER.findall(zh)) != set(PLACEHOLDER.findall(en)):
        faults.append(f"other placeholders: {zh} = {en}")
    return faults


def test_every_text_has_its_english():
    known = translations()
    assert_none([fault for zh in sorted(our_texts()) for fault in faults_of(zh, known.get(zh, ""))])


def test_no_translation_is_left_over():
    """Run `flask translations update` after a text is gone."""
    assert_none(sorted(set(translations()) - our_texts()))


def test_every_text_is_chinese_or_a_chinese_sign():
    assert_none([zh for zh in sorted(our_texts()) if not HAN.search(zh) and not CHINESE_SIGNS.search(zh)])


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("改正", ""),
        ("改正", "改正"),
        ("还差 {count} 项", "some items left"),
        ("还差 %(count)s 项", "%(number)s items left"),
        ("检查（一）", "Inspection（1）"),
    ],
)
def test_a_faulty_translation_is_caught(zh, en):
    assert len(faults_of(zh, en)) == 1


def test_words_that_come_only_through_a_variable_are_found():
    tree = ast.parse(
        'class Stage(StrEnum):\n    """说明"""\n    MADE = "待交付"\nlabel("地址", f"第{n}号")\nDEFAULTS = "某银行"'
    )
    assert list(chinese_in(tree)) == ["待交付", "地址"]


def test_updating_keeps_what_is_known_fills_what_is_given_and_drops_what_is_gone(tmp_path):
    root = write(
        tmp_path / "house",
        {"inspect_app/x.py": 'a = "甲"\nb = "乙"\nc = "丙"', "templates/x.html": "{{ _('丁') }}"},
    )
    path = tmp_path / "messages.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "甲"\nmsgstr "A"\n\nmsgid "旧"\nmsgstr "old"\n'
    )
    assert update(root, {"乙": "B"}, path) == ["丁", "丙"]
    assert translations(path) == {"甲": "A", "乙": "B", "丙": "", "丁": ""}
    first = path.read_bytes()
    update(root, {}, path)
    assert path.read_bytes() == first


def test_the_kept_catalogue_is_as_the_command_writes_it(tmp_path):
    path = tmp_path / "messages.po"
    path.write_bytes(PO.read_bytes())
    update(ROOT, {}, path)
    assert path.read_text(encoding="utf-8") == PO.read_text(encoding="utf-8")
    assert len(list(catalogue(set(translations()), translations()))) > 300


def test_the_command_takes_words_from_files(app, tmp_path):
    assert [option.name for option in update_translations.params] == ["files"]


def chinese_f_strings(name: str, tree: ast.Module) -> list[str]:
    """A sentence put together from pieces cannot be said in another language."""
    return [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant) and HAN.search(part.value)
    ]


def test_no_sentence_is_put_together_from_pieces():
    others = (*NOT_FOR_READERS, *DATA_IN_PIECES)
    for_readers = [module for module in modules() if not module.name.startswith(others)]
    assert_none([fault for module in for_readers for fault in chinese_f_strings(module.name, module.tree)])


def test_a_sentence_put_together_is_caught():
    assert len(chinese_f_strings("x.py", ast.parse('f"还差{n}项"'))) == 2


class _Visible(HTMLParser):
    """Text that somebody sees or hears, with all of Jinja taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        spoken = [value for name, value in given.items() if name in SPOKEN_ATTRIBUTES and tag != "meta"]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            spoken.append(given.get("value", ""))
        self.found += [(self.getpos()[0], text) for text in spoken]
        if tag in ("script", "style", "code"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append((self.getpos()[0], data))


def words_outside_gettext(name: str, template: str) -> list[str]:
    page = _Visible()
    page.feed(JINJA.sub(lambda part: "\n" * part[0].count("\n"), FOR_STYLE.sub("", template)))
    return [
        f"{name}:{line} {word}"
        for line, text in page.found
        for word in WORDS.findall(text)
        if word not in SAID_AS_THEY_ARE
    ] + _chinese_in_expressions(name, template)


def _chinese_in_expressions(name: str, template: str) -> list[str]:
    """A Chinese constant in an expression, other than as the argument of _()."""
    code = "\n".join(part for part in JINJA.findall(template) if not part.startswith("{#"))
    rest = re.sub(r"\b_\(\s*(\"[^\"]*\"|'[^']*')", "", code)
    rest = re.sub(r"\bngettext\([^)]*\)", "", rest)
    texts = re.findall(r"\"[^\"]*\"|'[^']*'", rest)
    return [f"{name} {text}" for text in texts if HAN.search(text) and text[1:-1] not in SAID_AS_THEY_ARE]


def test_no_template_says_a_word_outside_gettext():
    templates = {
        name: text for name, text in files(ROOT / "templates", ".html").items() if name not in LEGAL_DOCUMENTS
    }
    assert_none([fault for name, text in templates.items() for fault in words_outside_gettext(name, text)])


@pytest.mark.parametrize(
    "template",
    [
        "<p>检查</p>",
        "<p>Inspection</p>",
        '<input placeholder="姓名">',
        '<img alt="a photo">',
        '<button aria-label="关闭"></button>',
        '<input type="submit" value="Save">',
        "{{ '检查' }}",
        "{{ field(form.name, hint='必填') }}",
    ],
)
def test_a_word_outside_gettext_is_caught(template):
    assert words_outside_gettext("x.html", template) != []


@pytest.mark.parametrize(
    "template",
    [
        "<p>{{ _('检查') }}</p>",
        '<input placeholder="{{ _("姓名") }}" name="name" value="x">',
        "{# a note #}<!-- 说明 --><p>· {{ visit.name }} — 1/2</p>",
        "<p>{{ _('共 %(n)s 项', n=3) }} m²</p><code>flask db upgrade</code>",
    ],
)
def test_words_inside_gettext_pass(template):
    assert words_outside_gettext("x.html", template) == []


def test_the_english_of_a_refusal_is_english(app):
    client = app.test_client()
    response = client.post("/api/sync", data=b"{}", headers={"Accept-Language": "en"})
    assert not HAN.search(response.json["reasons"][0]["sentence"])
