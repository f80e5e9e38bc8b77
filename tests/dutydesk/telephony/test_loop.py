"""The telephony thread: starts once, stops cleanly, also when its owner is in a hurry."""

from __future__ import annotations

import asyncio
import threading

from dutydesk.telephony.loop import LoopThread


def test_work_runs_in_one_thread_and_is_let_clean_up() -> None:
    loop, began, cleaned, threads = LoopThread(), threading.Barrier(3), [], set()

    async def work() -> None:
        threads.add(threading.current_thread().name)
        try:
            await asyncio.to_thread(began.wait, 10)
            await asyncio.Event().wait()
        finally:
            cleaned.append(1)

    loop.spawn(work)
    loop.spawn(work)
    began.wait(10)
    assert loop.stop()
    assert (threads, len(cleaned)) == ({"telephony"}, 2)


def test_starting_twice_is_starting_once() -> None:
    loop = LoopThread()
    loop.start()
    loop.start()
    assert loop.is_running
    assert loop.stop()
    assert not loop.is_running


def test_a_loop_can_start_again() -> None:
    loop, ran = LoopThread(), threading.Event()

    async def work() -> None:
        ran.set()

    loop.start()
    assert loop.stop()
    loop.spawn(work)
    assert ran.wait(10)
    assert loop.stop()
