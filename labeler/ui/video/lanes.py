"""Paints what stands still on the timeline: ruler, thumbnails, pins, curves and marks."""

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from labeler.core.video.clock import clock
from labeler.ui import theme
from labeler.ui.theme import Colors, mixed, qcolor
from labeler.ui.video import pins as pin_signs
from labeler.ui.video.curve_lane import LEGEND, faded, paint_curves, tinted
from labeler.ui.video.curves import Curves
from labeler.ui.video.pins import Kind, Pins
from labeler.ui.video.scale import Scale, ticks
from labeler.ui.video.strip import Strip

TAB = 8  # pixels, the width of a mark's handle
_SIDE = TAB + 2  # free beside the first and the last frame, so that handles have room
_GAP = 2
_SWATCH = 10
_HOUR_MS = 3_600_000
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE

Marks = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each row begins and how high it is, from the fonts."""

    font: QFont
    gutter: int = 0
    ruler: int = 20
    strip: int = 46
    pins: int = 14
    curves: int = 36

    @property
    def strip_top(self) -> int:
        return self.ruler

    @property
    def pins_top(self) -> int:
        return self.strip_top + self.strip + _GAP

    @property
    def curves_top(self) -> int:
        return self.pins_top + self.pins

    @property
    def bottom(self) -> int:
        return self.curves_top + self.curves

    @property
    def height(self) -> int:
        """All of it; below the curves lies the bar that says which part is visible."""
        return self.bottom + 3 * _GAP + 1

    @property
    def pin_side(self) -> int:
        return min(self.pins - 3, 13) // 2 * 2 + 1


def rows(font: QFont, words: tuple[str, ...]) -> Rows:
    """The rows for that font, with a gutter that has room for the words."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * 0.88)
    else:
        small.setPixelSize(max(1, round(font.pixelSize() * 0.88)))
    metrics, usual = QFontMetrics(small), QFontMetrics(font)
    widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
    high = metrics.height()
    return Rows(
        font=small,
        gutter=_SWATCH + 14 + widest,
        ruler=high + 5,
        strip=30 + usual.height(),
        pins=max(13, high - 1),
        curves=2 * high + 6,
    )


@dataclass
class Lanes:
    """Shared by the timeline, which changes it, and the painting, which reads it."""

    rows: Rows
    scale: Scale = field(default_factory=Scale)
    strip: Strip = field(default_factory=Strip)
    pins: Pins = field(default_factory=Pins)
    curves: Curves | None = None
    marks: Marks = (None, None)
    words: tuple[str, str] = ("", "")  # novelty, sharpness
    has_video: bool = False

    def lay(self, width: int) -> None:
        """Take the rows and the width into the scale."""
        left = self.rows.gutter + _SIDE
        closest = max(24.0, self.strip.cell_px(self.rows.strip))
        self.scale = self.scale.laid(left, width - left - _SIDE, closest)

    def tab(self, which: int) -> QRectF | None:
        """The handle of the in mark (0) or the out mark (1), where it is visible."""
        time = self.marks[which]
        if time is None or not self.has_video or not self.scale.shows(time):
            return None
        x = round(self.scale.x(time))
        return QRectF(x if which else x - TAB, self.rows.strip_top, TAB, self.rows.strip)

    def tab_under(self, point: QPointF) -> int | None:
        for which in (0, 1):
            tab = self.tab(which)
            if tab is not None and tab.adjusted(-2, 0, 2, 0).contains(point):
                return which
        return None

    def pin_rows(self, y: float) -> bool:
        return self.rows.pins_top - _GAP <= y < self.rows.curves_top

    # --- painting

    def painted(self, size: QSize, ratio: float) -> QPixmap:
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        c = theme.colors()
        pixmap.fill(qcolor(c.window))
        painter = QPainter(pixmap)
        painter.setFont(self.rows.font)
        self._paint_legend(painter, c)
        self._paint_grounds(painter, c)
        if self.has_video:
            self._paint_ruler(painter, c, size.width())
            painter.setClipRect(self._field(self.rows.strip_top, self.rows.height))
            self._paint_strip(painter, c)
            paint_curves(painter, c, self._curves_field(), self.scale, self.curves, ratio)
            painter.setClipping(False)
            self._paint_pins(painter, c, ratio)
            self._paint_marks(painter, c)
            self._paint_overview(painter, c)
        painter.end()
        return pixmap

    def _field(self, top: float, bottom: float) -> QRectF:
        return QRectF(self.scale.left, top, self.scale.width, bottom - top)

    def _strip_field(self) -> QRectF:
        return self._field(self.rows.strip_top, self.rows.strip_top + self.rows.strip)

    def _curves_field(self) -> QRectF:
        return self._field(self.rows.curves_top, self.rows.bottom)

    def _paint_legend(self, painter: QPainter, c: Colors) -> None:
        """In the gutter, so that it covers nothing."""
        high = self.rows.curves / 2
        for n, (word, swatch) in enumerate(zip(self.words, LEGEND, strict=True)):
            row = QRectF(8, self.rows.curves_top + n * high, self.rows.gutter - 8, high)
            swatch(painter, c, QRectF(row.left(), round(row.center().y()) - 4, _SWATCH, 8))
            painter.setPen(qcolor(c.quiet))
            painter.drawText(row.adjusted(_SWATCH + 5, 0, 0, 0), _LEFT, word)

    def _paint_grounds(self, painter: QPainter, c: Colors) -> None:
        painter.fillRect(self._strip_field(), qcolor(mixed(c.window, c.line, 0.55)))
        painter.fillRect(self._curves_field(), qcolor(c.base))

    def _paint_ruler(self, painter: QPainter, c: Colors, width: int) -> None:
        scale, bottom = self.scale, self.rows.ruler
        hours = scale.duration_ms >= _HOUR_MS
        metrics = painter.fontMetrics()
        widest = metrics.horizontalAdvance(clock(scale.end_ms, 0, hours))
        if scale.span_ms < 60_000:  # it may have a fraction
            widest = metrics.horizontalAdvance(clock(scale.end_ms, 3, hours))
        marks = ticks(scale, widest + 16)
        fine = [QRect(round(scale.x(t)), bottom - 4, 1, 3) for t in marks.fine]
        tall = [QRect(round(scale.x(t)), 3, 1, bottom - 4) for t in marks.written]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(mixed(c.line, c.faint, 0.4)))
        painter.drawRects(fine)
        painter.setBrush(qcolor(c.faint))
        painter.drawRects(tall)
        painter.setPen(qcolor(c.quiet))
        base = (bottom - 3 + metrics.ascent() - metrics.descent() + 1) // 2
        for time, line in zip(marks.written, tall, strict=True):
            text = clock(time, marks.digits, hours)
            left = line.left() + 4
            if left + widest <= width or left + metrics.horizontalAdvance(text) <= width:
                painter.drawText(QPoint(left, base), text)

    def _paint_strip(self, painter: QPainter, c: Colors) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        line = qcolor(mixed(c.window, c.line, 0.2))
        for cell, image in self.strip.places(self.scale, self.rows.strip_top, self.rows.strip):
            if image is not None:
                self.strip.paint(painter, cell, image)
            painter.fillRect(QRectF(cell.right() - 1, cell.top(), 1, cell.height()), line)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)

    # --- pins and marks

    def _paint_pins(self, painter: QPainter, c: Colors, ratio: float) -> None:
        rows, color = self.rows, pin_color(c)
        corner = sign_corner(rows, 0).toPoint()
        aside, top = corner.x(), corner.y()
        shown = self.pins.shown(self.scale)
        self._paint_stems(painter, color, shown)
        for (kind, reason), columns in shown.items():
            drawn = pin_signs.sign(kind, reason, rows.pin_side, color, c.window, ratio, False)
            for x in columns:
                painter.drawPixmap(x + aside, top, drawn)

    def _paint_stems(
        self, painter: QPainter, color: str, shown: dict[tuple[Kind, str], list[int]]
    ) -> None:
        """The more there are the paler they are, so that they do not hide the curves."""
        pale = min(1.0, 100 / max(1, sum(map(len, shown.values()))))
        left, right = round(self.scale.left) - 2, round(self.scale.right) + 3
        row = np.zeros((1, right - left), np.uint8)
        for (kind, _), columns in shown.items():
            row[0, np.array(columns, int) - left] = pale * (75 if kind == "proposed" else 150)
        lane = QRectF(left, self.rows.curves_top, right - left, self.rows.curves)
        painter.drawImage(lane, tinted(np.maximum(row, (row > 0) * np.uint8(20)), color))

    def _paint_marks(self, painter: QPainter, c: Colors) -> None:
        """What is outside is dimmed, what is inside is held by a bracket around the strip."""
        first, last = self.marks
        if first is None and last is None:
            return
        scale, top, bottom = self.scale, self.rows.strip_top, self.rows.bottom
        left, right = scale.left, scale.right
        a = left if first is None else min(max(round(scale.x(first)), left), right)
        b = right if last is None else min(max(round(scale.x(last)), left), right)
        dim = faded(c.window, 0.68)
        painter.fillRect(QRectF(left, top, a - left, bottom - top), dim)
        painter.fillRect(QRectF(b, top, right - b, bottom - top), dim)
        accent, strip = qcolor(c.accent), self.rows.strip
        painter.fillRect(QRectF(a, top, b - a, 2), accent)
        painter.fillRect(QRectF(a, top + strip - 2, b - a, 2), accent)
        for which in (0, 1):
            tab = self.tab(which)
            if tab is not None:
                self._paint_tab(painter, c, tab, which)

    def _paint_tab(self, painter: QPainter, c: Colors, tab: QRectF, which: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(tab, 3, 3)
        path.addRect(tab.adjusted(0, 0, -4, 0) if which else tab.adjusted(4, 0, 0, 0))
        painter.fillPath(path, qcolor(c.accent))
        middle, aside = tab.center(), 1.5 if which else -1.5
        painter.setPen(QPen(qcolor(c.on_accent), 1.6, c=Qt.PenCapStyle.RoundCap))
        tip = QPointF(middle.x() + aside, middle.y())
        painter.drawPolyline([tip + QPointF(-2 * aside, -5), tip, tip + QPointF(-2 * aside, 5)])
        painter.restore()
        edge = tab.left() if which else tab.right() - 1
        line = QRectF(edge, tab.bottom(), 1, self.rows.bottom - tab.bottom())
        painter.fillRect(line, faded(c.accent, 0.7))

    def _paint_overview(self, painter: QPainter, c: Colors) -> None:
        scale = self.scale
        if scale.is_whole:
            return
        track = self._field(self.rows.bottom + _GAP + 1, self.rows.bottom + _GAP + 4)
        painter.fillRect(track, qcolor(mixed(c.window, c.line, 0.7)))
        part = max(12.0, track.width() * scale.span_ms / scale.whole_ms)
        share = scale.start_ms / max(1e-9, scale.whole_ms - scale.span_ms)
        left = round(track.left() + share * (track.width() - part))
        painter.fillRect(QRectF(left, track.top(), round(part), track.height()), qcolor(c.quiet))


def pin_color(c: Colors) -> str:
    return c.good


def sign_corner(rows: Rows, x: float) -> QPointF:
    """Where the sign of a pin at pixel `x` is painted: its point touches the curves."""
    side = rows.pin_side
    return QPointF(round(x) - side // 2 - 2, rows.curves_top - side - 3)
