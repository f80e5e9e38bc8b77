"""What callers say and crews report, in either language, from ``resources/drills/night.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

from dutydesk.calls import Call
from dutydesk.drills.deeds import dice
from dutydesk.life import Done


@dataclass(frozen=True, slots=True)
class Report:
    """Something that callers report. `where` is "room" or the end of a place's code; `weight` how often, among all."""

    category: str
    where: str
    weight: int
    said: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Script:
    """The whole file: what is reported, what was done and what was shut off by category ("" for any), and what work waits for."""

    reports: tuple[Report, ...]
    results: Mapping[str, Mapping[str, tuple[str, ...]]]
    safe: Mapping[str, Mapping[str, tuple[str, ...]]]
    parts: Mapping[str, tuple[str, ...]]


def default_script() -> Script:
    """The script that comes with the program."""
    return parse_script(files("resources").joinpath("drills", "night.toml").read_text(encoding="utf-8"))


def parse_script(text: str) -> Script:
    """The script of a TOML text in the form of ``resources/drills/night.toml``; raises ValueError or KeyError if it is not."""
    data = tomllib.loads(text)
    return Script(
        reports=tuple(Report(one["category"], one["where"], one["weight"], _both(one)) for one in data["report"]),
        results={one["category"]: _both(one) for one in data["result"]},
        safe={one["category"]: _both(one) for one in data["safe"]},
        parts=_both(data["parts"]),
    )


class Wording:
    """Words for a drill that is mostly in `language`: the same for the same call, always."""

    def __init__(self, script: Script, language: str) -> None:
        self._script = script
        self._language = language

    def done(self, call: Call, came: datetime) -> Done:
        """What the crew says of finished work."""
        said = self._said(self._script.results, call)
        return Done(result=said, minutes=5 * (2 + dice("minutes", call.id, came).below(7)))

    def made_safe(self, call: Call) -> str:
        """What was shut off."""
        return self._said(self._script.safe, call)

    def waits(self, call: Call) -> str:
        """What the work waits for."""
        return dice("waits", call.id).pick(self._script.parts[self._language])

    def _said(self, texts: Mapping[str, Mapping[str, tuple[str, ...]]], call: Call) -> str:
        return dice("said", call.id).pick(texts.get(call.category, texts[""])[self._language])


def _both(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(entry[language]) for language in ("zh", "en")}
