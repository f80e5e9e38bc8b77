"""The command line, and the one place where window, storage and telephones meet."""

from __future__ import annotations

import argparse
import contextlib
import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dutydesk import output, settings
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

    output.print_every_sign()
    try:
        status = _COMMANDS[arguments.command or ""](arguments, say)
        output.tell("", end="", flush=True)
    except RefusedError as refused:
        _complain(say(refused.code, **refused.values))
        return WRONG
    except BrokenPipeError:  # whoever read went away, as `head` does: there is nobody to tell
        output.give_up_output()
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        logging.getLogger("dutydesk").exception("the command failed")
        _complain(say("cli.failed", kind=type(error).__name__, path=arguments.data / LOG))
        return WRONG
    return status


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
        output.tell(say("cli.demo_made", path=arguments.data))
        return 0


def _export(arguments: argparse.Namespace, say: Say) -> int:
    from db.export import export_journal

    if arguments.journal == "-":
        with output.writable_output():
            export_journal(arguments.data, output.standard_output())
            return 0
    try:
        with output.written(Path(arguments.journal)) as path, path.open("w", encoding="utf-8", newline="\n") as out:
            count = export_journal(arguments.data, out)
    except OSError as error:
        raise RefusedError("data.unwritable", path=arguments.journal, cause=error.strerror) from error
    output.tell(say("cli.exported", count=count, path=arguments.journal))
    return 0


def _verify(arguments: argparse.Namespace, say: Say) -> int:
    from db.verify import verify_file, verify_folder

    try:
        result = verify_file(arguments.file) if arguments.file else verify_folder(arguments.data)
    except OSError as error:
        raise RefusedError("data.unreadable", path=str(arguments.file), cause=error.strerror) from error
    for problem in result.problems:
        print(say(problem.code, **problem.values), file=sys.stderr)
    for head in result.consoles:
        output.tell(say("cli.head", console=head.console, cseq=head.cseq, mark=head.mark))
    output.tell(say("cli.not_whole" if result.problems else "cli.whole", count=result.entries, problems=len(result.problems)))
    return WRONG if result.problems else 0


def _rebuild(arguments: argparse.Namespace, say: Say) -> int:
    from db.rebuild import rebuild_folder

    output.tell(say("cli.rebuilt", count=rebuild_folder(arguments.data)))
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
        if output.has_output():
            output.tell(say("cli.opened", path=arguments.data), flush=True)
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
    from dutydesk.remembering import Remembering
    from ui.application import Application
    from ui.premises import premises_of

    unwritten = _write_settings(arguments.data, arguments.lang or "zh", site)
    chosen, faults = settings.load(arguments.data / settings.FILE)
    site = _with_lines(site, chosen)
    application = Application(arguments.data, storage.position)
    desk, register = Desk(storage.journal), Register(storage.database)
    premises = premises_of(site, register, chosen, SystemClock(), SystemZone())
    memory = Remembering(arguments.data / settings.FILE, _not_kept(arguments))
    given = _given(arguments, storage, chosen=chosen, desk=desk, register=register, premises=premises)
    window = application.open(replace(given, keep=memory.keep))
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
        memory.close()
        windows.clear()


def _not_kept(arguments: argparse.Namespace) -> frozenset[str]:
    """What the command line chose holds for this time only."""
    chosen = {"site.language": arguments.lang, **dict.fromkeys(("site.theme", "look.by_hand", "look.until"), arguments.theme)}
    return frozenset(field for field, value in chosen.items() if value)


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


def _given(
    arguments: argparse.Namespace, storage: Storage, *, chosen: settings.Settings, desk: Desk, register: Register, premises: Premises
) -> Given:
    from ui.desk_window import Given

    return Given(
        desk=desk,
        readings=storage.readings,
        register=register,
        drafts=storage.drafts,
        premises=premises,
        say=_say,
        language=arguments.lang or chosen.site.language,
        theme=arguments.theme or chosen.site.theme,
        region=chosen.site.region,
        area_code=chosen.site.area_code,
        folder=str(storage.path),
        look=chosen.look,
        themes=arguments.data / "themes",
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
