"""The coverage board as one picture, to put into a report: matrix, what is thin, histogram."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter

from labeler.services.states import State
from labeler.ui import signs
from labeler.ui.rules.board_table import Table
from labeler.ui.rules.charts import Chart, paint_chart
from labeler.ui.rules.matrix_paint import paint_table, table_size
from labeler.ui.theme import LIGHT, qcolor

_EDGE = 28  # around all
_GAP = 24
_SIDE = 380  # width of the sentences and the histogram
_CHART = 210  # height of the histogram
_MOST = 24  # sentences
_LARGEST = 16_000  # pixels of a side
_C = LIGHT  # on paper and on a slide, whatever the window looks like


@dataclass(frozen=True, eq=False)
class Sheet:
    """All that is in the picture, in words already."""

    title: str
    subtitle: str  # dataset, date, counts
    table: Table
    thin_title: str
    thin: Sequence[str]
    more: Callable[[int], str]  # says how many sentences have no room
    chart_title: str
    chart: Chart | None
    sentences: Sequence[str]
    font: QFont


def png_of(sheet: Sheet, scale: float = 2.0) -> bytes:
    """The picture at twice the size of the screen, or less where it would be too large."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(drawn(sheet, scale))
    return bytes(data.data())


def drawn(sheet: Sheet, scale: float = 2.0) -> QImage:
    """May be called on any thread."""
    line = QFontMetricsF(sheet.font).height() + 5
    head = 2 * line + line + _GAP
    matrix = table_size(sheet.font, sheet.table)
    shown = _shown(sheet, max(matrix.height(), 300), line)
    side = _side_height(sheet, shown, line)
    width = 2 * _EDGE + matrix.width() + _GAP + _SIDE
    height = 2 * _EDGE + head + max(matrix.height(), side)
    scale = min(scale, _LARGEST / width, _LARGEST / height)
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(qcolor(_C.base))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_head(painter, sheet, QRectF(_EDGE, _EDGE, width - 2 * _EDGE, head), line)
    paint_table(painter, _C, sheet.font, _EDGE, _EDGE + head, sheet.table)
    left = _EDGE + matrix.width() + _GAP
    _paint_side(painter, sheet, shown, QPointF(left, _EDGE + head), line)
    painter.end()
    return image


def _shown(sheet: Sheet, room: float, line: float) -> int:
    """How many sentences there is room for beside the matrix; some in any case."""
    fit = int((room - _side_height(sheet, 0, line)) // line)
    return min(len(sheet.thin), max(12, min(fit, _MOST)))


def _side_height(sheet: Sheet, shown: int, line: float) -> float:
    lines = shown + (1 if shown < len(sheet.thin) else 0)
    thin = (lines + 1) * line + _GAP if sheet.thin else 0
    chart = line + _CHART if sheet.chart is not None else 0
    return thin + chart + len(sheet.sentences) * line + 8


def _sized(font: QFont, share: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(1.0, font.pointSizeF()) * share)
    made.setWeight(weight)
    return made


def _paint_head(painter: QPainter, sheet: Sheet, box: QRectF, line: float) -> None:
    painter.setFont(_sized(sheet.font, 1.7, QFont.Weight.DemiBold))
    painter.setPen(qcolor(_C.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft, sheet.title)
    painter.setFont(sheet.font)
    painter.setPen(qcolor(_C.quiet))
    below = box.adjusted(0, 2 * line, 0, 0)
    elided = painter.fontMetrics().elidedText(
        sheet.subtitle, Qt.TextElideMode.ElideMiddle, int(box.width())
    )
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft, elided)


def _paint_side(painter: QPainter, sheet: Sheet, shown: int, at: QPointF, line: float) -> None:
    top = at.y()
    if sheet.thin:
        top = _paint_title(painter, sheet, sheet.thin_title, at.x(), top, line)
        for words in sheet.thin[:shown]:
            sign = QRectF(at.x(), top + line / 2 - 7, 12, 12)
            signs.paint_state(painter, sign, State.PROBLEM, qcolor(_C.warning))
            _paint_line(painter, sheet, words, at.x() + 18, top, line)
            top += line
        if shown < len(sheet.thin):
            _paint_line(painter, sheet, sheet.more(len(sheet.thin) - shown), at.x() + 18, top, line)
            top += line
        top += _GAP
    if sheet.chart is not None:
        top = _paint_title(painter, sheet, sheet.chart_title, at.x(), top, line)
        paint_chart(painter, _C, sheet.font, QRectF(at.x(), top, _SIDE, _CHART), sheet.chart)
        top += _CHART + 8
    for words in sheet.sentences:
        _paint_line(painter, sheet, words, at.x(), top, line)
        top += line


def _paint_title(
    painter: QPainter, sheet: Sheet, words: str, left: float, top: float, line: float
) -> float:
    painter.setFont(_sized(sheet.font, 1.0, QFont.Weight.DemiBold))
    painter.setPen(qcolor(_C.text))
    painter.drawText(QRectF(left, top, _SIDE, line), Qt.AlignmentFlag.AlignLeft, words)
    return top + line


def _paint_line(
    painter: QPainter, sheet: Sheet, words: str, left: float, top: float, line: float
) -> None:
    painter.setFont(sheet.font)
    painter.setPen(qcolor(_C.text))
    room = _SIDE - 18
    elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(left, top, _SIDE, line), Qt.AlignmentFlag.AlignLeft, elided)
