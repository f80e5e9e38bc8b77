"""The settings of phone sources and lines while the window is open: read, checked, written, brought into effect, and brought back."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dutydesk import settings
from dutydesk.phone_fields import LINE, OURS, SOURCES, Field, Typed, ours_in, shown, typed_of
from dutydesk.phone_offers import Offer
from dutydesk.refusals import RefusedError
from dutydesk.settings import Settings, SettingsFault
from dutydesk.settings_edit import edited, with_ours_of

LOG = logging.getLogger("dutydesk.settings")
Work = Callable[[], None]
Judge = Callable[[Settings], tuple[SettingsFault, ...]]
Ports = Callable[[], tuple[Offer, ...]]


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is to be said at a field: a code of the catalogue. `row` counts the lines from 0; `key` is "" where the table is meant."""

    code: str
    table: str
    key: str = ""
    row: int = 0
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: a code of the catalogue, "" where nothing is to be said, and what is to be said at fields.

    `typed` is what the file holds now; None where what is typed stays as it is. `is_kept` says that it was written.
    """

    said: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    typed: Typed | None = None
    faults: tuple[FieldFault, ...] = ()
    is_kept: bool = False
    can_undo: bool = False


Done = Callable[[Answer], None]


def _lets_pass(_found: Settings) -> tuple[SettingsFault, ...]:
    return ()


def _ports_here() -> tuple[Offer, ...]:
    from dutydesk.telephony.serial_ports import ports  # pyserial is loaded once somebody asks

    return ports()


class PhoneSettings:
    """Does one request after the other through `run`, which returns at once: nothing of it happens where it is asked.

    `chosen` is what is in effect now, `follow` brings other settings into effect, once they are written, and `judge` finds what
    reads well but means nothing here. `done` is called where the work was done.
    """

    def __init__(
        self,
        path: Path,
        run: Callable[[Work], object],
        follow: Callable[[Settings], None],
        chosen: Settings,
        *,
        judge: Judge = _lets_pass,
        ports: Ports = _ports_here,
    ) -> None:
        self._path = path
        self._run = run
        self._follow, self._in_effect = follow, chosen
        self._judge, self._ports = judge, ports
        self._seen: dict[str, Any] = {}
        self._before: tuple[str, str] | None = None

    def read(self, done: Done) -> None:
        """Answer what the file holds."""
        self._begin(self._read, done)

    def apply(self, typed: Typed, done: Done) -> None:
        """Check what is typed, write it and bring it into effect; nothing is written where something of it cannot be used."""
        self._begin(lambda: self._apply(typed), done)

    def undo(self, done: Done) -> None:
        """Bring back what the file held before the last `apply`."""
        self._begin(self._undo, done)

    def list_ports(self, done: Callable[[tuple[Offer, ...]], None]) -> None:
        """Tell the serial ports of this computer; none where the system cannot say."""
        self._run(lambda: done(self._found_ports()))

    def _found_ports(self) -> tuple[Offer, ...]:
        try:
            return self._ports()
        except OSError as error:
            LOG.info("the serial ports could not be listed: %s", type(error).__name__)
            return ()

    def _begin(self, work: Callable[[], Answer], done: Done) -> None:
        self._run(lambda: done(self._answered(work)))

    def _answered(self, work: Callable[[], Answer]) -> Answer:
        try:
            return work()
        except RefusedError as refused:
            return replace(self._answer(refused.code), values=refused.values)
        except OSError as error:
            LOG.info("the phone settings were not written: %s", type(error).__name__)
            return self._answer("phones.unwritable")
        except Exception:  # the top of a worker's thread
            LOG.exception("the phone settings could not be changed")
            return self._answer("phones.failed")

    def _read(self) -> Answer:
        text = self._text()
        self._seen = ours_in(tomllib.loads(text))
        is_in_effect = _told_here(settings.understood(text, str(self._path))[0]) == _told_here(self._in_effect)
        return self._answer("" if is_in_effect else "phones.not_in_effect", typed_of(text), self._faults(text))

    def _apply(self, typed: Typed) -> Answer:
        text = self._text()
        there = ours_in(tomllib.loads(text))
        if there != self._seen:
            meanwhile = tuple(_meanwhile(self._seen, there))
            self._seen = there
            return self._answer("phones.changed_meanwhile", faults=meanwhile)
        wanted = edited(text, typed)
        if faults := self._faults(wanted):
            return self._answer("phones.wrong", faults=faults)
        if wanted != text:
            self._write(wanted)
            self._before = (text, wanted)
        self._come_into_effect(wanted)
        return self._answer("phones.applied", typed_of(wanted), is_kept=True)

    def _undo(self) -> Answer:
        if self._before is None:
            return self._answer("undo.nothing")
        text, (before, written) = self._text(), self._before
        if ours_in(tomllib.loads(text)) != ours_in(tomllib.loads(written)):
            self._before = None
            return self._answer("phones.not_undone")
        wanted = before if text == written else with_ours_of(text, before)
        self._write(wanted)
        self._before = None
        self._come_into_effect(wanted)
        return self._answer("phones.undone", typed_of(wanted), self._faults(wanted), is_kept=True)

    def _text(self) -> str:
        """What the file holds; refused where it cannot be read or is no TOML."""
        try:
            text = settings.text_of(self._path)
        except (OSError, UnicodeDecodeError) as error:
            raise RefusedError("settings.unreadable", file=str(self._path)) from error
        for fault in settings.understood(text, str(self._path))[1]:
            if fault.code == "settings.not_toml":
                raise RefusedError("phones.not_toml", **fault.values)
        return text

    def _write(self, text: str) -> None:
        settings.write(self._path, text)
        LOG.info("the phone settings were changed")

    def _come_into_effect(self, text: str) -> None:
        self._seen = ours_in(tomllib.loads(text))
        self._in_effect = settings.understood(text, str(self._path))[0]
        self._follow(self._in_effect)

    def _faults(self, text: str) -> tuple[FieldFault, ...]:
        found, told = settings.understood(text, str(self._path))
        ours = tuple(one for one in told if one.field.partition(".")[0].partition("[")[0] in OURS)
        return tuple(_at_field(one) for one in ours or self._judge(found))

    def _answer(self, said: str, typed: Typed | None = None, faults: tuple[FieldFault, ...] = (), *, is_kept: bool = False) -> Answer:
        values = {"file": str(self._path)}
        return Answer(said, values, typed, faults, is_kept=is_kept, can_undo=self._before is not None)


def _told_here(found: Settings) -> object:
    """What of the settings is changed on the page."""
    return found.webhook, found.sip, found.caller_id, found.lines


def _at_field(fault: SettingsFault) -> FieldFault:
    """A fault of the readers ("webhook.token", "line[2].number") at the field where it was typed."""
    where, _, key = fault.field.partition(".")
    table, _, nth = where.partition("[")
    code = f"phones.wrong.{table}.{key}" if key else f"phones.wrong.{table}"
    return FieldFault(code, table, key, int(nth.rstrip("]") or 1) - 1)


def _meanwhile(seen: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[FieldFault]:
    """What somebody else has changed: each field with what the file has for it now, unless that is a secret."""
    for table in SOURCES:
        old, new = (_table(found, table.name) for found in (seen, there))
        if bool(old) != bool(new):
            yield FieldFault("phones.now_on" if new else "phones.now_off", table.name)
            continue
        for one in table.fields:
            if old.get(one.key) != new.get(one.key):
                yield _now(one, new.get(one.key))
    if seen.get(LINE.name) != there.get(LINE.name):
        yield FieldFault("phones.now_other_lines", LINE.name)


def _now(one: Field, value: Any) -> FieldFault:
    if one.is_secret:
        return FieldFault("phones.now_other", one.table, one.key)
    return FieldFault("phones.now", one.table, one.key, values={"found": shown(one.kind, value) or "-"})


def _table(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name)
    return value if isinstance(value, dict) else {}
