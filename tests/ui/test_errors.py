"""Errors end in one place: logged, told in plain words, and the window lives on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qWarning

from ui.errors import ErrorHandler

pytestmark = pytest.mark.logs


@pytest.fixture
def handler(qapp) -> Iterator[ErrorHandler]:
    made = ErrorHandler(lambda: "A:1234")
    made.install()
    yield made
    made.uninstall()


def raised(error: Exception) -> tuple[type[BaseException], BaseException, None]:
    return type(error), error, None


def test_an_error_is_told_in_plain_words(handler: ErrorHandler, qtbot) -> None:
    with qtbot.wait_signal(handler.happened) as told:
        sys.excepthook(*raised(KeyError("secret 13905710275")))
    assert told.args[0]() == "Something went wrong in the program (KeyError). What was recorded is kept; the error is in the log."


def test_it_is_logged_with_the_journal_s_position(handler: ErrorHandler, caplog: pytest.LogCaptureFixture) -> None:
    sys.excepthook(*raised(ValueError("x")))
    assert "journal position A:1234" in caplog.text


def test_trouble_of_the_computer_is_told_as_such(handler: ErrorHandler, qtbot) -> None:
    with qtbot.wait_signal(handler.happened) as told:
        sys.excepthook(*raised(OSError(28, "No space left on device")))
    assert told.args[0]().startswith("The computer reports: No space left on device.")


def test_an_error_of_a_thread_comes_here_too(handler: ErrorHandler, qtbot) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.wait_signal(handler.happened) as told:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "ZeroDivisionError" in told.args[0]()


def test_a_position_that_cannot_be_told_hides_nothing(qapp, qtbot, caplog: pytest.LogCaptureFixture) -> None:
    def lost() -> str:
        raise OSError("gone")

    handler = ErrorHandler(lost)
    with qtbot.wait_signal(handler.happened):
        handler.handle(*raised(ValueError("x")))
    assert "journal position ?" in caplog.text


def test_an_error_that_comes_every_second_is_told_once_a_minute(qapp, qtbot, caplog: pytest.LogCaptureFixture) -> None:
    seconds = iter(range(100))
    handler = ErrorHandler(monotonic=lambda: next(seconds))
    told: list[str] = []
    handler.happened.connect(lambda words: told.append(words()))
    for _ in range(61):
        handler.handle(*raised(ValueError("x")))
    assert len(told) == 2
    assert told[1].endswith("It came 60 times since it was last told.")
    assert len(caplog.records) == 2


def test_an_error_of_another_kind_is_told_at_once(qapp, qtbot) -> None:
    handler = ErrorHandler(monotonic=lambda: 0.0)
    told: list[str] = []
    handler.happened.connect(lambda words: told.append(words()))
    for _ in range(2):
        try:
            1 / 0  # noqa: B018
        except ZeroDivisionError as error:
            handler.handle(type(error), error, error.__traceback__)
    handler.handle(*raised(ValueError("x")))
    assert len(told) == 2


def test_a_number_that_qt_says_is_not_logged(handler: ErrorHandler, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("cannot draw 13905710275")
    assert "13905710275" not in caplog.text


def test_what_qt_says_is_logged(handler: ErrorHandler, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("a cable hangs loose")
    assert "Qt: a cable hangs loose" in caplog.text


def test_the_hooks_are_given_back(qapp) -> None:
    before = sys.excepthook
    handler = ErrorHandler()
    handler.install()
    handler.uninstall()
    assert sys.excepthook is before
