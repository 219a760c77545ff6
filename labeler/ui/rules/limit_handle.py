"""A line between two crops that is dragged, or moved by the arrow keys: a limit of a rule."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from labeler.ui import theme

WIDTH = 15
_GRIP = 26.0  # height
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}


class LimitHandle(QWidget):
    """Says where it is pulled; whoever owns it puts it there."""

    seized = Signal(int)  # its number, as in all others
    pulled = Signal(int, QPointF)  # to a point of the screen
    released = Signal(int)
    cancelled = Signal(int)
    stepped = Signal(int, int)  # by so many gaps
    stepped_line = Signal(int, int)  # by so many lines

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.dragging = False
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def end(self) -> None:
        """Let go, whatever the button does."""
        self.dragging = False
        self.update()

    # --- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.raise_()
            self.dragging = True
            self.seized.emit(self.number)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.dragging:
            self.pulled.emit(self.number, event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.dragging and event.button() == Qt.MouseButton.LeftButton:
            self.end()
            self.released.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.dragging:
            if key == Qt.Key.Key_Escape:
                self.end()
                self.cancelled.emit(self.number)
        elif key in _STEPS:
            self.stepped.emit(self.number, _STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped_line.emit(self.number, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = theme.colors(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.dragging or self._hovered or self.hasFocus()
        color = QColor(c.accent if active else c.text)
        middle = self.width() / 2
        painter.setPen(QPen(color, 3 if active else 2))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        grip = QRectF(middle - 6, (self.height() - _GRIP) / 2, 12, _GRIP)
        painter.setPen(QPen(QColor(c.base), 1))
        painter.setBrush(color)
        painter.drawRoundedRect(grip, 6, 6)
        painter.setPen(QPen(QColor(c.base), 1.4, c=Qt.PenCapStyle.RoundCap))
        for side in (-1, 1):
            tip = grip.center() + QPointF(3.6 * side, 0)
            painter.drawLine(tip, tip + QPointF(-2.2 * side, -3))
            painter.drawLine(tip, tip + QPointF(-2.2 * side, 3))
