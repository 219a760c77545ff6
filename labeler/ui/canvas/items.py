"""Paints all shapes of the annotation: only those in the parts asked for, class by class."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTransform

from labeler.core.classes import ClassList
from labeler.ui.canvas.batch import Batch, Style
from labeler.ui.canvas.sight import HALO, Sight

if TYPE_CHECKING:
    from numpy.typing import NDArray

LINE, THICK = 2.0, 3.0  # widget pixels: a shape, and a selected one
REACH = 5.0  # widget pixels that a line, its halo and half a handle reach beyond the bounds
_LOW = 90.0  # device pixels; see `_low`
_MANY = 1200  # from so many shapes in the window on their lines are thin
_SMALL = 14.0  # widget pixels: a box with a shorter side gets a thin line


class Palette:
    """Class colours as they are painted, looked up once per class."""

    def __init__(self, classes: ClassList) -> None:
        self._classes = classes
        self._colors: dict[str, QColor] = {}

    def __getitem__(self, class_name: str) -> QColor:
        color = self._colors.get(class_name)
        if color is None:
            color = self._colors[class_name] = QColor(self._classes.color_of(class_name))
        return color


class Colors(Protocol):
    def __getitem__(self, class_name: str, /) -> QColor: ...


class Outlines:
    """Paints rows of a batch with one call per class and mark; `mark` replaces their own."""

    def __init__(
        self, sight: Sight, batch: Batch, palette: Colors, mark: str | None = None
    ) -> None:
        self._sight = sight
        self._batch = batch
        self._palette = palette
        self._mark = mark
        self.thin = False  # one pixel with a shadow, where shapes are many: half the time

    def paint(self, painter: QPainter, rows: "NDArray[Any]", width: float, fill: float) -> None:
        """The rows in stacking order within their class; `fill` is the opacity of the inside."""
        if not len(rows):
            return
        boxes = self._batch.boxes[rows]
        if boxes.any():
            self._paint_boxes(painter, rows[boxes], width, fill)
        if not boxes.all():
            self._paint_polygons(painter, rows[~boxes], width, fill)

    def _by_style(self, rows: "NDArray[Any]") -> "Iterable[tuple[Style, NDArray[Any]]]":
        import numpy as np

        if not len(rows):
            return
        styles = self._batch.style[rows]
        for number in np.unique(styles).tolist():
            class_name, mark = self._batch.styles[number]
            style = (class_name, mark if self._mark is None else self._mark)
            yield style, rows[styles == number]

    def _paint_boxes(
        self, painter: QPainter, rows: "NDArray[Any]", width: float, fill: float
    ) -> None:
        small = self._are_small(rows)
        large = [(style, self._edges(some)) for style, some in self._by_style(rows[~small])]
        tiny = [(style, self._edges(some)) for style, some in self._by_style(rows[small])]
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if fill > 0:
            self._fill_boxes(painter, large + tiny, fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.thin:
            self._paint_thin(painter, self._outlined(large))
        else:
            self._paint_thick(painter, self._outlined(large), width)
        self._paint_thin(painter, self._outlined(tiny))
        painter.restore()

    def _are_small(self, rows: "NDArray[Any]") -> "NDArray[Any]":
        """Which of the boxes a thick line, or a broken one, would cover up."""
        edges = self._batch.bounds[rows]
        sides = (edges[:, 2:] - edges[:, :2]).min(axis=1)
        small: NDArray[Any] = sides * self._sight.camera.scale < _SMALL
        return small

    def _fill_boxes(self, painter: QPainter, groups: Any, fill: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for (class_name, _), edges in groups:
            color = QColor(self._palette[class_name])
            color.setAlphaF(fill)
            painter.setBrush(color)
            painter.drawRects(self._rects(_low(edges)))

    def _outlined(self, groups: Any) -> Any:
        return [(style, self._rects(edges)) for style, edges in groups]

    def _paint_thick(self, painter: QPainter, groups: Any, width: float) -> None:
        painter.setPen(self._sight.pen(HALO, width + 2, square=True))
        for _, rects in groups:
            painter.drawRects(rects)
        for (class_name, mark), rects in groups:
            painter.setPen(self._sight.pen(self._palette[class_name], width, mark, square=True))
            painter.drawRects(rects)

    def _paint_thin(self, painter: QPainter, groups: Any) -> None:
        painter.translate(1, 1)
        painter.setPen(self._sight.pen(HALO, 1))
        for _, rects in groups:
            painter.drawRects(rects)
        painter.translate(-1, -1)
        for (class_name, mark), rects in groups:
            painter.setPen(self._sight.pen(self._palette[class_name], 1, mark if self.thin else ""))
            painter.drawRects(rects)

    def _edges(self, rows: "NDArray[Any]") -> "NDArray[Any]":
        """Left, top, width and height of the rows' boxes, in whole device pixels."""
        import numpy as np

        sight = self._sight
        camera, ratio = sight.camera, sight.ratio
        offset = (camera.x, camera.y, camera.x, camera.y)
        edges: NDArray[Any] = self._batch.bounds[rows] * camera.scale + offset
        # Far outside the window lies nothing to see, and the raster engine's limits
        limits = (-4096.0, -4096.0, 4096.0 + sight.window[0], 4096.0 + sight.window[1])
        np.maximum(edges[:, :2], limits[:2], out=edges[:, :2])
        np.minimum(edges[:, 2:], limits[2:], out=edges[:, 2:])
        edges = np.floor(edges * ratio + 0.5)
        edges[:, 2:] -= edges[:, :2]
        return edges

    def _rects(self, edges: "NDArray[Any]") -> list[Any]:
        """The same in widget pixels."""
        ratio = self._sight.ratio
        if ratio == 1.0:
            return [QRect(*edge) for edge in edges.astype(int).tolist()]
        return [QRectF(*edge) for edge in (edges / ratio).tolist()]

    def _paint_polygons(
        self, painter: QPainter, rows: "NDArray[Any]", width: float, fill: float
    ) -> None:
        painter.save()
        painter.setWorldTransform(self._sight.transform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        few = not self.thin
        for (class_name, mark), some in self._by_style(rows):
            color = self._palette[class_name]
            inside = QColor(color)
            inside.setAlphaF(fill)
            outlines = [self._batch.outline(row) for row in some.tolist()]
            painter.setBrush(inside if fill > 0 else Qt.BrushStyle.NoBrush)
            painter.setPen(self._sight.pen(HALO, width + 2) if few else Qt.PenStyle.NoPen)
            if few or fill > 0:
                _each(painter.drawPolygon, outlines)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._sight.pen(color, width if few else 1, mark))
            _each(painter.drawPolygon, outlines)
        painter.restore()


def _low(edges: "NDArray[Any]") -> "NDArray[Any]":
    """High rectangles cut into low ones, which Qt fills at once.

    From 96 lines on it hands a part of each rectangle to another thread and waits for it.
    """
    import numpy as np

    times = np.maximum(np.ceil(edges[:, 3] / _LOW), 1).astype(int)
    if not len(times) or times.max() == 1:
        return edges
    cut = np.repeat(edges, times, axis=0)
    down = (np.arange(len(cut)) - np.repeat(np.cumsum(times) - times, times)) * _LOW
    cut[:, 1] += down
    cut[:, 3] = np.minimum(cut[:, 3] - down, _LOW)
    return cut


def _each(draw: Callable[[Any], None], outlines: Iterable[Any]) -> None:
    for outline in outlines:
        draw(outline)


class ShapesLayer:
    """The annotation's shapes but those being previewed; selected ones on top, thicker."""

    def __init__(self, sight: Sight, batch: Batch, palette: Palette) -> None:
        self._sight = sight
        self.batch = batch
        self._outlines = Outlines(sight, batch, palette)
        self.selection: frozenset[int] = frozenset()
        self.hovered: int | None = None
        self.shown = True
        self.thin = False  # see `weigh`
        self.previewed: frozenset[int] = frozenset()  # painted by the overlay instead

    def recolor(self, palette: Palette) -> None:
        self._outlines = Outlines(self._sight, self.batch, palette)

    def weigh(self) -> bool:
        """Thin lines while many shapes are in the window; True when that is no more as it was."""
        before, self.thin = self.thin, len(self.batch) >= _MANY
        if self.thin:
            self.thin = len(self.batch.rows_in([self._sight.window_box()])) >= _MANY
        return self.thin != before

    def paint(self, painter: QPainter, parts: list[QRect]) -> None:
        if not len(self.batch) or not self.shown or self._sight.hidden:
            return
        sight = self._sight
        rows = self.batch.rows_in(sight.box(part, REACH) for part in parts)
        rows = self.batch.without(rows, self.previewed)
        plain = self.batch.without(rows, self.selection)
        self._outlines.thin = self.thin
        self._outlines.paint(painter, plain, LINE, sight.fill)
        self._outlines.thin = False
        if self.hovered is not None and self.hovered not in self.selection:
            self._outlines.paint(painter, self._only(plain, {self.hovered}), LINE, 0.22)
        if len(plain) != len(rows):
            self._outlines.paint(painter, self._only(rows, self.selection), THICK, sight.fill)

    def _only(self, rows: "NDArray[Any]", ids: Iterable[int]) -> "NDArray[Any]":
        import numpy as np

        return rows[np.isin(rows, self.batch.rows_of(ids))]
