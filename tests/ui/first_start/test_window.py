"""The first start with real widgets and keys: each way to begin, in both languages, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dutydesk.catalogue import Catalogue
from dutydesk.founding_plan import Founding
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import dialled_at
from ui.errors import ErrorHandler
from ui.first_start.choice_page import Beginning
from ui.first_start.window import FirstStart, FirstStartWindow, Outcome
from ui.first_start.work import Told
from ui.languages import Languages

SIZES = [(1366, 768), (1920, 1080)]
ROWS = "楼栋,单元,房号,姓名,电话,身份\n3,1,1502,吴先生,13905710275,业主\n3,1,1402,周女士,139,家属\n3,1,,王强,,\n"


class Desk:
    """What is founded, or why it is not."""

    def __init__(self) -> None:
        self.plans: list[Founding] = []
        self.refusal: RefusedError | None = None
        self.error: Exception | None = None

    def found(self, plan: Founding, told: Told) -> None:
        told(len(plan.people))
        if self.refusal or self.error:
            raise self.refusal or self.error  # type: ignore[misc] # one of them is there
        self.plans.append(plan)


class Retold(QWidget):
    """Counts how often it is told that the language has changed."""

    changes = 0

    def changeEvent(self, event: QEvent) -> None:
        self.changes += event.type() == QEvent.Type.LanguageChange


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def errors() -> ErrorHandler:
    return ErrorHandler()


@pytest.fixture
def window(qapp: QApplication, qtbot, desk: Desk, errors: ErrorHandler, tmp_path: Path) -> Iterator[FirstStartWindow]:
    given = FirstStart(tmp_path / "desk", "en", "night", dialled_at("CN", "0571"), Catalogue.load().say, desk.found)
    made = FirstStartWindow(qapp, given, errors)
    qtbot.add_widget(made)
    made.resize(*SIZES[0])
    made.show()
    made.activateWindow()
    qtbot.wait_until(made.isActiveWindow)
    yield made
    made.languages.speak("en")


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    path = tmp_path / "rooms.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, held)
        QApplication.processEvents()


def typed(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def words(window: QWidget) -> list[str]:
    """Everything that is said now."""
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.text()]
    return labels + [one.text() for one in window.findChildren(QPushButton) if one.isVisible() and one.text()]


def read(window: FirstStartWindow, qtbot, path: Path) -> None:
    press(Qt.Key.Key_2)
    typed(str(path))
    press(Qt.Key.Key_Return)
    qtbot.wait_until(lambda: not window.importing.work.is_running and window.importing.found is not None)


def named(window: FirstStartWindow) -> None:
    for name, text in {"site": "Haiyan", "officers": "Li Min, Wang Qiang", "crew": "Chen"}.items():
        window.staff.fields[name].line.setFocus()
        typed(text)


# ---- the choice


def test_the_first_choice_has_the_focus_and_arrows_go_round(window: FirstStartWindow) -> None:
    buttons = window.choice.buttons
    assert buttons[Beginning.SAMPLE].hasFocus()
    press(Qt.Key.Key_Up)
    assert buttons[Beginning.EMPTY].hasFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert buttons[Beginning.IMPORT].hasFocus()
    press(Qt.Key.Key_Return)
    assert window.page is window.importing


@pytest.mark.parametrize(
    ("key", "page"), [(Qt.Key.Key_1, "making"), (Qt.Key.Key_2, "importing"), (Qt.Key.Key_3, "staff"), (Qt.Key.Key_4, "choice")]
)
def test_a_digit_chooses(window: FirstStartWindow, key: Qt.Key, page: str) -> None:
    press(key)
    assert window.page is getattr(window, page)


def test_the_mouse_chooses(window: FirstStartWindow, qtbot) -> None:
    with qtbot.wait_signal(window.finished):
        qtbot.mouseClick(window.choice.buttons[Beginning.SAMPLE], Qt.MouseButton.LeftButton)
    assert (window.outcome, window.isVisible()) == (Outcome.SAMPLE, True)


def test_the_folder_is_named(window: FirstStartWindow, tmp_path: Path) -> None:
    assert str(tmp_path / "desk") in words(window)


def test_esc_goes_back_page_by_page_and_leaves(window: FirstStartWindow, qtbot, rooms: Path) -> None:
    read(window, qtbot, rooms)
    press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert window.page is window.importing
    press(Qt.Key.Key_Escape, Qt.Key.Key_3, Qt.Key.Key_Escape)
    assert window.page is window.choice
    with qtbot.wait_signal(window.finished):
        press(Qt.Key.Key_Escape)
    assert (window.outcome, window.isVisible()) == (Outcome.LEFT, False)


def test_language_and_theme_change_on_every_page(window: FirstStartWindow, qtbot, rooms: Path) -> None:
    read(window, qtbot, rooms)
    for page in (window.choice, window.importing, window.staff, window.making):
        window._turn_to(page)  # noqa: SLF001 # as the pages' own keys do
        english = words(page)
        press(Qt.Key.Key_L, Qt.Key.Key_T, held=Qt.KeyboardModifier.ControlModifier)
        chinese = words(page)
        assert [text for text in english if text in chinese and text.isascii() and " " in text.strip()] == []
        press(Qt.Key.Key_L, Qt.Key.Key_T, held=Qt.KeyboardModifier.ControlModifier)
        assert words(page) == english
    assert window.has_new_theme


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped(window: FirstStartWindow, qtbot, rooms: Path, language: str, size: tuple[int, int]) -> None:
    window.languages.speak(language)
    window.resize(*size)
    read(window, qtbot, rooms)
    for page in (window.choice, window.importing, window.staff):
        window._turn_to(page)  # noqa: SLF001 # as above
        if page is window.staff:
            window.staff.fields["crew"].line.setPlainText("陈 1")
            window.staff.fields["line"].line.setText("x")
            window.staff.submit()
        qtbot.wait_until(lambda page=page: cut(page) == [])


def cut(page: QWidget) -> list[str]:
    """Texts that have less room than they need, or lie outside the page."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text() and one.property("role") != "muted"]
    low = [one.text() for one in labels if one.height() < (one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height())]
    parts = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    narrow = [one.objectName() for one in parts if one.width() < one.minimumSizeHint().width()]
    return low + narrow + [one.objectName() for one in parts if not page.rect().contains(one.geometry())]


# ---- the import


def test_what_was_understood_is_shown_before_anything_is_written(window: FirstStartWindow, qtbot, rooms: Path, desk: Desk) -> None:
    read(window, qtbot, rooms)
    said = words(window.importing)
    assert {"2", "1", "buildings", "units", "rooms", "people", "numbers"} <= set(said)
    assert "吴先生 · 3-1-1502 owner · 139****0275" in said
    assert "1 of 3 rows will be left out; 2 remarks in all:" in said
    assert [window.importing.preview.faults.item(row).text().partition(":")[0] for row in range(2)] == [
        "rooms.csv, row 3",
        "rooms.csv, row 4",
    ]
    assert desk.plans == []


def test_enter_takes_the_good_rows_to_the_staff_and_the_site(window: FirstStartWindow, qtbot, rooms: Path, desk: Desk) -> None:
    read(window, qtbot, rooms)
    press(Qt.Key.Key_Return)
    assert window.page is window.staff
    named(window)
    with qtbot.wait_signal(window.finished):
        press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    (plan,) = desk.plans
    assert (window.outcome, [person.name for person in plan.people]) == (Outcome.FOUNDED, ["吴先生", "周女士"])
    assert [member.name for member in plan.site.members] == ["Li Min", "Wang Qiang", "Chen"]


def test_a_file_that_is_none_is_told_and_its_path_stays(window: FirstStartWindow, qtbot, tmp_path: Path) -> None:
    press(Qt.Key.Key_2)
    typed(str(tmp_path / "none.csv"))
    press(Qt.Key.Key_Return)
    qtbot.wait_until(lambda: "cannot be read" in window.importing.said.text())
    assert window.importing.line.text() == str(tmp_path / "none.csv")
    press(Qt.Key.Key_L, held=Qt.KeyboardModifier.ControlModifier)
    assert "无法读取" in window.importing.said.text()


def test_another_path_is_another_file(window: FirstStartWindow, qtbot, rooms: Path) -> None:
    read(window, qtbot, rooms)
    window.importing.line.setFocus()
    typed("x")
    assert (window.importing.found, window.importing.go_on.isEnabled()) == (None, False)


def test_without_a_path_enter_does_nothing(window: FirstStartWindow) -> None:
    press(Qt.Key.Key_2, Qt.Key.Key_Return)
    assert (window.page, window.importing.work.is_running) == (window.importing, False)


def test_a_file_may_be_dropped(window: FirstStartWindow, qtbot, rooms: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(rooms))])
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(window.rect().center(), Qt.DropAction.CopyAction, data, left, nothing)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, nothing))
    qtbot.wait_until(lambda: window.importing.found is not None)
    assert window.page is window.importing


def test_a_file_is_chosen_in_a_dialog(window: FirstStartWindow, qtbot, rooms: Path) -> None:
    press(Qt.Key.Key_2)
    window.importing.browse.click()
    dialog = window.findChild(QFileDialog, "importDialog")
    dialog.fileSelected.emit(str(rooms))
    dialog.close()
    qtbot.wait_until(lambda: window.importing.found is not None)


def test_an_example_is_written_and_shown(window: FirstStartWindow, qtbot, tmp_path: Path) -> None:
    press(Qt.Key.Key_2)
    window.importing.example.click()
    dialog = window.findChild(QFileDialog, "exampleDialog")
    dialog.fileSelected.emit(str(tmp_path / "example.csv"))
    dialog.close()
    qtbot.wait_until(lambda: window.importing.found is not None)
    assert window.importing.said.text().startswith("This is the example, written to")
    assert window.importing.preview.amiss.text() == "All 8 rows can be used."


def test_an_example_that_cannot_be_written_is_told(window: FirstStartWindow, tmp_path: Path) -> None:
    press(Qt.Key.Key_2)
    window.importing.example.click()
    dialog = window.findChild(QFileDialog, "exampleDialog")
    dialog.fileSelected.emit(str(tmp_path / "none" / "example.csv"))
    dialog.close()
    assert "cannot be written" in window.importing.said.text()


def test_reading_can_be_stopped(window: FirstStartWindow, qtbot, tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    big.write_text("楼栋,房号\n" + "".join(f"3,{number:06}\n" for number in range(300_000)), encoding="utf-8")
    press(Qt.Key.Key_2)
    typed(str(big))
    press(Qt.Key.Key_Return)
    qtbot.wait_until(lambda: window.importing.said.text().startswith("Reading:"))
    press(Qt.Key.Key_Escape)
    assert (window.page, window.importing.found, window.importing.work.is_running) == (window.importing, None, False)
    assert window.importing.line.text() == str(big)


# ---- the staff


def test_enter_goes_from_field_to_field_and_makes_the_site(window: FirstStartWindow, qtbot, desk: Desk) -> None:
    press(Qt.Key.Key_3)
    typed("Haiyan")
    press(Qt.Key.Key_Return)
    typed("Li Min")
    press(Qt.Key.Key_Return)
    typed("Chen")
    press(Qt.Key.Key_Return)
    typed("Liu 13900000001")
    assert window.staff.numbers.text() == "Staff numbers: 501 Li Min, 201 Chen, 202 Liu"
    press(Qt.Key.Key_Tab)
    typed("8110")
    with qtbot.wait_signal(window.finished):
        press(Qt.Key.Key_Return)
    (plan,) = desk.plans
    assert [(member.name, member.phone) for member in plan.site.members][2] == ("Liu", "+8613900000001")


def test_faults_stand_by_their_fields_and_go_when_they_are_mended(window: FirstStartWindow, desk: Desk) -> None:
    press(Qt.Key.Key_3)
    window.staff.fields["line"].line.setFocus()
    typed("x")
    press(Qt.Key.Key_Return)
    site, officers, crew, line = window.staff.fields.values()
    assert site.line.hasFocus()
    assert [field.fault.isVisible() for field in (site, officers, crew, line)] == [True, True, False, True]
    typed("Haiyan")
    assert [field.fault.isVisible() for field in (site, officers, crew, line)] == [False, True, False, True]
    assert (line.text, desk.plans) == ("x", [])


def test_many_names_are_told_in_short(window: FirstStartWindow) -> None:
    press(Qt.Key.Key_3)
    window.staff.fields["officers"].line.setText(", ".join(f"n{number}" for number in range(9)))
    assert window.staff.numbers.text().endswith("506 n5 and 3 more")


def test_a_refusal_brings_the_form_back_as_it_was(window: FirstStartWindow, qtbot, desk: Desk) -> None:
    desk.refusal = RefusedError("data.disk_full", path="x")
    press(Qt.Key.Key_3)
    named(window)
    window.staff.make.click()
    qtbot.wait_until(lambda: window.page is window.staff and window.staff.said.isVisible())
    assert window.staff.fields["officers"].text == "Li Min, Wang Qiang"
    desk.refusal = None
    with qtbot.wait_signal(window.finished):
        window.staff.make.click()
    assert len(desk.plans) == 1


@pytest.mark.logs
def test_a_fault_of_the_program_brings_the_form_back_too(window: FirstStartWindow, qtbot, desk: Desk, errors: ErrorHandler) -> None:
    desk.error = ZeroDivisionError()
    errors.install()
    try:
        press(Qt.Key.Key_3)
        named(window)
        window.staff.make.click()
        qtbot.wait_until(lambda: window.page is window.staff and "ZeroDivisionError" in window.staff.said.text())
    finally:
        errors.uninstall()
    assert window.staff.fields["site"].text == "Haiyan"


def test_making_can_be_given_up(window: FirstStartWindow) -> None:
    press(Qt.Key.Key_3)
    named(window)
    window.making.begin(2000)
    window.making.count(500)
    window._turn_to(window.making)  # noqa: SLF001 # as while it is being made
    assert "500 of 2,000 people are written. Esc gives up; no site is made then." in words(window.making)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert (window.page, window.outcome) == (window.staff, Outcome.LEFT)


def test_everything_has_a_name_for_a_screen_reader(window: FirstStartWindow) -> None:
    kinds = (*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit), *window.findChildren(QPushButton))
    unnamed = [one.objectName() for one in kinds if not (one.accessibleName() or getattr(one, "text", str)())]
    assert unnamed == []


def test_it_writes_in_the_theme_s_font(window: FirstStartWindow) -> None:
    theme = window.looks.theme
    families = {tuple(label.font().families()) for label in window.findChildren(QLabel)}
    assert families == {theme.families}
    assert min(label.font().pixelSize() for label in window.findChildren(QLabel)) >= theme.sizes.small


def test_the_window_that_comes_after_it_is_not_said_anew(window: FirstStartWindow, qapp: QApplication, qtbot) -> None:
    after = Retold()
    qtbot.add_widget(after)
    languages = Languages(qapp, "zh")
    QApplication.processEvents()
    after.changes = 0
    window.close()
    QApplication.processEvents()
    assert after.changes == 0
    languages.speak("en")
    QApplication.processEvents()
    assert after.changes == 1
