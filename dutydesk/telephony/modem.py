"""Asking a modem for caller ID: which commands, in which order, and what its answers mean. Bytes out only; time is an argument."""

from __future__ import annotations

import math
from enum import StrEnum

COMMANDS = (b"ATE0V1S0=0\r", b"AT+VCID=1\r", b"AT#CID=1\r")
"""No echo, answers in words, and never pick up: a modem that answers takes a repair call away. Then the two ways to ask for caller ID
(IS-101 and Rockwell), the second where the first is refused or not answered (telephony.md, source D)."""
ANSWER_WAIT = 2.0
"""Seconds for the answer to a command."""
ASK_EVERY = 60.0
"""Seconds after which a modem that has answered before is asked again: one that lost its power has forgotten what it was told, and one
that is dead must not look well."""


class Verdict(StrEnum):
    """What is known of the device at the other end."""

    ASKING = "asking"
    LISTENING = "listening"
    REFUSED = "refused"
    """It answers but has no caller ID: rings come without a number."""
    SILENT = "silent"
    """It has never answered: a box that only talks, or nothing at all."""
    LOST = "lost"
    """It answered before and does so no more."""


class Modem:
    """Where the asking stands. Each method gives the bytes to send; `now` is seconds of the running clock."""

    def __init__(self) -> None:
        self.verdict = Verdict.ASKING
        self._step = len(COMMANDS)
        self._due = math.inf
        self._is_answering = False
        self._ever_answered = False

    def ask(self, now: float) -> bytes:
        """Begin from the first command."""
        self._step, self._is_answering = -1, False
        return self._next(now)

    def answer(self, now: float, *, is_ok: bool) -> bytes:
        """The device said OK or ERROR."""
        self._is_answering = self._ever_answered = True
        if self._step >= len(COMMANDS):
            self._due = min(self._due, now + ASK_EVERY)  # a late answer: it may do better the next time
            return b""
        if is_ok and self._step > 0:
            return self._settle(Verdict.LISTENING, now)
        return self._next(now)

    def heard(self) -> None:
        """The device told of a ring: whatever it does not answer, it is there."""
        if self.verdict in (Verdict.SILENT, Verdict.LOST):
            self.verdict = Verdict.LISTENING

    def tick(self, now: float) -> bytes:
        """Go on where an answer or the time to ask again is due."""
        if now < self._due:
            return b""
        return self._next(now) if self._step < len(COMMANDS) else self.ask(now)

    def _next(self, now: float) -> bytes:
        self._step += 1
        if self._step < len(COMMANDS):
            self._due = now + ANSWER_WAIT
            return COMMANDS[self._step]
        if self._is_answering:
            return self._settle(Verdict.REFUSED, now)
        return self._settle(Verdict.LOST if self._ever_answered else Verdict.SILENT, now)

    def _settle(self, verdict: Verdict, now: float) -> bytes:
        self.verdict, self._step = verdict, len(COMMANDS)
        self._due = now + ASK_EVERY if self._ever_answered else math.inf
        return b""
