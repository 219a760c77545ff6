"""What every layer of the canvas must know to paint: the camera, the options, what is exposed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF, QRegion, QTransform

from labeler.core.geometry import Box, Point
from labeler.ui.canvas.camera import Camera

HALO = QColor(0, 0, 0, 170)  # beneath every line, so that it shows on any ground

# In pen widths, line and gap: colour is not the only sign.
_DASHES = {"difficult": (4.0, 2.0), "occluded": (1.5, 1.2), "truncated": (5.0, 1.5, 1.0, 1.5)}
_MOST_PARTS = 24  # of one repaint that are asked about one by one


@dataclass
class Sight:
    """Shared by the view, which changes it, and the layers, which read it.

    `window` is the viewport in widget pixels, `ratio` device pixels per widget pixel.
    """

    camera: Camera = field(default_factory=Camera)
    window: tuple[int, int] = (1, 1)
    ratio: float = 1.0
    fill: float = 0.0  # opacity of the inside of shapes, 0..1
    names: bool = True
    grid: bool = True  # between pixels, when they are large
    hidden: bool = False  # all shapes, while a key is held
    editable: bool = True

    @property
    def transform(self) -> QTransform:
        camera = self.camera
        return QTransform(camera.scale, 0, 0, camera.scale, camera.x, camera.y)

    def pen(self, color: QColor, width: float, mark: str = "", square: bool = False) -> QPen:
        """A line of that many widget pixels at any zoom, broken as its mark says.

        Square corners are for boxes: at an acute corner they would reach far out.
        """
        line = QPen(color, width * self.ratio)
        line.setCosmetic(True)  # its width counts device pixels
        line.setJoinStyle(Qt.PenJoinStyle.MiterJoin if square else Qt.PenJoinStyle.RoundJoin)
        if mark:
            line.setCapStyle(Qt.PenCapStyle.FlatCap)
            line.setDashPattern(_DASHES[mark])
        return line

    def crisp(self, value: float) -> float:
        """A widget coordinate on the nearest device pixel."""
        return floor(value * self.ratio + 0.5) / self.ratio

    def rect(self, box: Box, grow: float = 0.0) -> QRect:
        """The widget pixels that an image box covers, and `grow` more on each side."""
        x1, y1 = self.camera.to_widget((box.x1, box.y1))
        x2, y2 = self.camera.to_widget((box.x2, box.y2))
        return self.whole(x1 - grow, y1 - grow, x2 + grow, y2 + grow)

    def whole(self, x1: float, y1: float, x2: float, y2: float) -> QRect:
        """The pixels of these widget edges that lie in the window or just outside."""
        left, top = max(floor(x1), -64), max(floor(y1), -64)
        right = min(ceil(x2), self.window[0] + 64)
        bottom = min(ceil(y2), self.window[1] + 64)
        return QRect(left, top, max(0, right - left), max(0, bottom - top))

    def box(self, rect: QRect, grow: float = 0.0) -> Box:
        """The image box of a widget rectangle grown by some widget pixels."""
        x, y, scale = self.camera.x, self.camera.y, self.camera.scale
        return Box(
            (rect.x() - grow - x) / scale,
            (rect.y() - grow - y) / scale,
            (rect.x() + rect.width() + grow - x) / scale,
            (rect.y() + rect.height() + grow - y) / scale,
        )

    def window_box(self, grow: float = 0.0) -> Box:
        """The image box of the whole window."""
        return self.box(QRect(0, 0, *self.window), grow)

    def outline(self, box: Box, grow: float) -> list[QRect]:
        """The four edges of a box only: repainting them leaves its inside alone."""
        whole = self.rect(box, grow)
        thick = 2 * ceil(grow) + 2
        if whole.width() <= 3 * thick or whole.height() <= 3 * thick:
            return [whole]
        x, y, w, h = whole.x(), whole.y(), whole.width(), whole.height()
        return [
            QRect(x, y, w, thick),
            QRect(x, y + h - thick, w, thick),
            QRect(x, y, thick, h),
            QRect(x + w - thick, y, thick, h),
        ]

    def segments(self, points: Iterable[Point], grow: float) -> list[QRect]:
        """One rectangle around each line between consecutive points."""
        mapped = [self.camera.to_widget(point) for point in points]
        if len(mapped) == 1:
            mapped = mapped * 2
        rects = []
        for (x1, y1), (x2, y2) in pairwise(mapped):
            left, right = min(x1, x2), max(x1, x2)
            top, bottom = min(y1, y2), max(y1, y2)
            rects.append(self.whole(left - grow, top - grow, right + grow, bottom + grow))
        return rects


def polygon(points: Iterable[Point]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def parts_of(region: QRegion) -> list[QRect]:
    """The rectangles of a region, or the one around them when they are many."""
    if region.rectCount() > _MOST_PARTS:
        return [region.boundingRect()]
    parts: list[QRect] = list(region)  # type: ignore[call-overload]  # iterable, say no stubs
    return parts
