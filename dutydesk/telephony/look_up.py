"""The addresses of a computer's name, asked for in a thread of its own: a name server that is silent holds up nothing, not even the end."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress

Found = tuple[tuple[int, str], ...]
"""Family and address of each, in the order in which the system would try them."""
LookUp = Callable[[str], Awaitable[Found]]


async def look_up(host: str) -> Found:
    """The addresses of `host`, for datagrams. Raises OSError when there are none."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Found] = loop.create_future()

    def work() -> None:
        found: Found | OSError
        try:
            found = tuple(dict.fromkeys((int(one[0]), str(one[4][0])) for one in socket.getaddrinfo(host, None, type=socket.SOCK_DGRAM)))
        except (OSError, UnicodeError) as error:
            found = error if isinstance(error, OSError) else OSError(str(error))
        with suppress(RuntimeError):  # the loop has closed meanwhile: nobody waits
            loop.call_soon_threadsafe(_settle, answer, found)

    threading.Thread(target=work, name="look-up", daemon=True).start()
    return await answer


def _settle(answer: asyncio.Future[Found], found: Found | OSError) -> None:
    if answer.done():  # given up
        return
    if isinstance(found, OSError):
        answer.set_exception(found)
    else:
        answer.set_result(found)
