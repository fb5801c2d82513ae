"""What we tell people: links lead somewhere, pictures are small and all are shown, commands exist."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, assert_none, write

LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")
MAKE = re.compile(r"`make ([a-z-]+)")
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
MOST_BYTES_TOGETHER = 2_000_000


def pages(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def dead_links(root: Path) -> list[str]:
    return [
        f"{page.relative_to(root)} leads to {link}"
        for page in pages(root)
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]


def shown_pictures(root: Path) -> set[str]:
    return {Path(link).name for page in pages(root) for link in LINK.findall(page.read_text(encoding="utf-8"))}


def test_every_link_leads_somewhere():
    assert len(pages(ROOT)) > 10
    assert_none(dead_links(ROOT))


def test_a_dead_link_is_caught(tmp_path):
    root = write(tmp_path, {"README.md": "[x](docs/x.md) [y](docs/y.md#part)", "docs/x.md": ""})
    assert dead_links(root) == ["README.md leads to docs/y.md"]


def test_pictures_are_small_and_every_one_is_shown():
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    assert sum(sizes.values()) <= MOST_BYTES_TOGETHER
    assert set(sizes) - shown_pictures(ROOT) == set()


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_every_command_of_make_exists(name):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    told = set(MAKE.findall((ROOT / name).read_text(encoding="utf-8")))
    assert told - targets == set()
