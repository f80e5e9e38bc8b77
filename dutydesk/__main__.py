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

from dutydesk import __version__, checkup, checkup_places, crashes, logs, output, settings
from dutydesk.arguments import parser, usual_data
from dutydesk.catalogue import Catalogue
from dutydesk.checkup_findings import of_no_window, of_sources, of_versions
from dutydesk.checkup_storage import of_storage
from dutydesk.clocks import SystemClock, SystemZone
from dutydesk.refusals import RefusedError
from dutydesk.site import Line, Site

if TYPE_CHECKING:  # each command loads only what it needs: `export` works without a display, and `--version` at once
    from db.register import Register
    from db.storage import Storage
    from dutydesk.checkup_facts import StorageFound
    from dutydesk.desk import Desk
    from dutydesk.health import StorageHealth
    from dutydesk.phones import Phones
    from ui.desk_window import DeskWindow, Given
    from ui.premises import Premises

Say = Callable[..., str]
Found = Callable[["Storage"], Site]
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
        _log_to(arguments.data / logs.LOG)
        logging.getLogger("dutydesk").info("dutydesk %s opened at journal position %s", __version__, storage.position())
        if output.has_output():
            output.tell(say("cli.opened", path=arguments.data), flush=True)
        with crashes.watched((arguments.data / logs.LOG).parent):
            return _run_window(arguments, storage, found(storage), windows)


def _log_to(path: Path) -> None:
    """The window keeps a log, or does not open."""
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise RefusedError("data.unwritable", path=str(path.parent), cause=error.strerror) from error
    logs.begin(path, logging.INFO)


def _run_window(arguments: argparse.Namespace, storage: Storage, site: Site, windows: list[DeskWindow]) -> int:
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
    premises = premises_of(site, register, chosen, SystemClock(), SystemZone())
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
        examine=partial(_examined, arguments.data),
    )


def _examined(folder: Path) -> tuple[checkup.Finding, ...]:
    """What the health page asks of a worker's thread."""
    from ui.equipment import versions

    return (*_examine(folder)[1], of_versions(_versions() | versions()))


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
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
