"""Checking a chain of entries: gapless numbers, each naming the hash before it, seals and private parts as they were written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from dutydesk.entries import FIRST, digest_of, hash_of_columns

MOST_PROBLEMS = 1000
"""More than this are not listed; a file so spoilt is not mended by a longer list."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not agree: a code of the catalogue and the values of its sentence."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsoleHead:
    """The end of a console's chain as it is printed: number and 8 characters of the hash."""

    console: str
    cseq: int
    mark: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check found. It is whole when there are no problems: tamper-evident, not tamper-proof."""

    entries: int
    consoles: tuple[ConsoleHead, ...]
    problems: tuple[Problem, ...]


class ChainCheck:
    """Fed with the entries of all consoles, each console's in order. `columns` are those of `Entry`, times in microseconds."""

    def __init__(self) -> None:
        self.entries = 0
        self.ends: dict[str, tuple[int, str]] = {}
        self.problems: list[Problem] = []
        self._missing: list[str] = []
        self._erased: set[str] = set()

    def look(self, columns: tuple, salt: bytes | None, text: str | None) -> None:
        """Check one entry with its private part, which is None where it has none or was erased."""
        console, cseq, kind, private, digest, previous, sealed = columns[1], columns[2], columns[10], *columns[13:17]
        key = f"{console}:{cseq}"
        last, expected = self.ends.get(console, (0, FIRST))
        if cseq != last + 1:
            self.add("verify.gap", console=console, expected=last + 1, found=cseq)
        elif previous != expected:
            self.add("verify.broken", entry=key)
        if hash_of_columns(columns[:16]) != sealed:
            self.add("verify.altered", entry=key)
        if private or text is not None:
            self._look_private(key, (private, digest), salt, text)
        if kind == "desk.erased":
            self._erased.update(json.loads(columns[12]).get("entries", ()))
        if kind == "desk.console_began":
            self._look_old_head(key, json.loads(columns[12]))
        self.ends[console] = (cseq, sealed)
        self.entries += 1

    def add(self, code: str, **values: object) -> None:
        """One more problem, unless there are too many already."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(code, values))

    def result(self) -> Verified:
        """What was found, once all entries were fed."""
        for key in self._missing:
            if key not in self._erased:
                self.add("verify.private_missing", entry=key)
        self._missing.clear()
        heads = tuple(ConsoleHead(console, cseq, sealed[:8]) for console, (cseq, sealed) in self.ends.items())
        return Verified(self.entries, heads, tuple(self.problems))

    def _look_private(self, key: str, stated: tuple[str, str], salt: bytes | None, text: str | None) -> None:
        if salt is None or text is None:
            self._missing.append(key)
        elif stated != (key, digest_of(salt, text)):
            self.add("verify.private_altered", entry=key)

    def _look_old_head(self, key: str, began: Mapping[str, object]) -> None:
        """A new console that continues an old one names where that one stood; what came after it is not of this folder."""
        known = self.ends.get(str(began.get("old_console", "")))
        if known is not None and known != (began.get("old_cseq"), began.get("old_hash")):
            self.add("verify.old_head_differs", entry=key)
