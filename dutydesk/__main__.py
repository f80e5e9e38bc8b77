"""The command line, and the one place where window, storage and telephones meet."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from dutydesk import __version__, checkup, checkup_places, crashes, logs, output, pinyin, settings
from dutydesk.arguments import read, usual_data
from dutydesk.catalogue import Catalogue
from dutydesk.causes import OTHER, Cause, cause_of
from dutydesk.checkup_findings import of_no_window, of_sources, of_versions
from dutydesk.clocks import SystemClock, SystemZone
from dutydesk.first_tour import FirstTour
from dutydesk.refusals import RefusedError
from dutydesk.site import Site
from dutydesk.site_settings import with_lines, write_settings

if TYPE_CHECKING:  # each command loads only what it needs: `export` works without a display, and `--version` at once
    from db.register import Register
    from db.storage import Storage
    from dutydesk.desk import Desk
    from dutydesk.drills.show import Course, Show
    from dutydesk.drills.telling import Telling
    from dutydesk.health import StorageHealth
    from ui.desk_window import DeskWindow, Given
    from ui.premises import Premises

Say = Callable[..., str]
Found = Callable[["Storage"], Site]
WRONG = 1
REPLAY_SPEED = 60.0
INTERRUPTED = 130
"""As a shell has it: 128 and the number of SIGINT."""
catalogue = cache(Catalogue.load)
"""The sentences, read when the first one is said: 45 ms that the first paint need not wait for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit status: 0 done, 1 refused or found wrong, 2 called wrongly (by SystemExit)."""
    output.print_every_sign()
    arguments = read(argv, partial(_usage_speaker, argv))
    language = arguments.lang or settings.load(arguments.data / settings.FILE)[0].site.language

    def say(code: str, **values: object) -> str:
        return catalogue().say(code, language, **values)

    logs.begin(_commands_log(arguments.data))
    try:
        status = _COMMANDS[arguments.command or ""](arguments, say)
        output.tell("", end="", flush=True)
    except RefusedError as refused:
        cause = refused.values.get("cause")
        if isinstance(cause, Cause) and cause.code == OTHER:  # the sentence has none of the system's words
            logging.getLogger("dutydesk").warning("the command was refused", exc_info=refused)
        _complain(say(refused.code, **refused.values))
        return WRONG
    except BrokenPipeError:  # whoever read went away, as `head` does: there is nobody to tell
        output.give_up_output()
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        logging.getLogger("dutydesk").exception("the command failed")
        _complain(say("cli.failed", kind=type(error).__name__, path=logs.path()))
        return WRONG
    finally:
        logs.end()
    return status


def _usage_speaker(argv: Sequence[str] | None) -> Say:
    """What says the help and what is wrong with a command line."""
    from dutydesk.spoken import language_of

    language = language_of(argv, os.environ, usual_data())
    return lambda code, **values: catalogue().say(code, language, **values)


def _commands_log(folder: Path) -> Path:
    """In the data folder where there is one: a command that fails makes none."""
    import platformdirs

    return (folder if folder.is_dir() else platformdirs.user_state_path("dutydesk", appauthor=False)) / logs.COMMANDS_LOG


def _complain(sentence: str) -> None:
    """Say a sentence on standard error; in a box where there is none (a shortcut on Windows starts pythonw)."""
    if not output.complain(sentence):
        from ui.application import tell

        tell(sentence)


def _window(arguments: argparse.Namespace, say: Say) -> int:
    from db.founding import found_starter, has_site

    return _open(arguments, say, found_starter) if has_site(arguments.data) else _welcome(arguments, say)


def _welcome(arguments: argparse.Namespace, say: Say) -> int:
    """The first start. Its window stays until the one that was chosen is there: `page` keeps it."""
    from db.founding import found_at, found_starter
    from dutydesk.room_rows import dialled_at
    from ui.application import Application
    from ui.first_start.window import FirstStart, Outcome
    from ui.languages import system_language
    from ui.single import bring_forward

    if bring_forward(arguments.data):
        raise RefusedError("data.in_use")
    chosen = settings.load(arguments.data / settings.FILE)[0].site
    page = Application(arguments.data, str, chosen.scale).welcome(
        FirstStart(
            folder=arguments.data,
            language=arguments.lang or (chosen.language if (arguments.data / settings.FILE).exists() else system_language()),
            theme=_theme(arguments, chosen, SystemClock().now().astimezone(SystemZone()).time()),
            dialled=dialled_at(chosen.region, chosen.area_code),
            say=_say,
            found=partial(found_at, arguments.data, SystemClock()),
        )
    )
    arguments.lang, arguments.theme = page.languages.code, page.looks.theme.name if page.has_new_theme else arguments.theme
    match page.outcome:
        case Outcome.SAMPLE:
            look = ("--theme", arguments.theme) if arguments.theme else ()
            return _demo(read(["demo", "--lang", arguments.lang, *look], lambda: say), say)
        case Outcome.FOUNDED:
            return _open(arguments, say, found_starter)
    return 0


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
    progress = Progress(lambda telling: " ".join(say(one.code, **one.values) for one in telling.sentences))
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
        for fault in write_settings(arguments.data, arguments.lang or "zh", site):
            _complain(say(fault.code, **fault.values))
        if course:
            chosen, _ = settings.load(arguments.data / settings.FILE)
            show = _show(course, storage, site, Register(storage.database), chosen)
            show.play(report, speed=arguments.speed if arguments.command == "replay" else None)


def _of_storage(arguments: argparse.Namespace, say: Say) -> int:
    """A command of the storage alone, loaded when it is asked for."""
    from db.commands import COMMANDS

    return COMMANDS[arguments.command](arguments, say)


def _doctor(arguments: argparse.Namespace, say: Say) -> int:
    """Look at everything, also at what is missing or damaged; beside a running window, and without a display."""
    from db.checkup import findings_of, versions

    zone = SystemZone()
    storage, findings = findings_of(arguments.data, SystemClock().now(), zone)
    chosen, _ = settings.load(arguments.data / settings.FILE)
    sources = of_sources(tuple(checkup_places.sources(chosen, storage.pid)), zone)
    seen, of_window = _look_around()
    findings = (*findings, *sources, *seen, of_versions(checkup_places.versions() | versions() | of_window))
    for line in checkup.lines(findings, say):
        output.tell(line)
    output.tell(checkup.tell(checkup.summary(findings), say))
    return WRONG if checkup.is_bad(findings) else 0


def _look_around() -> tuple[tuple[checkup.Finding, ...], dict[str, str]]:
    """What the window would find; the one finding that there can be none, where a library of the system is missing."""
    try:
        from ui.doctor import look_around
    except ImportError as error:
        return (of_no_window(logs.named(error)),), {}
    return look_around()


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
        _log_to(arguments.data / logs.LOG)
        logging.getLogger("dutydesk").info("dutydesk %s opened at journal position %s", __version__, storage.position())
        if output.has_output():
            output.tell(say("cli.opened", path=arguments.data), flush=True)
        course = course and course.take_up(storage.newest_entry_at())
        with crashes.watched((arguments.data / logs.LOG).parent):
            return _run_window(arguments, storage, found(storage), windows, course)


def _log_to(path: Path) -> None:
    """The window keeps a log, or does not open."""
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise RefusedError("data.unwritable", path=str(path.parent), cause=cause_of(error)) from error
    logs.begin(path, logging.INFO)


def _run_window(
    arguments: argparse.Namespace, storage: Storage, site: Site, windows: list[DeskWindow], course: Course | None = None
) -> int:
    """The window from the first paint to the last; the phones come after the paint."""
    from db.register import Register
    from dutydesk.desk import Desk
    from dutydesk.phone_room import PhoneRoom
    from dutydesk.remembering import Remembering
    from ui.application import Application
    from ui.premises import premises_of

    pinyin.let_go()
    unwritten = write_settings(arguments.data, arguments.lang or "zh", site)
    chosen, faults = settings.load(arguments.data / settings.FILE)
    application = Application(arguments.data, storage.position, chosen.site.scale)
    desk, register = Desk(storage.journal), Register(storage.database)
    memory = Remembering(arguments.data / settings.FILE, _not_kept(arguments))
    is_deaf = course is not None and not course.is_present
    people = register.people_with
    room = PhoneRoom(arguments.data / settings.FILE, memory.run, desk=desk, find_people=people, site=site, chosen=chosen, is_deaf=is_deaf)
    site, strange = with_lines(site, chosen, arguments.data / settings.FILE)
    show = _show(course, storage, site, register, chosen) if course else None
    clock, zone = (course.clock, course.zone) if course else (SystemClock(), SystemZone())
    premises = premises_of(site, register, chosen, clock, zone)
    if show:
        show.begin()
    given = _given(arguments, storage, chosen=chosen, desk=desk, register=register, premises=premises)
    given = replace(given, keep=memory.keep, drafts=show.drafts if show else given.drafts, is_heard=not is_deaf, phones=room.settings)
    window = application.open(given)
    windows.append(window)
    storage.journal.listen(window.feed.take)
    window.feed.report_storage(storage.health)
    for fault in (*unwritten, *faults, *strange):
        window.warn(fault.code, **fault.values)

    def after_paint() -> None:
        room.open(window.feed.hear, window.feed.report_source, window.feed.report_lines, clock)
        if show:
            show.start(window.feed.hear, window.feed.report_drill)

    try:
        return application.run(window, after_paint)
    finally:
        if show:
            show.stop()
        memory.close()
        room.close()
        windows.clear()


def _not_kept(arguments: argparse.Namespace) -> frozenset[str]:
    """What the command line chose holds for this time only."""
    chosen = {"site.language": arguments.lang, **dict.fromkeys(("site.theme", "look.by_hand", "look.until"), arguments.theme)}
    return frozenset(field for field, value in chosen.items() if value)


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
        tour=FirstTour(storage.folder),
        examine=partial(_examined, arguments.data),
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


def _theme(arguments: argparse.Namespace, chosen: settings.SiteSettings, now: time) -> str:
    theme: str = arguments.theme or chosen.theme
    return theme if theme != "auto" else "night" if chosen.night.covers(now) else "day"


def _examined(folder: Path) -> tuple[checkup.Finding, ...]:
    """What the health page asks of a worker's thread."""
    from db.checkup import findings_of, versions
    from ui import equipment

    found = findings_of(folder, SystemClock().now(), SystemZone())[1]
    return (*found, of_versions(checkup_places.versions() | versions() | equipment.versions()))


def _say(code: str, language: str, **values: object) -> str:
    return catalogue().say(code, language, **values)


_COMMANDS: dict[str, Callable[[argparse.Namespace, Say], int]] = {
    "": _window,
    "demo": _demo,
    "replay": _replay,
    "doctor": _doctor,
    **dict.fromkeys(("import", "export", "verify", "rebuild"), _of_storage),
}


if __name__ == "__main__":
    sys.exit(main())
