"""Crops in the order of what was measured, with the limits of a rule as lines to be dragged."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from labeler.core.graded import Row
from labeler.services.crops import Crops
from labeler.services.session import Session
from labeler.ui.rules.flow import Flow
from labeler.ui.rules.limit_handle import WIDTH, LimitHandle
from labeler.ui.rules.steps import Limits, Steps
from labeler.ui.rules.strip import Strip

_AREA = 4600.0  # pixels of a crop: wide ones are lower, so that as many are in sight
_IMAGE_AREA = 10_000.0  # a whole image shows more
_LOWEST, _HIGHEST = 36, 84
_NARROWEST, _WIDEST = 1.1, 3.0  # times the height
_SAMPLE = 200
_SCROLL_MS = 25
_SCROLL_PX = 14  # beyond the edge, for every step


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is said above the crops of a grade. `verdict` is a code, "" for none."""

    name: str
    details: str
    verdict: str = ""


class Ladder(QScrollArea):
    """Shows rows with their values, those of the first grade first.

    While a limit is dragged `limits_changed` tells every place it comes to, and once more the old
    one when the drag is taken back with Esc.
    """

    limits_changed = Signal(object)  # Limits
    dropped = Signal()  # a drag has ended
    marked = Signal(object, str)  # Row; "good" or "bad"
    opened = Signal(object)  # Row

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.crops = Crops(session, self)
        self.rows: Sequence[Row] = ()
        self.steps = Steps()
        self.limits: Limits = ()
        self.strip = Strip(self.crops, self)
        self.handles: list[LimitHandle] = []
        self._names: Sequence[str] = ()
        self._before: Limits = ()
        self._line = -1  # in which the dragged limit is
        self._dragged: int | None = None
        self._pointer = QPointF()
        self.setWidget(self.strip)
        self.strip.marked.connect(self.marked)
        self.strip.opened.connect(self.opened)
        self.strip.current_changed.connect(self._on_current_changed)
        self._wanting = QTimer(self, singleShot=True, interval=0)
        self._wanting.timeout.connect(self._want)
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scroll_tick)
        self.verticalScrollBar().valueChanged.connect(self._wanting.start)

    @property
    def dragging(self) -> bool:
        return self._dragged is not None

    # --- what is shown

    def show_rows(
        self, rows: Sequence[Row], steps: Steps, captions: Sequence[str], limits: Limits
    ) -> None:
        """One value and caption for each row, in the order of the grades."""
        self._let_go()
        self.rows, self.steps = rows, steps
        self.strip.rows, self.strip.captions = rows, captions
        self.strip.set_current(min(self.strip.current, len(rows) - 1))
        self.crop_height, wide = _cell_size(rows)
        self.strip.set_cells(wide, self.crop_height)
        self._make_handles(len(limits))
        self.set_limits(limits)
        self._arrange()
        self._wanting.start()

    def set_limits(self, limits: Limits) -> None:
        self.limits = limits
        self.strip.show_gaps(self.steps.stretches(limits) if len(self.rows) else [])
        self._place_handles()

    def set_stretches(self, stretches: Sequence[Stretch]) -> None:
        """The words for every grade along the limits."""
        self.strip.show_stretches(stretches)

    def name_handles(self, names: Sequence[str]) -> None:
        """What each limit is called, for a tooltip and for those who cannot see."""
        self._names = names
        for handle, name in zip(self.handles, names, strict=False):
            handle.setToolTip(name)
            handle.setAccessibleName(name)

    def set_marks(self, marks: Sequence[str]) -> None:
        """For each row "good", "bad" or ""."""
        self.strip.show_marks(marks)

    # --- where things are

    @property
    def flow(self) -> Flow:
        return self.strip.flow

    def _arrange(self) -> None:
        width = self.viewport().width()
        self.strip.resize(width, max(self.strip.height_for(width), self.viewport().height()))
        self._place_handles()

    def _make_handles(self, count: int) -> None:
        while len(self.handles) > count:
            self.handles.pop().deleteLater()
        while len(self.handles) < count:
            handle = LimitHandle(len(self.handles), self.strip)
            handle.seized.connect(self._on_seized)
            handle.pulled.connect(self._on_pulled)
            handle.released.connect(self._on_released)
            handle.cancelled.connect(self._on_cancelled)
            handle.stepped.connect(self._on_stepped)
            handle.stepped_line.connect(self._on_stepped_line)
            self.handles.append(handle)
            QWidget.setTabOrder(self.handles[-2] if len(self.handles) > 1 else self.strip, handle)
        for handle in self.handles:
            handle.setVisible(bool(self.rows))

    def _place_handles(self) -> None:
        """Those in one gap stand side by side."""
        gaps = [self.steps.gap_of(limit) for limit in self.limits]
        for handle in self.handles[: len(gaps)]:
            gap = gaps[handle.number]
            together = [number for number, other in enumerate(gaps) if other == gap]
            aside = together.index(handle.number) - (len(together) - 1) / 2
            held = handle.number == self._dragged
            line, x = self.flow.spot(gap, self._line if held else -1)
            top, height = self.flow.line(line)
            left = round(x + aside * WIDTH * 0.75 - WIDTH / 2)
            left = max(0, min(left, self.strip.width() - WIDTH))
            handle.setGeometry(left, round(top), WIDTH, round(height))

    # --- dragging

    def _on_seized(self, number: int) -> None:
        self._dragged, self._before, self._line = number, self.limits, -1
        self._line = self.flow.gap_at(QPointF(self.handles[number].geometry().center()))[1]
        self._scrolling.start()

    def _on_pulled(self, number: int, point: QPointF) -> None:
        self._pointer = point
        self._follow(number)

    def _follow(self, number: int) -> None:
        gap, self._line = self.flow.gap_at(self.strip.mapFromGlobal(self._pointer))
        self._change(self.steps.moved(self._before, number, gap))

    def _on_released(self, number: int) -> None:
        self._let_go()
        self._place_handles()
        self.dropped.emit()

    def _on_cancelled(self, number: int) -> None:
        self._let_go()
        self._change(self._before)
        self._place_handles()
        self.dropped.emit()

    def _let_go(self) -> None:
        self._scrolling.stop()
        if self._dragged is not None and self._dragged < len(self.handles):
            self.handles[self._dragged].end()
        self._dragged, self._line = None, -1

    def _on_scroll_tick(self) -> None:
        """A limit dragged over the upper or lower edge takes the crops along."""
        if self._dragged is None or self._pointer.isNull():
            return
        y = self.viewport().mapFromGlobal(self._pointer).y()
        by = _SCROLL_PX if y > self.viewport().height() else -_SCROLL_PX if y < 0 else 0
        if by:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + by)
            self._follow(self._dragged)

    def _on_stepped(self, number: int, by: int) -> None:
        """To the next gap that can be had."""
        gap = self.steps.gap_of(self.limits[number])
        for wanted in _beyond(gap, by, len(self.steps)):
            after = self.steps.moved(self.limits, number, wanted)
            if after != self.limits:
                self._change(after)
                break
        self.ensureWidgetVisible(self.handles[number], 30, 20)

    def _on_stepped_line(self, number: int, by: int) -> None:
        self._on_stepped(number, by * self.flow.columns)

    def _change(self, limits: Limits) -> None:
        changed = limits != self.limits
        self.set_limits(limits)
        if changed:
            self.limits_changed.emit(limits)

    # --- crops

    def _want(self) -> None:
        """What is in sight first, then the rest."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        columns, pitch = self.flow.columns, self.flow.pitch
        first = max(0, top // pitch) * columns
        last = (-(-(top + height) // pitch)) * columns
        seen = [*self.rows[first:last], *self.rows[last:], *self.rows[:first]]
        self.crops.want(seen, self.strip.crop_pixels)

    def _on_current_changed(self, box: QRectF) -> None:
        centre = box.center().toPoint()
        self.ensureVisible(centre.x(), centre.y(), 0, round(self.flow.pitch * 0.7))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._wanting.start()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)


def _beyond(gap: int, by: int, count: int) -> range:
    """The gap so far away and those after it, in that direction; nearer ones where it ends."""
    wanted = max(0, min(gap + by, count))
    return range(wanted, count + 1) if by > 0 else range(wanted, -1, -1)


def _cell_size(rows: Sequence[Row]) -> tuple[int, int]:
    """Height of the crops, and how wide their cells are at least."""
    shapes = [row.shape for row in rows[:: len(rows) // _SAMPLE + 1]]
    boxes = [shape.bounds for shape in shapes if shape is not None]
    ratio = median([box.width / max(1.0, box.height) for box in boxes] or [16 / 9])
    ratio = max(_NARROWEST, min(ratio, _WIDEST))
    area = _AREA if boxes else _IMAGE_AREA
    height = round(max(_LOWEST, min((area / ratio) ** 0.5, _HIGHEST)))
    return height, round(height * ratio)
