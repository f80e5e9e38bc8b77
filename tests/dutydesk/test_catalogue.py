"""The catalogue: every code that the program uses has a sentence in both languages, and nothing makes it fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(\.[a-z_0-9]+)+")
SPEAKERS = {"FormFault", "fault", "RefusedError", "Refused", "_needs"}
GROUPS = {"author", "checkup", "cli", "command", "data", "drill", "founding", "import", "map", "member", "place", "replay", "settings"}
GROUPS |= {"serial", "sip", "table", "time", "undo", "verify", "webhook"}

SETTINGS_FIELDS = {"webhook.listen", "webhook.token", "webhook.allow", "webhook.here"}
SETTINGS_FIELDS |= {f"sip.{key}" for key in ("server", "port", "user", "password", "domain", "auth_user", "listen", "expires")}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


def used_codes() -> set[str]:
    """Codes of groups that only the catalogue has, and of the others those given to whatever speaks through the catalogue."""
    sources = [path for package in ("dutydesk", "db") for path in (ROOT / package).rglob("*.py")]
    nodes = [node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    spoken = {text for node in nodes if isinstance(node, ast.Call) and _name(node.func) in SPEAKERS for text in _codes(node.args)}
    return spoken | {text for text in _codes(nodes) if text.split(".")[0] in GROUPS} - SETTINGS_FIELDS


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _codes(nodes: Iterable[ast.AST]) -> set[str]:
    texts = {inner.value for node in nodes for inner in ast.walk(node) if isinstance(inner, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text) and not text.endswith(".toml")}


def test_every_code_in_use_has_a_sentence(catalogue: Catalogue) -> None:
    used = used_codes()
    assert {"call.already_completed", "webhook.port_busy", "settings.wrong_value"} <= used
    assert sorted(code for code in used if not catalogue.has(code)) == []


def written() -> tuple[set[str], set[str]]:
    """Every text of the program, and how those begin that are put together from a code's first part and a name."""
    sources = [path for package in ("dutydesk", "db", "ui") for path in (ROOT / package).rglob("*.py")]
    nodes = [node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    joined = {node.values[0].value for node in nodes if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)}
    beginnings = {text for text in joined if isinstance(text, str) and re.fullmatch(r"[a-z]+\.([a-z]+\.)*", text)}
    return texts, beginnings | {"help."}  # `arguments.py` takes those of its options from their names


def test_every_sentence_is_said_somewhere(catalogue: Catalogue) -> None:
    texts, beginnings = written()
    unused = [code for code in catalogue.sentences if code not in texts and not code.startswith(tuple(beginnings))]
    assert unused == [], "nothing says these: take them out of resources/catalogue.toml"


def test_every_code_of_the_window_has_a_sentence(catalogue: Catalogue) -> None:
    """What the window itself asks the catalogue for, wherever it says or refuses something."""
    sources = [*(ROOT / "ui").rglob("*.py"), ROOT / "dutydesk" / "__main__.py"]
    nodes = [node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call) and _name(node.func) in {"say", "warn", "refuse", "partial", *SPEAKERS}]
    codes = {text for call in calls for text in _codes(call.args)}
    assert {"desk.clock_jumped", "texts.unreadable"} <= codes
    assert sorted(code for code in codes if not catalogue.has(code)) == [], "write these in resources/catalogue.toml, in both languages"


def test_both_languages_say_the_same_with_the_same_fields(catalogue: Catalogue) -> None:
    for code, told in catalogue.sentences.items():
        assert set(told) == {"zh", "en"}, code
        assert set(re.findall(r"\{\w+\}", told["zh"])) == set(re.findall(r"\{\w+\}", told["en"])), code


def test_chinese_is_chinese_and_english_is_not(catalogue: Catalogue) -> None:
    for code, told in catalogue.sentences.items():
        assert re.search(r"[\u4e00-\u9fff]", told["zh"]) or not re.sub(r"\{\w+\}|\W", "", told["zh"]), code
        assert not re.search(r"[\u4e00-\u9fff，。：；（）]", told["en"]), code


def test_a_sentence_is_filled(catalogue: Catalogue) -> None:
    assert catalogue.say("call.already_completed", "en", call=17).startswith("Call 17 is already completed")
    assert catalogue.say("call.already_completed", "zh", call=17).startswith("报修 17 已经完成")


def test_a_missing_value_is_a_question_mark(catalogue: Catalogue) -> None:
    assert "Call ?" in catalogue.say("call.already_completed", "en")


def test_an_unknown_code_is_said_itself(catalogue: Catalogue) -> None:
    assert catalogue.say("call.on_the_moon", "zh") == "call.on_the_moon"
    assert catalogue.say("call.on_the_moon", "zh", call=17) == "call.on_the_moon (call=17)"


def test_an_unknown_language_is_english(catalogue: Catalogue) -> None:
    assert catalogue.say("undo.nothing", "fr") == "There is nothing to undo."


@given(
    st.text(),
    st.text(),
    st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True).filter(lambda n: n not in {"code", "lang"}), st.text()),
)
def test_saying_never_fails(code: str, lang: str, values: dict[str, str]) -> None:
    catalogue = Catalogue({"a.b": {"en": "{call} {member} {{x}}"}})
    assert isinstance(catalogue.say(code, lang, **values), str)
    assert isinstance(catalogue.say("a.b", lang, **values), str)
