"""A few letters and Enter give a class, new or known."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from labeler.core.classes import ClassList
from labeler.services.session import Session
from labeler.ui.dialogs.class_palette import ClassPalette, matches
from tests.services.conftest import draw

NAMES = ["bicycle", "car", "police car", "scar", "bus", "번호판"]


@pytest.fixture
def palette(
    session: Session, opened: Callable[[Path], Session], folder: Path, qtbot: QtBot
) -> ClassPalette:
    (folder / "classes.txt").write_text("\n".join(NAMES), "utf-8")
    opened(folder)
    palette = ClassPalette(session)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(palette)
    palette.open_at(QPoint(100, 100))
    return palette


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", NAMES),
        ("car", ["car", "police car", "scar"]),
        ("b", ["bicycle", "bus"]),
        ("4", ["bus"]),
        ("호", ["번호판"]),
        ("CAR", ["car", "police car", "scar"]),
        ("x", []),
    ],
)
def test_the_best_match_comes_first(typed: str, found: list[str]) -> None:
    assert matches(ClassList.of(NAMES), typed) == found


def test_enter_gives_it_to_the_selected_shape(
    palette: ClassPalette, session: Session, qtbot: QtBot
) -> None:
    draw(session, 30, name="car")
    session.workspace.select([1])
    qtbot.keyClicks(palette.field, "bu")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert session.workspace.annotation[1].class_name == "bus"
    assert not palette.isVisible()


def test_down_takes_the_next_match(palette: ClassPalette, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, "car")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert session.workspace.current_class == "police car"


def test_what_is_not_there_is_offered_as_new(
    palette: ClassPalette, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.field, "truck")
    assert palette.model.words(0) == "Add class “truck”"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert session.workspace.classes.number_of("truck") == len(NAMES)
    assert session.workspace.current_class == "truck"


def test_a_known_name_is_not_offered_as_new(palette: ClassPalette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, "car")
    assert not palette.model.new
