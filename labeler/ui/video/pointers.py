"""Paints what moves on the timeline: the playhead, the pointer's line and the time there."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from labeler.core.video.clock import clock
from labeler.ui import theme
from labeler.ui.theme import Colors, qcolor
from labeler.ui.video import pins
from labeler.ui.video.curve_lane import faded
from labeler.ui.video.lanes import Lanes, pin_color, sign_corner
from labeler.ui.video.pins import Pin

_HALF = 6  # of the playhead's handle
_HOUR_MS = 3_600_000


@dataclass
class Pointers:
    """Change it, then repaint `regions()` of before and after."""

    lanes: Lanes
    position_ms: float = 0.0
    x: float | None = None  # widget pixel of the pointer
    pin: Pin | None = None  # under the pointer
    drags: bool = False  # the playhead is at the pointer

    def clock(self, time_ms: float) -> str:
        return clock(time_ms, 3, self.lanes.scale.duration_ms >= _HOUR_MS)

    def regions(self) -> list[QRect]:
        """Narrow columns, and the field of the time."""
        found = []
        if self.lanes.has_video:
            found.append(self._column(self.lanes.scale.x(self.position_ms), _HALF + 2))
        if self.x is not None:
            found += [self._column(self._ghost(), 2), self._label().toAlignedRect()]
        if self.pin is not None:
            found.append(self.pin_rect(self.pin))
        return found

    def pin_rect(self, pin: Pin) -> QRect:
        """The sign of the pin, with its halo."""
        rows, side = self.lanes.rows, self.lanes.rows.pin_side + 8
        corner = sign_corner(rows, self.lanes.scale.x(pin.time_ms)).toPoint()
        return QRect(corner.x() - 2, corner.y() - 2, side, side + 2)

    def _column(self, x: float, half: int) -> QRect:
        x = min(max(x, -1000.0), 100_000.0)  # far outside it must not overflow
        return QRect(round(x) - half, 0, 2 * half + 1, self.lanes.rows.height)

    def _ghost(self) -> float:
        scale = self.lanes.scale
        return scale.x(scale.time(self.x or 0.0))

    def _label(self) -> QRectF:
        """Above the pointer, within the widget."""
        lanes = self.lanes
        metrics = QFontMetrics(lanes.rows.font)
        wide = metrics.horizontalAdvance(self.clock(lanes.scale.duration_ms)) + 14
        left = round(self._ghost() - wide / 2)
        most = lanes.scale.right + 10 - wide
        return QRectF(min(max(left, 0), most), 0, wide, lanes.rows.ruler - 1)

    # --- painting

    def paint(self, painter: QPainter, ratio: float) -> None:
        c, lanes = theme.colors(), self.lanes
        if self.pin is not None:
            self._paint_pin(painter, c, self.pin, ratio)
        if self.x is not None and not self.drags:
            line = QRectF(
                round(self._ghost()), lanes.rows.ruler, 1, lanes.rows.bottom - lanes.rows.ruler
            )
            painter.fillRect(line, faded(c.text, 0.45))
        if lanes.scale.shows(self.position_ms):
            self._paint_playhead(painter, c)
        if self.x is not None:
            self._paint_label(painter, c)

    def _paint_pin(self, painter: QPainter, c: Colors, pin: Pin, ratio: float) -> None:
        rows, x = self.lanes.rows, self.lanes.scale.x(pin.time_ms)
        drawn = pins.sign(pin.kind, pin.reason, rows.pin_side, pin_color(c), c.window, ratio, True)
        painter.drawPixmap(sign_corner(rows, x), drawn)

    def _paint_playhead(self, painter: QPainter, c: Colors) -> None:
        x, rows = round(self.lanes.scale.x(self.position_ms)), self.lanes.rows
        top, bottom = rows.ruler - 1, rows.bottom
        painter.fillRect(QRectF(x - 1, top, 3, bottom - top), faded(c.window, 0.75))
        painter.fillRect(QRectF(x, top, 1, bottom - top), qcolor(c.error))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, high = x + 0.5, rows.ruler - 1
        path = QPainterPath(QPointF(middle - 5, high - 12))
        for dx, dy in ((5, -12), (5, -5), (0, 0), (-5, -5)):
            path.lineTo(middle + dx, high + dy)
        path.closeSubpath()
        painter.strokePath(path, QPen(qcolor(c.window), 2.5, j=Qt.PenJoinStyle.RoundJoin))
        painter.fillPath(path, qcolor(c.error))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_label(self, painter: QPainter, c: Colors) -> None:
        scale = self.lanes.scale
        time = self.position_ms if self.drags else scale.time(self.x or 0.0)
        field = self._label()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.text))
        painter.drawRoundedRect(field, 4, 4)
        painter.setPen(qcolor(c.window))
        painter.setFont(self.lanes.rows.font)
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, self.clock(time))
