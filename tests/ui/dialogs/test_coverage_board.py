"""The coverage board over a real session: it counts, leads to objects, follows and is saved."""

import os
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from labeler.core.annotation import Shape
from labeler.core.coverage import Goal, id_of
from labeler.core.files import replace_files
from labeler.services.session import Session
from labeler.services.translations import Translations
from labeler.ui.dialogs.coverage_board import CoverageBoard
from labeler.ui.rules.row_reader import shape_like

Opened = Callable[[Path], Session]
LEVELS = (20, 20, 120, 120, 120)  # of the images: two dark ones, three normal ones


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def labelled(folder: Path) -> Path:
    """Five noisy images of 240 × 160 with two boxes each, the second one a car."""
    noise = np.random.default_rng(1)
    for number, level in enumerate(LEVELS):
        pixels = np.clip(noise.normal(level, 30, (160, 240, 3)), 0, 255).astype(np.uint8)
        cv2.imwrite(str(folder / f"{number}.png"), pixels)
        (folder / f"{number}.txt").write_text("0 0.3 0.3 0.3 0.12\n1 0.6 0.7 0.4 0.4\n")
    return folder


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Owns the board, which deletes itself when it is closed."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def board(opened: Opened, labelled: Path, window: QWidget, qtbot: QtBot) -> CoverageBoard:
    """Brightness by class, all of it counted."""
    made = CoverageBoard(opened(labelled), window)
    made.goal = Goal(3, 0)
    made.axes.choose("brightness", "class")
    made.show()
    qtbot.waitUntil(lambda: counted(made, 10))
    return made


def counted(board: CoverageBoard, total: int) -> bool:
    """True when the board shows what is asked for, of so many objects."""
    table, asked = board.table, board.count.asked
    axes = (board.axes.first, board.axes.second)
    return (
        table is not None
        and asked is not None
        and (table.board.first, table.board.second, table.board.goal) == (*axes, board.goal)
        and board._session.gradebook.complete
        and table.board.total == total
    )


def have(board: CoverageBoard, *place: str | None) -> int:
    assert board.table is not None
    return board.table.cell(place[0], place[1]).have


# --- counting


def test_it_counts_the_labels_of_the_dataset(board: CoverageBoard) -> None:
    assert [have(board, line, "plate") for line in ("dark", "normal", None)] == [2, 3, 5]
    assert [have(board, line, "car") for line in ("dark", "normal", None)] == [2, 3, 5]
    assert board.tally.text() == "10 object(s)"
    assert board.gathered.isHidden()
    assert board.matrix.isVisible()


def test_what_lacks_is_listed_and_leads_to_its_cell(board: CoverageBoard, qtbot: QtBot) -> None:
    assert board.thin.sentences() == [
        "bright × plate: 0 of 3, capture more",
        "bright × car: 0 of 3, capture more",
        "dark × plate: 2 of 3, capture more",
        "dark × car: 2 of 3, capture more",
    ]
    listed = board.thin.list
    place = listed.visualRect(listed.model().index(3, 0)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert board.matrix.place == ("dark", "car")
    assert [row.image for row in board.gallery.rows] == ["0.png", "1.png"]
    board.choose(("normal", "car"))
    assert not listed.currentIndex().isValid()


def test_another_goal_lets_other_cells_be_thin(board: CoverageBoard, qtbot: QtBot) -> None:
    board.axes.least.setValue(2)
    qtbot.waitUntil(lambda: counted(board, 10))
    assert len(board.thin.sentences()) == 2
    board.axes.share.setValue(40)
    qtbot.waitUntil(lambda: counted(board, 10))
    assert board.thin.sentences()[0] == "bright × plate: 0 of 4, capture more"
    assert len(board.thin.sentences()) == 6
    board.goal = Goal(0, 0)
    qtbot.waitUntil(lambda: counted(board, 10))
    assert board.thin.pages.currentWidget() is board.thin.enough


def test_the_same_axis_is_never_there_twice(board: CoverageBoard, qtbot: QtBot) -> None:
    axes = board.axes
    axes.columns.setCurrentIndex(axes.lines.currentIndex())
    axes.columns.activated.emit(axes.columns.currentIndex())
    assert (id_of(axes.first), id_of(axes.second)) == ("class", "brightness")
    axes.swap.click()
    assert (id_of(axes.first), id_of(axes.second)) == ("brightness", "class")
    qtbot.waitUntil(lambda: counted(board, 10))
    assert have(board, "dark", "car") == 2


def test_the_chart_follows_the_lines_until_another_is_chosen(
    board: CoverageBoard, qtbot: QtBot
) -> None:
    assert board.chart.rule is not None
    assert board.chart.rule.id == "brightness"
    assert sum(board.chart.charted.histogram.counts) == 10
    rules = board.chart.rules
    rules.setCurrentIndex(rules.findData("size"))
    rules.activated.emit(rules.currentIndex())
    qtbot.waitUntil(lambda: board.chart.charted.histogram.measure == "size")
    board.axes.choose("sharpness", "class")
    assert board.chart.rule.id == "sharpness"
    assert "of 1" in board.chart.sentence


def test_images_are_counted_where_only_they_are_asked(board: CoverageBoard, qtbot: QtBot) -> None:
    board.axes.choose("image_brightness", "")
    qtbot.waitUntil(lambda: counted(board, 5))
    assert board.tally.text().startswith("5 image(s)")
    board.choose(("normal", ""))
    assert [row.shape for row in board.gallery.rows] == [None] * 3


def test_a_rule_that_is_only_answered_says_what_to_do(board: CoverageBoard, qtbot: QtBot) -> None:
    board.axes.choose("environment", "class")
    qtbot.waitUntil(lambda: counted(board, 10))
    assert "not answered yet" in board.notice.text()
    assert not board.thin.sentences()
    assert "10" in board.answer.text()
    assert "not answered yet: 10" in board.answer.toolTip()


# --- leading to the objects


def test_an_object_opens_in_the_window_selected(board: CoverageBoard, qtbot: QtBot) -> None:
    session = board._session
    board.choose(("normal", "car"))
    board.gallery.setCurrentIndex(board.gallery.model().index(1, 0))
    qtbot.keyClick(board.gallery, Qt.Key.Key_Return)
    assert session.name == "3.png"
    assert [shape.class_name for shape in session.workspace.selected] == ["car"]


def test_a_shape_is_found_again_whatever_its_id() -> None:
    shape = Shape(3, "box", ((1, 2), (3, 4)), "car")
    other = Shape(3, "box", ((5, 5), (9, 9)), "car")
    from labeler.core.annotation import Annotation

    renumbered = Annotation((other, shape.numbered(7)))
    found = shape_like(shape, renumbered)
    assert found is not None
    assert found.id == 7
    assert shape_like(shape, Annotation((other,))) is None


def test_the_unsure_ones_are_opened_one_after_the_other(board: CoverageBoard, qtbot: QtBot) -> None:
    board.axes.choose("environment", "class")
    qtbot.waitUntil(lambda: counted(board, 10))
    seen = []
    for _ in range(11):
        board.answer.click()
        session = board._session
        seen.append((session.name, *[shape.class_name for shape in session.workspace.selected]))
    assert seen[:3] == [("0.png", "plate"), ("0.png", "car"), ("1.png", "plate")]
    assert len(set(seen)) == 10
    assert seen[10] == seen[0]


# --- following


def test_what_is_drawn_is_counted(board: CoverageBoard, qtbot: QtBot) -> None:
    workspace = board._session.workspace
    board._session.show(0)
    shape = Shape(workspace.new_id(), "box", ((10, 10), (60, 40)), "car")
    workspace.commit(workspace.annotation.adding(shape), "draw")
    qtbot.waitUntil(lambda: counted(board, 11) and have(board, "dark", "car") == 3)
    board.choose(("dark", "car"))
    assert len(board.gallery.rows) == 3
    board._session.autosave.wait()


def test_another_rule_counts_anew(board: CoverageBoard, qtbot: QtBot) -> None:
    ruling = board._session.ruling
    rule = ruling.rule("brightness")
    assert rule is not None
    ruling.put(rule.limited((5, *rule.limits[1:])))
    qtbot.waitUntil(lambda: counted(board, 10) and have(board, "normal", "car") == 5)
    assert have(board, "dark", "car") == 0
    ruling.remove("brightness")
    qtbot.waitUntil(lambda: id_of(board.axes.first) == "" and counted(board, 10))
    assert have(board, "", "car") == 5


def test_another_dataset_may_be_opened_meanwhile(
    board: CoverageBoard, opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    board.choose(("dark", "car"))
    other = tmp_path / "other"
    other.mkdir()
    cv2.imwrite(str(other / "z.png"), np.full((160, 240, 3), 90, np.uint8))
    opened(other)
    qtbot.waitUntil(lambda: board._session.gradebook.complete and board.table is None)
    assert "Nothing is labelled yet" in board.nothing.text()
    assert board.pages.currentWidget() is board.nothing
    assert not board.gallery.rows
    assert not board.as_table.isEnabled()
    opened(board._session.dataset.root.parent / "set")
    qtbot.waitUntil(lambda: counted(board, 10))


def test_axes_changed_while_all_is_gathered_and_counted(
    opened: Opened, labelled: Path, window: QWidget, qtbot: QtBot
) -> None:
    session = opened(labelled)
    board = CoverageBoard(session, window)
    for first, second in (("size", "class"), ("class", ""), ("", ""), ("video", "sharpness")) * 4:
        board.axes.choose(first, second)
        session.gradebook.changed.emit()
        qtbot.wait(2)
    board.axes.choose("class", "brightness")
    qtbot.waitUntil(lambda: counted(board, 10))
    assert have(board, "car", "normal") == 3


def test_closed_while_a_job_counts_for_it(
    opened: Opened, labelled: Path, window: QWidget, qtbot: QtBot
) -> None:
    session = opened(labelled)
    for _ in range(3):
        board = CoverageBoard(session, window)
        board.show()
        board.count.refresh()
        board.close()
        qtbot.waitUntil(lambda board=board: not isValid(board))
        session.gradebook.changed.emit()
    assert session.jobs.wait(5)


def test_it_goes_with_the_window(board: CoverageBoard, window: QWidget, qtbot: QtBot) -> None:
    window.hide()
    qtbot.waitUntil(lambda: not isValid(board))


def test_language_follows(board: CoverageBoard, qtbot: QtBot) -> None:
    translations = Translations(board)
    board.choose(("dark", "car"))
    try:
        translations.use("ko")
        qtbot.waitUntil(lambda: board.table.line_titles[0] == "어두움")
        assert board.axes.lines.currentText() == "밝기"
        assert board.matrix.place == ("dark", "car")
        assert len(board.gallery.rows) == 2
    finally:
        translations.use("en")
    qtbot.waitUntil(lambda: board.thin.sentences()[0] == "bright × plate: 0 of 3, capture more")


# --- nothing there


def test_without_a_dataset_it_says_what_to_do(session: Session, window: QWidget) -> None:
    board = CoverageBoard(session, window)
    assert "Open a folder" in board.nothing.text()
    assert not board.as_picture.isEnabled()
    assert not board.answer.isEnabled()


def test_opened_before_any_dataset_it_begins_with_rules(
    opened: Opened, session: Session, labelled: Path, window: QWidget, qtbot: QtBot
) -> None:
    board = CoverageBoard(session, window)
    opened(labelled)
    assert (id_of(board.axes.first), id_of(board.axes.second)) == ("brightness", "distance")
    qtbot.waitUntil(lambda: counted(board, 10))
    board.axes.choose("", "")
    session.ruling.remove("size")
    assert (board.axes.first, board.axes.second) == ("", "")


def test_without_labels_it_says_what_to_do(
    opened: Opened, folder: Path, window: QWidget, qtbot: QtBot
) -> None:
    board = CoverageBoard(opened(folder), window)
    qtbot.waitUntil(lambda: "Nothing is labelled yet" in board.nothing.text())
    assert board.pages.currentWidget() is board.nothing


# --- files


def test_it_is_saved_as_a_table(board: CoverageBoard, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "board.csv"
    board.export.write(path, board.csv())
    qtbot.waitUntil(lambda: "board.csv" in board.told.text())
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0] == "Brightness × Class,plate,car,Total"
    assert lines[1] == "dark,2,2,4"
    assert lines[-1] == "Total,5,5,10"


def test_it_is_saved_as_a_picture(board: CoverageBoard, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "board.png"
    board.export.write(path, board.png())
    qtbot.waitUntil(lambda: "board.png" in board.told.text())
    image = QImage(str(path))
    assert image.width() > 1200
    assert image.height() > 600
    assert image.pixelColor(2, 2).name() == "#ffffff"


def test_a_file_that_cannot_be_written_is_said_and_kept(
    board: CoverageBoard, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "kept.csv"
    replace_files([(path, b"before")])
    os.chmod(path, 0o444)
    board.export.write(path, board.csv())
    qtbot.waitUntil(lambda: "kept.csv" in board.told.text())
    assert board.told.text().startswith("⚠")
    assert path.read_bytes() == b"before"
    board.export.write(tmp_path / "none" / "board.png", board.png())
    qtbot.waitUntil(lambda: "board.png" in board.told.text())
    assert board.told.text().startswith("⚠")


def test_what_is_being_written_outlives_the_board(
    board: CoverageBoard, tmp_path: Path, qtbot: QtBot
) -> None:
    session, path = board._session, tmp_path / "late.png"
    board.export.write(path, board.png())
    board.close()
    qtbot.waitUntil(lambda: not isValid(board))
    assert session.jobs.wait(10)
    assert not QImage(str(path)).isNull()
