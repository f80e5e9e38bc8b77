"""The emergency log: one JSON Lines file in a second place for each time the database is lost.

The first line says whose log it is; each further line is one act, numbered, with its facts. Lines with `"seed": true` are
acts that the journal had: open work, as it was known, for the case that the journal never comes back. A line is on disk
when `append` returns. A last line without its end was never acknowledged and is passed over.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dutydesk.encoding import canonical, decode
from dutydesk.entries import Happened
from dutydesk.entry_json import iso
from dutydesk.events import CallRestored
from dutydesk.journal import Author, Fact

MARK = "dutydesk emergency log"
RECOVERED = ".recovered"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Whose:
    """Which data folder a log belongs to."""

    console: str
    letter: str
    folder: str


class EmergencyLog:
    """The file of one incident. It is made by the first act; every method may raise OSError, after which nothing of the act is kept."""

    def __init__(self, folder: Path, whose: Whose, began: datetime, reason: str) -> None:
        self.path = _unused(folder, whose.console)
        self._first = {"log": MARK, "version": 1, **{name: getattr(whose, name) for name in Whose.__dataclass_fields__}} | {
            "began": iso(began),
            "reason": reason,
        }
        self._file = -1
        self._number = 0
        self._length = 0

    def append(self, act: Sequence[Happened], seeds: Iterable[Sequence[Happened]]) -> None:
        """Write one act and wait for the disk; before the first one, who we are and the `seeds`."""
        lines = []
        number = self._number
        if self._file < 0:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        if self._length == 0:
            lines = [self._first, *(_line(number := number + 1, seed, seed=True) for seed in seeds)]
        lines.append(_line(number := number + 1, act, seed=False))
        self._write("".join(f"{canonical(line)}\n" for line in lines).encode())
        self._number = number

    def close(self) -> None:
        """Close the file, if it was ever made."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, text: bytes) -> None:
        try:
            left = memoryview(text)
            while left:
                left = left[os.write(self._file, left) :]
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, self._length)  # half a line would hide the next one
            raise
        self._length += len(text)


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """One act of a log. `keys` are the names its entries had there."""

    act: str
    author: Author
    facts: tuple[Fact, ...]
    keys: tuple[str, ...]

    def naming(self, keys: Mapping[str, str]) -> tuple[Fact, ...]:
        """The facts, with other entries named as they are in the journal."""
        return tuple(_renamed(fact, keys) for fact in self.facts)


def logs(folder: Path) -> Sequence[Path]:
    """The logs that were not recovered yet, oldest first."""
    return sorted(folder.glob("emergency-*.jsonl"), key=lambda path: (path.stat().st_mtime_ns, path.name))


def whose_log(path: Path) -> Whose | None:
    """Which folder the log belongs to; None when its first line is not whole or not a log's."""
    first = next(_objects(path), None)
    if first is None or first.get("log") != MARK:
        return None
    return Whose(*(str(first.get(name, "")) for name in Whose.__dataclass_fields__))


def acts(path: Path) -> Iterator[LoggedAct]:
    """The acts of a log, in order."""
    for line in _objects(path):
        if "act" not in line:
            continue
        try:
            yield _act(line)
        except (KeyError, TypeError, ValueError) as error:  # one spoilt line must not keep the others from the journal
            _log.warning("a line of %s cannot be read: %s", path, error)


def set_aside(path: Path) -> Path:
    """Name the log as recovered; it is kept."""
    target = path.with_name(path.name + RECOVERED)
    os.replace(path, target)  # noqa: PTH105 # replaces on Windows too
    return target


def _unused(folder: Path, console: str) -> Path:
    number = 1
    while any((folder / f"emergency-{console}-{number}.jsonl{ending}").exists() for ending in ("", RECOVERED)):
        number += 1
    return folder / f"emergency-{console}-{number}.jsonl"


def _line(number: int, act: Sequence[Happened], *, seed: bool) -> dict[str, object]:
    first = act[0].entry
    return {
        "number": number,
        "act": first.act,
        "actor": first.actor,
        "entered_by": first.entered_by,
        "recorded_at": iso(first.recorded_at),
        "seed": seed,
        "facts": [_fact_line(one) for one in act],
    }


def _fact_line(one: Happened) -> dict[str, object]:
    entry = one.entry
    return {
        "key": entry.key,
        "subject": entry.subject,
        "kind": entry.kind,
        "actor": entry.actor,
        "at": iso(entry.at),
        "payload": json.loads(entry.payload),
        "private": json.loads(one.private_text) if one.private_text else None,
    }


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if not line.endswith("\n"):
                return
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict):
                yield told


def _act(line: Mapping[str, Any]) -> LoggedAct:
    told = [(_fact(fact), str(fact["key"])) for fact in line["facts"]]
    known = [(fact, key) for fact, key in told if fact is not None]
    author = Author(line["actor"], line["entered_by"])
    return LoggedAct(line["act"], author, tuple(fact for fact, _ in known), tuple(key for _, key in known))


def _fact(told: Mapping[str, Any]) -> Fact | None:
    event = decode(told["kind"], canonical(told["payload"]), canonical(told["private"]) if told["private"] else "")
    return None if event is None else Fact(told["subject"], event, datetime.fromisoformat(told["at"]), told["actor"])


def _renamed(fact: Fact, keys: Mapping[str, str]) -> Fact:
    if not isinstance(fact.event, CallRestored):
        return fact
    return replace(fact, event=replace(fact.event, isolation=keys.get(fact.event.isolation, fact.event.isolation)))
