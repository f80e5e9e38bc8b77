"""The command line, and the one place where window, storage and telephones meet."""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dutydesk import settings
from dutydesk.arguments import parser, usual_data
from dutydesk.catalogue import Catalogue
from dutydesk.clocks import SystemClock, SystemZone
from dutydesk.refusals import RefusedError
from dutydesk.site import Line, Site

if TYPE_CHECKING:  # each command loads only what it needs: `export` works without a display, and `--version` at once
    from db.register import Register
    from db.storage import Storage
    from dutydesk.desk import Desk
    from dutydesk.health import StorageHealth
    from dutydesk.phones import Phones
    from ui.desk_window import DeskWindow, Given
    from ui.premises import Premises

Say = Callable[..., str]
Found = Callable[["Storage"], Site]
LOG = Path("log", "dutydesk.log")
"""Where the log stands in the data folder."""
WRONG = 1
INTERRUPTED = 130
"""As a shell has it: 128 and the number of SIGINT."""
catalogue = cache(Catalogue.load)
"""The sentences, read when the first one is said: 45 ms that the first paint need not wait for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit status: 0 done, 1 refused or found wrong, 2 called wrongly (by SystemExit)."""
    arguments = parser().parse_args(argv)
    language = arguments.lang or settings.load(arguments.data / settings.FILE)[0].site.language

    def say(code: str, **values: object) -> str:
        return catalogue().say(code, language, **values)

    _print_every_sign()
    try:
        status = _COMMANDS[arguments.command or ""](arguments, say)
        _print("", end="", flush=True)
    except RefusedError as refused:
        _complain(say(refused.code, **refused.values))
        return WRONG
    except BrokenPipeError:  # whoever read went away, as `head` does: there is nobody to tell
        _give_up_output()
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        logging.getLogger("dutydesk").exception("the command failed")
        _complain(say("cli.failed", kind=type(error).__name__, path=arguments.data / LOG))
        return WRONG
    return status


def _print_every_sign() -> None:
    """A console that lacks a sign of ours shows its code: a Chinese sentence must not end a command on an old code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _print(sentence: str, *, end: str = "\n", flush: bool = False) -> None:
    with _output():
        print(sentence, end=end, flush=flush)


@contextlib.contextmanager
def _output() -> Iterator[None]:
    """Standard output that takes no more, on a full disk, is a refusal."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up_output()
        raise RefusedError("data.unwritable", path="-", cause=error.strerror) from error


def _give_up_output() -> None:
    """Python flushes once more at its end, and would complain: let that go nowhere. Under pythonw there is nothing to flush."""
    with contextlib.suppress(OSError, AttributeError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _complain(sentence: str) -> None:
    """Say a sentence on standard error; in a box where there is none (a shortcut on Windows starts pythonw)."""
    if getattr(sys, "stderr", None):
        print(sentence, file=sys.stderr)
        return
    from ui.application import tell

    tell(sentence)


def _window(arguments: argparse.Namespace, say: Say) -> int:
    from db.founding import found_starter

    return _open(arguments, say, found_starter)


def _demo(arguments: argparse.Namespace, say: Say) -> int:
    from db.founding import found_sample
    from db.storage import Storage

    with contextlib.ExitStack() as kept:
        if arguments.data == usual_data():
            arguments.data = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="dutydesk-demo-")))
        if not arguments.no_window:
            return _open(arguments, say, found_sample)
        storage = Storage(arguments.data, clock=SystemClock())
        kept.callback(storage.close)
        site = found_sample(storage)
        for fault in _write_settings(arguments.data, arguments.lang or "zh", site):
            _complain(say(fault.code, **fault.values))
        _print(say("cli.demo_made", path=arguments.data))
        return 0


def _export(arguments: argparse.Namespace, say: Say) -> int:
    from db.export import export_journal

    if arguments.journal == "-":
        with _output():
            export_journal(arguments.data, _standard_output())
            return 0
    try:
        with _written(Path(arguments.journal)) as path, path.open("w", encoding="utf-8", newline="\n") as out:
            count = export_journal(arguments.data, out)
    except OSError as error:
        raise RefusedError("data.unwritable", path=arguments.journal, cause=error.strerror) from error
    _print(say("cli.exported", count=count, path=arguments.journal))
    return 0


def _standard_output() -> TextIO:
    """Standard output in UTF-8 whatever the console speaks. Raises OSError under pythonw, which has none."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
        return sys.stdout
    raise OSError(errno.EBADF, os.strerror(errno.EBADF))


@contextlib.contextmanager
def _written(path: Path) -> Iterator[Path]:
    """A path to write to that becomes `path` only when all went well: half an export is never taken for one.

    What is no ordinary file, such as a pipe or a device, is written to itself.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    beside = path.with_name(path.name + ".part")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _verify(arguments: argparse.Namespace, say: Say) -> int:
    from db.verify import verify_file, verify_folder

    try:
        result = verify_file(arguments.file) if arguments.file else verify_folder(arguments.data)
    except OSError as error:
        raise RefusedError("data.unreadable", path=str(arguments.file), cause=error.strerror) from error
    for problem in result.problems:
        print(say(problem.code, **problem.values), file=sys.stderr)
    for head in result.consoles:
        _print(say("cli.head", console=head.console, cseq=head.cseq, mark=head.mark))
    _print(say("cli.not_whole" if result.problems else "cli.whole", count=result.entries, problems=len(result.problems)))
    return WRONG if result.problems else 0


def _rebuild(arguments: argparse.Namespace, say: Say) -> int:
    from db.rebuild import rebuild_folder

    _print(say("cli.rebuilt", count=rebuild_folder(arguments.data)))
    return 0


def _open(arguments: argparse.Namespace, say: Say, found: Found) -> int:
    """Open the window on the folder; a second start brings the first window forward and says so."""
    from db.lock import DataInUseError
    from db.storage import Storage

    windows: list[DeskWindow] = []

    def report(health: StorageHealth) -> None:
        for window in windows:
            window.feed.report_storage(health)

    try:
        storage = Storage(arguments.data, clock=SystemClock(), on_health=report)
    except DataInUseError:
        from ui.single import bring_forward

        bring_forward(arguments.data)
        raise
    with contextlib.closing(storage):
        _log_to(arguments.data / LOG)
        if getattr(sys, "stdout", None):
            _print(say("cli.opened", path=arguments.data), flush=True)
        return _run_window(arguments, storage, found(storage), windows)


def _log_to(path: Path) -> None:
    """A log that never outgrows 4 MB. It holds codes and counts, never numbers, names or what was typed."""
    from logging.handlers import RotatingFileHandler

    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise RefusedError("data.unwritable", path=str(path.parent), cause=error.strerror) from error
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("peewee").setLevel(logging.WARNING)  # at DEBUG it writes every statement with its values


def _run_window(arguments: argparse.Namespace, storage: Storage, site: Site, windows: list[DeskWindow]) -> int:
    """The window from the first paint to the last; the phones come after the paint."""
    from db.register import Register
    from dutydesk.desk import Desk
    from ui.application import Application

    unwritten = _write_settings(arguments.data, arguments.lang or "zh", site)
    chosen, faults = settings.load(arguments.data / settings.FILE)
    site = _with_lines(site, chosen)
    application = Application(arguments.data, storage.position)
    desk, register = Desk(storage.journal), Register(storage.database)
    premises = _premises(site, register, chosen)
    window = application.open(_given(arguments, storage, chosen=chosen, desk=desk, register=register, premises=premises))
    windows.append(window)
    storage.journal.listen(window.feed.take)
    window.feed.report_storage(storage.health)
    for fault in (*unwritten, *faults):
        window.warn(fault.code, **fault.values)
    phones = _phones(chosen, site, desk, register, window)
    try:
        return application.run(window, phones.start)
    finally:
        phones.stop()
        windows.clear()


def _write_settings(folder: Path, language: str, site: Site) -> tuple[settings.SettingsFault, ...]:
    """The settings file with a token of its own, where there is none yet; answers what was in the way of that."""
    lines = (settings.LineSettings(line.number, line.name_zh, line.name_en, line.maintenance) for line in site.lines)
    path = folder / settings.FILE
    try:
        settings.write_default(path, language=language, lines=lines)
    except FileExistsError:
        return ()
    except OSError:
        return (settings.SettingsFault("settings.unwritable", str(path)),)
    return ()


def _with_lines(site: Site, chosen: settings.Settings) -> Site:
    """The site with the lines of its settings file, where that names any."""
    lines = tuple(Line(line.number, line.name_zh, line.name_en, line.maintenance) for line in chosen.lines)
    return replace(site, lines=lines or site.lines)


def _premises(site: Site, register: Register, chosen: settings.Settings) -> Premises:
    from dutydesk.categories import default_categories, default_trades
    from dutydesk.levels import default_levels
    from dutydesk.limits import Limits
    from ui.premises import Premises

    levels = replace(default_levels(), night=chosen.site.night)
    return Premises(
        site=site,
        people=register,
        categories=default_categories(),
        trades=default_trades(),
        levels=levels,
        limits=Limits(levels),
        clock=SystemClock(),
        zone=SystemZone(),
    )


def _given(
    arguments: argparse.Namespace, storage: Storage, *, chosen: settings.Settings, desk: Desk, register: Register, premises: Premises
) -> Given:
    from ui.desk_window import Given

    theme = arguments.theme or chosen.site.theme
    if theme == "auto":
        theme = "night" if premises.levels.night.covers(premises.now().time()) else "day"
    return Given(
        desk=desk,
        readings=storage.readings,
        register=register,
        drafts=storage.drafts,
        premises=premises,
        say=_say,
        language=arguments.lang or chosen.site.language,
        theme=theme,
        region=chosen.site.region,
        area_code=chosen.site.area_code,
        folder=str(storage.path),
    )


def _say(code: str, language: str, **values: object) -> str:
    return catalogue().say(code, language, **values)


def _phones(chosen: settings.Settings, site: Site, desk: Desk, register: Register, window: DeskWindow) -> Phones:
    from dutydesk.phones import Phones
    from dutydesk.switchboard import Switchboard

    here = frozenset(line.number for line in chosen.lines if line.elsewhere_is_here)
    place = chosen.site
    board = Switchboard(desk, register.people_with, site, region=place.region, area_code=place.area_code, here=here)
    return Phones(chosen, board, window.feed.hear, window.feed.report_source, SystemClock())


_COMMANDS: dict[str, Callable[[argparse.Namespace, Say], int]] = {
    "": _window,
    "demo": _demo,
    "export": _export,
    "verify": _verify,
    "rebuild": _rebuild,
}


if __name__ == "__main__":
    sys.exit(main())
