"""Classes are added, coloured, keyed and put in order without a number ever changing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from labeler.services.session import Session
from labeler.services.settings import SettingsStore
from labeler.ui.docks.classes import ClassesDock
from tests.services.conftest import draw, saved

Opened = Callable[[Path], Session]


@pytest.fixture
def dock(
    session: Session, store: SettingsStore, qtbot: QtBot, opened: Opened, folder: Path
) -> ClassesDock:
    (folder / "classes.txt").write_text("plate\ncar\ntruck\n")
    dock = ClassesDock(session, store)
    qtbot.addWidget(dock)
    dock.resize(260, 400)
    dock.show()
    opened(folder)
    return dock


def shown(dock: ClassesDock) -> list[tuple[int, str, str]]:
    rows = range(dock.model.rowCount())
    return [(dock.model.number(r), dock.model.name(r), dock.model.key(r)) for r in rows]


def test_it_shows_number_name_and_key(dock: ClassesDock) -> None:
    assert shown(dock) == [(0, "plate", "1"), (1, "car", "2"), (2, "truck", "3")]


def test_a_click_makes_a_class_current(dock: ClassesDock, session: Session, qtbot: QtBot) -> None:
    spot = dock.view.visualRect(dock.model.index(1)).center()
    qtbot.mouseClick(dock.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert session.workspace.current_class == "car"
    session.workspace.set_current_class("truck")
    assert dock.view.currentIndex().row() == 2


def test_enter_gives_the_class_to_what_is_selected(
    dock: ClassesDock, session: Session, qtbot: QtBot
) -> None:
    draw(session, 30)
    session.workspace.select([1])
    dock.view.setCurrentIndex(dock.model.index(1))
    qtbot.keyClick(dock.view, Qt.Key.Key_Return)
    assert session.workspace.annotation[1].class_name == "car"


def test_counts_follow(dock: ClassesDock, session: Session, qtbot: QtBot) -> None:
    draw(session, 30)
    draw(session, 80)
    assert [dock.model.count(row) for row in range(3)] == [2, 0, 0]


def test_a_new_class_is_appended_and_current(
    dock: ClassesDock, session: Session, qtbot: QtBot
) -> None:
    dock.add_line.setText(" 번호판 ")  # QTest types ASCII only
    qtbot.keyClick(dock.add_line, Qt.Key.Key_Return)
    assert shown(dock)[-1] == (3, "번호판", "4")
    assert session.workspace.current_class == "번호판"
    assert dock.add_line.text() == ""


def test_a_class_that_is_there_is_not_added_twice(
    dock: ClassesDock, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dock.add_line, "car")
    qtbot.keyClick(dock.add_line, Qt.Key.Key_Return)
    assert len(shown(dock)) == 3
    assert session.workspace.current_class == "car"


def test_moving_changes_what_is_shown_and_no_number(dock: ClassesDock, session: Session) -> None:
    data = dock.model.mimeData([dock.model.index(2)])
    dock.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, dock.view.rootIndex())
    assert shown(dock) == [(2, "truck", "1"), (0, "plate", "2"), (1, "car", "3")]
    assert session.workspace.classes.names == ("plate", "car", "truck")


def test_alt_arrows_move_the_current_class(dock: ClassesDock, qtbot: QtBot) -> None:
    dock.view.setFocus()
    dock.view.setCurrentIndex(dock.model.index(0))
    dock._shift_current(1)
    assert [name for _, name, _ in shown(dock)] == ["car", "plate", "truck"]
    dock._shift_current(1)
    dock._shift_current(1)
    assert [name for _, name, _ in shown(dock)] == ["car", "truck", "plate"]
    dock._shift_current(-1)
    assert [name for _, name, _ in shown(dock)] == ["car", "plate", "truck"]


def test_a_key_belongs_to_one_class(dock: ClassesDock) -> None:
    dock.set_key(0, "7")
    dock.set_key(2, "7")
    keys = {name: key for _, name, key in shown(dock)}
    assert keys["truck"] == "7"
    assert keys["plate"] != "7"
    dock.set_key(2, "")
    assert {name: key for _, name, key in shown(dock)}["truck"] == "3"


def test_a_number_that_only_files_use_can_be_named(
    dock: ClassesDock, session: Session, folder: Path, opened: Opened, qtbot: QtBot
) -> None:
    (folder / "1.txt").write_text("6 0.5 0.5 0.1 0.1\n")
    opened(folder)
    qtbot.waitUntil(lambda: shown(dock)[-1] == (6, "#6", ""), timeout=3000)
    dock.rename(6, "bus")
    assert shown(dock)[-1][:2] == (6, "bus")
    assert session.workspace.classes.number_of("bus") == 6
    assert [name for _, name, _ in shown(dock)] == ["plate", "car", "truck", "bus"]


def test_the_list_is_remembered(
    dock: ClassesDock, session: Session, folder: Path, opened: Opened
) -> None:
    dock.set_key(1, "9")
    dock.move_class(2, 0)
    saved(session)
    opened(folder)
    assert shown(dock) == [(2, "truck", "1"), (0, "plate", "2"), (1, "car", "9")]


def test_an_empty_list_says_what_to_do(
    session: Session, store: SettingsStore, opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    (folder / "classes.txt").unlink()
    dock = ClassesDock(session, store)
    qtbot.addWidget(dock)
    dock.show()
    assert not dock.add_line.isEnabled()
    opened(folder)
    session.states.counts_changed.emit()
    dock._on_classes_changed()
    assert dock.empty.isVisible()
    assert dock.add_line.isEnabled()


def test_the_menu_is_whole(dock: ClassesDock) -> None:
    menu = dock.menu_for(1)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[2:] == [
        "Rename…",
        "Colour…",
        "Key",
        "Move up",
        "Move down",
        "Merge into…",
        "Remove…",
    ]
    assert dock.view.indexAt(QPoint(5, 5)).row() == 0
