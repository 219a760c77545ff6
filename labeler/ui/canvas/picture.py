"""Paints the picture: a smooth copy when small, single pixels and their grid when large."""

from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from labeler.ui.canvas.adjustment import Adjustment, adjusted
from labeler.ui.canvas.sight import Sight

_SMOOTH_BELOW = 2.0  # from here on a pixel is shown as what it is
_GRID_FROM = 8.0
_COPY_LIMIT = 8_000_000  # device pixels in the scaled copy
_SEAM = 2  # source pixels around a patch, so that smoothing has neighbours


class PictureLayer:
    """The picture in image pixels; its pixmap may be smaller while the full one is awaited."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._image = QImage()
        self._pixmap = QPixmap()
        self._size = QSize()
        self._copy = QPixmap()  # the whole picture at `_copy_size`, painted as it is
        self._copy_size = QSize()
        self._patch = QPixmap()  # an adjusted part of the picture
        self._patch_at = QRect()
        self.adjustment = Adjustment()

    @property
    def size(self) -> QSize:
        """In image pixels; empty while there is no picture."""
        return self._size

    @property
    def image(self) -> QImage:
        return self._image

    def show_image(self, image: QImage, size: QSize) -> None:
        """Show this image stretched to `size` image pixels; a null one shows nothing."""
        self._image = image
        self._pixmap = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
        self._size = size if not image.isNull() else QSize()
        self._forget()

    def adjust(self, adjustment: Adjustment) -> None:
        self.adjustment = adjustment
        self._forget()

    def settle(self) -> bool:
        """Prepare the smooth copy for the present zoom; True when it must be painted anew."""
        wanted = self._wanted_copy()
        if wanted.isEmpty() or wanted == self._copy_size:
            return False
        scaled = self._image.scaled(
            wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self._copy = QPixmap.fromImage(adjusted(scaled, self.adjustment))
        self._copy_size = wanted
        return True

    def _forget(self) -> None:
        self._copy, self._copy_size = QPixmap(), QSize()
        self._patch, self._patch_at = QPixmap(), QRect()

    def _whole(self) -> QRectF:
        return QRectF(0, 0, self._size.width(), self._size.height())

    def _device_scale(self) -> float:
        return self._sight.camera.scale * self._sight.ratio

    def _wanted_copy(self) -> QSize:
        """Size of the scaled copy in device pixels; empty when painting directly is as good."""
        if self._size.isEmpty():
            return QSize()
        scale = self._device_scale()
        width, height = self._size.width() * scale, self._size.height() * scale
        if width * height > _COPY_LIMIT or width >= self._image.width():
            return QSize()
        return QSize(max(1, round(width)), max(1, round(height)))

    # --- painting

    def paint(self, painter: QPainter, parts: list[QRect]) -> None:
        if self._pixmap.isNull():
            return
        if not self.adjustment.neutral:
            self.settle()
        if not self._copy_size.isEmpty() and self._copy_size == self._wanted_copy():
            self._paint_copy(painter)
        else:
            painter.setWorldTransform(self._sight.transform, True)
            self._paint_pixels(painter)
            painter.resetTransform()
        if self._sight.grid and self._device_scale() >= _GRID_FROM * self._sight.ratio:
            self._paint_grid(painter, parts)

    def _paint_copy(self, painter: QPainter) -> None:
        camera, ratio = self._sight.camera, self._sight.ratio
        width, height = self._copy_size.width() / ratio, self._copy_size.height() / ratio
        place = QRectF(camera.x, camera.y, width, height)
        painter.drawPixmap(place, self._copy, QRectF(self._copy.rect()))

    def _paint_pixels(self, painter: QPainter) -> None:
        smooth = self._device_scale() * self._size.width() < self._image.width() * _SMOOTH_BELOW
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        if self.adjustment.neutral:
            painter.drawPixmap(self._whole(), self._pixmap, QRectF(self._pixmap.rect()))
            return
        self._prepare_patch()
        part = self._patch_at
        across = self._size.width() / self._image.width()
        down = self._size.height() / self._image.height()
        target = QRectF(
            part.x() * across, part.y() * down, part.width() * across, part.height() * down
        )
        painter.drawPixmap(target, self._patch, QRectF(self._patch.rect()))

    def paint_part(self, painter: QPainter, part: QRectF) -> None:
        """Paint a part of the picture (image pixels) as single pixels, wherever `painter` is."""
        part = part.intersected(self._whole())
        if part.isEmpty():
            return
        across = self._image.width() / self._size.width()
        down = self._image.height() / self._size.height()
        source = QRectF(part.x() * across, part.y() * down, 0, 0)
        source.setSize(QSizeF(part.width() * across, part.height() * down))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        if self.adjustment.neutral:
            painter.drawPixmap(part, self._pixmap, source)
            return
        whole = source.toAlignedRect()
        pixmap = QPixmap.fromImage(adjusted(self._image.copy(whole), self.adjustment))
        painter.drawPixmap(part, pixmap, source.translated(-whole.x(), -whole.y()))

    def _prepare_patch(self) -> None:
        """Adjust the part of the picture that is in the window, with a margin for panning."""
        seen = self._seen_pixels(0.0)
        if self._patch_at.contains(seen):
            return
        self._patch_at = self._seen_pixels(0.25)
        self._patch = QPixmap.fromImage(adjusted(self._image.copy(self._patch_at), self.adjustment))

    def _seen_pixels(self, margin: float) -> QRect:
        """The pixels of the stored image that lie in the window, and a share of it around."""
        width, height = self._sight.window
        window = QRect(0, 0, width, height)
        seen = self._sight.box(window, margin * max(width, height))
        across = self._image.width() / self._size.width()
        down = self._image.height() / self._size.height()
        left, top = floor(seen.x1 * across) - _SEAM, floor(seen.y1 * down) - _SEAM
        right, bottom = ceil(seen.x2 * across) + _SEAM, ceil(seen.y2 * down) + _SEAM
        return QRect(left, top, right - left, bottom - top).intersected(self._image.rect())

    def _paint_grid(self, painter: QPainter, parts: list[QRect]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        camera = self._sight.camera
        for part in parts:
            seen = self._sight.box(part)
            left, right = max(0, floor(seen.x1)), min(self._size.width(), ceil(seen.x2))
            top, bottom = max(0, floor(seen.y1)), min(self._size.height(), ceil(seen.y2))
            x1, y1 = camera.to_widget((left, top))
            x2, y2 = camera.to_widget((right, bottom))
            xs = [x * camera.scale + camera.x for x in range(left, right + 1)]
            ys = [y * camera.scale + camera.y for y in range(top, bottom + 1)]
            lines = [QLineF(QPointF(x, y1), QPointF(x, y2)) for x in xs]
            lines += [QLineF(QPointF(x1, y), QPointF(x2, y)) for y in ys]
            painter.setPen(QColor(0, 0, 0, 56))
            painter.drawLines(lines)
            painter.setPen(QColor(255, 255, 255, 44))
            painter.drawLines([line.translated(1, 1) for line in lines])
