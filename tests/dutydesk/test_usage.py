"""The command line's own words: help and wrong use in both languages, and nothing loaded for them before they are said."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Callable
from functools import partial

import pytest

from dutydesk.arguments import COMMANDS, EVERYWHERE, parser, read
from dutydesk.catalogue import Catalogue
from dutydesk.usage import Say, SpeakingParser

WIDTH = 80
HAN = re.compile(r"[\u4e00-\u9fff]")
SURELY_ENGLISH = re.compile(r"\b(usage|options|arguments?|required|expected|invalid|choose|show|and|the|of)\b")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def say(catalogue: Catalogue, language: str) -> Say:
    return lambda code, **values: catalogue.say(code, language, **values)


def ended(run: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as end:
        run()
    return (end.value.code, *capsys.readouterr())


def test_a_line_in_order_needs_no_sentence() -> None:
    def unread() -> Say:
        raise AssertionError

    assert read(["verify", "x", "--lang", "zh"], unread).command == "verify"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_of_one_language(command: str, say: Say, language: str, capsys) -> None:
    status, told, complained = ended(lambda: read([*command.split(), "--help"], lambda: say), capsys)
    assert (status, complained) == (0, "")
    assert bool(HAN.search(told)) == (language == "zh")
    assert bool(SURELY_ENGLISH.search(told)) == (language == "en")
    assert "help." not in told, "write the sentence of this code in resources/catalogue.toml, in both languages"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_a_terminal(command: str, say: Say, capsys) -> None:
    """Chinese signs are two cells wide, and argparse breaks no line in them."""
    _, told, _ = ended(lambda: read([*command.split(), "--help"], lambda: say), capsys)
    wide = [line for line in told.splitlines() if sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line) > WIDTH]
    assert wide == [], "shorten the help of these in resources/catalogue.toml"


def test_every_option_and_command_has_its_help(catalogue: Catalogue) -> None:
    codes = [f"help.{one.code}" for one in EVERYWHERE]
    for name, own in COMMANDS.items():
        codes += [f"help.command.{name}", *(f"help.command.{name}.{one.code}" for one in own)]
    assert [code for code in codes if not catalogue.has(code)] == [], "add these to resources/catalogue.toml, in both languages"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("fly", {"en": "COMMAND: fly cannot be used here; choose from demo,", "zh": "COMMAND：不能是 fly，只能是 demo,"}),
        ("export", {"en": "--journal is missing. See --help.", "zh": "缺少 --journal。用 --help 看用法。"}),
        ("--data", {"en": "--data: a value is missing after it.", "zh": "--data：后面缺少内容。"}),
        ("demo --calls x", {"en": "--calls: x cannot be used.", "zh": "--calls：x 不能用。"}),
        ("demo --no-window=3", {"en": "--no-window: it takes no value; leave 3 out.", "zh": "--no-window：后面不跟内容，请去掉 3。"}),
        ("verify a b", {"en": "b was not understood.", "zh": "看不懂 b。"}),
    ],
)
def test_wrong_use_is_told(line: str, said: dict[str, str], say: Say, language: str, capsys) -> None:
    status, out, told = ended(lambda: read(line.split(), lambda: say), capsys)
    assert (status, out) == (2, "")
    assert said[language] in told
    assert told.startswith({"en": "usage: dutydesk", "zh": "用法：dutydesk"}[language])


def choosy(say: Say) -> SpeakingParser:
    """A parser that can be used in the ways that none of our commands can."""
    made = SpeakingParser("choosy", say=say, about="help.about")
    either = made.options.add_mutually_exclusive_group()
    either.add_argument("--slow", action="store_true")
    either.add_argument("--slight", action="store_true")
    made.options.add_argument("--own", type=_never)
    return made


def _never(_: str) -> str:
    raise argparse.ArgumentTypeError("undo.nothing")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--sl", "--sl may be --slow, --slight; write it in full."),
        ("--slow --slight", "--slight: it cannot stand together with --slow; leave one out."),
        ("--own x", "--own: There is nothing to undo."),
    ],
)
def test_what_no_command_has_yet_is_told_too(line: str, told: str, catalogue: Catalogue, capsys) -> None:
    say = partial(_english, catalogue)
    assert f"choosy: {told}" in ended(lambda: choosy(say).parse_args(line.split()), capsys)[2]


def _english(catalogue: Catalogue, code: str, **values: object) -> str:
    return catalogue.say(code, "en", **values)


def test_words_that_no_pattern_knows_are_said_as_they_are(catalogue: Catalogue, capsys) -> None:
    say = partial(_english, catalogue)
    assert ended(lambda: parser(say).error("the moon is full"), capsys)[2].endswith("dutydesk: the moon is full\n")
