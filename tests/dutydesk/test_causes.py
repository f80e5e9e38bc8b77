"""Causes: the usual ones are said in the language of their sentence, others as the system calls them."""

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
        (errno.EIO, os.strerror(errno.EIO), os.strerror(errno.EIO)),
    ],
)
def test_a_cause_is_said_in_the_language_of_its_sentence(number: int, zh: str, en: str) -> None:
    catalogue, cause = Catalogue.load(), cause_of(OSError(number, os.strerror(number)))
    assert catalogue.say("data.unreadable", "zh", path="/x.csv", cause=cause) == f"无法读取 /x.csv：{zh}。什么也没有改变。"
    assert catalogue.say("data.unreadable", "en", path="/x.csv", cause=cause) == f"/x.csv cannot be read: {en}. Nothing was changed."


def test_an_error_without_words_is_told_as_it_is() -> None:
    assert cause_of(OSError("odd")) == "odd"
