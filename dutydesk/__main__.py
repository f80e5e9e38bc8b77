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

from dutydesk import checkup, checkup_places, crashes, logs, output, settings
from dutydesk.arguments import read, usual_data
from dutydesk.catalogue import Catalogue
from dutydesk.checkup_findings import of_no_window, of_sources, of_versions
from dutydesk.checkup_storage import of_storage
from dutydesk.clocks import SystemClock, SystemZone
from dutydesk.first_tour import FirstTour
from dutydesk.refusals import RefusedError
from dutydesk.site import Line, Site

if TYPE_CHECKING:  # each command loads only what it needs: `export` works without a display, and `--version` at once
    from db.register import Register
    from db.storage import Storage
    from dutydesk.checkup_facts import StorageFound
    from dutydesk.desk import Clock, Desk
    from dutydesk.drills.show import Course, Show
    from dutydesk.drills.telling import Telling
    from dutydesk.health import StorageHealth
    from dutydesk.phones import Phones
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
    if getattr(sys, "stderr", None):
        print(sentence, file=sys.stderr)
        return
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
    page = Application(arguments.data, str).welcome(
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
    from dutydesk.drills.living import living

    with contextlib.ExitStack() as kept:
        if arguments.data == usual_data():
            arguments.data = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="dutydesk-demo-")))
        course = None
        if arguments.calls or (arguments.calls is None and not arguments.no_window):
            now, language = SystemClock().now(), arguments.lang or "zh"
            course = living(now, SystemZone(), speed=arguments.speed, language=language, limit=arguments.calls)
        if not arguments.no_window:
            return _open(arguments, say, found_sample, course)
        _play(arguments, say, found_sample, course)
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
    """Make the folder and, without a window, let a drill run through in it: a replay at its speed if one is given, else as fast as it can."""
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


def _import(arguments: argparse.Namespace, say: Say) -> int:
    from db.founding import import_site
    from db.storage import Storage
    from dutydesk import founding_plan
    from dutydesk.room_rows import dialled_at
    from dutydesk.site_import import read_site

    place = settings.load(arguments.data / settings.FILE)[0].site
    dialled = dialled_at(place.region, place.area_code)
    typed = founding_plan.Typed(arguments.site, "\n".join(arguments.officer), "\n".join(arguments.crew), arguments.line)
    founding_plan.refuse_faults(typed, dialled)
    found = read_site(arguments.file, dialled)
    for fault in found.faults:
        print(say(fault.code, **fault.values), file=sys.stderr)
    with contextlib.closing(Storage.alone(arguments.data, clock=SystemClock())) as storage:
        changed = import_site(storage, found, typed, dialled)
    counts = {"rows": found.rows, "left_out": found.left_out, "faults": found.fault_count}
    output.tell(say("cli.imported", **counts, places=changed.places, people=changed.people))
    return WRONG if found.left_out else 0


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


def _doctor(arguments: argparse.Namespace, say: Say) -> int:
    """Look at everything, also at what is missing or damaged; beside a running window, and without a display."""
    storage, findings = _examine(arguments.data)
    chosen, _ = settings.load(arguments.data / settings.FILE)
    sources = of_sources(tuple(checkup_places.sources(chosen, storage.pid)), SystemZone())
    seen, versions = _look_around()
    findings = (*findings, *sources, *seen, of_versions(_versions() | versions))
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


def _examine(folder: Path) -> tuple[StorageFound, tuple[checkup.Finding, ...]]:
    """What is found of a data folder without a window; it takes as long as reading the database does."""
    from db.checkup import examine
    from db.storage import usual_second_place

    second_place, zone = usual_second_place(), SystemZone()
    storage = examine(folder, second_place)
    places = checkup_places.of_places(folder, second_place, SystemClock().now(), zone)
    return storage, (*of_storage(storage, zone), *places)


def _versions() -> dict[str, str]:
    from db.checkup import versions

    return checkup_places.versions() | versions()


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
        raise RefusedError("data.unwritable", path=str(path.parent), cause=error.strerror) from error
    logs.begin(path, logging.INFO)


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
    phones = _phones(chosen, site, desk, register, window, clock)

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

    return Given(
        desk=desk,
        readings=storage.readings,
        register=register,
        drafts=storage.drafts,
        premises=premises,
        say=_say,
        language=arguments.lang or chosen.site.language,
        theme=_theme(arguments, chosen.site, premises.now().time()),
        region=chosen.site.region,
        area_code=chosen.site.area_code,
        folder=str(storage.path),
        tour=FirstTour(storage.folder),
    )


def _show(course: Course, storage: Storage, site: Site, register: Register, chosen: settings.Settings) -> Show:
    from dutydesk.drills.show import Show

    readings = storage.readings_beside()
    return Show(
        course,
        journal=storage.journal,
        readings=readings,
        close=readings.close,
        site=site,
        register=register,
        chosen=chosen,
        drafts=storage.drafts,
    )


def _theme(arguments: argparse.Namespace, chosen: settings.SiteSettings, now: time) -> str:
    theme: str = arguments.theme or chosen.theme
    return theme if theme != "auto" else "night" if chosen.night.covers(now) else "day"


def _say(code: str, language: str, **values: object) -> str:
    return catalogue().say(code, language, **values)


def _phones(chosen: settings.Settings, site: Site, desk: Desk, register: Register, window: DeskWindow, clock: Clock) -> Phones:
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
    "import": _import,
    "export": _export,
    "verify": _verify,
    "rebuild": _rebuild,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
