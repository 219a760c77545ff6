"""Many shapes on one image in the real window: open, drag, pan, zoom."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF

from tests.benchmarks import made
from tests.benchmarks.row import Row, median_ms, row, timed_ms
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
        yield row(f"{count:,} boxes: one move of a drag", _dragged(stage), at_most=at_most)
    yield from _looking_around(stage)
    stage.session.show(0)
    stage.session.images.clear()
    stage.session._documents.clear()
    stage.settle(0.2)
    stage.session._reads.clear()
    stage.session.images.clear()
    cold = stage.painted_ms(lambda: stage.session.show(2), full=True)
    yield row("5,000 boxes: open the image, cold", cold, at_most=400)
    stage.close()


def _dragged(stage: Stage) -> float:
    """The median of a mouse move, painted, while a shape is moved; in ms."""
    press, move = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
    release = QEvent.Type.MouseButtonRelease
    shape = min(stage.session.workspace.annotation, key=lambda s: abs(s.area - 15000))
    stage.session.workspace.select([shape.id])
    stage.settle(0.3)
    centre = QPointF(stage.canvas.to_widget(shape.bounds.centre))
    stage.mouse(press, centre)
    taken = []
    for step in range(1, 120):
        at = centre + QPointF(step * 1.5, (step % 40) * 2.0)
        taken.append(timed_ms(lambda at=at: stage.mouse(move, at)))  # type: ignore[misc]
    stage.mouse(release, at)
    moved = stage.session.workspace.annotation[shape.id]
    assert moved.points != shape.points, "the drag moved nothing"
    stage.settle(0.5)
    return statistics.median(taken)


def _looking_around(stage: Stage) -> Iterator[Row]:
    viewport = stage.canvas.viewport()

    def panned() -> None:
        stage.canvas.pan(7, 3)
        viewport.repaint()

    def zoomed() -> None:
        stage.canvas.zoom_by(1.05)
        viewport.repaint()

    stage.canvas.zoom_by(1.4)
    stage.settle(0.5)
    pan, zoom = median_ms(panned, 25), median_ms(zoomed, 15)
    yield row("5,000 boxes: a frame of panning", pan, at_most=30)
    yield row("5,000 boxes: a frame of zooming", zoom, at_most=30)
