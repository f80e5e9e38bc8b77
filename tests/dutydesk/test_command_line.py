"""Commands of the input line: both languages, any input method, and never a word lost."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.catalogue import Catalogue
from dutydesk.command_line import Command, CommandWords, Completion, Verb, complete, is_command, parse
from dutydesk.refusals import RefusedError
from dutydesk.words import DeclineReason, FollowUp, PauseReason, Status, Told

WORDS = CommandWords.load()


def refused(text: str) -> str:
    with pytest.raises(RefusedError) as caught:
        parse(text, WORDS)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/hand 17 @208", Command(Verb.HAND, 17, "208")),
        ("/hand @208 17", Command(Verb.HAND, 17, "208")),
        ("/HAND 17 @208 phone", Command(Verb.HAND, 17, "208", choice="phone")),
        ("/hand 17 @208 radio 2:30 be quick", Command(Verb.HAND, 17, "208", time(2, 30), choice="radio", rest="be quick")),
        ("/派 17 @208", Command(Verb.HAND, 17, "208")),
        ("/派17@208", Command(Verb.HAND, 17, "208")),
        ("／派 １７ ＠２０８", Command(Verb.HAND, 17, "208")),
        ("；派工 @陈志强", Command(Verb.HAND, None, "陈志强")),
        ("、派 17", Command(Verb.HAND, 17)),
        (";hand 17", Command(Verb.HAND, 17)),
        ("  / hand\t17 ", Command(Verb.HAND, 17)),
        ("/hand", Command(Verb.HAND)),
        ("/接", Command(Verb.ACK)),
        ("/接 17", Command(Verb.ACK, 17)),
        ("/拒 忙", Command(Verb.DECLINE, choice="busy_on_higher")),
        ("/拒 忙着呢", Command(Verb.DECLINE, rest="忙着呢")),
        ("/decline 17 wrong trade needs an electrician", Command(Verb.DECLINE, 17, choice="wrong_trade", rest="needs an electrician")),
        ("/onsite 02:30", Command(Verb.ONSITE, told=time(2, 30))),
        ("/arrived 02:30", Command(Verb.ONSITE, told=time(2, 30))),
        ("/到场 2:30", Command(Verb.ONSITE, told=time(2, 30))),
        ("/到场 ２：３０ 门口等", Command(Verb.ONSITE, told=time(2, 30), rest="门口等")),
        ("/到场 25:00", Command(Verb.ONSITE, rest="25:00")),
        ("/到场 2:305", Command(Verb.ONSITE, rest="2:305")),
        ("/safe 17 valve 3-1 shut, Basement", Command(Verb.SAFE, 17, rest="valve 3-1 shut, Basement")),
        ("/挂起 17 业主不在 14:30", Command(Verb.PAUSE, 17, until=time(14, 30), choice="owner_away")),
        ("/挂起 业主不在，明早再来 9:00", Command(Verb.PAUSE, until=time(9), choice="owner_away", rest="，明早再来")),
        ("/pause parts 14:30 pump seal", Command(Verb.PAUSE, until=time(14, 30), choice="parts", rest="pump seal")),
        ("/pause partshop", Command(Verb.PAUSE, rest="partshop")),
        ("/完成 换了阀芯，试水正常", Command(Verb.DONE, rest="换了阀芯，试水正常")),
        ("/完成换了阀芯", Command(Verb.DONE, rest="换了阀芯")),
        ("/完成 17 02:50 换了阀芯", Command(Verb.DONE, 17, told=time(2, 50), rest="换了阀芯")),
        ("/follow", Command(Verb.FOLLOW)),
        ("/follow not fixed", Command(Verb.FOLLOW, choice="not_fixed")),
        ("/follow 17 not fixed still drips", Command(Verb.FOLLOW, 17, choice="not_fixed", rest="still drips")),
        ("/回访 没修好还在漏", Command(Verb.FOLLOW, choice="not_fixed", rest="还在漏")),
        ("/回访 17 5", Command(Verb.FOLLOW, 17, rest="5")),
        ("/assist 17 @301", Command(Verb.ASSIST, 17, "301")),
        ("/转 17 @209", Command(Verb.TRANSFER, 17, "209")),
        ("/转告 保安说大堂漏水", Command(Verb.RELAY, rest="保安说大堂漏水")),
        ("/note 3楼没水", Command(Verb.NOTE, rest="3楼没水")),
        ("/记 17 Ｗ 3-1502", Command(Verb.NOTE, 17, rest="Ｗ 3-1502")),
        ("/join 12", Command(Verb.JOIN, 12)),
        ("/status @208 break", Command(Verb.STATUS, None, "208", choice="break")),
        ("/状态 @208 休息", Command(Verb.STATUS, None, "208", choice="break")),
        ("/状态 @208休息", Command(Verb.STATUS, None, "208", choice="break")),
        ("/status @208 free until 16:00", Command(Verb.STATUS, None, "208", until=time(16), choice="free")),
        ("/status @208 free in the yard until 16:00", Command(Verb.STATUS, None, "208", until=time(16), choice="free", rest="in the yard")),
        ("/状态 @208 待命到16:00", Command(Verb.STATUS, None, "208", until=time(16), choice="free")),
        ("/correct 4 level 1", Command(Verb.CORRECT, 4, choice="level", rest="1")),
        ("/correct level 1", Command(Verb.CORRECT, choice="level", rest="1")),
        ("/更正 4 出发 14:50", Command(Verb.CORRECT, 4, told=time(14, 50), choice="set_out")),
        ("/correct 4 line 14:50 it drips", Command(Verb.CORRECT, 4, choice="line", rest="14:50 it drips")),
        ("/status @208 break 14:30", Command(Verb.STATUS, None, "208", until=time(14, 30), choice="break")),
        ("/status @208 on call at home", Command(Verb.STATUS, None, "208", choice="home")),
        ("/status break @208", Command(Verb.STATUS, None, "208", choice="break")),
        ("/find 周", Command(Verb.FIND, rest="周")),
        ("/找 208", Command(Verb.FIND, rest="208")),
        ("/phone here", Command(Verb.PHONE, choice="here")),
        ("/电话 本台", Command(Verb.PHONE, choice="here")),
        ("/电话 转回", Command(Verb.PHONE, choice="back")),
        ("/帮助", Command(Verb.HELP)),
    ],
)
def test_a_command_is_read(text: str, command: Command) -> None:
    assert parse(text, WORDS) == command


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "command.not_understood"),
        ("3-1502 水管爆", "command.not_understood"),
        ("/", "command.empty"),
        ("； ", "command.empty"),
        ("/17", "command.empty"),
        ("/fly 17", "command.unknown"),
        ("/接线", "command.unknown"),
        ("/handle 17", "command.unknown"),
        ("//hand 17", "command.unknown"),
    ],
)
def test_what_is_no_command_is_refused_with_a_code(text: str, code: str) -> None:
    assert refused(text) == code


def test_a_refusal_names_the_word_shortly() -> None:
    with pytest.raises(RefusedError) as caught:
        parse("/" + "x" * 500, WORDS)
    assert caught.value.values == {"word": "x" * 20}


@pytest.mark.parametrize(("text", "is_it"), [("/x", True), ("；", True), ("、派", True), (" ／a", True), ("3-1502", False), ("", False)])
def test_a_sign_makes_a_command(text: str, is_it: bool) -> None:
    assert is_command(text) is is_it


@given(st.one_of(st.text(), st.text(alphabet="/;、 派接转告@＠0１7:：ahndpuse休息", max_size=20).map(lambda text: "/" + text)))
def test_any_text_is_read_refused_and_completed_without_failing(text: str) -> None:
    try:
        assert parse(text, WORDS).rest in text
    except RefusedError as caught:
        assert caught.code.startswith("command.")  # noqa: PT017 either answer is right
    assert all(is_command(completion.text) for completion in complete(text, WORDS, "zh"))


@given(st.sampled_from(list(Verb)), st.sampled_from(["zh", "en"]), st.text(alphabet="门口等漏水 bcd,。", max_size=20))
def test_the_note_comes_out_as_it_was_typed(verb: Verb, lang: str, note: str) -> None:
    assert parse(f"/{WORDS.word(verb, lang)} {note}", WORDS) == Command(verb, rest=note.strip())


def offered(text: str, lang: str) -> list[str]:
    return [completion.word for completion in complete(text, WORDS, lang)]


def test_a_sign_alone_offers_every_command_in_the_language() -> None:
    assert offered("/", "zh")[:3] == ["派", "接", "拒"]
    assert offered("/", "en")[:3] == ["hand", "ack", "decline"]
    assert len(offered("/", "en")) == len(Verb)


def test_the_beginning_of_a_word_offers_the_rest() -> None:
    assert offered("/re", "en") == ["return", "restore", "resume", "rework", "relay"]
    assert offered("/转", "zh") == ["转", "转告"]


def test_a_word_of_the_other_language_is_offered_too() -> None:
    assert offered("/ha", "zh") == ["hand", "handover"]


def test_a_completion_is_the_whole_line_and_says_what_it_does() -> None:
    assert complete("／ac", WORDS, "en")[0] == Completion("ack", "／ack ", "command.about.ack")


def test_choices_are_offered_after_the_command() -> None:
    assert offered("/phone ", "en") == ["here", "back"]
    assert offered("/状态 @208 休", "zh") == ["休息"]
    assert complete("/status @208", WORDS, "en")[3].text == "/status @208 break "
    assert complete("/follow not r", WORDS, "en") == (Completion("not reached", "/follow not reached "),)


@pytest.mark.parametrize("text", ["", "3-1502", "/fly ", "/phone here ", "/find x", "/ack 17"])
def test_where_nothing_follows_nothing_is_offered(text: str) -> None:
    assert complete(text, WORDS, "en") == ()


def test_an_unknown_language_offers_all_the_same() -> None:
    assert offered("/ack", "fr") == ["ack"]


def test_every_verb_has_words_in_both_languages_that_no_other_has() -> None:
    words = [word for one in WORDS.verbs for lang in ("zh", "en") for word in one.words[lang]]
    assert {one.verb for one in WORDS.verbs} == set(Verb)
    assert len(words) == len(set(words))
    assert all(one.words["zh"] and one.words["en"] for one in WORDS.verbs)


def test_every_verb_says_what_it_does() -> None:
    catalogue = Catalogue.load()
    assert [verb for verb in Verb if not catalogue.has(f"command.about.{verb}")] == []


def test_choices_are_the_stored_words() -> None:
    assert set(WORDS.choices["told"]) == set(Told)
    assert set(WORDS.choices["decline"]) == set(DeclineReason)
    assert set(WORDS.choices["pause"]) == set(PauseReason)
    assert set(WORDS.choices["follow"]) == {*FollowUp, "not_fixed"}
    assert set(WORDS.choices["status"]) == {status for status in Status if status.is_by_hand}


def test_choices_are_shown_in_the_language() -> None:
    assert WORDS.shown("phone", "en")[0] == WORDS.shown_as("phone", "here", "en")
    assert WORDS.shown_as("phone", "here", "zh") != WORDS.shown_as("phone", "here", "en")
