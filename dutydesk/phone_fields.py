"""The fields of phone sources and lines as data: what the settings page shows, what is typed, and what that is in the settings file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dutydesk.settings import LISTEN, CallerIdSettings, SipSettings

YES = "yes"
"""How a truth is typed; "" is no."""
DOTS = "••••••••"
_BETWEEN = re.compile(r"[,;，；、\s]+")


class Kind(StrEnum):
    """What a field holds: a `PORT` is the name of a serial port, a `MEMBER` somebody's staff number."""

    TEXT = "text"
    PORT = "port"
    MEMBER = "member"
    TEXTS = "texts"
    WHOLE = "whole"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table. `usual` holds while nothing is typed; a secret `is_made_up` where a random one does best.

    Most sites never need one that `is_rare`.

    Its label, its hint and the sentence of what is allowed stand in the catalogue, under the codes made of its names.
    """

    table: str
    key: str
    kind: Kind = Kind.TEXT
    usual: str = ""
    is_secret: bool = False
    is_made_up: bool = False
    is_rare: bool = False

    @property
    def label(self) -> str:
        """The catalogue's code of its name."""
        return f"phones.label.{self.table}.{self.key}"

    @property
    def hint(self) -> str:
        """The catalogue's code of what it is for."""
        return f"phones.hint.{self.table}.{self.key}"

    @property
    def wrong(self) -> str:
        """The catalogue's code of what is allowed in it."""
        return f"phones.wrong.{self.table}.{self.key}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: a source by its name, or the lines. `has_address`: it has an address to be copied into the exchange."""

    name: str
    fields: tuple[Field, ...]
    has_address: bool = False


_SIP, _CALLER_ID = SipSettings("", "", ""), CallerIdSettings("")
SOURCES: tuple[Table, ...] = (
    Table(
        "webhook",
        (
            Field("webhook", "listen", usual=LISTEN),
            Field("webhook", "token", is_secret=True, is_made_up=True),
            Field("webhook", "allow", Kind.TEXTS),
            Field("webhook", "here", Kind.TEXTS),
        ),
        has_address=True,
    ),
    Table(
        "sip",
        (
            Field("sip", "server"),
            Field("sip", "user"),
            Field("sip", "password", is_secret=True),
            Field("sip", "port", Kind.WHOLE, str(_SIP.port), is_rare=True),
            Field("sip", "auth_user", is_rare=True),
            Field("sip", "domain", is_rare=True),
            Field("sip", "listen", Kind.WHOLE, str(_SIP.listen), is_rare=True),
            Field("sip", "expires", Kind.WHOLE, str(_SIP.expires), is_rare=True),
        ),
    ),
    Table(
        "caller_id",
        (
            Field("caller_id", "port", Kind.PORT),
            Field("caller_id", "baud", Kind.WHOLE, str(_CALLER_ID.baud)),
            Field("caller_id", "line"),
            Field("caller_id", "forwarded_from"),
        ),
    ),
)
"""The tables whose presence switches a source on. A further source is a further table here, with its words in the catalogue."""
LINE = Table(
    "line",
    (
        Field("line", "number"),
        Field("line", "member", Kind.MEMBER),
        Field("line", "name_zh"),
        Field("line", "name_en"),
        Field("line", "maintenance", Kind.TRUTH),
        Field("line", "elsewhere_is_here", Kind.TRUTH),
    ),
)
OURS = frozenset({*(table.name for table in SOURCES), LINE.name})
"""The tables of the file that are typed here; all others are left as they are."""

Texts = Mapping[str, str]
"""What is typed into the fields of a table, by key."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it is typed; `origin` counts its place in the file from 0, -1 for a new one."""

    texts: Texts
    origin: int = -1


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything that is typed: the sources (also those that are off), which of them are `on`, and the lines."""

    sources: Mapping[str, Texts] = field(repr=False)
    on: frozenset[str] = frozenset()
    lines: tuple[TypedLine, ...] = ()


def typed_of(text: str) -> Typed:
    """The file's `text` as it would be typed. Raises ValueError where it is no TOML."""
    found = tomllib.loads(text)
    tables = {table.name: found.get(table.name) for table in SOURCES}
    sources = {table.name: _texts(table, found.get(table.name)) for table in SOURCES}
    lines = tuple(TypedLine(_texts(LINE, row), nth) for nth, row in enumerate(lines_in(found)))
    return Typed(sources, frozenset(name for name, value in tables.items() if isinstance(value, dict)), lines)


def lines_in(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The tables of lines in parsed TOML; none where something else stands in their place."""
    rows = found.get(LINE.name)
    return rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else []


def ours_in(found: Mapping[str, Any]) -> dict[str, Any]:
    """Of parsed TOML what is typed here, to be compared."""
    return {name: found[name] for name in OURS if name in found}


def changes(table: Table, texts: Texts, found: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be written of `texts` over `found`, the table as it is; None for a key that is to go."""
    different = (one for one in table.fields if texts.get(one.key, "") != shown(one.kind, found.get(one.key)))
    return {one.key: _value(one, texts.get(one.key, "")) for one in different}


def shown(kind: Kind, value: Any) -> str:
    """A value of the file as it would be typed; one of a wrong kind as it stands there."""
    if value is None:
        return ""
    if kind is Kind.TRUTH:
        return YES if value is True else "" if value is False else str(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def address(texts: Texts, *, hides: bool) -> str:
    """The whole address where the exchange reports rings; the token as dots where it `hides` that."""
    token = DOTS if hides else texts.get("token", "")
    return f"http://{texts.get('listen', '').strip() or LISTEN}/cti/{token}"


def _texts(table: Table, found: object) -> Texts:
    values: Mapping[str, Any] = found if isinstance(found, dict) else {}
    return {one.key: shown(one.kind, values.get(one.key)) for one in table.fields}


def _value(one: Field, typed: str) -> Any:
    """What the file has for it; the readers of the settings judge whether it can be used."""
    match one.kind:
        case Kind.TRUTH:
            return typed == YES
        case Kind.TEXTS:
            return _several(typed)
        case Kind.WHOLE if re.fullmatch(r"\s*[0-9]{1,9}\s*", typed):
            return int(typed)
        case _:
            kept = typed if one.is_secret else typed.strip()
            return kept or None


def _several(typed: str) -> list[str]:
    parts: Iterable[str] = _BETWEEN.split(typed)
    return [part for part in parts if part]
