"""The house's rules, read from the source: which layer may import what, and how long, plain and honest the code is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("dutydesk", "db", "ui", "resources")
NOT_SOURCE = {"build", "dist"}

# Modules of dutydesk in order: one may import those of its own rank and below.
RANKS = {"events": 0, "calls": 1, "crew": 1, "shifts": 1, "phone_calls": 1, "limits": 2, "suggestions": 2, "desk": 3}

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
MARKS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of the project: `name` is its path from the root, with slashes."""

    name: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        return self.name.split("/")[0]


def read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


PROGRAM = [read(path) for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))] + [read(ROOT / "dev.py")]
TESTS = [read(path) for path in sorted((ROOT / "tests").rglob("*.py"))]


def imports(source: Source) -> Iterator[str]:
    """Every module that a file imports, with its full dotted name, wherever in the file the import stands."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(source, node)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def absolute(source: Source, node: ast.ImportFrom) -> str:
    above = source.name.split("/")[: -node.level] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def importers(*modules: str) -> set[str]:
    """Names of the program's files that import one of `modules` or something in it."""
    wanted = tuple(f"{module}." for module in modules)
    return {source.name for source in PROGRAM for name in imports(source) if f"{name}.".startswith(wanted)}


def importers_outside(place: str, *modules: str) -> set[str]:
    return {name for name in importers(*modules) if not name.startswith(place)}


def in_package(names: set[str], package: str) -> set[str]:
    return {name for name in names if name.startswith(f"{package}/")}


# ---- layers


def test_the_duty_desk_knows_neither_window_nor_storage() -> None:
    assert in_package(importers("ui", "db"), "dutydesk") <= {"dutydesk/__main__.py"}


def test_the_window_never_imports_storage() -> None:
    assert in_package(importers("db"), "ui") == set()


def test_storage_never_imports_the_window() -> None:
    assert in_package(importers("ui"), "db") == set()


def test_only_storage_knows_a_database() -> None:
    assert importers_outside("db/", "peewee", "playhouse", "sqlite3", "psycopg") == set()


def test_only_the_window_knows_qt() -> None:
    assert importers_outside("ui/", "PySide6", "shiboken6", "pyqtgraph") == set()


def test_only_telephony_knows_wires() -> None:
    assert importers_outside("dutydesk/telephony/", "aiohttp", "serial") == set()


def test_the_program_imports_no_test() -> None:
    assert importers("tests", "pytest", "hypothesis") == set()


def test_modules_of_the_duty_desk_import_only_downwards() -> None:
    upwards = [
        f"{source.name} imports {module}"
        for source in PROGRAM
        for module in imports(source)
        if rank(module) > rank(source.name.removesuffix(".py").replace("/", ".")) >= 0
    ]
    assert upwards == []


def rank(module: str) -> int:
    """The place of ``dutydesk.calls`` and what is in it; -1 for modules without one."""
    package, _, rest = module.partition(".")
    return RANKS.get(rest.split(".")[0], -1) if package == "dutydesk" else -1


def test_code_lives_in_the_known_folders() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} - NOT_SOURCE
    assert {name for name in folders if any((ROOT / name).rglob("*.py"))} <= {*FOLDERS, "tests"}


def test_dev_is_the_one_script() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == {"dev.py"}


# ---- house style


def test_functions_are_short() -> None:
    assert [f"{where} has {lines} lines" for where, lines in function_lengths() if lines > LONGEST_FUNCTION] == []


def function_lengths() -> Iterator[tuple[str, int]]:
    for source in PROGRAM + TESTS:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{source.name}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_tell_one_story() -> None:
    lengths = {source.name: source.text.count("\n") for source in PROGRAM}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_nothing_is_left_for_later() -> None:
    assert {source.name: marks for source in PROGRAM + TESTS if (marks := MARKS.findall(source.text))} == {}


def test_no_error_is_swallowed() -> None:
    caught = [(source, node) for source in PROGRAM + TESTS for node in ast.walk(source.tree) if isinstance(node, ast.ExceptHandler)]
    assert [f"{source.name}:{node.lineno}" for source, node in caught if swallows(node)] == []


def swallows(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes everything without a name for it, or does nothing about everything."""
    broad = isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    return handler.type is None or (broad and all(isinstance(node, ast.Pass) for node in handler.body))


def test_nothing_waits_for_seconds() -> None:
    assert [where for source in PROGRAM + TESTS for where in sleeps(source)] == []


def sleeps(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "time.sleep":
            yield f"{source.name}:{node.lineno}"
    if "time.sleep" in imports(source):
        yield source.name
