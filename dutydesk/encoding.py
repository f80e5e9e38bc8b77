"""Facts as JSON and back: the payload and the private part of an entry, as canonical text."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dutydesk.events import KINDS, Event

T = TypeVar("T")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

VERSIONS: Mapping[str, int] = dict.fromkeys(KINDS, 1)
"""The version each kind is written in; a new meaning is a new kind, a version only adds fields with defaults."""


def encode(event: Event) -> tuple[str, str]:
    """The payload and the private part of `event` as JSON text; the private part is "" when there is nothing private."""
    payload: dict[str, object] = {}
    kept_apart: dict[str, object] = {}
    for name, default, is_private in _parts(type(event)):  # type: ignore[arg-type] # a class is hashable; the cache's stub wants to be told
        value = getattr(event, name)
        if value == default:
            continue
        (kept_apart if is_private else payload)[name] = _plain(value)
    return canonical(payload), canonical(kept_apart) if kept_apart else ""


@cache
def _parts(made: Hashable) -> tuple[tuple[str, object, bool], ...]:
    """Name, default and privacy of a fact's fields."""
    return tuple((part.name, part.default, bool(part.metadata.get("private"))) for part in fields(made))  # type: ignore[arg-type]


def decode(kind: str, payload: str, kept_apart: str) -> Event | None:
    """The fact of an entry, or None for a kind this program does not know. An erased private part reads as defaults.

    Fields that a later version added are passed over. Raises ValueError when a known kind lacks what it must have.
    """
    made = KINDS.get(kind)
    if made is None:
        return None
    told: dict[str, Any] = json.loads(payload)
    if kept_apart:
        told |= json.loads(kept_apart)
    readers = _readers(made)  # type: ignore[arg-type] # a class is hashable; the cache's stub wants to be told
    try:
        return made(**{name: readers[name](value) for name, value in told.items() if name in readers})
    except TypeError as error:
        raise ValueError(f"{kind}: {error}") from error


def canonical(value: object) -> str:
    """JSON text that is the same for the same value: sorted keys, no spaces, plain UTF-8."""
    return _CANONICAL(value)


def to_plain(value: object) -> object:
    """A frozen dataclass or a value of one as plain JSON values, fields that stand at their default left out."""
    return _writer(type(value))(value)  # type: ignore[arg-type] # as in from_plain


def from_plain(made: type[T], plain: Mapping[str, Any]) -> T:
    """The dataclass of type `made` that `to_plain` wrote; unknown fields are passed over."""
    readers = _readers(made)  # type: ignore[arg-type] # a class is hashable; the cache's stub wants to be told
    return made(**{name: readers[name](value) for name, value in plain.items() if name in readers})


@cache
def _writer(made: Hashable) -> Callable[[Any], object]:
    """What tells values of the type `made`: a row is told at every fact, its types are looked at once."""
    if hasattr(made, "__dataclass_fields__"):
        parts = tuple((part.name, _default(part)) for part in fields(made))  # type: ignore[arg-type] # as in _readers
        return partial(_tell_fields, parts)
    if made is tuple:
        return lambda value: [to_plain(item) for item in value]
    if made is dict:
        return lambda value: {str(_plain(key)): to_plain(item) for key, item in value.items()}
    return _plain


def _tell_fields(parts: tuple[tuple[str, object], ...], value: object) -> dict[str, object]:
    told = {}
    for name, default in parts:
        inner = getattr(value, name)
        if inner != default:
            told[name] = to_plain(inner)
    return told


def _default(part: Field[Any]) -> object:
    """The field's default; MISSING, which no value equals, for one that must be given."""
    return part.default if part.default_factory is MISSING else part.default_factory()


def _plain(value: object) -> object:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


_AS_THEY_ARE = frozenset((str, int, float, bool, type(None)))
"""Most values of a fact, known by one look instead of four."""


@cache
def _readers(made: Hashable) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(made)
    return {part.name: _reader(hints[part.name]) for part in fields(made)}  # type: ignore[arg-type]


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(part for part in get_args(hint) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: tuple(item(one) for one in value)
    if origin is dict:
        key, item = (_reader(part) for part in get_args(hint))
        return lambda value: {key(name): item(one) for name, one in value.items()}
    if hint in (datetime, date):
        read: Callable[[Any], Any] = hint.fromisoformat
        return read
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hasattr(hint, "__dataclass_fields__"):
        return lambda value: from_plain(hint, value)
    return lambda value: value
