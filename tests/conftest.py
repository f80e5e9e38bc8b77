"""What holds for every test: no window on the screen, no unexpected log line, and the same random examples in a build."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt

# No deadline and no complaint about slowness: a busy machine is no defect of the code.
settings.register_profile("desk", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("build", settings.get_profile("desk"), derandomize=True, database=None, print_blob=True)
settings.load_profile("build" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a log record of level WARNING or above.

    A test that expects one is marked `logs`, or looks at it in `caplog` and clears that.
    """
    yield
    if request.node.get_closest_marker("logs"):
        return
    records = [record for when in ("setup", "call") for record in caplog.get_records(when) if record.levelno >= logging.WARNING]
    told = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in records]
    if told:
        pytest.fail("unexpected log records:\n  " + "\n  ".join(told))
