"""The set-up guide for exchanges: both languages say the same, and every setting they name is one that is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dutydesk.settings import load

TEXTS = Path(__file__).resolve().parents[1] / "resources" / "texts"
GUIDES = {language: TEXTS / f"pbx_guide_{language}.md" for language in ("en", "zh")}
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
WHOLE = {
    "webhook.listen": '"127.0.0.1:1"',
    "webhook.token": '"a-long-secret"',
    "caller_id.port": '"COM3"',
    "line.number": '"1"',
    "sip.server": '"pbx"',
    "sip.user": '"8118"',
    "sip.password": '"a-long-secret"',
}
"""What a table needs before anything else in it counts."""


def text(language: str) -> str:
    return GUIDES[language].read_text(encoding="utf-8")


def blocks(language: str) -> list[tuple[str, str]]:
    """The examples, each with its kind."""
    return re.findall(r"^```(\w*)\n(.*?)^```", text(language), re.DOTALL | re.MULTILINE)


def headings(language: str) -> list[str]:
    """The levels of the headings in order, with the names of settings and products, which both languages write the same."""
    prose = re.sub(r"^```.*?^```", "", text(language), flags=re.DOTALL | re.MULTILINE)
    found = re.findall(r"^(#+) (.*)$", prose, re.MULTILINE)
    return [f"{level} {name if name in ('FreePBX', 'Asterisk') or '.' in name or '[' in name else ''}" for level, name in found]


def named(language: str) -> list[str]:
    """The keys of each table of settings, as "section.key"."""
    parts = re.split(r"^### `\[+(\w+)\]+`$", text(language), flags=re.MULTILINE)[1:]
    tables = zip(parts[::2], parts[1::2], strict=True)
    return [f"{section}.{key}" for section, told in tables for key in ROW.findall(told.split("\n## ")[0])]


def test_both_have_the_same_headings() -> None:
    assert headings("zh") == headings("en")
    assert headings("en").count("### FreePBX") == 3


def test_both_have_the_same_examples() -> None:
    assert len(blocks("en")) > 5
    assert blocks("zh") == blocks("en")


def test_both_have_as_many_steps_and_rows() -> None:
    counts = [(len(re.findall(r"^\d\. ", text(one), re.MULTILINE)), len(re.findall(r"^\|", text(one), re.MULTILINE))) for one in GUIDES]
    assert counts[0] == counts[1]


def test_both_explain_the_same_settings() -> None:
    assert named("zh") == named("en")
    assert {"webhook.here", "sip.listen", "caller_id.forwarded_from", "line.maintenance"} <= set(named("en"))


@pytest.mark.parametrize("name", named("en"))
def test_a_setting_that_is_explained_is_read(tmp_path: Path, name: str) -> None:
    """The program says so when it cannot use a value; of a key that it does not know it would say nothing."""
    section, _, key = name.partition(".")
    needed = [f"{one.partition('.')[2]} = {value}" for one, value in WHOLE.items() if one.startswith(f"{section}.") and one != name]
    heading = "[[line]]" if section == "line" else f"[{section}]"
    path = tmp_path / "settings.toml"
    path.write_text("\n".join([heading, *needed, f"{key} = {{ odd = 1 }}"]), encoding="utf-8")
    assert [re.sub(r"\[\d\]", "", fault.field) for fault in load(path)[1]] == [name]


def test_every_example_of_settings_is_explained_and_works(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("\n".join(example for kind, example in blocks("en") if kind == "toml"), encoding="utf-8")
    settings, faults = load(path)
    assert not faults
    assert settings.webhook is not None
    assert settings.caller_id is not None
    assert settings.lines[0].maintenance
    tables = {section: found[0] if isinstance(found, list) else found for section, found in tomllib.loads(path.read_text("utf-8")).items()}
    assert {f"{section}.{key}" for section, table in tables.items() for key in table} <= set(named("en"))
