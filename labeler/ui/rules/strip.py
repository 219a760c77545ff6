"""The crops of the ladder, on the tinted stretches of the grades, to be marked good or bad."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from labeler.core.graded import Row
from labeler.services.crops import Crops
from labeler.ui import signs, theme
from labeler.ui.rules.flow import Flow
from labeler.ui.rules.gallery import paint_crop, paint_mark

if TYPE_CHECKING:
    from labeler.ui.rules.ladder import Stretch

_TINTS = {"pass": ("good", 0.13, 0.20), "fail": ("error", 0.09, 0.15), "": ("accent", 0.06, 0.11)}
_PAD = 8
_SHORTEST = 26  # px: in less no title can be read
_KEYS = {Qt.Key.Key_G: "good", Qt.Key.Key_Space: "good", Qt.Key.Key_B: "bad"}


class Strip(QWidget):
    """What the ladder scrolls."""

    marked = Signal(object, str)  # Row; "good" or "bad"
    opened = Signal(object)  # Row
    current_changed = Signal(QRectF)  # where it is

    def __init__(self, crops: Crops, parent: QWidget) -> None:
        super().__init__(parent)
        self._crops = crops
        self.rows: Sequence[Row] = ()
        self.captions: Sequence[str] = ()
        self.current = 0
        self._marks: Sequence[str] = ()
        self._gaps: Sequence[tuple[int, int]] = ()
        self._stretches: Sequence[Stretch] = ()
        self._cell = (80, 60)
        self._hovered: int | None = None
        self._pressed: tuple[int, str] | None = None
        self.flow = Flow(0, 640, 80, 60, 22)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        crops.ready.connect(self._on_crop_ready)

    # --- what is shown

    def set_cells(self, width: int, crop_height: int) -> None:
        self._cell = (width, crop_height)
        self._lay_out()

    def show_gaps(self, gaps: Sequence[tuple[int, int]]) -> None:
        self._gaps = gaps
        self.update()

    def show_stretches(self, stretches: "Sequence[Stretch]") -> None:
        self._stretches = stretches
        self.update()

    def show_marks(self, marks: Sequence[str]) -> None:
        self._marks = marks
        self.update()

    def set_current(self, number: int) -> None:
        self.current = max(0, number)
        self.update()

    @property
    def crop_pixels(self) -> int:
        """The height of crops as this screen shows them."""
        return round(self._cell[1] * self.devicePixelRatioF())

    def height_for(self, width: int) -> int:
        self._lay_out(width)
        return self.flow.height

    def _lay_out(self, width: int = 0) -> None:
        caption = QFontMetrics(self.font()).height() + 2
        height = self._cell[1] + caption
        self.flow = Flow(len(self.rows), width or self.width(), self._cell[0], height, caption + 6)
        self.update()

    def _on_crop_ready(self, key: object) -> None:
        self.update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(theme.colors().base))
        for number, (start, end) in enumerate(self._gaps):
            for part, box in enumerate(self.flow.segments(start, end)):
                self._paint_stretch(painter, number, box, part > 0)
        shown = QRectF(event.rect())
        for number in range(len(self.rows)):
            cell = self.flow.cell(number)
            if cell.intersects(shown):
                self._paint_cell(painter, number, cell)

    def _paint_stretch(self, painter: QPainter, number: int, box: QRectF, going_on: bool) -> None:
        if number >= len(self._stretches):
            return
        c, stretch = theme.colors(), self._stretches[number]
        name, even, odd = _TINTS[stretch.verdict]
        color = getattr(c, name)
        share = odd if number % 2 else even
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.mixed(c.base, color, share)))
        painter.drawRoundedRect(box.adjusted(1, 0, -1, 3), 5, 5)
        line = QRectF(
            box.left() + _PAD, box.top() + 1, box.width() - 1.5 * _PAD, self.flow.lane - 2
        )
        if line.width() < _SHORTEST:
            return
        if stretch.verdict:
            side = line.height() * 0.62
            sign = QRectF(line.left(), line.center().y() - side / 2, side, side)
            signs.paint_verdict(painter, sign, stretch.verdict, QColor(color))
            line.setLeft(sign.right() + 5)
        _paint_title(painter, line, stretch.name, "" if going_on else stretch.details)

    def _paint_cell(self, painter: QPainter, number: int, cell: QRectF) -> None:
        c = theme.colors()
        frame = QRectF(cell.left(), cell.top(), cell.width(), self._cell[1])
        image = self._crops.get(self.rows[number], self.crop_pixels)
        if image is not None and not image.isNull():
            image.setDevicePixelRatio(self.devicePixelRatioF())
        shown = paint_crop(painter, frame, image)
        mark = self._marks[number] if number < len(self._marks) else ""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark:
            painter.setPen(QPen(QColor(c.good if mark == "good" else c.error), 2.5))
            painter.drawRoundedRect(shown.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)
            paint_mark(painter, shown, mark)
        current = self.hasFocus() and number == self.current
        if current or number == self._hovered:
            painter.setPen(QPen(QColor(c.accent if current else c.quiet), 2 if current else 1))
            painter.drawRoundedRect(shown.adjusted(-4, -4, 4, 4), 5, 5)
        line = QRectF(cell.left(), frame.bottom(), cell.width(), cell.height() - frame.height())
        painter.setPen(QColor(c.quiet))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.captions[number])

    # --- marking

    def _row_at(self, point: QPointF) -> int | None:
        return self.flow.cell_at(point)

    def _move_to(self, number: int) -> None:
        if self.rows:
            self.current = max(0, min(number, len(self.rows) - 1))
            self.current_changed.emit(self.flow.cell(self.current))
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._row_at(event.position())
        kinds = {Qt.MouseButton.LeftButton: "good", Qt.MouseButton.RightButton: "bad"}
        if number is not None and event.button() in kinds:
            self.current = number
            self._pressed = (number, kinds[event.button()])
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._row_at(event.position()) == pressed[0]:
            self.marked.emit(self.rows[pressed[0]], pressed[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first of the two clicks has marked it, or taken its mark back: that is undone."""
        number = self._row_at(event.position())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self.marked.emit(self.rows[number], "good")
            self.opened.emit(self.rows[number])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._row_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, columns = Qt.Key(event.key()), self.flow.columns
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Home: -len(self.rows),
            Qt.Key.Key_End: len(self.rows),
        }
        if not self.rows:
            super().keyPressEvent(event)
        elif key in steps:
            self._move_to(self.current + steps[key])
        elif key in _KEYS:
            self.marked.emit(self.rows[self.current], _KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.rows[self.current])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._row_at(QPointF(event.pos()))
            if number is None:
                QToolTip.hideText()
            else:
                row = self.rows[number]
                words = "\n".join(part for part in (row.image, row.class_name) if part)
                QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def _paint_title(painter: QPainter, line: QRectF, name: str, details: str) -> None:
    c, elide = theme.colors(), Qt.TextElideMode.ElideRight
    font = painter.font()
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    bold = painter.font()
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(QColor(c.text))
    shown = painter.fontMetrics().elidedText(name, elide, round(line.width()))
    painter.drawText(line, left, shown)
    used = painter.fontMetrics().horizontalAdvance(shown) + 7
    painter.setFont(font)
    rest = line.adjusted(used, 0, 0, 0)
    if details and rest.width() > _SHORTEST:
        painter.setPen(QColor(c.quiet))
        shown = painter.fontMetrics().elidedText(details, elide, round(rest.width()))
        painter.drawText(rest, left, shown)
