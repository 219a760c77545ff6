"""Paints the two curves of the timeline, and hatches what is not analysed yet."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap

from labeler.ui.theme import Colors, mixed, qcolor
from labeler.ui.video.curves import Curves, columns, coverage
from labeler.ui.video.scale import Scale

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from labeler.ui.video.curves import Values

_AREA = 0.32  # opacity below the novelty
_INK = 2.5  # thicknesses of the line that are fully opaque, one above the other
_TILE = 8  # pixels of the hatching


def faded(color: str, opacity: float) -> QColor:
    made = QColor(color)
    made.setAlphaF(opacity)
    return made


def _novelty(c: Colors) -> str:
    return c.info


def _sharpness(c: Colors) -> str:
    return c.warning


def _paint_area_swatch(painter: QPainter, c: Colors, box: QRectF) -> None:
    painter.fillRect(box, faded(_novelty(c), _AREA))
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), qcolor(_novelty(c)))


def _paint_line_swatch(painter: QPainter, c: Colors, box: QRectF) -> None:
    painter.fillRect(QRectF(box.left(), box.top() + 3, box.width(), 2), qcolor(_sharpness(c)))


LEGEND = (_paint_area_swatch, _paint_line_swatch)  # novelty, sharpness


def paint_curves(
    painter: QPainter, c: Colors, lane: QRectF, scale: Scale, curves: Curves | None, ratio: float
) -> None:
    wide, high = round(lane.width() * ratio), round(lane.height() * ratio)
    edges: Values = np.linspace(scale.start_ms, scale.end_ms, wide + 1, dtype=np.float64)
    known = np.zeros(wide, bool) if curves is None else curves.covered(edges)
    _hatch_unknown(painter, c, lane, known, ratio)
    if curves is None or not known.any():
        return
    for values, color, area in (
        (curves.novelty, _novelty(c), _AREA),
        (curves.sharpness, _sharpness(c), 0.0),
    ):
        low, top = columns(curves.times_ms, values, edges)
        painter.drawImage(lane, tinted(_mask(low, top, known, high, ratio, area), color))


def _hatch_unknown(
    painter: QPainter, c: Colors, lane: QRectF, known: "NDArray[np.bool_]", ratio: float
) -> None:
    changes = np.flatnonzero(np.diff(np.concatenate(([True], known, [True]))))
    hatch = QBrush(_hatching(c.window, mixed(c.line, c.faint, 0.25), ratio))
    for start, end in zip(changes[::2], changes[1::2], strict=True):
        left, wide = lane.left() + start / ratio, (end - start) / ratio
        painter.fillRect(QRectF(left, lane.top(), wide, lane.height()), hatch)


@lru_cache(maxsize=8)
def _hatching(ground: str, line: str, ratio: float) -> QPixmap:
    tile = QPixmap(round(_TILE * ratio), round(_TILE * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(qcolor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(line), 1.2))
    for shift in (-_TILE, 0, _TILE):
        painter.drawLine(QPointF(shift - 1, _TILE + 1), QPointF(shift + _TILE + 1, -1))
    painter.end()
    return tile


def _mask(
    low: "Values", high: "Values", known: "NDArray[np.bool_]", height: int, line: float, area: float
) -> "NDArray[np.uint8]":
    """A line `line` pixels thick from the lowest to the highest value of each known column.

    Below it the area is as opaque as `area` says. Where the line is steep, or many samples share
    a column, it is paler, so that noise does not look heavier than the rest.
    uint8, height × columns.
    """
    room = height - 1.5 * line
    top, bottom = height - line - room * high, height - line - room * low
    bottom = np.maximum(bottom, top + line)
    ink: Values = np.clip(_INK * line / (bottom - top), 0.35 if area else 0.6, 1.0)
    mask = coverage(top, bottom, height, ink * known)
    if area:
        below = coverage(top, np.full_like(top, height), height, np.where(known, area, 0.0))
        mask = np.maximum(mask, below)
    return mask


def tinted(mask: "NDArray[np.uint8]", color: str) -> QImage:
    """The colour, as opaque as the mask says."""
    tint = qcolor(color)
    alpha = np.arange(256, dtype=np.uint32)
    red, green, blue = (alpha * part // 255 for part in (tint.red(), tint.green(), tint.blue()))
    pixels = np.ascontiguousarray((alpha << 24 | red << 16 | green << 8 | blue)[mask])
    height, width = mask.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # the pixels go with the array
