"""Many shapes on one image in the real window: open, drag, pan, zoom."""

import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from tests.benchmarks import made
from tests.benchmarks.floors import PlainPicture, PlainView
from tests.benchmarks.row import Row, medians_ms, row, timed_ms
from tests.benchmarks.stage import Stage


def dragging(folder: Path) -> Iterator[Row]:
    made.class_file(folder)
    for number, name in enumerate(("a_few", "b_1000", "c_5000")):
        image = made.photo(folder / f"{name}.jpg", 1920, 1080)
        made.label(image, 1920, 1080, (20, 1000, 5000)[number])
    stage = Stage()
    stage.open(folder)
    for index, count, at_most in ((1, 1000, 2), (2, 5000, 3)):
        stage.session.show(0)
        stage.settle(1.0)
        opened = stage.painted_ms(lambda index=index: stage.session.show(index), full=True)  # type: ignore[misc]
        yield row(f"{count:,} boxes: open the image, prefetched", opened, at_most=400)
        stage.settle(0.5)
        moved, floor = _dragged(stage)
        work, what = (
            f"{count:,} boxes: one move of a drag",
            _viewport(stage, "QGraphicsView, 1 box"),
        )
        yield row(work, moved, floor=floor, floor_is=what, at_most=at_most)
    yield from _looking_around(stage)
    stage.session.show(0)
    stage.session.images.clear()
    stage.session.documents.clear()
    stage.settle(0.2)
    stage.session._neighbours.clear()
    stage.session.images.clear()
    cold = stage.painted_ms(lambda: stage.session.show(2), full=True)
    yield row("5,000 boxes: open the image, cold", cold, at_most=400)
    stage.close()


def _viewport(stage: Stage, what: str) -> str:
    size = stage.canvas.viewport().size()
    return f"{what}, {size.width()} × {size.height()}"


def _picture(stage: Stage) -> QPixmap:
    """What the canvas shows, and as large."""
    return stage.canvas.viewport().grab()


def _dragged(stage: Stage) -> tuple[float, float]:
    """The median of a mouse move, painted, while a shape is moved; and of its floor; in ms."""
    press, move = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
    release = QEvent.Type.MouseButtonRelease
    shape = min(stage.session.workspace.annotation, key=lambda s: abs(s.area - 15000))
    stage.session.workspace.select([shape.id])
    bounds, scale = shape.bounds, stage.canvas.scale
    box = QSize(round(bounds.width * scale), round(bounds.height * scale))
    plain = PlainView(_picture(stage), box)
    stage.settle(0.5)
    centre = QPointF(stage.canvas.to_widget(bounds.centre))
    stage.mouse(press, centre)
    taken = []
    for step in range(1, 120):
        at = centre + QPointF(step * 1.5, (step % 40) * 2.0)
        works = (partial(stage.mouse, move, at), partial(_moved, plain, at))
        taken.append([timed_ms(work) for work in works])
    stage.mouse(release, at)
    moved = stage.session.workspace.annotation[shape.id]
    assert moved.points != shape.points, "the drag moved nothing"
    plain.close()
    stage.settle(0.5)
    canvas, floor = (statistics.median(column) for column in zip(*taken, strict=True))
    return canvas, floor


def _moved(plain: PlainView, at: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    viewport, held = plain.viewport(), Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(viewport.mapToGlobal(at)), none, none, held
    )
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def _looking_around(stage: Stage) -> Iterator[Row]:
    """A frame is all from the order until the viewport is painted and sent to the X server."""
    canvas, viewport = stage.canvas, stage.canvas.viewport()
    canvas.zoom_by(1.4)
    stage.settle(0.5)
    plain = PlainPicture(QPixmap.fromImage(canvas._picture.image), viewport.size())
    stage.settle(0.3)

    def panned() -> None:
        canvas.pan(7, 3)
        viewport.repaint()

    def zoomed() -> None:
        canvas.zoom_by(1.05)
        viewport.repaint()

    def rested() -> None:
        canvas._repaint_all()
        viewport.repaint()

    def painted() -> None:
        camera = canvas.camera
        plain.show_at(camera.scale, QPointF(camera.x, camera.y))

    what = _viewport(stage, "the picture alone")
    for name, work, times, at_most in (
        ("a frame of panning", panned, 25, 30),
        ("a frame of zooming", zoomed, 15, 30),
        ("the whole view precisely, at rest", rested, 15, None),
    ):
        taken, floor = medians_ms(work, painted, times=times)
        yield row(f"5,000 boxes: {name}", taken, floor=floor, floor_is=what, at_most=at_most)
        stage.settle(0.3)
        canvas.fit()
        canvas.zoom_by(1.4)
        stage.settle(0.3)
    plain.close()
