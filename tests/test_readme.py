"""The two READMEs: each names the other's commands and sections, so that neither falls behind."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
REMARK = re.compile(r"\s{2,}.*|\s+#.*")
"""What stands after a command, in the language of the page."""


def page(path: Path) -> str:
    """The page up to its part in the other language."""
    return path.read_text(encoding="utf-8").partition("\n---\n")[0]


def commands(path: Path) -> list[str]:
    blocks = re.findall(r"^```\n(.*?)^```", page(path), re.DOTALL | re.MULTILINE)
    return [REMARK.sub("", line) for block in blocks for line in block.splitlines()]


def keys(path: Path) -> list[str]:
    """The keys of the table of what is pressed, row by row."""
    return [
        row for line in page(path).splitlines() if line.startswith("| ") for row in [" ".join(re.findall(r"\*\*([^*]+)\*\*", line))] if row
    ]


def test_both_tell_the_same_commands() -> None:
    told = commands(ENGLISH)
    assert "dutydesk --data DIR verify" in told
    assert commands(CHINESE) == told, "README.md and README.zh.md: bring their code blocks into line"


def test_both_tell_the_same_keys_in_the_same_order() -> None:
    assert keys(CHINESE) == keys(ENGLISH)


def test_both_have_the_same_sections() -> None:
    sections = [len(re.findall(r"^## ", page(path), re.MULTILINE)) for path in (ENGLISH, CHINESE)]
    assert sections[0] == sections[1], "README.md and README.zh.md: one has a section that the other lacks"


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", CHINESE.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
