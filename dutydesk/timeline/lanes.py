"""Lanes: one person's blocks side by side, where several calls may want them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from dutydesk.crew import BUSIEST
from dutydesk.timeline.blocks import Block


def lane(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in order that never overlap: of two at once the busier one shows, as on the board; what is left of the other stays."""
    return tuple(_joined(_pieces(list(blocks))))


def _pieces(blocks: list[Block]) -> Iterator[Block]:
    """Between each two moments at which something begins or ends, whatever is busiest then."""
    turns: dict[datetime, list[Block]] = {}
    for block in blocks:
        turns.setdefault(block.start, []).append(block)
        if block.end is not None:
            turns.setdefault(block.end, [])
    moments = sorted(turns)
    running: list[Block] = []
    for number, start in enumerate(moments):
        running = [block for block in (*running, *turns[start]) if block.end is None or block.end > start]
        if running:
            best = min(running, key=_business)
            yield Block(best.doing, best.call, start, moments[number + 1] if number + 1 < len(moments) else None)


def _business(block: Block) -> tuple[int, str, datetime]:
    return BUSIEST.get(block.doing, len(BUSIEST)), block.call, block.start


def _joined(pieces: Iterator[Block]) -> Iterator[Block]:
    last: Block | None = None
    for piece in pieces:
        if last and (last.doing, last.call, last.end) == (piece.doing, piece.call, piece.start):
            last = Block(last.doing, last.call, last.start, piece.end)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
