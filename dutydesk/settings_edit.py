"""Editing the text of the settings file: what is typed comes in; comments, unknown keys and all other tables stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from dutydesk.phone_fields import LINE, OURS, SOURCES, Table, Texts, Typed, changes, lines_in
from dutydesk.settings import template


def edited(text: str, typed: Typed) -> str:
    """`text` with what is typed. Raises ValueError where it is no TOML."""
    import tomlkit

    found = tomllib.loads(text)
    for name in (table.name for table in SOURCES if table.name not in typed.on):
        text = without(text, name)
    kept = {line.origin for line in typed.lines}
    for nth in reversed(range(len(lines_in(found)))):
        if nth not in kept:
            text = without(text, LINE.name, nth)
    document: Any = tomlkit.parse(text)
    for table in SOURCES:
        if table.name in typed.on:
            _set_source(document, table, typed.sources.get(table.name, {}))
    _set_lines(document, typed)
    return tomlkit.dumps(document)


def with_ours_of(text: str, other: str) -> str:
    """`text` with the sources and lines of `other` in the place of its own. Raises ValueError where one is no TOML."""
    import tomlkit

    document, source = tomlkit.parse(text), tomlkit.parse(other)
    for name in sorted(OURS):
        document.pop(name, None)
        if name in source:
            document[name] = source[name]
    return tomlkit.dumps(document)


def without(text: str, name: str, nth: int = 0) -> str:
    """`text` without a table, or the nth of those so called (from 0); a comment that stands right above the next table stays."""
    cut = _cut(text, name, nth)
    return cut if _says(cut) == _left(text, name, nth) else _without_by_the_parser(text, name, nth)


def _says(text: str) -> dict[str, Any] | None:
    """What a text says, None where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _cut(text: str, name: str, nth: int) -> str:
    """`text` without the lines of the table, if its heading is found. In a text that spans lines it may cut wrongly."""
    lines = text.splitlines(keepends=True)
    start, end = _span(lines, name, nth)
    return "".join(lines[:start] + lines[end:])


def _span(lines: Sequence[str], name: str, nth: int = 0) -> tuple[int, int]:
    """Where the nth table so called begins and ends, an empty stretch without one.

    Comments below its last value are its own where no empty line stands between, unless they stand right above the next table.
    """
    heads = [at for at, line in enumerate(lines) if re.match(rf"\s*\[{{1,2}}\s*\"?{name}\"?\s*\]", line)]
    if len(heads) <= nth:
        return 0, 0
    head, below = heads[nth], range(heads[nth] + 1, len(lines))
    after = next((at for at in below if re.match(rf"\s*\[(?!\s*\"?{name}\"?\s*\.)(?!\[\s*\"?{name}\"?\s*\.)", lines[at])), len(lines))
    end = next(at for at in range(after, head, -1) if lines[at - 1].strip() and not _is_comment(lines[at - 1]))
    while end < after and _is_comment(lines[end]):
        end += 1
    if end == after < len(lines):
        while _is_comment(lines[end - 1]):
            end -= 1
    while end < after and not lines[end].strip():
        end += 1
    return head, end


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _left(text: str, name: str, nth: int) -> dict[str, Any]:
    """What a text without the table would say."""
    found = tomllib.loads(text)
    value = found.pop(name, None)
    if isinstance(value, list):
        rest = [one for at, one in enumerate(value) if at != nth]
        found |= {name: rest} if rest else {}
    return found


def _without_by_the_parser(text: str, name: str, nth: int) -> str:
    """As it must be done where a table is written in another way than under a heading of its own."""
    import tomlkit

    document: Any = tomlkit.parse(text)
    value = document.get(name)
    if isinstance(value, list) and len(value) > 1:
        del value[nth]
    else:
        document.pop(name, None)
    return tomlkit.dumps(document)


def _set_source(document: Any, table: Table, texts: Texts) -> None:
    import tomlkit

    if not isinstance(document.get(table.name), dict):
        document.pop(table.name, None)
        document[table.name] = _fresh(table.name) or tomlkit.table()
    _set(document[table.name], table, texts)


def _fresh(name: str) -> Any:
    """The table as the first file has it, with its comments; None for one that is off there."""
    import tomlkit

    lines = template().splitlines(keepends=True)
    start, end = _span(lines, name)
    return tomlkit.parse("".join(lines[start:end])).get(name)


def _set_lines(document: Any, typed: Typed) -> None:
    import tomlkit

    rows = lines_in(document)
    if not rows and typed.lines:
        document.pop(LINE.name, None)
        document[LINE.name] = tomlkit.aot()
    for nth, line in enumerate(typed.lines):
        if nth >= len(rows):
            there = document[LINE.name]
            there.append(tomlkit.table() if isinstance(there, tomlkit.items.AoT) else tomlkit.inline_table())
        _set(document[LINE.name][nth], LINE, line.texts)


def _set(there: Any, table: Table, texts: Texts) -> None:
    for key, value in changes(table, texts, there).items():
        if value is None:
            there.pop(key, None)
        else:
            there[key] = value
