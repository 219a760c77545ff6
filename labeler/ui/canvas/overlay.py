"""Paints what a gesture shows on top of the shapes: previews, handles, paths, marquee, size."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter

from labeler.core.annotation import Shape
from labeler.core.geometry import Box, Point, Points
from labeler.core.hits import GRAB_PX, handle_tolerance, middles
from labeler.tools.tool import Preview
from labeler.ui.canvas.batch import Batch
from labeler.ui.canvas.items import LINE, REACH, THICK, Outlines, Palette
from labeler.ui.canvas.sight import HALO, Sight, polygon

_HANDLE_PX = 4.5  # half the side of a painted handle
_APART = 60  # so many previewed shapes at most are repainted one by one
_HANDLED = 60  # so many selected shapes at most show their handles


class OverlayLayer:
    """Set `preview` or `selected`, then repaint `regions()` of before and after."""

    def __init__(self, sight: Sight, palette: Palette) -> None:
        self._sight = sight
        self._palette = palette
        self._batch = Batch()
        self._outlines = Outlines(sight, self._batch, palette)
        self.preview: Preview | None = None
        self.selected: tuple[Shape, ...] = ()
        self.before: dict[int, Shape] = {}  # previewed shapes as they are in the annotation

    def recolor(self, palette: Palette) -> None:
        self._palette = palette
        self._outlines = Outlines(self._sight, self._batch, palette)

    def show_preview(self, preview: Preview | None) -> None:
        self.preview = preview
        self._batch.show(preview.shapes if preview else ())

    # --- what is covered

    def regions(self) -> list[QRect]:
        """The widget pixels painted now, as small parts."""
        sight = self._sight
        if self.preview is None:
            shown: list[QRect] = []
            for shape in self._handled():
                shown += [_around(sight, place) for place in _handles(shape, sight.camera.scale)]
            return shown
        preview = self.preview
        rects = []
        if len(preview.shapes) > _APART:
            return [QRect(0, 0, *sight.window)]
        for shape in preview.shapes:
            rects += self.edges(shape)
        if preview.path:
            rects += sight.segments(preview.path, REACH + _HANDLE_PX)
        if preview.rubber:
            rects += sight.segments(preview.rubber, REACH)
        if preview.marquee:
            rects += sight.outline(preview.marquee, REACH)
        if preview.active:
            rects.append(_around(sight, preview.active))
        text = self._size_text()
        return rects + ([self._size_rect(text).toAlignedRect()] if text else [])

    def filled(self) -> QRect:
        """The inside of the marquee: only where that changes must be repainted."""
        marquee = self.preview.marquee if self.preview else None
        return self._sight.rect(marquee) if marquee else QRect()

    def edges(self, shape: Shape) -> list[QRect]:
        """The widget pixels of a shape's line and handles, without its inside."""
        if shape.kind == "box":
            return self._sight.outline(shape.bounds, REACH)
        if len(shape.points) > 64:
            return [self._sight.rect(shape.bounds, REACH)]
        return self._sight.segments((*shape.points, shape.points[0]), REACH)

    def _handled(self) -> tuple[Shape, ...]:
        """The shapes that show handles."""
        usable = self._sight.editable and not self._sight.hidden
        return self.selected if usable and len(self.selected) <= _HANDLED else ()

    # --- the size beside the shape

    def _size_text(self) -> str:
        """ "w × h" of the one shape being drawn or resized; nothing while it only moves."""
        if self.preview is None or len(self.preview.shapes) != 1:
            return ""
        shape = self.preview.shapes[0]
        box, known = shape.bounds, self.before.get(shape.id)
        if known is not None and _same_size(known.bounds, box):
            return ""
        return f"{box.width:g} × {box.height:g}" if _whole(box) else _decimal(box)

    def _size_rect(self, text: str) -> QRectF:
        """Below the lower right corner, kept inside the window."""
        metrics = QFontMetricsF(QGuiApplication.font())
        size = QSizeF(metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
        assert self.preview is not None
        box = self.preview.shapes[0].bounds
        x, y = self._sight.camera.to_widget((box.x2, box.y2))
        width, height = self._sight.window
        left = min(max(x - size.width(), 4.0), width - size.width() - 4.0)
        top = min(max(y + 8, 4.0), height - size.height() - 4.0)
        return QRectF(QPointF(round(left), round(top)), size)

    # --- painting

    def paint(self, painter: QPainter, parts: list[QRect]) -> None:
        if self.preview is None:
            for shape in self._handled():
                self._paint_handles(painter, shape, parts)
            return
        preview = self.preview
        if len(self._batch):
            whole = [self._sight.window_box(REACH)]  # to ask for each part would take longer
            self._outlines.paint(painter, self._batch.rows_in(whole), THICK, 0)
        self._paint_path(painter, preview)
        if preview.marquee:
            self._paint_marquee(painter, preview.marquee)
        if preview.active:
            self._paint_handle(painter, preview.active, _HANDLE_PX, QColor("white"), False)
        text = self._size_text()
        if text:
            paint_tag(painter, self._size_rect(text), text)

    def _paint_handles(self, painter: QPainter, shape: Shape, parts: list[QRect]) -> None:
        scale = self._sight.camera.scale
        whole = self._sight.rect(shape.bounds, _HANDLE_PX + 4)
        if not any(part.intersects(whole) for part in parts):
            return
        half = min(_HANDLE_PX, max(1.5, handle_tolerance(shape.bounds, scale) * scale))
        color = self._palette[shape.class_name]
        for place in _corners(shape):
            self._paint_handle(painter, place, half, color, False)
        for place in _middles(shape, scale):
            self._paint_handle(painter, place, half * 0.75, color, True)

    def _paint_handle(
        self, painter: QPainter, place: Point, half: float, color: QColor, round_: bool
    ) -> None:
        x, y = self._sight.camera.to_widget(place)
        x, y = self._sight.crisp(x), self._sight.crisp(y)
        rect = QRectF(x - half, y - half, 2 * half, 2 * half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(self._sight.pen(HALO, 3))
        painter.setBrush(QColor("white"))
        draw = painter.drawEllipse if round_ else painter.drawRect
        draw(rect)
        painter.setPen(self._sight.pen(color, 1.4))
        draw(rect)

    def _paint_path(self, painter: QPainter, preview: Preview) -> None:
        color = self._palette[preview.class_name]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = self._mapped(preview.path)
        lines = ([polygon(path)] if len(path) > 1 else []) + (
            [polygon(self._mapped(preview.rubber))] if preview.rubber else []
        )
        for line in lines:
            painter.setPen(self._sight.pen(HALO, LINE + 2))
            painter.drawPolyline(line)
            painter.setPen(self._sight.pen(color, LINE))
            painter.drawPolyline(line)
        for index, place in enumerate(preview.path):
            half = _HANDLE_PX if index == 0 else _HANDLE_PX * 0.75
            self._paint_handle(painter, place, half, color, False)

    def _mapped(self, points: Points) -> Points:
        return tuple(self._sight.camera.to_widget(point) for point in points)

    def _paint_marquee(self, painter: QPainter, box: Box) -> None:
        x1, y1 = self._sight.camera.to_widget((box.x1, box.y1))
        x2, y2 = self._sight.camera.to_widget((box.x2, box.y2))
        rect = QRectF(QPointF(round(x1), round(y1)), QPointF(round(x2), round(y2)))
        color = QGuiApplication.palette().highlight().color()
        inside = QColor(color)
        inside.setAlphaF(0.18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(rect, inside)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._sight.pen(color, 1))
        painter.drawRect(rect)


def paint_tag(painter: QPainter, rect: QRectF, text: str, indent: float = 0.0) -> None:
    """Light text on a dark plate, readable on any ground; `indent` is left free before it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 22, 26, 215))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(QColor("white"))
    painter.setFont(QGuiApplication.font())
    painter.drawText(rect.adjusted(indent, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, text)


def _around(sight: Sight, place: Point) -> QRect:
    return sight.rect(Box(*place, *place), _HANDLE_PX + 4)


def _handles(shape: Shape, scale: float) -> Iterable[Point]:
    yield from _corners(shape)
    yield from _middles(shape, scale)


def _corners(shape: Shape) -> Points:
    return shape.corners


def _middles(shape: Shape, scale: float) -> Points:
    """Midpoints of the edges: handles of a box, places for a new corner of a polygon."""
    if shape.kind == "box":
        box = shape.bounds
        (x, y) = box.centre
        if min(box.width, box.height) * scale < 6 * GRAB_PX:
            return ()
        return ((x, box.y1), (box.x2, y), (x, box.y2), (box.x1, y))
    return tuple(place for _, place in middles(shape, GRAB_PX / scale))


def _same_size(a: Box, b: Box) -> bool:
    return abs(a.width - b.width) < 1e-6 and abs(a.height - b.height) < 1e-6


def _whole(box: Box) -> bool:
    return box.width == round(box.width) and box.height == round(box.height)


def _decimal(box: Box) -> str:
    return f"{box.width:.1f} × {box.height:.1f}"
