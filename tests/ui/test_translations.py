"""The texts of the window: every one translated, none left over, the same keys and fields in both, and the compiled ones fresh."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtWidgets import QApplication

from ui.languages import Languages

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path("resources", "i18n")
CHINESE, ENGLISH = FOLDER / "dutydesk_zh.ts", FOLDER / "dutydesk_en.ts"
LUPDATE = ("-silent", "-extensions", "py", "ui", "-locations", "none")
HOW = {
    CHINESE: f"pyside6-lupdate -extensions py ui -no-obsolete -locations none -ts {CHINESE.as_posix()}",
    ENGLISH: f"pyside6-lupdate -extensions py ui -no-obsolete -locations none -pluralonly -ts {ENGLISH.as_posix()}",
}
FIELD = re.compile(r"\{\w*\}|%n")
KEYS = re.compile(r"(?:Ctrl|Shift|Alt)\+\w+|\bF(?:1[0-2]|[1-9])\b|\b(?:Enter|Esc|Tab|Page Up|Page Down)\b|[↑↓←→▴▾]")
HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,:;?!()](?!&[A-Z]\))|[,:;?!(](?=[\u4e00-\u9fff])|(?<!&[A-Z])\)(?=[\u4e00-\u9fff])")
WORD = re.compile(r"[A-Za-z]{2,}")
KNOWN_WORDS = {
    "Ctrl",
    "Shift",
    "Alt",
    "Enter",
    "Esc",
    "Tab",
    "Page",
    "Up",
    "Down",
    "Home",
    "End",
    "CSV",
    "csv",
    "txt",
    "sgb",
    "pyqtgraph",
    "numpy",
    "English",
    "dutydesk",
}
"""What a Chinese text may say in Latin letters."""
COUNTED = re.compile(r"\{(?:count|calls|rings|number|times|days|people|entries)\} (?!this|brings|is)(?:more )?[a-z]+s\b", re.IGNORECASE)
ENDS = "….。!！?？ "


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a .ts file; more than one translation where it counts something."""

    context: str
    source: str
    comment: str
    translations: tuple[str, ...]
    is_numerus: bool
    state: str

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r} -> {' / '.join(self.translations)!r}"


def tool(name: str) -> str:
    """A tool of PySide6 that lies beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, name
    return found


def texts(path: Path) -> list[Text]:
    return [_text(context, message) for context in ET.parse(path).getroot().iter("context") for message in context.iter("message")]


def _text(context: ET.Element, message: ET.Element) -> Text:
    found = message.find("translation")
    forms = () if found is None else tuple("".join(form.itertext()) for form in (found.findall("numerusform") or [found]))
    state = "missing" if found is None else found.get("type", "")
    is_numerus = message.get("numerus") == "yes"
    return Text(context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""), forms, is_numerus, state)


def must_be_none(wrong: list[Text], todo: str) -> None:
    if wrong:
        pytest.fail("\n".join([todo, *(f"  {text}" for text in wrong)]), pytrace=False)


# ---- nothing missing, nothing left over


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_file_holds_the_texts_of_the_code_and_no_others(path: Path, tmp_path: Path) -> None:
    """lupdate, on a copy, must have nothing to add and nothing to drop."""
    fresh = tmp_path / "fresh.ts"
    only = ("-pluralonly",) if path == ENGLISH else ()
    language = ("-source-language", "en_GB", "-target-language", "en_GB") if path == ENGLISH else ()
    command = [tool("pyside6-lupdate"), *LUPDATE, "-no-obsolete", *only, *language, "-ts", str(fresh)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=100)
    wanted, there = ({(text.context, text.source, text.comment) for text in texts(one)} for one in (fresh, ROOT / path))
    told = [f"  missing: {text}" for text in sorted(wanted - there)] + [f"  unused: {text}" for text in sorted(there - wanted)]
    assert told == [], f"run {HOW[path]!r}, fill in what it leaves unfinished, then pyside6-lrelease {path.as_posix()}"


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_every_text_is_translated(path: Path) -> None:
    wrong = [text for text in texts(ROOT / path) if text.state or not text.translations or not all(map(str.strip, text.translations))]
    must_be_none(wrong, f"fill these in in {path.as_posix()} and take their type=... away, then pyside6-lrelease {path.as_posix()}:")


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_compiled_texts_are_fresh(path: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.qm"
    command = [tool("pyside6-lrelease"), "-silent", str(ROOT / path), "-qm", str(compiled)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    assert compiled.read_bytes() == (ROOT / path).with_suffix(".qm").read_bytes(), f"run pyside6-lrelease {path.as_posix()}"


# ---- the same in both languages


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_fields_survive_translation(path: Path) -> None:
    wrong = [
        text
        for text in texts(ROOT / path)
        if any(sorted(FIELD.findall(text.source)) != sorted(FIELD.findall(one)) for one in text.translations)
    ]
    must_be_none(wrong, "the translation must have the fields of its source, each as often:")


def test_keys_survive_translation() -> None:
    wrong = [text for text in texts(ROOT / CHINESE) if any(keys(text.source) != keys(one) for one in text.translations)]
    must_be_none(wrong, "the translation must name the same keys as its source:")


def keys(text: str) -> list[str]:
    return sorted(KEYS.findall(text))


def test_beginnings_and_ends_are_alike() -> None:
    wrong = [text for text in texts(ROOT / CHINESE) if any(edges(text.source) != edges(one) for one in text.translations)]
    must_be_none(wrong, "spaces, colon or ellipsis at the beginning or end differ from the source:")


def edges(text: str) -> tuple[bool, ...]:
    if text == ", ":  # "、" and "，" have their room in themselves
        return (False,) * 4
    end = text.rstrip()[-1:]
    return (text[:1].isspace(), text[-1:].isspace(), end in "：:", text.rstrip().endswith(("…", "...")))


# ---- good Chinese


def test_no_english_word_is_left_in_the_chinese() -> None:
    wrong = [text for text in texts(ROOT / CHINESE) if text.comment != "a date pattern of QLocale" and english_words(text)]
    must_be_none(wrong, "translate these words, or add them to KNOWN_WORDS in tests/ui/test_translations.py if Chinese keeps them:")


def english_words(text: Text) -> set[str]:
    said = " ".join(FIELD.sub(" ", one) for one in text.translations)
    return {word for word in WORD.findall(said) if not re.fullmatch(r"F\d+", word)} - KNOWN_WORDS


def test_chinese_has_the_signs_of_chinese() -> None:
    wrong = [text for text in texts(ROOT / CHINESE) if ";;" not in text.source and any(map(HALF_WIDTH.search, text.translations))]
    must_be_none(wrong, "in Chinese write ，。：；？！（） and not their half-width forms:")


# ---- counts


def test_what_counts_things_has_plural_forms() -> None:
    wrong = [text for text in texts(ROOT / CHINESE) if not text.is_numerus and COUNTED.search(text.source)]
    must_be_none(wrong, 'with 1 this is wrong English: write self.tr("%n call(s)", "", count), and both forms in dutydesk_en.ts:')


def test_what_counts_says_how_many_in_every_form() -> None:
    wrong = [text for text in texts(ROOT / ENGLISH) if len(text.translations) != 2 or any("(s)" in one for one in text.translations)]
    must_be_none(wrong, "English needs one form for 1 and one for the others, without (s):")


PLURALS = {(text.context, text.source): text.translations for text in texts(ROOT / ENGLISH)}


@pytest.mark.parametrize("count", [0, 1, 2, 21])
@pytest.mark.parametrize(("context", "source"), sorted(PLURALS))
def test_a_count_is_said_as_one_says_it(qapp: QApplication, context: str, source: str, count: int) -> None:
    languages = Languages(qapp, "en")
    one, many = PLURALS[context, source]
    assert qapp.translate(context, source, "", count) == (one if count == 1 else many).replace("%n", str(count))
    languages.speak("zh")
    said = qapp.translate(context, source, "", count)
    assert HAN.search(said)
    assert str(count) in said


def test_an_unknown_language_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="fr"):
        Languages(qapp, "fr")
