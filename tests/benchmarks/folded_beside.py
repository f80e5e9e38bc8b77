"""Folding of made-up acts in a process beside the one that seals them: it has the acts by forking, and answers their rows."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from db import folded
from dutydesk.calls import Call, fold_call
from dutydesk.entries import Happened
from dutydesk.phone_calls import fold_phone_call, with_calls
from dutydesk.sealing import Sealed


@dataclass(frozen=True, slots=True)
class Rows:
    """What a batch of acts makes: columns of calls that are over and of phone calls, and calls with work to do."""

    calls: Sequence[tuple[Any, ...]]
    phones: Sequence[tuple[Any, ...]]
    live: Sequence[Call]


Folding = Callable[[], Rows]
"""Waits for the rows."""


def fold_beside(acts: Sequence[Sequence[Sealed]]) -> Folding:
    """Begin to fold. Here, where a process cannot be forked: on Windows, and beside other threads, whose locks it would inherit."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        rows = fold(acts)
        return lambda: rows
    answers, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_answer, args=(acts, sender))
    process.start()
    sender.close()

    def wait() -> Rows:
        told: Rows = answers.recv()
        answers.close()
        process.join()
        return told

    return wait


def _answer(acts: Sequence[Sequence[Sealed]], sender: Connection) -> None:
    sender.send(fold(acts))


def fold(acts: Iterable[Sequence[Sealed]]) -> Rows:
    """The rows of calls and of phone calls, folded from what is at hand: each act here is one whole life."""
    calls, phones, live = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[Call]()
    for sealed in acts:
        told: dict[str, list[Happened]] = {}
        for one in sealed:
            told.setdefault(one.entry.subject, []).append(one.happened)
        for subject, happened in told.items():
            if subject.startswith("call:") and (call := fold_call(subject, happened)):
                if call.stage.is_work:
                    live.append(call)
                else:
                    calls.append(tuple(folded.call_columns(call).values()))
        for subject, happened in told.items():
            if subject.startswith("phone:") and (phone := fold_phone_call(subject, happened)):
                whole = with_calls(phone, (one.partition(":")[2] for one in told if one.startswith("call:")))
                phones.append(tuple(folded.phone_call_columns(whole).values()))
    return Rows(calls, phones, live)
