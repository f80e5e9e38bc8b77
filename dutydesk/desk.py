"""The desk: what the window asks for. Each verb is one request to the journal; the answer comes to its listeners."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, Protocol

from dutydesk.journal import Author, Fact, Journal, Request, View

Given = ParamSpec("Given")


class Clock(Protocol):
    """The time, given from outside."""

    def now(self) -> datetime:
        """The wall clock, aware UTC."""

    def monotonic(self) -> float:
        """Seconds that never jump."""


class Desk:
    """Puts decisions into the journal's queue. A decision is a function of `life`, `taking`, `duty`, `rings` or `undo`.

    `do(author, life.hand_off, call, to="m208", told_how=Told.RADIO)` returns the request's id at once;
    `Recorded` or `Refused` with that id reaches the journal's listeners.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def do(
        self,
        author: Author,
        decision: Callable[Concatenate[View, Given], Sequence[Fact]],
        /,
        *args: Given.args,
        **given: Given.kwargs,
    ) -> str:
        """Ask for `decision` on the author's word and answer the request's id."""
        request = Request(uuid.uuid4().hex, author, partial(_decide, decision, args, given))
        self._journal.submit(request)
        return request.id


def _decide(decision: Callable[..., Sequence[Fact]], args: tuple[object, ...], given: dict[str, object], view: View) -> Sequence[Fact]:
    return decision(view, *args, **given)
