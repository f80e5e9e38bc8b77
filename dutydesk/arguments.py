"""What may stand on the command line: the commands, their options, and what is taken for granted.

A command or an option is one line here; what `--help` says of it stands in ``resources/catalogue.toml`` under ``help.command.NAME``
and ``help.command.NAME.OPTION``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dutydesk import __version__
from dutydesk.usage import Say, SpeakingParser, UnsaidError


class Option(NamedTuple):
    """An option, or a word without a name of its own, as argparse takes it."""

    name: str
    kind: dict[str, Any]

    @property
    def code(self) -> str:
        """The last part of the code of its help."""
        return self.name.lstrip("-").replace("-", "_")


def option(name: str, **kind: Any) -> Option:
    """One option of a command."""
    return Option(name, kind)


def _count(text: str) -> int:
    """A number of calls, 0 or more. Raises ValueError."""
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _pace(text: str) -> float:
    """A speed from real time to a thousand times that; slower would be no drill. Raises ValueError."""
    number = float(text)
    if not 1 <= number <= 1000:
        raise ValueError
    return number


COMMANDS: dict[str, tuple[Option, ...]] = {
    "demo": (
        option("--calls", type=_count, metavar="N"),
        option("--speed", type=_pace, default=1.0, metavar="N"),
        option("--no-window", action="store_true"),
    ),
    "replay": (
        option("file", type=Path, metavar="FILE"),
        option("--map", type=Path, metavar="MAP"),
        option("--speed", type=_pace, metavar="N"),
        option("--no-window", action="store_true"),
    ),
    "import": (
        option("file", type=Path, metavar="FILE"),
        option("--site", default="", metavar="NAME"),
        option("--officer", action="append", default=[], metavar="NAME"),
        option("--crew", action="append", default=[], metavar="NAME"),
        option("--line", default="", metavar="NUMBER"),
    ),
    "export": (option("--journal", required=True, metavar="FILE"),),
    "verify": (option("file", nargs="?", type=Path, metavar="FILE"),),
    "rebuild": (),
    "doctor": (),
}
"""Each command with what it has of its own; without a command the window is opened."""
EVERYWHERE = (
    option("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR"),
    option("--lang", choices=("en", "zh"), default=argparse.SUPPRESS),
    option("--theme", choices=("night", "day"), default=argparse.SUPPRESS),
)
"""What may stand before a command and after it."""


def read(argv: Sequence[str] | None, speaker: Callable[[], Say]) -> argparse.Namespace:
    """The command line as `command` ("" for the window), `data`, `lang`, `theme` and what the command has of its own.

    `--help`, `--version` and wrong use end in SystemExit. `speaker` gives the sentences for help and wrong use: the line is read
    without them first, as they take longer to load than the whole line takes to read.
    """
    try:
        return parser().parse_args(argv)
    except UnsaidError:
        return parser(speaker()).parse_args(argv)


def parser(say: Say | None = None) -> SpeakingParser:
    """What reads a command line; without `say` it raises UnsaidError where it would speak."""
    everything = SpeakingParser("dutydesk", say=say, about="help.about")
    _add(everything, "help", EVERYWHERE)
    everything.options.add_argument(
        "--version", action="version", version=f"dutydesk {__version__}", help=everything.help_of("help.version")
    )
    everything.set_defaults(command="", lang="", theme="", data=usual_data())
    commands = everything.add_subparsers(title=everything.say("help.commands"), metavar="COMMAND", dest="command")
    for name, own in COMMANDS.items():
        code = f"help.command.{name}"
        command = commands.add_parser(name, say=say, about=code, help=everything.help_of(code))
        _add(command, "help", EVERYWHERE)
        _add(command, code, own)
    return everything


def usual_data() -> Path:
    """The data folder where none is named."""
    import platformdirs

    return platformdirs.user_data_path("dutydesk", appauthor=False) / "desk"


def _add(parser: SpeakingParser, code: str, options: Sequence[Option]) -> None:
    for one in options:
        group = parser.options if one.name.startswith("-") else parser.words
        group.add_argument(one.name, help=parser.help_of(f"{code}.{one.code}"), **one.kind)
