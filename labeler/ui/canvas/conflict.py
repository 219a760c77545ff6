"""Paints two annotations of one image over each other, in two colours with a legend."""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter

from labeler.core.annotation import Annotation
from labeler.ui.canvas.batch import Batch
from labeler.ui.canvas.items import REACH, THICK, Outlines
from labeler.ui.canvas.overlay import paint_tag
from labeler.ui.canvas.sight import Sight

_COLORS = (QColor("#d946ef"), QColor("#34d399"))  # told apart by all eyes, no class has them
_MARKS = ("", "difficult")  # the second is dashed, so the first shows between


class _OneColor:
    def __init__(self, color: QColor) -> None:
        self._color = color

    def __getitem__(self, class_name: str) -> QColor:
        return self._color


class ConflictLayer:
    """Nothing until `show_both` gives it two annotations; either of them may be None."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._batches = (Batch(), Batch())
        self._outlines = tuple(
            Outlines(sight, batch, _OneColor(color), mark)
            for batch, color, mark in zip(self._batches, _COLORS, _MARKS, strict=True)
        )
        self._legend: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        return bool(self._legend)

    def show_both(
        self, first: Annotation | None, second: Annotation | None, names: tuple[str, str]
    ) -> None:
        both = (first, second)
        for batch, annotation in zip(self._batches, both, strict=True):
            batch.show(annotation.shapes if annotation else ())
        self._legend = tuple(
            f"{name}: {len(annotation) if annotation else 0}"
            for name, annotation in zip(names, both, strict=True)
            if first is not None or second is not None
        )

    def paint(self, painter: QPainter, parts: list[QRect]) -> None:
        if not self.shown:
            return
        boxes = [self._sight.box(part, REACH) for part in parts]
        for batch, outlines in zip(self._batches, self._outlines, strict=True):
            outlines.paint(painter, batch.rows_in(boxes), THICK, 0)
        for number, text in enumerate(self._legend):
            self._paint_row(painter, number, text)

    def _paint_row(self, painter: QPainter, number: int, text: str) -> None:
        metrics = QFontMetricsF(QGuiApplication.font())
        height = metrics.height() + 8
        width = metrics.horizontalAdvance(text) + 52
        row = QRectF(10, 10 + number * (height + 4), width, height)
        paint_tag(painter, row, text, indent=36)
        painter.setPen(self._sight.pen(_COLORS[number], THICK, _MARKS[number]))
        middle = row.center().y()
        painter.drawLine(QLineF(QPointF(row.left() + 8, middle), QPointF(row.left() + 34, middle)))
