"""Causes are said in the language of their sentence, and none in the words of the system, which has one language."""

from __future__ import annotations

import errno
import os

import pytest

from dutydesk.catalogue import Catalogue
from dutydesk.causes import cause_of


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (errno.ENOENT, "文件不存在", "there is no such file"),
        (errno.EACCES, "没有权限", "no permission"),
        (errno.EISDIR, "这是文件夹", "it is a folder"),
        (errno.EROFS, "只读，不能写入", "it is read-only"),
        (errno.ENOSPC, "磁盘已满", "the disk is full"),
        (errno.EDOM, f"系统拒绝（错误 {errno.EDOM}，详见日志）", f"the system refuses (error {errno.EDOM}, see the log)"),
    ],
)
@pytest.mark.parametrize("code", ["data.unreadable", "data.unwritable"])
def test_a_cause_is_said_in_the_language_of_its_sentence(code: str, number: int, zh: str, en: str) -> None:
    catalogue, cause = Catalogue.load(), cause_of(OSError(number, os.strerror(number)))
    assert f"/x.csv：{zh}。" in catalogue.say(code, "zh", path="/x.csv", cause=cause)
    assert f": {en}. " in catalogue.say(code, "en", path="/x.csv", cause=cause)


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_error_is_said_in_the_words_of_the_system(number: int) -> None:
    catalogue, words = Catalogue.load(), os.strerror(number)
    assert words not in catalogue.say("data.unwritable", "zh", path="/x", cause=cause_of(OSError(number, words)))


def test_an_error_without_a_number_is_told_as_its_type() -> None:
    said = Catalogue.load().say("data.unwritable", "en", path="/x", cause=cause_of(OSError("odd")))
    assert "the system refuses (error OSError, see the log)" in said
