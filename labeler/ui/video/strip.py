"""The thumbnails of the timeline: which are there, and which are still to be asked for."""

from collections import OrderedDict

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from labeler.ui.video.scale import Scale, cells, frames_a_cell

_KEPT = 400  # thumbnails, some 40 kB each
_STRETCHED = 1.5  # a cell that is wider is left empty on its right


class Strip:
    """Thumbnails by the frame, at the nominal rate, that they were asked for."""

    def __init__(self) -> None:
        self._frame_ms = 1.0
        self._aspect = 16 / 9
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[int] = set()

    def show_video(self, frame_ms: float, aspect: float) -> None:
        self._frame_ms = frame_ms
        self._aspect = min(max(aspect, 0.25), 4.0)
        self._images.clear()
        self._asked.clear()

    def cell_px(self, height: float) -> float:
        """The width of a thumbnail that high."""
        return self._aspect * height

    def wanted(self, scale: Scale, height: float) -> tuple[float, ...]:
        """The visible times that were never asked for. They count as asked for now."""
        visible = cells(scale, self.cell_px(height))
        new = [frame for frame in visible if frame not in self._asked]
        self._asked.update(new)
        return tuple(frame * self._frame_ms for frame in new)

    def put(self, time_ms: float, image: QImage, height: float) -> None:
        """Keep it, no larger than `height` device pixels ask for."""
        frame = round(time_ms / self._frame_ms)
        if image.isNull():
            return
        most = round(height * _STRETCHED)
        if image.height() > most:
            image = image.scaledToHeight(most, Qt.TransformationMode.SmoothTransformation)
        self._images[frame] = image
        self._images.move_to_end(frame)
        self._asked.add(frame)
        while len(self._images) > _KEPT:  # asked for again when it is seen again
            forgotten, _ = self._images.popitem(last=False)
            self._asked.discard(forgotten)

    def places(self, scale: Scale, top: float, height: float) -> list[tuple[QRectF, QImage | None]]:
        """The cells of the visible part, each from its time to the next one's."""
        px = self.cell_px(height)
        frames = cells(scale, px)
        step = frames_a_cell(scale, px)
        end = scale.x(scale.whole_ms)
        found = []
        for frame in frames:
            left = round(scale.x(frame * self._frame_ms))
            right = min(round(scale.x((frame + step) * self._frame_ms)), round(end))
            image = self._images.get(frame)
            if image is not None:
                self._images.move_to_end(frame)
            found.append((QRectF(left, top, right - left, height), image))
        return found

    def paint(self, painter: QPainter, cell: QRectF, image: QImage) -> None:
        """The thumbnail fills its cell, and what is too much of it is cut off evenly."""
        natural = self.cell_px(cell.height())
        if cell.width() > natural * _STRETCHED:
            cell = QRectF(cell.left(), cell.top(), natural, cell.height())
        wide, high = image.width(), image.height()
        part = min(wide, high * cell.width() / cell.height())
        tall = min(high, wide * cell.height() / cell.width())
        source = QRectF((wide - part) / 2, (high - tall) / 2, part, tall)
        painter.drawImage(cell, image, source)
