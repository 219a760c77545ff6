"""Small signs painted in the colours of the theme: states of images, kinds of shapes, swatches."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from labeler.services.states import State

# Each sign differs in shape too: colour is never the only difference.
_ON_LIGHT = {State.LABELLED: "#1f6fd6", State.VERIFIED: "#16803f", State.PROBLEM: "#b45309"}
_ON_DARK = {State.LABELLED: "#6cb0ff", State.VERIFIED: "#5fd38d", State.PROBLEM: "#ffb454"}


def mixed(a: QColor, b: QColor, share: float) -> QColor:
    """The colour between two, `share` of the way from `a` to `b`."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def quiet(palette: QPalette, share: float = 0.42) -> QColor:
    """The colour of secondary text."""
    return mixed(
        palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), share
    )


def state_color(state: State, palette: QPalette) -> QColor:
    if state is State.NEW:
        return quiet(palette)
    return QColor((_ON_DARK if is_dark(palette) else _ON_LIGHT)[state])


def paint_state(painter: QPainter, box: QRectF, state: State, color: QColor) -> None:
    """Hollow dot, filled dot, check mark or triangle, inside the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(box.width(), box.height())
    centre = box.center()
    line = max(1.5, side / 9)
    if state is State.NEW:
        painter.setPen(QPen(color, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, side * 0.27, side * 0.27)
    elif state is State.LABELLED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(centre, side * 0.33, side * 0.33)
    elif state is State.VERIFIED:
        _paint_check(painter, box, color, line * 1.25)
    else:
        _paint_triangle(painter, box, color)
    painter.restore()


def _paint_check(painter: QPainter, box: QRectF, color: QColor, line: float) -> None:
    pen = QPen(color, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(_points(box, ((0.14, 0.54), (0.39, 0.79), (0.88, 0.24))))


def _paint_triangle(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    outline = QPainterPath()
    outline.addPolygon(_points(box, ((0.5, 0.06), (0.98, 0.92), (0.02, 0.92))))
    outline.closeSubpath()
    hole = QPainterPath()
    side = box.width()
    x, y = box.left() + side * 0.5, box.top()
    hole.addRect(QRectF(x - side * 0.06, y + side * 0.36, side * 0.12, side * 0.27))
    hole.addRect(QRectF(x - side * 0.06, y + side * 0.70, side * 0.12, side * 0.11))
    painter.drawPath(outline - hole)


def paint_unsaved(painter: QPainter, box: QRectF, color: QColor) -> None:
    """An asterisk."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(box.width(), box.height())
    painter.setPen(QPen(color, max(1.5, side / 7), c=Qt.PenCapStyle.RoundCap))
    painter.translate(box.center())
    for _ in range(3):
        painter.drawLine(QPointF(0, -side * 0.36), QPointF(0, side * 0.36))
        painter.rotate(60)
    painter.restore()


def paint_kind(painter: QPainter, box: QRectF, kind: str, color: QColor) -> None:
    """The outline of a box, a polygon or a quad."""
    corners = {
        "box": ((0.12, 0.2), (0.88, 0.2), (0.88, 0.8), (0.12, 0.8)),
        "quad": ((0.08, 0.36), (0.8, 0.1), (0.94, 0.62), (0.2, 0.9)),
        "polygon": ((0.5, 0.06), (0.94, 0.4), (0.76, 0.92), (0.24, 0.92), (0.06, 0.4)),
    }[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.4, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_points(box, corners))
    painter.restore()


def paint_swatch(painter: QPainter, box: QRectF, color: QColor, palette: QPalette) -> None:
    """A rounded field of a class's colour, edged so that it shows on any ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = mixed(color, palette.color(QPalette.ColorRole.Text), 0.35)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(color)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()


def _points(box: QRectF, corners: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in corners]
    )


def rounded(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Selection, hover and the mark of the row that keys act on."""
    palette, rect = option.palette, option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        if option.state & QStyle.StateFlag.State_HasFocus:
            mark = QRectF(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(mark, palette.color(QPalette.ColorRole.Link))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        text, base = (palette.color(r) for r in (QPalette.ColorRole.Text, QPalette.ColorRole.Base))
        painter.fillRect(rect, mixed(base, text, 0.07))


def row_colors(palette: QPalette, chosen: bool) -> tuple[QColor, QColor]:
    """The colours of a row's text and of its secondary text."""
    if not chosen:
        return palette.color(QPalette.ColorRole.Text), quiet(palette)
    text = palette.color(QPalette.ColorRole.HighlightedText)
    return text, mixed(text, palette.color(QPalette.ColorRole.Highlight), 0.35)


def fits_chosen(palette: QPalette) -> bool:
    """True when the ground of a chosen row is so like the base that its colours show on it."""
    highlight = palette.color(QPalette.ColorRole.Highlight).lightness()
    return abs(highlight - palette.color(QPalette.ColorRole.Base).lightness()) < 70


def state_icon(state: State, palette: QPalette, side: int = 16) -> QIcon:
    pixmap = _blank(side)
    painter = QPainter(pixmap)
    paint_state(painter, QRectF(1, 1, side - 2, side - 2), state, state_color(state, palette))
    painter.end()
    return QIcon(pixmap)


@lru_cache(maxsize=512)
def swatch_icon(color: str, side: int = 14) -> QIcon:
    pixmap = _blank(side)
    painter = QPainter(pixmap)
    paint_swatch(painter, QRectF(0, 0, side, side), QColor(color), QPalette())
    painter.end()
    return QIcon(pixmap)


def _blank(side: int) -> QPixmap:
    scale = 3  # sharp up to a screen scaled threefold
    pixmap = QPixmap(QSize(side, side) * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def paint_flag(painter: QPainter, box: QRectF, flag: str, color: QColor) -> None:
    """A sign for `difficult` (a dial), `truncated` (an open side) or `occluded` (one over one)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    if flag == "difficult":
        painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))
        painter.drawPolyline(_points(box, ((0.5, 0.27), (0.5, 0.56))))
        painter.drawPolyline(_points(box, ((0.5, 0.74), (0.5, 0.745))))
    elif flag == "truncated":
        painter.drawPolyline(_points(box, ((0.62, 0.15), (0.08, 0.15), (0.08, 0.85), (0.62, 0.85))))
        for y in (0.1, 0.42, 0.74):
            painter.drawPolyline(_points(box, ((0.88, y), (0.88, y + 0.16))))
    else:
        painter.drawRect(QRectF(_points(box, ((0.34, 0.34), (0.95, 0.95))).boundingRect()))
        corner = ((0.2, 0.62), (0.05, 0.62), (0.05, 0.05), (0.62, 0.05), (0.62, 0.2))
        painter.drawPolyline(_points(box, corner))
    painter.restore()


_VERDICTS_ON_LIGHT = {"pass": "#16803f", "fail": "#c2261d", "unsure": "#8a6500"}
_VERDICTS_ON_DARK = {"pass": "#5fd38d", "fail": "#ff8078", "unsure": "#e5c15a"}


def verdict_color(verdict: str, palette: QPalette) -> QColor:
    return QColor((_VERDICTS_ON_DARK if is_dark(palette) else _VERDICTS_ON_LIGHT)[verdict])


def paint_verdict(painter: QPainter, box: QRectF, verdict: str, color: QColor) -> None:
    """A check mark, a cross or a question mark, inside the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = max(1.5, min(box.width(), box.height()) / 7)
    if verdict == "pass":
        _paint_check(painter, box, color, line)
    else:
        pen = QPen(color, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        strokes = _CROSS if verdict == "fail" else _QUESTION
        for stroke in strokes:
            painter.drawPolyline(_points(box, stroke))
        if verdict == "unsure":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            dot = QPointF(box.left() + box.width() * 0.5, box.top() + box.height() * 0.88)
            painter.drawEllipse(dot, line * 0.62, line * 0.62)
    painter.restore()


_CROSS = (((0.2, 0.2), (0.8, 0.8)), ((0.8, 0.2), (0.2, 0.8)))
_QUESTION = (
    ((0.28, 0.34), (0.31, 0.2), (0.42, 0.11), (0.58, 0.11), (0.69, 0.2), (0.71, 0.33),
     (0.65, 0.43), (0.54, 0.51), (0.5, 0.6), (0.5, 0.67)),
)  # fmt: skip
