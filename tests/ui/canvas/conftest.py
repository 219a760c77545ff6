"""A canvas with a real workspace and document, and a hand that moves the mouse over it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.geometry import Point
from labeler.core.record import Place, Writing, read
from labeler.services.document import Document
from labeler.services.workspace import Workspace
from labeler.tools.select import Select
from labeler.ui.canvas.view import CanvasView

SIZE = (640, 400)
CLASSES = ClassList.of(["plate", "car", "truck"])
SHAPES = (
    Shape(1, "box", ((40, 40), (200, 140)), "plate"),
    Shape(2, "box", ((240, 60), (360, 200)), "car", difficult=True),
    Shape(3, "polygon", ((400, 80), (480, 60), (560, 160), (440, 200)), "truck"),
    Shape(4, "quad", ((80, 240), (200, 232), (208, 320), (72, 328)), "car", occluded=True),
    Shape(5, "box", ((300, 300), (312, 308)), "plate", truncated=True),
)


def picture(width: int = SIZE[0], height: int = SIZE[1]) -> QImage:
    """A gradient, so that every pixel tells where it is."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ramp = QLinearGradient(0, 0, width, height)
    ramp.setColorAt(0, QColor("#203040"))
    ramp.setColorAt(1, QColor("#e0d0c0"))
    painter.fillRect(image.rect(), ramp)
    painter.end()
    return image


def document(folder: Path, shapes: tuple[Shape, ...] = ()) -> Document:
    place = Place(
        image=folder / "a.png",
        voc=folder / "a.xml",
        yolo=folder / "a.txt",
        kept=folder / ".labeler" / "records" / "a.xml",
        name="a.png",
    )
    made = Document("a.png", read(place, SIZE, CLASSES, Writing()))
    if shapes:
        made.edit(Annotation(shapes, seen=True), "draw")
    return made


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Workspace:
    made = Workspace()
    made.set_classes(CLASSES)
    made.open(document(tmp_path, SHAPES), SIZE)
    return made


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace) -> CanvasView:
    made = CanvasView(workspace)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_picture(picture(), "a")
    made.set_tool(Select(workspace))
    return made


class Mouse:
    """Sends what a person's mouse would, at image points."""

    def __init__(self, view: CanvasView) -> None:
        self.view = view
        self.held = Qt.MouseButton.NoButton
        self.modifiers = Qt.KeyboardModifier.NoModifier

    def _send(self, kind: QEvent.Type, at: Point, button: Qt.MouseButton) -> None:
        point = QPointF(*self.view.camera.to_widget(at))
        target = self.view.viewport()
        event = QMouseEvent(
            kind, point, target.mapToGlobal(point), button, self.held, self.modifiers
        )
        QApplication.sendEvent(target, event)
        QApplication.processEvents()

    def move(self, *points: Point) -> None:
        for point in points:
            self._send(QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton)

    def press(self, at: Point, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        self.held |= button
        self._send(QEvent.Type.MouseButtonPress, at, button)

    def release(self, at: Point, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        self.held &= ~button
        self._send(QEvent.Type.MouseButtonRelease, at, button)

    def click(self, at: Point) -> None:
        self.move(at)
        self.press(at)
        self.release(at)

    def drag(self, start: Point, end: Point, steps: int = 4) -> None:
        self.move(start)
        self.press(start)
        for step in range(1, steps + 1):
            share = step / steps
            self.move(
                (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            )
        self.release(end)


@pytest.fixture
def mouse(view: CanvasView) -> Mouse:
    return Mouse(view)


@pytest.fixture
def screenshot(view: CanvasView) -> Callable[[], QImage]:
    """What really is on the (offscreen) screen, not what a repaint would bring."""

    def shot() -> QImage:
        QApplication.processEvents()
        pixmap: QPixmap = view.screen().grabWindow(view.winId())
        return pixmap.toImage()

    return shot
