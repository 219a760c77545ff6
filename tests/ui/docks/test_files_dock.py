"""The list of images follows the session and opens what is chosen, and loses nothing by it."""

import shutil
from array import array
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from labeler.services.session import Session
from labeler.services.settings import SettingsStore
from labeler.services.states import Filter, State
from labeler.ui.docks.files import FilesDock, folders_of
from tests.services.conftest import draw, saved

Opened = Callable[[Path], Session]


@pytest.fixture
def dock(session: Session, store: SettingsStore, qtbot: QtBot) -> FilesDock:
    dock = FilesDock(session, store)
    qtbot.addWidget(dock)
    dock.resize(280, 600)
    dock.show()
    return dock


def names(dock: FilesDock) -> list[str]:
    return [dock.model.name(row) for row in range(dock.model.rowCount())]


def click(dock: FilesDock, row: int, qtbot: QtBot) -> None:
    spot = dock.view.visualRect(dock.model.index(row)).center()
    qtbot.mouseClick(dock.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_it_says_what_to_do_while_nothing_is_open(dock: FilesDock) -> None:
    assert dock.pages.currentWidget() is dock.empty
    assert dock.empty.text() == "Open a folder, or drop one here."


def test_it_lists_the_images_and_marks_the_open_one(
    dock: FilesDock, opened: Opened, folder: Path
) -> None:
    session = opened(folder)
    assert names(dock) == ["0.png", "1.png", "2.png", "3.png", "4.png"]
    session.step(1)
    assert dock.view.currentIndex().row() == 1
    assert dock.shown.text() == "5 of 5 shown"


def test_a_click_opens_and_boxes_stay(
    dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    draw(session, 30)
    click(dock, 3, qtbot)
    assert session.name == "3.png"
    assert session.workspace.annotation.shapes == ()
    click(dock, 0, qtbot)
    assert [s.bounds.x1 for s in session.workspace.annotation] == [30]
    saved(session)
    assert "<xmin>30</xmin>" in (folder / "0.xml").read_text()


def test_arrow_keys_walk(dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot) -> None:
    session = opened(folder)
    for key, name in (("Down", "1.png"), ("Down", "2.png"), ("End", "4.png"), ("Home", "0.png")):
        qtbot.keyClick(dock.view, getattr(Qt.Key, f"Key_{key}"))
        assert session.name == name


def test_letters_and_space_go_on_to_the_window(
    session: Session, store: SettingsStore, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    class Window(QWidget):
        def keyPressEvent(self, event: Any) -> None:
            heard.append(event.text())

    heard: list[str] = []
    window = Window()
    qtbot.addWidget(window)
    dock = FilesDock(session, store, window)
    opened(folder)
    for text in "daw 3":
        qtbot.keyClicks(dock.view, text)
    assert heard == list("daw 3")
    assert session.name == "0.png"


def test_space_on_a_button_is_not_the_windows(
    dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    opened(folder)
    dock.activateWindow()
    for widget, keeps in ((dock.chips[State.NEW], True), (dock.view, False)):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus, timeout=2000)
        override = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " "
        )
        override.ignore()
        QApplication.sendEvent(widget, override)
        assert override.isAccepted() is keeps
    dock.chips[State.NEW].setFocus()
    qtbot.keyClick(dock.chips[State.NEW], Qt.Key.Key_Space)
    assert dock.chips[State.NEW].isChecked()


def test_states_and_progress_follow_edits(dock: FilesDock, opened: Opened, folder: Path) -> None:
    session = opened(folder)
    assert dock.progress.text() == "verified 0 · labelled 0 · left 5"
    draw(session, 30)
    assert dock.model.state(0) is State.LABELLED
    assert dock.model.unsaved(0)
    session.verify_and_next()
    assert dock.model.state(0) is State.VERIFIED
    assert dock.progress.text() == "verified 1 · labelled 0 · left 4"


def test_typing_filters_a_little_later(
    dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    opened(folder)
    qtbot.keyClicks(dock.search, "3.p")
    assert dock.model.rowCount() == 5
    qtbot.waitUntil(lambda: names(dock) == ["3.png"], timeout=2000)
    assert dock.shown.text() == "1 of 5 shown"
    assert dock.clear.isVisible()


def test_what_matches_nothing_says_so_and_is_cleared_by_escape(
    dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    qtbot.keyClicks(dock.search, "nowhere")
    qtbot.waitUntil(lambda: dock.model.rowCount() == 0, timeout=2000)
    assert dock.pages.currentWidget() is dock.empty
    assert dock.empty.text() == "No image matches."
    assert session.name == "0.png"
    qtbot.keyClick(dock.search, Qt.Key.Key_Escape)
    assert dock.model.rowCount() == 5
    assert dock.search.text() == ""
    assert not session.filter


def test_enter_in_the_search_goes_to_the_first_match(
    dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    qtbot.keyClicks(dock.search, "4")
    qtbot.keyClick(dock.search, Qt.Key.Key_Return)
    assert session.name == "4.png"


def test_chips_list_only_a_state(dock: FilesDock, opened: Opened, folder: Path) -> None:
    session = opened(folder)
    draw(session, 30)
    dock.chips[State.LABELLED].click()
    assert names(dock) == ["0.png"]
    dock.chips[State.NEW].click()
    assert len(names(dock)) == 5


def test_an_image_that_leaves_the_filter_leaves_the_list_once_it_is_left(
    dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    dock.chips[State.NEW].click()
    draw(session, 30)
    qtbot.wait(500)
    assert names(dock)[0] == "0.png"
    session.step(1)
    qtbot.waitUntil(lambda: names(dock) == ["1.png", "2.png", "3.png", "4.png"], timeout=2000)
    assert session.name == "1.png"


def test_classes_filter(dock: FilesDock, opened: Opened, folder: Path) -> None:
    session = opened(folder)
    draw(session, 30, name="car")
    dock.class_box.setCurrentIndex(dock.class_box.findData("car"))
    dock.class_box.activated.emit(dock.class_box.currentIndex())
    assert names(dock) == ["0.png"]


def test_folders_are_offered_where_there_are_some(
    dock: FilesDock, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    for name in ("front/a", "rear"):
        (folder / name).mkdir(parents=True)
        shutil.copy(folder / "0.png", folder / name / "x.png")
    session = opened(folder)
    qtbot.waitUntil(lambda: dock.folder_box.count() == 4, timeout=2000)
    offered = [dock.folder_box.itemData(row) for row in range(4)]
    assert offered == ["", "front", "front/a", "rear"]
    dock.folder_box.setCurrentIndex(1)
    dock.folder_box.activated.emit(1)
    assert names(dock) == ["front/a/x.png"]
    session.set_filter(Filter())
    assert len(names(dock)) == 7


def test_folders_include_those_above() -> None:
    assert folders_of(["a.png"]) == []
    assert folders_of(["a/b/c.png", "a/d.png", "e/f.png"]) == ["a", "a/b", "e"]


def test_100_000_rows_are_there_at_once(session: Session, dock: FilesDock, qtbot: QtBot) -> None:
    count = 100_000
    images = [f"{number // 1000}/{number:06}.jpg" for number in range(count)]
    session.dataset = cast(Any, SimpleNamespace(images=images))
    session.states.reset(bytes(count))
    session._listed.rows, session._index = array("l", range(count)), 90_000
    session.rows_changed.emit()
    dock.view.repaint()
    assert dock.view.currentIndex().row() == 90_000
    assert dock.view.visualRect(dock.view.currentIndex()).isValid()
