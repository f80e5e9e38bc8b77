"""The command line's own words: `--help` and what is wrong with a line, in sentences of the catalogue.

argparse has its words in English alone. Its patterns are matched here, on what it gives to `error`, which is its public hook; a message
that no pattern knows is said as it is.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn

Say = Callable[..., str]
WRONG_USE = 2

_PATTERNS = {
    "wrong.choice": r"invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)",
    "wrong.missing": r"the following arguments are required: (?P<names>.*)",
    "wrong.unknown": r"unrecognized arguments: (?P<words>.*)",
    "wrong.no_value": r"expected one argument",
    "wrong.needs_no_value": r"ignored explicit argument (?P<value>.*)",
    "wrong.value": r"invalid \w+ value: (?P<value>.*)",
    "wrong.ambiguous": r"ambiguous option: (?P<word>\S+) could match (?P<options>.*)",
    "wrong.together": r"not allowed with argument (?P<other>.*)",
}
"""What argparse says, by the code of our sentence."""
_ARGUMENT = re.compile(r"argument (?P<argument>[^:]+): (?P<message>.*)", re.DOTALL)


class UnsaidError(Exception):
    """There is something to say, and the sentences have not been read yet."""


class SpeakingParser(argparse.ArgumentParser):
    """Reads a command line and speaks through `say`. `options` and `words` are its groups; `about` is the code of what it does."""

    def __init__(self, prog: str, *, say: Say | None, about: str) -> None:
        self._say = say
        super().__init__(prog, description=self.say(about), add_help=False)
        self.words = self.add_argument_group(self.say("help.words"))
        self.options = self.add_argument_group(self.say("help.options"))
        self.options.add_argument("-h", "--help", action="help", help=self.help_of("help.help"))

    def say(self, code: str, **values: object) -> str:
        """The sentence of `code`; "" while there are none."""
        return self._say(code, **values) if self._say else ""

    def help_of(self, code: str) -> str:
        """The sentence of `code` as argparse takes it, which fills what follows a percent sign."""
        return self.say(code).replace("%", "%%")

    def format_usage(self) -> str:
        return self._with_our_usage(super().format_usage())

    def format_help(self) -> str:
        text = self._with_our_usage(super().format_help())
        for title in map(self.say, ("help.words", "help.options", "help.commands")):
            text = text.replace(f"\n{title}:\n", f"\n{self.say('help.title', title=title)}\n")
        return text

    def print_help(self, file: Any = None) -> None:
        if self._say is None:
            raise UnsaidError
        super().print_help(file)

    def error(self, message: str) -> NoReturn:
        if self._say is None:
            raise UnsaidError
        self.exit(WRONG_USE, f"{self.format_usage()}{self.prog}: {self._told(message)}\n")

    def _with_our_usage(self, text: str) -> str:
        return text.replace("usage: ", self.say("help.usage"), 1)

    def _told(self, message: str) -> str:
        if argument := _ARGUMENT.fullmatch(message):
            return self.say("wrong.argument", argument=argument["argument"], told=self._told(argument["message"]))
        for code, pattern in _PATTERNS.items():
            if found := re.fullmatch(pattern, message, re.DOTALL):
                return self.say(code, **{name: value.replace("'", "") for name, value in found.groupdict().items()})
        return self.say(message)  # a code of our own, from argparse.ArgumentTypeError, or else words of argparse said as they are
