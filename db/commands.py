"""The commands that need the storage alone: they work without a display, most of them beside a running window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from db.export import export_journal
from db.founding import import_site
from db.rebuild import rebuild_folder
from db.storage import Storage
from db.verify import verify_file, verify_folder
from dutydesk import founding_plan, output, settings
from dutydesk.causes import cause_of
from dutydesk.clocks import SystemClock
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import dialled_at
from dutydesk.site_import import read_site

Say = Callable[..., str]
DONE, WRONG = 0, 1


def import_rooms(arguments: argparse.Namespace, say: Say) -> int:
    """Bring the rooms and people of a file into the site; what could not be used is told row by row."""
    place = settings.load(arguments.data / settings.FILE)[0].site
    dialled = dialled_at(place.region, place.area_code)
    typed = founding_plan.Typed(arguments.site, "\n".join(arguments.officer), "\n".join(arguments.crew), arguments.line)
    founding_plan.refuse_faults(typed, dialled)
    found = read_site(arguments.file, dialled)
    for fault in found.faults:
        output.complain(say(fault.code, **fault.values))
    with closing(Storage.alone(arguments.data, clock=SystemClock())) as storage:
        changed = import_site(storage, found, typed, dialled)
    counts = {"rows": found.rows, "left_out": found.left_out, "faults": found.fault_count}
    output.tell(say("cli.imported", **counts, places=changed.places, people=changed.people))
    return WRONG if found.left_out else DONE


def export(arguments: argparse.Namespace, say: Say) -> int:
    """Write the journal as JSON Lines."""
    if arguments.journal == "-":
        with output.writable_output():
            export_journal(arguments.data, output.standard_output())
            return DONE
    try:
        with output.written(Path(arguments.journal)) as path, path.open("w", encoding="utf-8", newline="\n") as out:
            count = export_journal(arguments.data, out)
    except OSError as error:
        raise RefusedError("data.unwritable", path=arguments.journal, cause=cause_of(error)) from error
    output.tell(say("cli.exported", count=count, path=arguments.journal))
    return DONE


def verify(arguments: argparse.Namespace, say: Say) -> int:
    """Check a journal that was exported, or the one of the folder."""
    try:
        result = verify_file(arguments.file) if arguments.file else verify_folder(arguments.data)
    except OSError as error:
        raise RefusedError("data.unreadable", path=str(arguments.file), cause=cause_of(error)) from error
    for problem in result.problems:
        output.complain(say(problem.code, **problem.values))
    for head in result.consoles:
        output.tell(say("cli.head", console=head.console, cseq=head.cseq, mark=head.mark))
    output.tell(say("cli.not_whole" if result.problems else "cli.whole", count=result.entries, problems=len(result.problems)))
    return WRONG if result.problems else DONE


def rebuild(arguments: argparse.Namespace, say: Say) -> int:
    """Make the board anew from the journal."""
    output.tell(say("cli.rebuilt", count=rebuild_folder(arguments.data)))
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace, Say], int]] = {
    "import": import_rooms,
    "export": export,
    "verify": verify,
    "rebuild": rebuild,
}
"""Each answers the exit status."""
