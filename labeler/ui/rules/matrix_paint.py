"""Paints the cells and headings of the coverage board, on the screen and in a picture."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from labeler.services.states import State
from labeler.ui import signs
from labeler.ui.rules.board_table import Cell, Kind, Table
from labeler.ui.theme import Colors, mixed, qcolor

_WIDEST_NAME = 190  # of the heading of a line
_SIGN = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_cell(painter: QPainter, c: Colors, font: QFont, box: QRectF, cell: Cell) -> None:
    """The number, what it should be, a bar between the two, and a sign of how that is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(box, qcolor(_ground(c, cell.kind)))
    painter.setPen(QPen(qcolor(c.line), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomRight())
    _paint_sign(painter, c, QRectF(box.left() + 7, box.top() + 7, _SIGN, _SIGN), cell)
    bar = 11 if cell.want else 0
    _paint_numbers(painter, c, font, box.adjusted(6, 4, -6, -4 - bar), cell)
    if cell.want:
        _paint_bar(
            painter, c, QRectF(box.left() + 10, box.bottom() - 12, box.width() - 20, 4), cell
        )
    painter.restore()


def _ground(c: Colors, kind: Kind) -> str:
    if kind == "thin":
        return mixed(c.base, c.warning, 0.12)
    return c.base if kind in ("enough", "plain") else c.window


def _ink(c: Colors, cell: Cell) -> str:
    """The colour of the number."""
    if cell.kind in ("refused", "unsure") or not (cell.have or cell.want):
        return c.quiet
    return c.warning if cell.kind == "thin" else c.text


def _paint_sign(painter: QPainter, c: Colors, box: QRectF, cell: Cell) -> None:
    if cell.kind == "thin":
        signs.paint_state(painter, box, State.PROBLEM, qcolor(c.warning))
    elif cell.kind == "enough":
        signs.paint_state(painter, box, State.VERIFIED, qcolor(c.good))
    elif cell.kind == "refused":
        paint_refused(painter, box, c.quiet)


def paint_refused(painter: QPainter, box: QRectF, color: str) -> None:
    """A circle with a stroke through it: not accepted."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(color), 1.3))
    ring = box.adjusted(1, 1, -1, -1)
    painter.drawEllipse(ring)
    inset = ring.width() * 0.15
    painter.drawLine(
        ring.topRight() - QPoint(1, -1) * inset, ring.bottomLeft() - QPoint(-1, 1) * inset
    )
    painter.restore()


def _paint_numbers(painter: QPainter, c: Colors, font: QFont, box: QRectF, cell: Cell) -> None:
    large, small = _sized(font, 1.2, QFont.Weight.DemiBold), _sized(font, 0.92)
    if cell.kind in ("refused", "unsure"):
        large = _sized(font, 1.1)
    have = str(cell.have)
    want = f" / {cell.want}" if cell.want else ""
    wide = QFontMetricsF(large).horizontalAdvance(have)
    left = box.center().x() - (wide + QFontMetricsF(small).horizontalAdvance(want)) / 2
    baseline = box.center().y() + QFontMetricsF(large).capHeight() / 2
    painter.setFont(large)
    painter.setPen(qcolor(_ink(c, cell)))
    painter.drawText(QPointF(left, baseline), have)
    painter.setFont(small)
    painter.setPen(qcolor(c.quiet))
    painter.drawText(QPointF(left + wide, baseline), want)


def _sized(font: QFont, share: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * share)
    else:
        made.setPixelSize(round(font.pixelSize() * share))
    made.setWeight(weight)
    return made


def _paint_bar(painter: QPainter, c: Colors, box: QRectF, cell: Cell) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(mixed(c.line, c.warning, 0.25) if cell.kind == "thin" else c.line))
    painter.drawRoundedRect(box, 2, 2)
    share = min(1.0, cell.have / cell.want)
    if share:
        painter.setBrush(qcolor(c.warning if cell.kind == "thin" else c.good))
        painter.drawRoundedRect(
            QRectF(box.left(), box.top(), max(4.0, box.width() * share), box.height()), 2, 2
        )


def paint_heading(
    painter: QPainter, c: Colors, font: QFont, box: QRectF, words: str, kind: Kind, upright: bool
) -> None:
    """The name of a line, or `upright` of a column, which has two lines of words."""
    painter.save()
    _paint_edges(painter, c, box)
    total = kind == "total"
    painter.setFont(_sized(font, 1.0, QFont.Weight.DemiBold if total else QFont.Weight.Normal))
    painter.setPen(qcolor(c.text if kind in ("plain", "total") else c.quiet))
    inner = box.adjusted(6 if upright else 9, 2, -5, -2)
    metrics, sign = QFontMetricsF(painter.font()), _SIGN + 5 if kind == "refused" else 0
    shown = _wrapped(metrics, words, inner.width() - sign, 2 if upright else 1)
    wide = max(map(metrics.horizontalAdvance, shown)) + 1
    left = inner.left() + (max(0.0, inner.width() - wide - sign) / 2 if upright else 0)
    if sign:
        mark = QRectF(left, box.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_refused(painter, mark, c.quiet)
    room = QRectF(left + sign, inner.top(), wide, inner.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "\n".join(shown))
    painter.restore()


def _paint_edges(painter: QPainter, c: Colors, box: QRectF) -> None:
    painter.fillRect(box, qcolor(c.window))
    painter.setPen(QPen(qcolor(c.line), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomRight())


def _wrapped(metrics: QFontMetricsF, words: str, room: float, most: int) -> list[str]:
    """The words on one line or two, parted at a space; what is too long loses its middle."""
    if most > 1 and metrics.horizontalAdvance(words) > room:
        ends = [place for place, letter in enumerate(words) if letter == " "]
        fits = [end for end in ends if 0 < metrics.horizontalAdvance(words[:end]) <= room]
        if fits:
            return [words[: fits[-1]], *_wrapped(metrics, words[fits[-1] + 1 :], room, 1)]
    return [metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)]


def paint_corner(painter: QPainter, c: Colors, font: QFont, box: QRectF, table: Table) -> None:
    """What the columns are, and below it what the lines are."""
    painter.save()
    _paint_edges(painter, c, box)
    painter.setFont(_sized(font, 0.92))
    painter.setPen(qcolor(c.quiet))
    metrics = QFontMetricsF(painter.font())
    inner = box.adjusted(9, 3, -7, -3)
    half = inner.height() / 2
    lines, columns = table.axis_titles
    for title, arrow, top, where in (
        (columns, " →", inner.top(), _RIGHT),
        (lines, " ↓", inner.top() + half, _LEFT),
    ):
        if title:
            room = inner.width() - metrics.horizontalAdvance(arrow)
            words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(inner.left(), top, inner.width(), half), where, words + arrow)
    painter.restore()


def heading_width(font: QFont, table: Table, widest: float = _WIDEST_NAME) -> float:
    """Of the headings of the lines, with the corner."""
    metrics = QFontMetricsF(_sized(font, 1.0, QFont.Weight.DemiBold))
    names = [
        metrics.horizontalAdvance(title) + (_SIGN + 5 if table.line_kind(line) == "refused" else 0)
        for line, title in zip(table.lines, table.line_titles, strict=True)
    ]
    corner = [metrics.horizontalAdvance(title) + 18 for title in table.axis_titles if title]
    return min(widest, max([*names, *corner, 40.0]) + 20)


def heading_height(font: QFont) -> float:
    return 2 * QFontMetricsF(font).height() + 8


def table_size(font: QFont, table: Table) -> QSizeF:
    """What `paint_table` fills."""
    width = heading_width(font, table, 280) + len(table.columns) * _PICTURE.width()
    return QSizeF(width, heading_height(font) + len(table.lines) * _PICTURE.height())


_PICTURE = QSizeF(104, 48)  # a cell in a picture


def paint_table(
    painter: QPainter, c: Colors, font: QFont, left: float, top: float, table: Table
) -> None:
    """All of it, for a picture."""
    wide, high = heading_width(font, table, 280), heading_height(font)
    cell = _PICTURE
    paint_corner(painter, c, font, QRectF(left, top, wide, high), table)
    for x, column in enumerate(table.columns):
        box = QRectF(left + wide + x * cell.width(), top, cell.width(), high)
        kind = table.column_kind(column)
        paint_heading(painter, c, font, box, table.column_titles[x], kind, True)
    for y, line in enumerate(table.lines):
        box = QRectF(left, top + high + y * cell.height(), wide, cell.height())
        paint_heading(painter, c, font, box, table.line_titles[y], table.line_kind(line), False)
        for x, column in enumerate(table.columns):
            place = QRectF(box.right() + x * cell.width(), box.top(), cell.width(), cell.height())
            paint_cell(painter, c, font, place, table.cell(line, column))
    painter.setPen(QPen(qcolor(c.line), 1))
    painter.drawRect(QRectF(QPoint(0, 0), table_size(font, table)).translated(left, top))
