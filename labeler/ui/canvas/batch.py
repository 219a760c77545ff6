"""All shapes of an image as arrays: which lie in a part of it, without asking each of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPolygonF

from labeler.core.annotation import Annotation, Change, Shape
from labeler.core.geometry import Box
from labeler.ui.canvas.sight import polygon

if TYPE_CHECKING:
    from numpy.typing import NDArray

Mark = str  # "", "difficult", "occluded" or "truncated": how its line is broken
Style = tuple[str, Mark]  # class name and mark: shapes of one style are painted in one call


def mark_of(shape: Shape) -> Mark:
    if shape.difficult:
        return "difficult"
    if shape.occluded:
        return "occluded"
    return "truncated" if shape.truncated else ""


class Batch:
    """Bounds, style and outline of each shape, by row; rows are in stacking order."""

    def __init__(self) -> None:
        self.shapes: tuple[Shape, ...] = ()
        self._rows: dict[int, int] = {}
        self.styles: list[Style] = []
        self._style_numbers: dict[Style, int] = {}
        self._outlines: dict[int, QPolygonF] = {}
        self.bounds: Any = None  # float array (n, 4)
        self.style: Any = None  # int array (n,)
        self.boxes: Any = None  # bool array (n,): painted as rectangle

    def __len__(self) -> int:
        return len(self.shapes)

    def show(self, shapes: Sequence[Shape]) -> None:
        """Take these shapes instead of what was there."""
        self._outlines.clear()
        self._fill(tuple(shapes))

    def update(self, annotation: Annotation, change: Change) -> None:
        """Follow a change of the annotation."""
        for id in change.changed | change.removed:
            self._outlines.pop(id, None)
        if change.added or change.removed or change.reordered:
            self._fill(annotation.shapes)
            return
        self.shapes = annotation.shapes
        for id in change.changed:
            row = self._rows[id]
            shape = annotation[id]
            self.bounds[row] = shape.bounds
            self.style[row] = self._style_of(shape)
            self.boxes[row] = shape.kind == "box"

    def _fill(self, shapes: tuple[Shape, ...]) -> None:
        self.shapes = shapes
        self._rows = {shape.id: row for row, shape in enumerate(shapes)}
        if not shapes:
            return
        import numpy as np

        self.bounds = np.array([shape.bounds for shape in shapes], dtype=float)
        self.style = np.array([self._style_of(shape) for shape in shapes], dtype=np.intp)
        self.boxes = np.array([shape.kind == "box" for shape in shapes], dtype=bool)

    def _style_of(self, shape: Shape) -> int:
        style = (shape.class_name, mark_of(shape))
        number = self._style_numbers.get(style)
        if number is None:
            number = self._style_numbers[style] = len(self.styles)
            self.styles.append(style)
        return number

    def outline(self, row: int) -> QPolygonF:
        """The corners of a shape in image pixels, kept for the next time."""
        shape = self.shapes[row]
        outline = self._outlines.get(shape.id)
        if outline is None:
            outline = self._outlines[shape.id] = polygon(shape.corners)
        return outline

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        return sorted(self._rows[id] for id in ids if id in self._rows)

    def rows_in(self, parts: Iterable[Box]) -> "NDArray[Any]":
        """The rows whose bounds touch one of the image boxes, in stacking order."""
        import numpy as np

        if not self.shapes:
            return np.empty(0, dtype=np.intp)
        x1, y1, x2, y2 = self.bounds.T
        found = np.zeros(len(self.shapes), dtype=bool)
        for part in parts:
            found |= (x1 <= part.x2) & (x2 >= part.x1) & (y1 <= part.y2) & (y2 >= part.y1)
        return np.flatnonzero(found)

    def without(self, rows: "NDArray[Any]", ids: Iterable[int]) -> "NDArray[Any]":
        import numpy as np

        gone = self.rows_of(ids)
        return rows[~np.isin(rows, gone)] if gone else rows
