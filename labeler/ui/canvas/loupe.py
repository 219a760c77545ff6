"""A corner of the canvas that shows the pixels around the corner being placed, magnified."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeler.core.classes import ClassList
from labeler.core.geometry import Point, Points
from labeler.tools.tool import Preview
from labeler.ui.canvas.items import Palette
from labeler.ui.canvas.picture import PictureLayer
from labeler.ui.canvas.sight import HALO, Sight, polygon

_SIDE = 168
_GAP = 10
_MAGNIFIED = 8.0


class Loupe(QWidget):
    """Lies on the viewport, lets the mouse through, and keeps out of the pointer's way."""

    def __init__(self, parent: QWidget, sight: Sight, picture: PictureLayer) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedSize(_SIDE, _SIDE)
        self._sight = sight
        self._picture = picture
        self._at: Point = (0.0, 0.0)
        self._lines: list[tuple[Points, str]] = []
        self._palette = Palette(ClassList())
        self.hide()

    def recolor(self, palette: Palette) -> None:
        self._palette = palette

    def look(self, at: Point, preview: Preview) -> None:
        """Show the image around `at`, with what the gesture previews."""
        self._at = at
        self._lines = [((*s.corners, s.corners[0]), s.class_name) for s in preview.shapes]
        path = preview.path + (preview.rubber[1:] if preview.rubber else ())
        if len(path) > 1:
            self._lines.append((path, preview.class_name))
        self._keep_away(QPointF(*self._sight.camera.to_widget(at)))
        self.show()
        self.update()

    def _keep_away(self, pointer: QPointF) -> None:
        """In the upper right corner; in the upper left one while the pointer is near that."""
        right = self._sight.window[0] - _SIDE - _GAP
        near = pointer.y() < _SIDE + 4 * _GAP and pointer.x() > right - 3 * _GAP
        self.move(_GAP if near else max(_GAP, right), _GAP)

    @property
    def magnification(self) -> float:
        return max(_MAGNIFIED, 2 * self._sight.camera.scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("black"))
        painter.fillRect(self.rect().adjusted(2, 2, -2, -2), QColor("white"))
        inside = self.rect().adjusted(3, 3, -3, -3)
        painter.setClipRect(inside)
        painter.fillRect(inside, self.palette().window())
        scale = self.magnification
        painter.save()
        painter.translate(_SIDE / 2, _SIDE / 2)
        painter.scale(scale, scale)
        painter.translate(-self._at[0], -self._at[1])
        reach = _SIDE / 2 / scale + 1
        x, y = self._at
        self._picture.paint_part(painter, QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
        self._paint_lines(painter)
        painter.restore()
        self._paint_cross(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for points, class_name in self._lines:
            line = polygon(points)
            painter.setPen(self._sight.pen(HALO, 4))
            painter.drawPolyline(line)
            painter.setPen(self._sight.pen(self._palette[class_name], 2))
            painter.drawPolyline(line)

    def _paint_cross(self, painter: QPainter) -> None:
        middle, arm = _SIDE // 2, 18
        for color, width in ((HALO, 3), (QColor("white"), 1)):
            painter.setPen(self._sight.pen(color, width))
            painter.drawLine(middle - arm, middle, middle - 4, middle)
            painter.drawLine(middle + 4, middle, middle + arm, middle)
            painter.drawLine(middle, middle - arm, middle, middle - 4)
            painter.drawLine(middle, middle + 4, middle, middle + arm)
