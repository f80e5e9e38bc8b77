"""Pinyin initials as people type them."""

from __future__ import annotations

import sys

import pytest

from dutydesk.pinyin import initials, let_go, name_initials, name_spelled


@pytest.mark.parametrize(
    ("text", "letters"),
    [("水管爆", "sgb"), ("水管爆裂", "sgbl"), ("地库 B2", "dkb2"), ("Emma Wright", "ew"), ("喆堃祎", "zky"), ("", ""), ("😀", "")],
)
def test_initials(text: str, letters: str) -> None:
    assert initials(text) == letters


@pytest.mark.parametrize(("name", "letters"), [("曾志伟", "zzw"), ("单雄", "sx"), ("万俟卨", "mqx"), ("陈志强", "czq"), ("吴先生", "wxs")])
def test_a_surname_is_read_as_a_surname(name: str, letters: str) -> None:
    assert name_initials(name) == letters


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("王强", "wangqiang"),
        ("刘洋", "liuyang"),
        ("曾勇", "zengyong"),
        ("万俟卨", "moqixie"),
        ("Emma Wright", "emmawright"),
        ("吕 B2", "lvb2"),
    ],
)
def test_a_name_is_spelled_without_spaces(name: str, spelled: str) -> None:
    assert name_spelled(name) == spelled


def test_the_dictionaries_can_be_let_go_and_come_again() -> None:
    assert initials("水管爆") == "sgb"
    let_go()
    assert not [name for name in sys.modules if name.startswith("pypinyin")]
    let_go()
    assert initials("水管爆") == "sgb"
