"""Paints the guide lines through the pointer, across the whole window."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from labeler.ui.canvas.sight import Sight

_DASH = 4
_EVERYWHERE = QRectF(-1e6, -1e6, 2e6, 2e6)


class GuidesItem(QGraphicsItem):
    """Set `at` (widget pixels, None for no lines), then repaint `regions()` of before and after."""

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight
        self.at: QPointF | None = None
        self._dashes: tuple[QPixmap, QPixmap] | None = None

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
        painter.setWorldTransform(QTransform())
        if self._dashes is None:  # tiled, since the dashes of a pen cost ten times the time
            self._dashes = (_dashes(1, _DASH * 2), _dashes(_DASH * 2, 1))
        painter.drawTiledPixmap(x, 0, 1, height, self._dashes[0])
        painter.drawTiledPixmap(0, y, width, 1, self._dashes[1])


def _dashes(width: int, height: int) -> QPixmap:
    """One dark and one light dash: one of them shows on any ground."""
    tile = QPixmap(width, height)
    tile.fill(QColor(0, 0, 0, 150))
    painter = QPainter(tile)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.fillRect(0, 0, min(width, _DASH), min(height, _DASH), QColor(255, 255, 255, 230))
    painter.end()
    return tile
