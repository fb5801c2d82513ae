"""Reading our own source: each file as a tree, each import with its line; `TYPE_CHECKING` blocks are not imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HOUSE = ROOT / "inspect_app"
NOT_OURS = ("migrations/versions/", "vendor/", "node_modules/", "__pycache__/")


@dataclass(frozen=True)
class Module:
    """One Python file. `name` is its path below the folder that was read, with slashes."""

    name: str
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """First folder, or the file's own name at the top: rules, store, config, __init__."""
        return self.name.split("/", 1)[0].removesuffix(".py")

    def at(self, node: ast.AST, what: str) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)} {what}"


def modules(root: Path = HOUSE) -> list[Module]:
    """Our own house is read once; its trees are only looked at."""
    return _our_modules() if root == HOUSE else _modules_in(root)


@cache
def _our_modules() -> list[Module]:
    return _modules_in(HOUSE)


def _modules_in(root: Path) -> list[Module]:
    found = []
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if not any(part in name for part in NOT_OURS):
            text = path.read_text(encoding="utf-8")
            found.append(Module(name, text, ast.parse(text, filename=name)))
    return found


def files(root: Path, *endings: str) -> dict[str, str]:
    """Text by path below `root`, of all files with one of the endings that are ours."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.suffix in endings and not any(part in path.as_posix() for part in NOT_OURS)
    }


@dataclass(frozen=True)
class Import:
    module: str
    names: tuple[str, ...]
    node: ast.stmt


def imports_of(module: Module) -> Iterator[Import]:
    """What is imported when the program runs, wherever in the file it stands."""
    only_for_types = {
        id(inner)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(module.tree):
        if id(node) in only_for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, (), node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            yield Import("." * node.level + (node.module or ""), names, node)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node  # type: ignore[misc]


def dotted(node: ast.AST) -> str:
    """db.session.add for that expression; "" where it is not a plain chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def write(folder: Path, files: dict[str, str]) -> Path:
    """A small house for showing that a rule can fail."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def assert_none(faults: list[str]) -> None:
    """All faults in full, one to a line, rather than the first."""
    if faults:
        raise AssertionError("\n".join(["", *faults]))
