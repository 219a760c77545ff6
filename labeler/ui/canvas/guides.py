"""Paints the guide lines through the pointer, across the whole window."""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from labeler.ui.canvas.sight import Sight

_EVERYWHERE = QRectF(-1e6, -1e6, 2e6, 2e6)


class GuidesItem(QGraphicsItem):
    """Set `at` (widget pixels, None for no lines), then repaint `regions()` of before and after."""

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight
        self.at: QPointF | None = None

    def regions(self) -> list[QRect]:
        if self.at is None:
            return []
        width, height = self._sight.window
        x, y = int(self.at.x()), int(self.at.y())
        return [QRect(x - 1, 0, 3, height), QRect(0, y - 1, width, 3)]

    def boundingRect(self) -> QRectF:
        return _EVERYWHERE

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.at is None:
            return
        width, height = self._sight.window
        x, y = int(self.at.x()), int(self.at.y())
        lines = [QLineF(x, 0, x, height), QLineF(0, y, width, y)]
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(0, 0, 0, 150))
        painter.drawLines(lines)
        dashes = QPen(QColor(255, 255, 255, 230), 1, Qt.PenStyle.CustomDashLine)
        dashes.setDashPattern([4, 4])
        painter.setPen(dashes)
        painter.drawLines(lines)
