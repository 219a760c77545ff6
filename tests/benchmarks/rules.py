"""What rules cost: measuring a shape, reopening measured objects, judging, keys meanwhile."""

import statistics
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtWidgets import QApplication

from labeler.core.annotation import Shape
from labeler.core.coverage import coverage
from labeler.core.dataset import open_dataset
from labeler.core.graded import judged_all
from labeler.core.grading import survey
from labeler.core.measure_store import MeasureStore
from labeler.core.measuring import Setting, measured_shape
from labeler.core.project import presets
from tests.benchmarks import made
from tests.benchmarks.row import Row, median_ms, row, timed_ms
from tests.benchmarks.stage import Stage

_IMAGES, _EACH = 1000, 10
_SHAPES = 200


def measuring(folder: Path) -> Iterator[Row]:
    """All rules of one shape on a 1080p picture."""
    path = made.photo(folder / "a.jpg", 1920, 1080)
    pixels = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    setting = Setting(1400.0, {"plate": ("kr_520x110",)})
    quad = ((800.0, 500.0), (990.0, 510.0), (988.0, 552.0), (801.0, 541.0))
    for what, shape in (
        ("a quad of 190 × 50", Shape(1, "quad", quad, "plate")),
        ("a box of 200 × 50", Shape(1, "box", ((800.0, 500.0), (1000.0, 550.0)), "plate")),
        ("a box of the whole picture", Shape(1, "box", ((0.0, 0.0), (1920.0, 1080.0)), "plate")),
    ):
        taken = median_ms(partial(measured_shape, pixels, shape, setting), 40)
        yield row(f"all rules of {what}", taken, at_most=3)


def reopening(folder: Path) -> Iterator[Row]:
    """10,000 objects that were measured before, with their label files."""
    photo = made.photo(folder / "0000.jpg", 640, 360).read_bytes()
    made.class_file(folder)
    for number in range(_IMAGES):
        image = folder / f"{number:04d}.jpg"
        image.write_bytes(photo + bytes(str(number), "ascii"))  # each of its own content
        made.label(image, 640, 360, _EACH)
    dataset = open_dataset(folder)
    with MeasureStore(folder.parent / "measures.db") as store:
        first = timed_ms(lambda: list(survey(dataset, dataset.images, store)))
        yield row("10,000 objects: measure for the first time", first)
        time.sleep(0.1)
        again = median_ms(lambda: list(survey(dataset, dataset.images, store)), 5)
        yield row("10,000 objects: reopen, labels read, nothing measured", again, at_most=1000)
        rows = [one for some in survey(dataset, dataset.images, store) for one in some]
    rules = presets()
    yield row("10,000 objects: judge by all rules", median_ms(lambda: judged_all(rows, rules), 5))
    said = judged_all(rows, rules)
    by = {rule.id: rule for rule in rules}
    board = median_ms(lambda: coverage(rows, said, by["sharpness"], by["size"]).thin, 5)
    yield row("10,000 objects: the board", board)


def meanwhile(folder: Path) -> Iterator[Row]:
    """How much later a key is answered while 200 shapes of the open image are being measured."""
    made.class_file(folder)
    for name in ("a", "b"):
        image = made.photo(folder / f"{name}.jpg", 1920, 1080)
        made.label(image, 1920, 1080, _SHAPES)
    stage = Stage()
    stage.open(folder)
    grader, workspace = stage.session.grader, stage.session.workspace
    stage.until(lambda: all(grader.known(id) for id in grader.ids))
    stage.settle(0.5)
    quiet = [_nudged(stage) for _ in range(60)]
    busy: list[float] = []
    for side in range(672, 672 + 32 * 6, 32):
        stage.session.ruling.set_model_input(side)  # all are to be measured anew
        while not all(grader.known(id) for id in grader.ids):
            busy.append(_nudged(stage))
    assert workspace.selection, "nothing was nudged"
    usual = statistics.median(quiet)
    what = "the same key when nothing is measured"
    delay = statistics.median(busy) - usual
    yield row("a key while 200 shapes are measured", statistics.median(busy), floor=usual,
              floor_is=what)  # fmt: skip
    yield row("delay of a key by that, median", max(0.0, delay), at_most=10)
    yield row("delay of a key by that, 95 of 100", _high(busy) - _high(quiet), at_most=10)
    yield row("slowest key by that", max(busy), floor=max(quiet), floor_is="slowest when quiet")
    stage.close()


def _high(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def _nudged(stage: Stage) -> float:
    """What an arrow key does that moves the selected shape, until it is painted; ms."""
    workspace = stage.session.workspace
    if not workspace.selection:
        workspace.select([workspace.annotation.shapes[0].id])
        stage.canvas.setFocus()
    (before,) = workspace.selected
    action = stage.window.actions_["nudge_right" if before.bounds.x1 % 2 < 1 else "nudge_left"]
    taken = timed_ms(lambda: (action.trigger(), QApplication.processEvents()))
    assert workspace.selected[0].points != before.points, "the key moved nothing"
    stage.settle(0.01)
    return taken
