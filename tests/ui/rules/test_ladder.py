"""The ladder: limits follow the pointer along the crops, by mouse and by keys, and come back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.graded import Row
from labeler.services.session import Session
from labeler.ui.rules.ladder import Ladder, Stretch
from labeler.ui.rules.steps import Limits, Steps

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
Show = Callable[..., Ladder]


@pytest.fixture
def show(folder: Path, opened: Callable[[Path], Session], qtbot: QtBot) -> Show:
    session = opened(folder)

    def show(values: list[float], limits: Limits, *, falling: bool = False) -> Ladder:
        ladder = Ladder(session)
        qtbot.addWidget(ladder)
        ladder.resize(600, 320)
        rows = [
            Row(f"{n % 5}.png", Shape(n, "box", ((n, 20), (n + 40, 40)), "plate"))
            for n in range(len(values))
        ]
        ladder.show_rows(rows, Steps(tuple(values), falling), [f"{v:g}" for v in values], limits)
        ladder.set_stretches([Stretch(str(n), "", "pass") for n in range(len(limits) + 1)])
        ladder.show()
        return ladder

    return show


@pytest.fixture
def ladder(show: Show) -> Ladder:
    return show([float(n) for n in range(60)], (9.5, 29.5))


def send(ladder: Ladder, kind: QEvent.Type, number: int, at: QPointF) -> None:
    """A mouse event on a handle, at a point of the strip."""
    handle, strip = ladder.handles[number], ladder.strip
    button = NO_BUTTON if kind == QEvent.Type.MouseMove else LEFT
    held = NO_BUTTON if kind == QEvent.Type.MouseButtonRelease else LEFT
    point = strip.mapToGlobal(at)
    local, none = handle.mapFromGlobal(point), Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(handle, QMouseEvent(kind, local, point, button, held, none))


def press(ladder: Ladder, number: int) -> None:
    at = QPointF(ladder.handles[number].geometry().center())
    send(ladder, QEvent.Type.MouseButtonPress, number, at)


def pull(ladder: Ladder, number: int, gap: int) -> None:
    line, x = ladder.flow.spot(gap)
    top, height = ladder.flow.line(line)
    send(ladder, QEvent.Type.MouseMove, number, QPointF(x, top + height / 2))


def release(ladder: Ladder, number: int) -> None:
    send(ladder, QEvent.Type.MouseButtonRelease, number, QPointF(0, 0))


def gaps(ladder: Ladder) -> list[int]:
    return [ladder.steps.gap_of(limit) for limit in ladder.limits]


def test_a_limit_is_dragged_along_the_flow_across_lines(ladder: Ladder) -> None:
    heard: list[Limits] = []
    ladder.limits_changed.connect(heard.append)
    columns = ladder.flow.columns
    press(ladder, 0)
    for gap in (8, columns + 1, 2 * columns + 3):
        pull(ladder, 0, gap)
        assert gaps(ladder)[0] == gap
    release(ladder, 0)
    assert not ladder.dragging
    assert heard[-1] == ladder.limits
    line, x = ladder.flow.spot(2 * columns + 3)
    placed = ladder.handles[0].geometry()
    assert abs(placed.center().x() - x) <= 1
    assert placed.top() == round(ladder.flow.line(line)[0])


def test_it_stops_at_the_next_limit(ladder: Ladder) -> None:
    press(ladder, 0)
    pull(ladder, 0, 55)
    release(ladder, 0)
    assert gaps(ladder) == [30, 30]
    assert ladder.limits[0] < ladder.limits[1] == 29.5
    first, second = (handle.geometry() for handle in ladder.handles)
    assert first.center().x() < second.center().x()  # both can be had again


@pytest.mark.parametrize(
    ("where", "gap"), [((-5000, -5000), 0), ((90_000, 90_000), 30), ((-9000, 60), 0)]
)
def test_out_of_the_window_it_stays_on_the_ladder(
    ladder: Ladder, where: tuple[float, float], gap: int
) -> None:
    press(ladder, 0)
    send(ladder, QEvent.Type.MouseMove, 0, QPointF(*where))
    assert gaps(ladder)[0] == gap
    release(ladder, 0)


def test_esc_in_a_drag_takes_it_back(ladder: Ladder, qtbot: QtBot) -> None:
    before, heard, dropped = ladder.limits, [], []
    ladder.limits_changed.connect(heard.append)
    ladder.dropped.connect(lambda: dropped.append(True))
    press(ladder, 1)
    pull(ladder, 1, 40)
    assert ladder.limits != before
    qtbot.keyClick(ladder.handles[1], Qt.Key.Key_Escape)
    assert ladder.limits == heard[-1] == before
    assert dropped == [True]
    pull(ladder, 1, 50)  # the button is still held
    release(ladder, 1)
    assert ladder.limits == before


def test_below_the_edge_the_crops_come_along(ladder: Ladder, qtbot: QtBot) -> None:
    press(ladder, 1)
    below = QPointF(100, ladder.viewport().height() + 40)
    send(ladder, QEvent.Type.MouseMove, 1, below)
    bar = ladder.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    release(ladder, 1)
    assert gaps(ladder)[1] > 50


def test_arrows_move_a_limit_by_one_crop(ladder: Ladder, qtbot: QtBot) -> None:
    handle = ladder.handles[0]
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert gaps(ladder) == [11, 30]
    qtbot.keyClick(handle, Qt.Key.Key_Left)
    qtbot.keyClick(handle, Qt.Key.Key_Left)
    assert gaps(ladder) == [9, 30]
    qtbot.keyClick(handle, Qt.Key.Key_Down)
    assert gaps(ladder) == [9 + ladder.flow.columns, 30]
    qtbot.keyClick(handle, Qt.Key.Key_End)
    assert gaps(ladder) == [30, 30]
    qtbot.keyClick(handle, Qt.Key.Key_Home)
    assert gaps(ladder) == [0, 30]


def test_arrows_pass_over_equal_values(show: Show, qtbot: QtBot) -> None:
    ladder = show([1, 2, 2, 2, 3], (2.5,))
    for key, gap in ((Qt.Key.Key_Left, 1), (Qt.Key.Key_Right, 4), (Qt.Key.Key_Right, 5)):
        qtbot.keyClick(ladder.handles[0], key)
        assert gaps(ladder) == [gap]


def test_falling_limits_are_dragged_alike(show: Show) -> None:
    ladder = show([float(n) for n in range(60)][::-1], (49.5, 9.5), falling=True)
    assert gaps(ladder) == [10, 50]
    press(ladder, 0)
    pull(ladder, 0, 20)
    release(ladder, 0)
    assert gaps(ladder) == [20, 50]
    assert 39 < ladder.limits[0] <= 40


@pytest.mark.parametrize("values", [[], [3.0], [4.0] * 30])
def test_with_little_to_show_nothing_breaks(show: Show, values: list[float], qtbot: QtBot) -> None:
    ladder = show(values, (2.0, 5.0))
    ladder.grab()
    for number in (0, 1):
        if values:
            press(ladder, number)
            for gap in (0, len(values), len(values) // 2):
                pull(ladder, number, gap)
            release(ladder, number)
        qtbot.keyClick(ladder.handles[number], Qt.Key.Key_Right)
        qtbot.keyClick(ladder.strip, Qt.Key.Key_G)
    assert ladder.limits[0] < ladder.limits[1]
    assert set(gaps(ladder)) <= {0, len(values)}
    assert all(handle.isVisible() == bool(values) for handle in ladder.handles)


def test_crops_are_marked_by_mouse_and_keys(ladder: Ladder, qtbot: QtBot) -> None:
    heard: list[tuple[Row, str]] = []
    ladder.marked.connect(lambda row, kind: heard.append((row, kind)))
    strip, rows = ladder.strip, ladder.rows

    def at(number: int) -> QPoint:
        return ladder.flow.cell(number).center().toPoint()

    qtbot.mouseClick(strip, LEFT, pos=at(2))
    qtbot.mouseClick(strip, Qt.MouseButton.RightButton, pos=at(3))
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_B)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_G)
    assert heard == [(rows[2], "good"), (rows[3], "bad"), (rows[4], "bad"), (rows[5], "good")]


def test_a_double_click_opens_and_leaves_the_mark(ladder: Ladder, qtbot: QtBot) -> None:
    marks: list[str] = []
    opened: list[Row] = []
    ladder.marked.connect(lambda row, kind: marks.append(kind))
    ladder.opened.connect(opened.append)
    at = ladder.flow.cell(1).center().toPoint()
    qtbot.mouseClick(ladder.strip, LEFT, pos=at)
    qtbot.mouseDClick(ladder.strip, LEFT, pos=at)
    assert opened == [ladder.rows[1]]
    assert len(marks) % 2 == 0


def test_other_rows_and_limits_take_the_place_of_the_old(ladder: Ladder, qtbot: QtBot) -> None:
    press(ladder, 1)
    ladder.show_rows(ladder.rows[:3], Steps((1.0, 2.0, 3.0)), ["1", "2", "3"], (1.5,))
    assert not ladder.dragging
    assert len(ladder.handles) == 1
    assert gaps(ladder) == [1]
    ladder.resize(300, 200)
    assert ladder.flow.width == ladder.viewport().width()
