"""What lies still during a gesture, painted once: picture, shapes and names of the whole window.

A moving pointer then costs the same with five shapes and with five thousand: what it uncovers is
copied from here.
"""

from typing import Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from labeler.ui.canvas.sight import Sight, parts_of


class Layer(Protocol):
    """Paints its part of the window in widget pixels; the painter is clipped to `parts`."""

    def paint(self, painter: QPainter, parts: list[QRect]) -> None: ...


class Backdrop:
    """Layers from bottom to top; what of them is `stale` is painted when it is needed."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._layers: list[Layer] = []
        self._pixmap = QPixmap()
        self._stale = QRegion()
        self.ground = QColor("gray")

    def add(self, layer: Layer) -> None:
        """Paint this one over those before."""
        self._layers.append(layer)

    def spoil(self, region: QRegion | None = None) -> None:
        """These widget pixels, or all, must be painted anew."""
        self._stale = self._window() if region is None else self._stale.united(region)

    def copy(self, painter: QPainter, parts: list[QRect]) -> None:
        """Bring these parts up to date and onto the painter."""
        self._renew()
        ratio = self._sight.ratio
        for part in parts:
            source = QRectF(
                part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio
            )
            painter.drawPixmap(QRectF(part), self._pixmap, source)

    def _window(self) -> QRegion:
        return QRegion(0, 0, *self._sight.window)

    def _renew(self) -> None:
        sight = self._sight
        width, height = (round(side * sight.ratio) for side in sight.window)
        if (self._pixmap.width(), self._pixmap.height()) != (width, height):
            self._pixmap = QPixmap(width, height)
            self.spoil()
        self._pixmap.setDevicePixelRatio(sight.ratio)
        stale = self._stale.intersected(self._window())
        self._stale = QRegion()
        if stale.isEmpty():
            return
        painter = QPainter(self._pixmap)
        painter.setClipRegion(stale)
        painter.fillRect(stale.boundingRect(), self.ground)
        parts = parts_of(stale)
        for layer in self._layers:
            painter.save()
            layer.paint(painter, parts)
            painter.restore()
        painter.end()
