"""Which Chinese texts need an English one: every one in the source, and the catalogue that they fill.

Read from the syntax tree, so that words which reach the reader only through a variable (an enum's value, the name of a
field in a refusal) are found as well as those that stand in a call of gettext.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HAN = re.compile(r"[\u3400-\u9fff]")
METHODS = [("inspect_app/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
NOT_FOR_READERS = {
    "store/migrations/": "history of tables",
    "translations/": "this file",
    "rules/statutes.py": "titles and articles stand as the official text has them",
    "rules/statute_": "how official texts write their numbers, places and names",
    "rules/documents.py": "legal documents are Chinese",
    "rules/lead_texts.py": "what a lead says is data of the record",
    "rules/money.py": "amounts in capitals stand in legal documents",
    "rules/paper_laws.py": "articles stand as the official text has them",
    "rules/paper_values.py": "legal documents are Chinese",
    "rules/case_paper_facts.py": "legal documents are Chinese",
    "rules/case_values_of_": "legal documents are Chinese",
    "rules/decision_papers.py": "legal documents are Chinese",
    "rules/writing.py": "legal documents are Chinese",
    "catalogue/paper_samples.py": "legal documents are Chinese",
    "catalogue/word_pages.py": "legal documents are Chinese",
    "store/case_file_word.py": "legal documents are Chinese",
    "store/word_reading.py": "legal documents are Chinese",
    "store/word_signatures.py": "legal documents are Chinese",
    "actions/word_copies.py": "legal documents are Chinese",
    "actions/case_files.py": "legal documents are Chinese",
    "actions/case_volumes.py": "legal documents are Chinese",
    "actions/instance.py": "names of offices",
    "actions/demonstration": "invented data",
    "actions/year_of_2017": "invented data",
    "exchange/example": "invented data",
    "exchange/demonstration": "invented data",
}
NAMES_OF_DATA = {
    "SECRECY_MARKS",
    "NOT_SECRET",
    "DEFAULTS",
    "EXAMPLE",
    "RECOGNISABLE",
    "SERIES_WORDS",
    "IN_CAPITALS",
    "NUMERALS",
    "OFFICE_OF",
    "GOVERNMENT_OF",
}
"""Constants that hold data to compare with or to begin with, not words for the reader."""
PO = Path(__file__).parent / "en" / "LC_MESSAGES" / "messages.po"
ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def msgids(root: Path) -> set[str]:
    """Everything that must have a translation."""
    found = set(_in_calls_of_gettext(root))
    for path in sorted((root / "inspect_app").rglob("*.py")):
        name = path.relative_to(root / "inspect_app").as_posix()
        if not name.startswith(tuple(NOT_FOR_READERS)):
            found |= set(chinese_in(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def _in_calls_of_gettext(root: Path) -> Iterator[str]:
    """Babel's own extraction, as pybabel would do it; it takes the key in `_(LABELS["key"])` for a text."""
    for _name, _line, message, _comments, _context in extract_from_dir(root, METHODS, {}, KEYWORDS):
        found = [message] if isinstance(message, str) else message
        yield from [one for one in found if one and not one.isascii()]


def chinese_in(tree: ast.AST) -> Iterator[str]:
    """String constants with Chinese words, but for docstrings, fixed parts of f-strings, and data."""
    skipped = {id(part) for node in ast.walk(tree) for part in _not_words(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in skipped and HAN.search(str(node.value)):
            yield str(node.value)


def _not_words(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if {target.id for target in targets if isinstance(target, ast.Name)} & NAMES_OF_DATA:
            yield from ast.walk(node)


def catalogue(wanted: set[str], known: Mapping[str, str]) -> Catalog:
    """Sorted, without line numbers or dates, so that it changes only when words do; what is not wanted is left out."""
    made = Catalog(
        locale="en", project="inspect-app", version="1", charset="utf-8", creation_date=ANY_DAY, revision_date=ANY_DAY,
        header_comment="# English for every Chinese text. Written by `flask translations update`.", fuzzy=False,
        msgid_bugs_address="-", last_translator="-", language_team="-",
    )  # fmt: skip
    for msgid in sorted(wanted):
        made.add(msgid, known.get(msgid, ""))
    return made


def translations(path: Path = PO) -> dict[str, str]:
    """English by Chinese, as kept."""
    with path.open("rb") as file:
        kept = read_po(file)
    return {str(message.id): str(message.string) for message in kept if message.id}


def update(root: Path, words: Mapping[str, str], path: Path = PO) -> list[str]:
    """Write the catalogue, with these words laid over those kept, and compile it. Gives what still lacks its English."""
    wanted = msgids(root)
    made = catalogue(wanted, {**translations(path), **words})
    with path.open("wb") as file:
        write_po(file, made, no_location=True, sort_output=True, width=0)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, made)
    return sorted(str(message.id) for message in made if message.id and not message.string)
