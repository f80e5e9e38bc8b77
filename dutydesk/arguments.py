"""What may stand on the command line: the commands, their options, and what is taken for granted."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from dutydesk import __version__

COMMANDS = {
    "demo": "make the invented sample site, if it is not there, and open it",
    "export": "write the journal as JSON Lines",
    "verify": "check that a journal is as it was written",
    "rebuild": "make the board anew from the journal",
    "doctor": "tell what works here, what does not, and what to do",
}
"""What each command does; without one the window is opened."""


def parser() -> argparse.ArgumentParser:
    """Reads a command line into `command` ("" for the window), `data`, `lang`, `theme` and what the command has of its own."""
    everything = argparse.ArgumentParser(
        "dutydesk", description="The duty log of a fire-control room that takes forwarded repair calls.", parents=[_everywhere()]
    )
    everything.add_argument("--version", action="version", version=f"dutydesk {__version__}")
    everything.set_defaults(command="", lang="", theme="", data=usual_data())
    commands = everything.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, told in COMMANDS.items():
        command = commands.add_parser(name, help=told, description=told, parents=[_everywhere()])
        _OWN.get(name, _no_more)(command)
    return everything


def usual_data() -> Path:
    """The data folder where none is named."""
    import platformdirs

    return platformdirs.user_data_path("dutydesk", appauthor=False) / "desk"


def _everywhere() -> argparse.ArgumentParser:
    """Options that may stand before a command and after it; made anew each time, as argparse shares defaults between parents."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="the data folder")
    options.add_argument("--lang", choices=("en", "zh"), default=argparse.SUPPRESS, help="language of window and messages")
    options.add_argument("--theme", choices=("night", "day"), default=argparse.SUPPRESS, help="look of the window")
    return options


def _no_more(_command: argparse.ArgumentParser) -> None:
    pass


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--calls", type=int, choices=(0,), default=0, metavar="N", help="calls that come by themselves (0: none)")
    command.add_argument("--no-window", action="store_true", help="only make the folder")


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--journal", required=True, metavar="FILE", help='where to, "-" for standard output')


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, help="an exported journal; without it the data folder is checked")


_OWN: dict[str, Callable[[argparse.ArgumentParser], None]] = {"demo": _demo, "export": _export, "verify": _verify}
