"""Paints the picture: a smooth copy when small, single pixels and their grid when large."""

from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from labeler.services.images import scaled
from labeler.ui.canvas.adjustment import Adjustment, adjusted
from labeler.ui.canvas.sight import Sight

_SMOOTH_BELOW = 2.0  # from here on a pixel is shown as what it is
_GRID_FROM = 8.0
_COPY_LIMIT = 8_000_000  # device pixels in the scaled copy
_SEAM = 2  # source pixels around a patch, so that smoothing has neighbours


def copy_size(size: QSize, device_scale: float, stored_width: int) -> QSize:
    """Of the copy of a picture that is painted, in device pixels; empty: paint it directly.

    `size` is that of the picture in image pixels, `stored_width` that of what is known of it.
    """
    width, height = size.width() * device_scale, size.height() * device_scale
    if size.isEmpty() or width * height > _COPY_LIMIT or width >= stored_width:
        return QSize()
    return QSize(max(1, round(width)), max(1, round(height)))


class PictureLayer:
    """The picture in image pixels; its image may be smaller while the full one is awaited."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._image = QImage()
        self._size = QSize()
        self._given = QImage()  # the whole picture as small as somebody thought it is painted
        self._copy = QImage()  # the whole picture at `_copy_size`, painted as it is
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

    def show_image(self, image: QImage, size: QSize, copy: QImage | None = None) -> None:
        """Show this image stretched to `size` image pixels; a null one shows nothing.

        `copy` is one that was made for a zoom by `scaled`; it is used at that zoom.
        """
        self._image = image
        self._given = copy if copy is not None else QImage()
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
        copy = self._given if self._given.size() == wanted else scaled(self._image, wanted)
        self._copy = adjusted(copy, self.adjustment)
        self._copy_size = wanted
        return True

    def _forget(self) -> None:
        self._copy, self._copy_size = QImage(), QSize()
        self._patch, self._patch_at = QPixmap(), QRect()

    def _whole(self) -> QRectF:
        return QRectF(0, 0, self._size.width(), self._size.height())

    def _device_scale(self) -> float:
        return self._sight.camera.scale * self._sight.ratio

    def _wanted_copy(self) -> QSize:
        """Size of the scaled copy in device pixels; empty when painting directly is as good."""
        return copy_size(self._size, self._device_scale(), self._image.width())

    # --- painting

    def paint(self, painter: QPainter, parts: list[QRect]) -> None:
        if self._image.isNull():
            return
        wanted = self._wanted_copy()
        if not self.adjustment.neutral or self._given.size() == wanted:
            self.settle()
        if not self._copy_size.isEmpty() and self._copy_size == wanted:
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
        painter.drawImage(place, self._copy, QRectF(self._copy.rect()))

    def _paint_pixels(self, painter: QPainter) -> None:
        smooth = self._device_scale() * self._size.width() < self._image.width() * _SMOOTH_BELOW
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        if self.adjustment.neutral:
            painter.drawImage(self._whole(), self._image, QRectF(self._image.rect()))
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
            painter.drawImage(part, self._image, source)
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
