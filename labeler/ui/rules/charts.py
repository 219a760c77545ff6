"""The histogram of a rule: how many objects have which value, and the limits between grades."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from labeler.core.histogram import Histogram
from labeler.core.rules.rule import Measured, Rule
from labeler.ui import rule_text, theme
from labeler.ui.theme import Colors, mixed, qcolor

_UNITS = {"distance": "m", "yaw": "°", "pitch": "°", "size": "px", "image_size": "px"}
_WIDE_SPAN = 20  # times the first limit: what spans more is shown by its logarithm
_HATCH = 7  # pixels between the strokes over what is not accepted
_MOST_LINES = 3  # of names of grades
_CENTRE = Qt.AlignmentFlag.AlignCenter
_UPPER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Band:
    """A grade between two values."""

    low: float
    high: float
    title: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: a histogram, the grades below it; `nothing` is said where there is none."""

    histogram: Histogram
    bands: tuple[Band, ...]
    nothing: str = ""

    @property
    def empty(self) -> bool:
        return not any(self.histogram.counts)

    @property
    def unit(self) -> str:
        return _UNITS.get(self.histogram.measure, "")

    def said(self, bin: int) -> str:
        """The values of a bin and how many there are."""
        low, high = (
            rule_text.value(self.histogram.measure, Measured(v, v))
            for v in self.histogram.edges[bin : bin + 2]
        )
        return f"{low} – {high}: {self.histogram.counts[bin]}"


def charted(rule: Rule, histogram: Histogram, nothing: str = "") -> Chart:
    """The histogram with the grades that the limits part; others have no place on it."""
    if not histogram.edges:
        return Chart(histogram, (), nothing)
    grades = rule.grades[: len(histogram.limits) + 1]
    if _falls(rule, histogram):
        grades = grades[::-1]
    accepted = rule.accepted.union(*rule.accepts_by.values()) if rule.by else rule.accepted
    ends = (histogram.edges[0], *histogram.limits, histogram.edges[-1])
    bands = tuple(
        Band(low, high, rule_text.grade(rule, grade.id), grade.id in accepted)
        for grade, (low, high) in zip(grades, pairwise(ends), strict=False)
    )
    return Chart(histogram, bands, nothing)


def _falls(rule: Rule, histogram: Histogram) -> bool:
    """True when the first grade is that of the highest values."""
    instead = rule.stand_in is not None and histogram.measure == rule.stand_in.measure
    own = histogram.measure == rule.measure or not instead
    limits = rule.limits if own or rule.stand_in is None else rule.stand_in.limits
    return len(limits) > 1 and limits[0] > limits[-1]


# --- where a value is


def _scaled(histogram: Histogram, value: float) -> float:
    """Along the axis: by the logarithm where ratios count or the values span decades."""
    if histogram.logarithmic:
        return math.log(value)
    knee = _knee(histogram)
    return math.asinh(value / knee) if knee else value


def _knee(histogram: Histogram) -> float:
    """Up to where a long axis is even, and logarithmic beyond: the first limit. 0: it is short."""
    edges, limits = histogram.edges, histogram.limits
    if not limits or edges[0] < 0 or limits[0] <= 0 or edges[-1] / limits[0] < _WIDE_SPAN:
        return 0.0
    return limits[0]


class _Frame:
    """Where the parts of a chart lie."""

    def __init__(self, font: QFont, box: QRectF, chart: Chart) -> None:
        self.chart, self.histogram = chart, chart.histogram
        self.font = QFont(font)
        if font.pointSizeF() > 0:
            self.font.setPointSizeF(font.pointSizeF() * 0.9)
        self.metrics = QFontMetricsF(self.font)
        line = self.metrics.height()
        self._box = box.adjusted(4, 0, -4, 0)
        self.titles = self._lay_titles()
        lines = 1 + max((row for _, row, _ in self.titles), default=0)
        self.plot = self._box.adjusted(0, line * lines + 6, 0, -line - 5)

    def x(self, value: float) -> float:
        edges = self.histogram.edges
        low, high = _scaled(self.histogram, edges[0]), _scaled(self.histogram, edges[-1])
        share = (_scaled(self.histogram, value) - low) / (high - low)
        return self._box.left() + share * self._box.width()

    def bin_at(self, x: float) -> int:
        return bisect_right([self.x(edge) for edge in self.histogram.edges], x) - 1

    def _lay_titles(self) -> list[tuple[Band, int, QRectF]]:
        """The names above their bands, each on the first line where it has room."""
        ends = [self._box.left() - 99] * _MOST_LINES
        found: list[tuple[Band, int, QRectF]] = []
        for band in self.chart.bands:
            wide = self.metrics.horizontalAdvance(band.title) + 2
            middle = (self.x(band.low) + self.x(band.high)) / 2
            left = max(self._box.left(), min(middle - wide / 2, self._box.right() - wide))
            row = next((row for row, end in enumerate(ends) if left >= end + 6), None)
            if row is not None:
                ends[row] = left + wide
                found.append((band, row, QRectF(left, 0, wide, self.metrics.height())))
        return found

    def title_box(self, row: int, where: QRectF) -> QRectF:
        """The lowest line, next to the plot, is row 0."""
        top = self.plot.top() - 5 - (row + 1) * self.metrics.height()
        return where.translated(0, top)


# --- painting, on the screen and in a picture


def paint_chart(painter: QPainter, c: Colors, font: QFont, box: QRectF, chart: Chart) -> None:
    """Bars from edge to edge as high as their counts, limits as lines, grades by name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not chart.histogram.edges:
        painter.setPen(qcolor(c.quiet))
        painter.setFont(font)
        painter.drawText(box, _CENTRE | Qt.TextFlag.TextWordWrap, chart.nothing)
        painter.restore()
        return
    frame = _Frame(font, box, chart)
    painter.setFont(frame.font)
    for band in chart.bands:
        _paint_band(painter, c, frame, band)
    _paint_bars(painter, c, frame)
    _paint_limits(painter, c, frame)
    for band, row, where in frame.titles:
        painter.setPen(qcolor(c.text if band.accepted else c.quiet))
        painter.drawText(frame.title_box(row, where), _CENTRE, band.title)
    if chart.empty:
        flags = int(_CENTRE) | int(Qt.TextFlag.TextWordWrap)
        words = painter.boundingRect(frame.plot.adjusted(8, 0, -8, 0), flags, chart.nothing)
        painter.fillRect(words.adjusted(-6, -3, 6, 3), qcolor(c.base))
        painter.setPen(qcolor(c.quiet))
        painter.drawText(words, flags, chart.nothing)
    painter.restore()


def _paint_band(painter: QPainter, c: Colors, frame: _Frame, band: Band) -> None:
    plot = frame.plot
    left, right = frame.x(band.low), frame.x(band.high)
    area = QRectF(left, plot.top(), right - left, plot.height())
    painter.fillRect(area, qcolor(c.base if band.accepted else mixed(c.base, c.text, 0.06)))
    if band.accepted:
        return
    painter.save()
    painter.setClipRect(area)
    painter.setPen(QPen(qcolor(mixed(c.base, c.text, 0.16)), 1))
    x = left - plot.height()
    x -= x % _HATCH  # the strokes of two bands meet
    while x < right:
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x + plot.height(), plot.top()))
        x += _HATCH
    painter.restore()


def _paint_bars(painter: QPainter, c: Colors, frame: _Frame) -> None:
    histogram, plot = frame.histogram, frame.plot
    most = max(histogram.counts, default=0)
    refused = [band for band in frame.chart.bands if not band.accepted]
    painter.setPen(Qt.PenStyle.NoPen)
    for (low, high), count in zip(pairwise(histogram.edges), histogram.counts, strict=True):
        if not count:
            continue
        left, right = frame.x(low), frame.x(high)
        high_px = max(2.0, (plot.height() - 14) * count / most)
        gap = 1.0 if right - left > 4 else 0.0
        middle = (low + high) / 2
        grey = any(band.low <= middle < band.high for band in refused)
        painter.setBrush(qcolor(c.quiet if grey else c.accent))
        painter.drawRect(
            QRectF(left + gap / 2, plot.bottom() - high_px, right - left - gap, high_px)
        )
    if most:
        _paint_most(painter, c, frame, histogram.counts.index(most))


def _paint_most(painter: QPainter, c: Colors, frame: _Frame, bin: int) -> None:
    """The count of the highest bar, which gives the scale of all."""
    plot, edges = frame.plot, frame.histogram.edges
    words = str(frame.histogram.counts[bin])
    wide = frame.metrics.horizontalAdvance(words)
    middle = (frame.x(edges[bin]) + frame.x(edges[bin + 1])) / 2
    left = max(plot.left(), min(middle - wide / 2, plot.right() - wide))
    painter.setPen(qcolor(c.quiet))
    painter.drawText(QPointF(left, plot.top() + 14 - frame.metrics.descent()), words)


def _paint_limits(painter: QPainter, c: Colors, frame: _Frame) -> None:
    plot, line = frame.plot, frame.metrics.height()
    painter.setPen(QPen(qcolor(c.faint), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    unit = frame.chart.unit
    taken = plot.left() - 99
    for limit in frame.histogram.limits:
        x = frame.x(limit)
        painter.setPen(QPen(qcolor(c.text), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top() - 3), QPointF(x, plot.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(c.text))
        tip = (QPointF(x - 3.5, plot.bottom() + 4), QPointF(x + 3.5, plot.bottom() + 4))
        painter.drawPolygon(QPolygonF([QPointF(x, plot.bottom()), *tip]))
        words = f"{limit:g}{unit}" if unit == "°" else f"{limit:g}"
        wide = frame.metrics.horizontalAdvance(words)
        if x - wide / 2 > taken + 4:
            painter.setPen(qcolor(c.quiet))
            painter.drawText(QRectF(x - 40, plot.bottom() + 4, 80, line), _UPPER, words)
            taken = x + wide / 2
    if unit not in ("", "°") and taken + frame.metrics.horizontalAdvance(unit) + 8 < plot.right():
        painter.setPen(qcolor(c.quiet))
        where = QRectF(plot.right() - 60, plot.bottom() + 4, 60, line)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight, unit)


class HistogramChart(QWidget):
    """Shows a chart; a bar tells its numbers under the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.setMinimumSize(160, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart | None) -> None:
        self.chart = chart
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 170)

    def tip_at(self, position: QPointF) -> str:
        """What the bin at this place holds, "" beside the bins."""
        chart = self.chart
        if chart is None or not chart.histogram.edges:
            return ""
        bin = _Frame(self.font(), QRectF(self.rect()), chart).bin_at(position.x())
        return chart.said(bin) if 0 <= bin < len(chart.histogram.counts) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chart is not None:
            painter = QPainter(self)
            paint_chart(painter, theme.colors(), self.font(), QRectF(self.rect()), self.chart)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)
