"""The command line, and the one place where window, storage and telephones meet."""

from __future__ import annotations

import argparse
import contextlib
import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
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
    from dutydesk.desk import Clock, Desk
    from dutydesk.drills.show import Course, Show
    from dutydesk.drills.telling import Telling
    from dutydesk.health import StorageHealth
    from dutydesk.phones import Phones
    from ui.desk_window import DeskWindow, Given
    from ui.premises import Premises

Say = Callable[..., str]
Found = Callable[["Storage"], Site]
LOG = Path("log", "dutydesk.log")
"""Where the log stands in the data folder."""
WRONG = 1
REPLAY_SPEED = 60.0
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
    from dutydesk.drills.living import living, played_through

    with contextlib.ExitStack() as kept:
        if arguments.data == usual_data():
            arguments.data = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="dutydesk-demo-")))
        now, language = SystemClock().now(), arguments.lang or "zh"
        if not arguments.no_window:
            course = living(now, SystemZone(), speed=arguments.speed, language=language, limit=arguments.calls)
            return _open(arguments, say, found_sample, None if arguments.calls == 0 else course)
        course = played_through(now, SystemZone(), language=language, calls=arguments.calls or 0)
        _play(arguments, say, found_sample, course if arguments.calls else None)
        output.tell(say("cli.demo_made", path=arguments.data))
        return 0


def _replay(arguments: argparse.Namespace, say: Say) -> int:
    from db.database import FILE
    from db.founding import found_given
    from dutydesk.drills.progress import Progress
    from dutydesk.drills.replay import fresh_folder, prepared

    speed = arguments.speed or (None if arguments.no_window else REPLAY_SPEED)
    folder = arguments.data = fresh_folder(arguments.data, usual_data(), FILE, arguments.file)
    replay = prepared(arguments.file, folder, chosen=arguments.map, speed=speed, language=arguments.lang, say=say, now=SystemClock().now())
    output.tell(say(replay.begins.code, **replay.begins.values), flush=True)
    for fault in replay.faults:
        _complain(say(fault.code, **fault.values))
    found = partial(found_given, site=replay.site, statuses=replay.statuses)
    if not arguments.no_window:
        return _open(arguments, say, found, replay.course)
    progress = Progress(lambda telling: say(telling.code, **telling.values))
    try:
        _play(arguments, say, found, replay.course, progress.tell)
    finally:
        progress.end()
    return 0


def _play(
    arguments: argparse.Namespace, say: Say, found: Found, course: Course | None, report: Callable[[Telling], None] | None = None
) -> None:
    """Make the folder and let a drill run through in it without a window: as fast as it can, or a replay at its speed."""
    from db.register import Register
    from db.storage import Storage

    with contextlib.closing(Storage(arguments.data, clock=course.clock if course else SystemClock())) as storage:
        course = course and course.take_up(storage.newest_entry_at())
        site = found(storage)
        for fault in _write_settings(arguments.data, arguments.lang or "zh", site):
            _complain(say(fault.code, **fault.values))
        if course:
            chosen, _ = settings.load(arguments.data / settings.FILE)
            show = _show(course, storage, site, Register(storage.database), chosen)
            show.play(report, speed=arguments.speed if arguments.command == "replay" else None)


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


def _open(arguments: argparse.Namespace, say: Say, found: Found, course: Course | None = None) -> int:
    """Open the window on the folder; a second start brings the first window forward and says so."""
    from db.lock import DataInUseError
    from db.storage import Storage

    windows: list[DeskWindow] = []

    def report(health: StorageHealth) -> None:
        for window in windows:
            window.feed.report_storage(health)

    try:
        storage = Storage(arguments.data, clock=course.clock if course else SystemClock(), on_health=report)
    except DataInUseError:
        from ui.single import bring_forward

        bring_forward(arguments.data)
        raise
    with contextlib.closing(storage):
        _log_to(arguments.data / LOG)
        if output.has_output():
            output.tell(say("cli.opened", path=arguments.data), flush=True)
        course = course and course.take_up(storage.newest_entry_at())
        return _run_window(arguments, storage, found(storage), windows, course)


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


def _run_window(
    arguments: argparse.Namespace, storage: Storage, site: Site, windows: list[DeskWindow], course: Course | None = None
) -> int:
    """The window from the first paint to the last; the phones come after the paint."""
    from db.register import Register
    from dutydesk.desk import Desk
    from ui.application import Application
    from ui.premises import premises_of

    unwritten = _write_settings(arguments.data, arguments.lang or "zh", site)
    chosen, faults = settings.load(arguments.data / settings.FILE)
    site = _with_lines(site, chosen)
    application = Application(arguments.data, storage.position)
    desk, register = Desk(storage.journal), Register(storage.database)
    show = _show(course, storage, site, register, chosen) if course else None
    clock, zone = (course.clock, course.zone) if course else (SystemClock(), SystemZone())
    premises = premises_of(site, register, chosen, clock, zone)
    if show:
        show.begin()
    given = _given(arguments, storage, chosen=chosen, desk=desk, register=register, premises=premises)
    window = application.open(replace(given, drafts=show.drafts) if show else given)
    windows.append(window)
    storage.journal.listen(window.feed.take)
    window.feed.report_storage(storage.health)
    for fault in (*unwritten, *faults):
        window.warn(fault.code, **fault.values)
    if course and not course.is_present:
        chosen = replace(chosen, webhook=None)
    phones = _phones(chosen, site, desk, register, window, clock=clock)

    def after_paint() -> None:
        phones.start()
        if show:
            show.start(window.feed.hear, window.feed.report_drill)

    try:
        return application.run(window, after_paint)
    finally:
        if show:
            show.stop()
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


def _show(course: Course, storage: Storage, site: Site, register: Register, chosen: settings.Settings) -> Show:
    from dutydesk.drills.show import Show

    readings = storage.readings_beside()

    def close() -> None:
        readings.close()
        storage.database.close()

    return Show(
        course,
        journal=storage.journal,
        readings=readings,
        close=close,
        site=site,
        register=register,
        chosen=chosen,
        drafts=storage.drafts,
    )


def _say(code: str, language: str, **values: object) -> str:
    return catalogue().say(code, language, **values)


def _phones(chosen: settings.Settings, site: Site, desk: Desk, register: Register, window: DeskWindow, *, clock: Clock) -> Phones:
    from dutydesk.phones import Phones
    from dutydesk.switchboard import Switchboard

    here = frozenset(line.number for line in chosen.lines if line.elsewhere_is_here)
    place = chosen.site
    board = Switchboard(desk, register.people_with, site, region=place.region, area_code=place.area_code, here=here)
    return Phones(chosen, board, window.feed.hear, window.feed.report_source, clock)


_COMMANDS: dict[str, Callable[[argparse.Namespace, Say], int]] = {
    "": _window,
    "demo": _demo,
    "replay": _replay,
    "export": _export,
    "verify": _verify,
    "rebuild": _rebuild,
}


if __name__ == "__main__":
    sys.exit(main())
