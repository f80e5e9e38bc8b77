"""What the benchmarks share: the table of figures, printed when the last one has run, and folders of many calls, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.benchmarks.figures import Figures
from tests.benchmarks.many_calls import Lot, lot_folder


@pytest.fixture(scope="session")
def figures() -> Iterator[Figures]:
    kept = Figures()
    yield kept
    print(f"\n\n{kept.table()}")


@pytest.fixture(scope="session")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Lot], Path]:
    """The data folder of a lot; benchmarks that ask for the same one work on the same one, one after the other."""
    made: dict[Lot, Path] = {}

    def folder_of(lot: Lot) -> Path:
        if lot not in made:
            made[lot] = lot_folder(lot, tmp_path_factory.mktemp("lot") / "data")
        return made[lot]

    return folder_of
