"""The timeline of a video: where it is, what is captured of it, and how it looks in short."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from labeler.ui import text
from labeler.ui.video.curves import curves
from labeler.ui.video.lanes import Lanes, rows
from labeler.ui.video.pins import Pin, Pins
from labeler.ui.video.pointers import Pointers
from labeler.ui.video.scale import Scale
from labeler.ui.video.seeking import Seeking

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["Pin", "Timeline"]

_SETTLED_MS = 120  # without a change of what is visible
_LOOKING_MS = 2000  # after a zoom or pan the view does not follow the playhead
_NOTCH = 120  # of a wheel
_ZOOM = 1.25  # by a notch
_PAN = 0.12  # of the width, by a notch

_Left = Qt.MouseButton.LeftButton


class Timeline(QWidget):
    """It knows no video: it is told times and pictures, and tells times. All in milliseconds."""

    sought = Signal(float, bool)  # time, whether the pointer rests there; False while it drags
    pin_chosen = Signal(int)  # frame index
    marks_dragged = Signal(object, object)  # float or None each
    # tuple[float, ...] from left to right; no time is asked for twice, unless it was forgotten
    thumbnails_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes = Lanes(rows(self.font(), ()))
        self._pointers = Pointers(self._lanes)
        self._painted: QPixmap | None = None
        self._grip: Literal["", "seek", "pin", "mark"] = ""
        self._pressed = QPointF()
        self._pin: Pin | None = None  # the pressed one
        self._mark = 0  # the dragged one, 0 in and 1 out
        self._marks_before = self._lanes.marks
        self._looked = QElapsedTimer()
        self._seeking = Seeking(self)
        self._seeking.sought.connect(self.sought)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settle.timeout.connect(self._on_settled)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Esc is heard while dragging
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()

    @property
    def scale(self) -> Scale:
        """Which part is visible, and where."""
        return self._lanes.scale

    # --- what is shown

    def show_video(self, duration_ms: float, frame_ms: float, aspect: float) -> None:
        """Another video, `aspect` wide for one high; nothing of the former one stays."""
        self._drop()
        lanes = self._lanes
        duration, frame = max(0.0, duration_ms), frame_ms if frame_ms > 0 else 1.0
        lanes.strip.show_video(frame, aspect)
        lanes.pins, lanes.curves, lanes.marks = Pins(), None, (None, None)
        lanes.scale = Scale(duration, frame).whole()
        lanes.has_video = True
        self._pointers.position_ms = 0.0
        self._lay()

    def clear(self) -> None:
        """No video."""
        self.show_video(0, 1, 1)
        self._lanes.has_video = False
        self._settle.stop()
        self.unsetCursor()

    def set_position(self, time_ms: float) -> None:
        """Move the playhead, and the view after it. While it is dragged it stays at the pointer."""
        if self._grip != "seek":
            self._place(time_ms)
            if not self._looked.isValid() or self._looked.hasExpired(_LOOKING_MS):
                self._show_part(self.scale.following(self._pointers.position_ms))

    def set_marks(self, in_ms: float | None, out_ms: float | None) -> None:
        if self._grip == "mark":
            self._grip = ""
        self._lanes.marks = (in_ms, out_ms)
        self._repaint()

    def set_pins(self, pins: Sequence[Pin]) -> None:
        self._lanes.pins = Pins(pins)
        self._pointers.pin = None
        self._repaint()

    def set_curves(
        self, times_ms: "ArrayLike", novelty: "ArrayLike", sharpness: "ArrayLike"
    ) -> None:
        """All that is analysed so far, in the order of time; one value for each time."""
        self._lanes.curves = curves(times_ms, novelty, sharpness, self.scale.duration_ms)
        self._repaint()

    def put_thumbnail(self, time_ms: float, image: QImage) -> None:
        """The picture for a time that was asked for."""
        high = self._lanes.rows.strip * self.devicePixelRatioF()
        self._lanes.strip.put(time_ms, image, high)
        self._repaint()

    # --- the view

    def _dress(self) -> None:
        """Take over font and language."""
        words = (self.tr("novelty"), self.tr("sharpness"))
        self._lanes.words = words
        self._lanes.rows = rows(self.font(), words)
        self.setAccessibleName(self.tr("Timeline"))
        self.updateGeometry()
        self._lay()

    def _lay(self) -> None:
        self._lanes.lay(self.width())
        self._settle.start()
        self._repaint()

    def _repaint(self) -> None:
        self._painted = None
        self.update()

    def _show_part(self, scale: Scale) -> None:
        if scale != self._lanes.scale:
            self._lanes.scale = scale
            self._settle.start()
            self._repaint()

    def _place(self, time_ms: float) -> None:
        """Repaint only the columns where the playhead was and is."""
        self._change_pointers(position_ms=min(max(time_ms, 0.0), self.scale.duration_ms))

    def _change_pointers(self, **changed: object) -> None:
        before = self._pointers.regions()
        for name, value in changed.items():
            setattr(self._pointers, name, value)
        after = self._pointers.regions()
        if before != after:
            for rect in (*before, *after):
                self.update(rect)

    def _hover(self, point: QPointF | None) -> None:
        pin, tab = None, None
        if point is not None and not self._grip:
            tab = self._lanes.tab_under(point)
            pin = self._pin_under(point) if tab is None else None
        x = None if point is None else point.x()
        held = self._lanes.marks[self._mark] if self._grip == "mark" else None
        if held is not None:
            x = self.scale.x(held)  # not where it is held
        elif x is not None and x < self.scale.left - 1 and not self._grip:
            x = None
        self._change_pointers(x=x, pin=pin, drags=self._grip == "seek")
        if self._grip == "mark" or tab is not None:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif pin is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def _pin_under(self, point: QPointF) -> Pin | None:
        if not self._lanes.pin_rows(point.y()):
            return None
        return self._lanes.pins.under(point.x(), self.scale)

    def _on_settled(self) -> None:
        if self._lanes.has_video and self.isVisible():
            wanted = self._lanes.strip.wanted(self.scale, self._lanes.rows.strip)
            if wanted:
                self.thumbnails_wanted.emit(wanted)

    # --- gestures

    def _press(self, point: QPointF) -> None:
        self._end()
        self._pressed = point
        tab = self._lanes.tab_under(point)
        self._pin = self._pin_under(point)
        if tab is not None:
            self._grip, self._mark, self._marks_before = "mark", tab, self._lanes.marks
        elif self._pin is not None:
            self._grip = "pin"
        else:
            self._grip = "seek"
            self._place(self.scale.time(point.x()))
            self._seeking.move(self._pointers.position_ms)
        self._hover(point)

    def _drag(self, point: QPointF) -> None:
        before = self._pointers.position_ms
        self._carry(point)
        if self._grip == "seek" and self._pointers.position_ms != before:
            self._seeking.move(self._pointers.position_ms)
        self._hover(point)

    def _carry(self, point: QPointF) -> None:
        """Bring along what is held."""
        far = abs(point.x() - self._pressed.x()) >= QApplication.startDragDistance()
        if self._grip == "pin" and far:  # not meant for the pin
            self._grip = "seek"
        if self._grip == "seek":
            self._place(self.scale.time(point.x()))
        elif self._grip == "mark":
            self._drag_mark(point)

    def _drag_mark(self, point: QPointF) -> None:
        before = self._marks_before[self._mark]
        assert before is not None
        first, last = self._lanes.marks
        x = self.scale.x(before) + point.x() - self._pressed.x()  # held where it was taken
        time = self.scale.time(x)
        if self._mark == 0:
            first = time if last is None else min(time, last)
        else:
            last = time if first is None else max(time, first)
        self._lanes.marks = (first, last)
        self._repaint()

    def _end(self, released: bool = False) -> None:
        """The drag ends here, by the button or without it."""
        grip, self._grip = self._grip, ""
        if grip == "seek":
            self._seeking.rest(self._pointers.position_ms)
        elif grip == "pin" and released and self._pin is not None:
            self.pin_chosen.emit(self._pin.index)
        elif grip == "mark" and self._lanes.marks != self._marks_before:
            self.marks_dragged.emit(*self._lanes.marks)

    def _cancel(self) -> None:
        """Esc: a mark goes back to where it was."""
        if self._grip == "mark":
            self._lanes.marks = self._marks_before
            self._repaint()
        self._end()

    def _drop(self) -> None:
        """End the drag and tell nobody."""
        self._grip = ""
        self._seeking.stop()
        self._pointers.pin, self._pointers.x, self._pointers.drags = None, None, False
        self._looked.invalidate()

    def _tip(self, pin: Pin) -> str:
        """What the pin stands for."""
        kind = self.tr("captured") if pin.kind == "captured" else self.tr("proposed")
        reason = text.reason(pin.reason) if pin.reason else ""
        head = f"{kind}  {self._pointers.clock(pin.time_ms)}"
        return f"{head}\n{reason}" if reason else head

    # --- Qt

    def sizeHint(self) -> QSize:
        return QSize(640, self._lanes.rows.height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._lanes.rows.gutter + 160, self._lanes.rows.height)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            pin = self._pin_under(QPointF(event.pos())) if self._lanes.has_video else None
            if pin is None:
                QToolTip.hideText()
            else:
                around = self._pointers.pin_rect(pin)
                QToolTip.showText(event.globalPos(), self._tip(pin), self, around)
            return True
        escapes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._grip
        if escapes and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # not the window's: it ends the drag
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "_settle"):
            return
        kind, types = event.type(), QEvent.Type
        if kind in (types.FontChange, types.StyleChange, types.LanguageChange):
            self._dress()
        elif kind == types.PaletteChange:
            self._repaint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._grip and event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end()
        super().focusOutEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._end()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _Left and self._lanes.has_video:
            self._press(event.position())
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._lanes.has_video:
            return
        if self._grip and not event.buttons() & _Left:  # its release went elsewhere
            self._end()
        self._drag(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == _Left and self._lanes.has_video:
            self._carry(event.position())
            self._end(released=True)
            self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == _Left and event.position().y() < self._lanes.rows.ruler:
            self._show_part(self.scale.whole())
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        if not self._lanes.has_video:
            return
        turned, x = event.angleDelta(), event.position().x()
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        along = turned.x() or (turned.y() if sideways else 0)
        self._looked.start()
        if sideways or abs(turned.x()) > abs(turned.y()):
            self._show_part(self.scale.panned(-along / _NOTCH * _PAN * self.scale.width))
        elif turned.y():
            self._show_part(self.scale.zoomed(_ZOOM ** (turned.y() / _NOTCH), x))
        self._hover(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._painted is None or self._painted.devicePixelRatio() != ratio:
            self._painted = self._lanes.painted(self.size(), ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)
        if self._lanes.has_video:
            self._pointers.paint(painter, ratio)
