"""A checkup: what works here, what does not, and what to do about it; the health page and `dutydesk doctor` tell the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path

Say = Callable[..., str]
"""Takes a code of the catalogue and the values of its sentence; the language is settled."""
NAMES_THINGS = "device"
"""The value that may name a person, as loudspeakers do that somebody wears."""


class Subject(StrEnum):
    """What is looked at, in the order in which it is told."""

    DATABASE = "database"
    JOURNAL = "journal"
    EMERGENCY = "emergency"
    DISK = "disk"
    SETTINGS = "settings"
    SOURCES = "sources"
    SOUND = "sound"
    FONTS = "fonts"
    SCREEN = "screen"
    LOOKS = "looks"
    LOG = "log"
    VERSIONS = "versions"


class State(StrEnum):
    """How it is, the worst first."""

    BAD = "bad"
    LOOK = "look"
    OK = "ok"


SUBJECTS, STATES = tuple(Subject), tuple(State)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A code of the catalogue with its values, which may be sentences themselves."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: how it is, and what to do where that is not in the sentence itself."""

    subject: Subject
    state: State
    said: Sentence
    todo: Sentence | None = None


def ordered(findings: Iterable[Finding]) -> Sequence[tuple[Subject, tuple[Finding, ...]]]:
    """The findings by subject, those with the worst state first."""
    by_subject = sorted(findings, key=lambda one: (SUBJECTS.index(one.subject), STATES.index(one.state)))
    groups = [(subject, tuple(found)) for subject, found in groupby(by_subject, lambda one: one.subject)]
    return sorted(groups, key=lambda group: STATES.index(group[1][0].state))


def is_bad(findings: Iterable[Finding]) -> bool:
    """Whether anything must be done now."""
    return any(one.state is State.BAD for one in findings)


def summary(findings: Iterable[Finding]) -> Sentence:
    """How it all is, in one sentence."""
    states = [one.state for one in findings]
    if bad := states.count(State.BAD):
        return Sentence("checkup.not_well", {"count": bad})
    if look := states.count(State.LOOK):
        return Sentence("checkup.wants_look", {"count": look})
    return Sentence("checkup.all_well")


def tell(sentence: Sentence, say: Say) -> str:
    """A sentence in words, the folder of whoever is signed in to this computer shortened to "~"."""
    told = {name: tell(value, say) if isinstance(value, Sentence) else value for name, value in sentence.values.items()}
    return say(sentence.code, **told).replace(str(Path.home()), "~")


def lines(findings: Iterable[Finding], say: Say) -> Iterator[str]:
    """Everything as plain text, a line for each finding and one for what to do."""
    for subject, found in ordered(findings):
        for one in found:
            state, about = say(f"checkup.state.{one.state}"), say(f"checkup.subject.{subject}")
            yield f"{state}  {about}  {tell(one.said, say)}"
            if one.todo is not None:
                yield say("checkup.todo", todo=tell(one.todo, say))


def nameless(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same without what may name a person: to be copied and sent away."""
    return tuple(replace(one, said=_nameless(one.said)) for one in findings)


def _nameless(said: Sentence) -> Sentence:
    if NAMES_THINGS not in said.values:
        return said
    return Sentence(said.code, {**said.values, NAMES_THINGS: "…"})
