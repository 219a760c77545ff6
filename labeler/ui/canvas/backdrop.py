"""What lies still during a gesture, painted once: picture, shapes and names of the whole window.

A moving pointer then costs the same with five shapes and with five thousand: what it uncovers is
copied from here. While the camera moves, what is here is moved along or stretched, and only what
comes into the window is painted.
"""

import time
from math import ceil, floor
from typing import Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from labeler.ui.canvas.camera import Camera
from labeler.ui.canvas.sight import Sight, parts_of

_SLOW_MS = 12.0  # painting the whole window takes longer: zooming stretches it first


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
        self._sharp: tuple[QPixmap, Camera] | None = None  # what is being stretched
        self.ground = QColor("gray")
        self.moved = False  # what is shown was painted for another camera: see `follow`
        self.slow_ms = _SLOW_MS
        self._whole_ms = 0.0  # what painting the whole window took last

    def add(self, layer: Layer) -> None:
        """Paint this one over those before."""
        self._layers.append(layer)

    def spoil(self, region: QRegion | None = None) -> None:
        """These widget pixels, or all, must be painted anew."""
        if region is None:
            self._sharp, self.moved = None, False
            self._stale = self._window()
        else:
            self._stale = self._stale.united(region)

    def follow(self, before: Camera) -> None:
        """The camera moved: show what was painted moved along, until `spoil` says to paint anew.

        A pan leaves it right but for the phase of broken lines, a zoom makes it blurred.
        """
        if self._sharp is None and before.scale == self._sight.camera.scale:
            self._scroll(before)
        elif self._sharp is None and (self._whole_ms < self.slow_ms or not self._stale.isEmpty()):
            self.spoil()
        else:
            self._stretch(before)

    def copy(self, painter: QPainter, parts: list[QRect]) -> None:
        """Bring these parts up to date and onto the painter."""
        self._renew()
        ratio = self._sight.ratio
        for part in parts:
            source = QRectF(
                part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio
            )
            painter.setClipRect(part)  # to copy within one rectangle is much faster than in many
            painter.drawPixmap(QRectF(part), self._pixmap, source)
        painter.setClipping(False)

    def _window(self) -> QRegion:
        return QRegion(0, 0, *self._sight.window)

    # --- following the camera

    def _scroll(self, before: Camera) -> None:
        camera, ratio, window = self._sight.camera, self._sight.ratio, self._window()
        across, down = round((camera.x - before.x) * ratio), round((camera.y - before.y) * ratio)
        if window.subtracted(self._stale).isEmpty():
            return
        if ratio != int(ratio) and not self._stale.isEmpty():
            self.spoil()  # its edges would come to lie within a pixel
            return
        self.moved = True
        self._pixmap.scroll(across, down, self._pixmap.rect())
        kept = window.boundingRect().toRectF().translated(across / ratio, down / ratio)
        moved = self._stale.translated(round(across / ratio), round(down / ratio))
        self._stale = moved.united(window.subtracted(QRegion(_inner(kept)))).intersected(window)

    def _stretch(self, before: Camera) -> None:
        """Show what was painted sharply last at the present zoom; paint only what is around it."""
        self.moved = True
        if self._sharp is None:
            self._sharp, self._pixmap = (self._pixmap, before), QPixmap(self._pixmap.size())
        (pixmap, then), now = self._sharp, self._sight.camera
        by = now.scale / then.scale
        width, height = self._sight.window
        place = QRectF(now.x - then.x * by, now.y - then.y * by, width * by, height * by)
        self._pixmap.setDevicePixelRatio(self._sight.ratio)
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        painter.end()
        self._stale = self._window().subtracted(QRegion(_inner(place)))

    # --- painting

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
        begin = time.thread_time()
        self._paint(stale)
        if self._window().subtracted(stale).isEmpty():
            self._whole_ms = (time.thread_time() - begin) * 1000

    def _paint(self, stale: QRegion) -> None:
        painter = QPainter(self._pixmap)
        painter.setClipRegion(stale)
        painter.fillRect(stale.boundingRect(), self.ground)
        parts = parts_of(stale)
        for layer in self._layers:
            painter.save()
            layer.paint(painter, parts)
            painter.restore()
        painter.end()


def _inner(rect: QRectF) -> QRect:
    """The whole widget pixels within a rectangle."""
    left, top = ceil(rect.left()), ceil(rect.top())
    right, bottom = floor(rect.right()), floor(rect.bottom())
    return QRect(left, top, max(0, right - left), max(0, bottom - top))
