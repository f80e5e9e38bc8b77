"""The catalogue: sentences in both languages by code, for refusals, faults and the command line, which has no Qt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from dutydesk.causes import Cause

_FIELD = re.compile(r"\{(\w+)\}")
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences by code and language; a sentence says what happened, what is kept and what to do."""

    sentences: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls) -> Catalogue:
        """The catalogue of ``resources/catalogue.toml``."""
        text = resources.files("resources").joinpath("catalogue.toml").read_text(encoding="utf-8")
        return cls(dict(_sentences("", tomllib.loads(text))))

    def has(self, code: str) -> bool:
        """Whether there is a sentence for `code`."""
        return code in self.sentences

    def say(self, code: str, lang: str, **values: object) -> str:
        """The sentence of `code` in `lang` ("zh", "en") with `values` in its fields.

        Never raises, since it tells of things gone wrong: an unknown code is said itself with its values, a missing value is "?".
        """
        told = self.sentences.get(code, {})
        sentence = told.get(lang) or told.get(_FALLBACK)
        if sentence is None:
            shown = ", ".join(f"{name}={value}" for name, value in values.items())
            return f"{code} ({shown})" if shown else code
        return _FIELD.sub(lambda field: self._value(values.get(field[1], "?"), lang), sentence)

    def _value(self, value: object, lang: str) -> str:
        return self.say(value.code, lang, **value.values) if isinstance(value, Cause) else str(value)


def _sentences(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, Mapping[str, str]]]:
    """Codes are the paths of tables that hold a sentence; a table may hold both sentences and further tables."""
    found: list[tuple[str, Mapping[str, str]]] = []
    texts = {name: value for name, value in table.items() if isinstance(value, str)}
    if texts:
        found.append((prefix, texts))
    for name, value in table.items():
        if isinstance(value, dict):
            found += _sentences(f"{prefix}.{name}" if prefix else name, value)
    return found
