"""Corrections as they are typed: a field's word and its new value, read into what is entered in the journal."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime

from dutydesk.calls import Call
from dutydesk.command_line import FIELD, Command, CommandWords
from dutydesk.events import CallAmended
from dutydesk.numbers import mask
from dutydesk.refusals import RefusedError
from dutydesk.spelling import plain
from dutydesk.told_times import told_at
from dutydesk.words import Level, Step
from ui import durations
from ui.centre.desktop import Desktop
from ui.names import Names


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction enters: changed fields, or where `at` is given the time of a step. `field` and `value` say it in words."""

    field: str
    value: str
    changes: CallAmended = dataclasses.field(default_factory=CallAmended)
    step: Step = Step.RECEIVED
    at: datetime | None = None


class Corrections:
    """Reads corrections in the language that is spoken."""

    def __init__(self, desktop: Desktop, words: CommandWords) -> None:
        self._desktop = desktop
        self._words = words

    def read(self, command: Command, call: Call, word: str) -> Correction:
        """The correction that a command asks for.

        Raises RefusedError when no field is named, its value is missing or it cannot be read; nothing is ever taken for another field.
        """
        if not command.choice:
            raise RefusedError("command.field_needed", word=word, fields=", ".join(self._words.shown(FIELD, self._language)))
        field = self._words.shown_as(FIELD, command.choice, self._language)
        if command.choice in tuple(Step):
            return self._time(command, call, field)
        if not command.rest:
            raise RefusedError("command.argument_missing", word=field)
        return self._field(command.choice, command.rest, field)

    def _time(self, command: Command, call: Call, field: str) -> Correction:
        if command.told is None:
            raise RefusedError("command.time_needed", word=field)
        now, zone = self._desktop.now(), self._desktop.premises.zone
        at = told_at(command.told, now, call.received_at.astimezone(now.tzinfo))
        return Correction(field, durations.day_and_time(at, now, zone), step=Step(command.choice), at=at.astimezone(UTC))

    def _field(self, name: str, typed: str, field: str) -> Correction:
        match name:
            case "place":
                return self._place(typed, field)
            case "category":
                return self._category(typed, field)
            case "level":
                level = self._level(typed)
                return Correction(field, f"{level.value} {self._names.level(level)}", CallAmended(level=level))
            case "caller_number":
                number = self._desktop.e164(typed)
                return Correction(field, mask(number), CallAmended(caller_number=number, changed=(name,)))
            case "caller_name":
                return Correction(field, typed, CallAmended(caller_name=typed, changed=(name,)))
            case _:
                return Correction(field, typed, CallAmended(line=typed, changed=("line",)))

    def _place(self, typed: str, field: str) -> Correction:
        found = self._desktop.places.resolve(typed)
        if not found:
            raise RefusedError("place.not_found", typed=typed)
        if len(found) > 1:
            raise RefusedError("place.ambiguous", typed=typed, places=", ".join(place.code for place in found[:4]))
        return Correction(field, self._names.place(found[0].code), CallAmended(place=found[0].code))

    def _category(self, typed: str, field: str) -> Correction:
        """The level stays: whoever wants another one says so."""
        categories = self._desktop.categories
        kind = categories.by_code(typed.strip().upper()) or next((one for one, _ in categories.find(typed)), None)
        if kind is None:
            raise RefusedError("command.category_unknown", typed=typed)
        return Correction(field, self._names.category(kind.code), CallAmended(category=kind.code))

    def _level(self, typed: str) -> Level:
        said = plain(typed.strip())
        for level in self._desktop.premises.levels.levels:
            if said in (str(level.number), plain(level.zh), plain(level.en), plain(level.mark_zh)):
                return Level(level.number)
        raise RefusedError("command.level_unknown", typed=typed)

    @property
    def _names(self) -> Names:
        return self._desktop.names

    @property
    def _language(self) -> str:
        return "zh" if self._names.is_chinese else "en"
