"""Paints the guide lines through the pointer, across the whole window."""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

from labeler.ui.canvas.sight import Sight

_DASH = 4
_DARK, _LIGHT = QColor(0, 0, 0, 150), QColor(255, 255, 255, 230)


class GuidesLayer:
    """Set `at` (widget pixels, None for no lines), then repaint `regions()` of before and after."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self.at: QPointF | None = None
        self._window = (0, 0)
        self._down = self._across = QPixmap()  # the dashes of each line, painted once

    def regions(self) -> list[QRect]:
        if self.at is None:
            return []
        width, height = self._sight.window
        x, y = int(self.at.x()), int(self.at.y())
        return [QRect(x - 1, 0, 3, height), QRect(0, y - 1, width, 3)]

    def paint(self, painter: QPainter, parts: list[QRect]) -> None:
        if self.at is None:
            return
        self._prepare()
        width, height = self._sight.window
        x, y = int(self.at.x()), int(self.at.y())
        for line, dashes in (
            (QRect(x, 0, 1, height), self._down),
            (QRect(0, y, width, 1), self._across),
        ):
            for part in parts:
                shown = line.intersected(part)
                if not shown.isEmpty():
                    painter.setClipRect(shown)  # within one rectangle it is simply copied
                    painter.drawPixmap(shown, dashes, shown.translated(-line.topLeft()))

    def _prepare(self) -> None:
        """The dashes of a pen would cost ten times the time."""
        width, height = self._sight.window
        if self._window != (width, height):
            self._window = (width, height)
            self._down, self._across = _dashes(1, height), _dashes(width, 1)


def _dashes(width: int, height: int) -> QPixmap:
    """Dark and light dashes in turns: one of them shows on any ground."""
    line = QPixmap(width, height)
    line.fill(_DARK)
    painter = QPainter(line)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for start in range(0, max(width, height), 2 * _DASH):
        across, down = (start, 0) if width > height else (0, start)
        painter.fillRect(across, down, min(width, _DASH), min(height, _DASH), _LIGHT)
    painter.end()
    return line
