"""What may stand on the command line: the commands, their options, and what is taken for granted."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from dutydesk import __version__

COMMANDS = {
    "demo": "open the invented sample site, with a night that rings and works by itself",
    "replay": "feed the calls of a CSV file into a fresh site, in the order of their times",
    "export": "write the journal as JSON Lines",
    "verify": "check that a journal is as it was written",
    "rebuild": "make the board anew from the journal",
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
    _speed(command, "how many times as fast as real time it runs (48: a night in ten minutes)")
    command.add_argument("--calls", type=_count, metavar="N", help="calls that come by themselves (0: none; without it they keep coming)")
    command.add_argument("--no-window", action="store_true", help="only make the folder, and play N calls through in it")


def _replay(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the CSV file")
    command.add_argument(
        "--map", type=Path, metavar="MAP", help="which column means what (TOML); without it a known one that fits is taken"
    )
    _speed(command, "how many times as fast as real time it runs (default 60; without a window as fast as it can)", default=None)
    command.add_argument("--no-window", action="store_true", help="show the progress on the terminal only, and end by itself")


def _speed(command: argparse.ArgumentParser, told: str, *, default: float | None = 1.0) -> None:
    command.add_argument("--speed", type=_pace, default=default, metavar="N", help=told)


def _count(text: str) -> int:
    """A number of calls, 0 or more."""
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _pace(text: str) -> float:
    """A speed from real time to a thousand times that; slower would be no drill."""
    number = float(text)
    if not 1 <= number <= 1000:
        raise ValueError
    return number


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--journal", required=True, metavar="FILE", help='where to, "-" for standard output')


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, help="an exported journal; without it the data folder is checked")


_OWN: dict[str, Callable[[argparse.ArgumentParser], None]] = {"demo": _demo, "replay": _replay, "export": _export, "verify": _verify}
