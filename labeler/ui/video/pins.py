"""The pins of the timeline: frames that are captured or proposed."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from labeler.ui.video.scale import Scale

Kind = Literal["captured", "proposed"]
REACH = 6.0  # pixels around a pin in which it is meant


@dataclass(frozen=True, slots=True)
class Pin:
    """One frame, known by its index. The reason is that of `frames.csv`."""

    index: int
    time_ms: float
    kind: Kind
    reason: str = ""


class Pins:
    """In the order of time."""

    def __init__(self, pins: Sequence[Pin] = ()) -> None:
        self._pins = sorted(pins, key=lambda pin: (pin.time_ms, pin.kind == "captured"))
        self._times = [pin.time_ms for pin in self._pins]
        looks: dict[tuple[Kind, str], list[float]] = {}
        for pin in self._pins:
            looks.setdefault((pin.kind, pin.reason), []).append(pin.time_ms)
        last = sorted(looks, key=lambda look: look[0] == "captured")
        self._looks = {look: np.array(looks[look], np.float64) for look in last}

    def between(self, start_ms: float, end_ms: float) -> list[Pin]:
        first = bisect_left(self._times, start_ms)
        return self._pins[first : bisect_right(self._times, end_ms)]

    def under(self, x: float, scale: Scale) -> Pin | None:
        """The nearest pin within reach; of two that are equally near, the captured one."""
        reach_ms = REACH * scale.span_ms / scale.width
        middle = scale.start_ms + (x - scale.left) * scale.span_ms / scale.width
        near = self.between(middle - reach_ms, middle + reach_ms)
        return min(
            near, key=lambda p: (abs(p.time_ms - middle), p.kind != "captured"), default=None
        )

    def shown(self, scale: Scale) -> dict[tuple[Kind, str], list[int]]:
        """The pixels of those in sight by their kind and reason, each once, captured ones last."""
        px = scale.width / scale.span_ms
        margin, origin = 1 / px, scale.left - scale.start_ms * px
        found = {}
        for look, times in self._looks.items():
            within = (times >= scale.start_ms - margin) & (times <= scale.end_ms + margin)
            spots = np.unique(np.rint(origin + times[within] * px).astype(np.int64))
            found[look] = spots.tolist()
        return found


@lru_cache(maxsize=64)
def sign(
    kind: Kind, reason: str, side: int, color: str, ground: str, ratio: float, halo: bool
) -> QPixmap:
    """A drop when captured, a hollow diamond when proposed; its point is at the bottom centre.

    A frame taken for its softness bears a dot, one for its blur a bar.
    """
    wide, high = side + 4, side + 5
    drawn = QPixmap(ceil(wide * ratio), ceil(high * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(2, 2, side, side + 1)
    captured = kind == "captured"
    outline = _drop(box) if captured else _diamond(box)
    painter.strokePath(outline, QPen(QColor(color if halo else ground), 3.6 if halo else 2.4))
    painter.fillPath(outline, QColor(color if captured else ground))
    if not captured:
        painter.strokePath(outline, QPen(QColor(color), 1.5, j=Qt.PenJoinStyle.MiterJoin))
    _paint_reason(painter, box, reason, QColor(ground if captured else color))
    painter.end()
    return drawn


def _drop(box: QRectF) -> QPainterPath:
    side, middle = box.width(), box.center().x()
    path = QPainterPath()
    path.addEllipse(QRectF(box.left() + 0.5, box.top(), side - 1, side - 1))
    point = QPainterPath(QPointF(middle - side * 0.4, box.top() + side * 0.66))
    point.lineTo(middle, box.bottom() + 0.5)
    point.lineTo(middle + side * 0.4, box.top() + side * 0.66)
    point.closeSubpath()
    return path.united(point)


def _diamond(box: QRectF) -> QPainterPath:
    box = box.adjusted(0.6, 0.6, -0.6, -0.6)
    path = QPainterPath(QPointF(box.center().x(), box.top()))
    path.lineTo(box.right(), box.center().y())
    path.lineTo(box.center().x(), box.bottom())
    path.lineTo(box.left(), box.center().y())
    path.closeSubpath()
    return path


def _paint_reason(painter: QPainter, box: QRectF, reason: str, color: QColor) -> None:
    middle = QPointF(box.center().x(), box.top() + box.width() / 2)
    if reason == "quota-soft":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(middle, 1.5, 1.5)
    elif reason == "quota-blur":
        painter.fillRect(QRectF(middle.x() - 2.5, middle.y() - 0.75, 5, 1.5), color)
