"""The pointer's hand on the canvas: a press becomes a tool's gesture or a pan, and always ends."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QInputDevice, QMouseEvent, QNativeGestureEvent, QWheelEvent

from labeler.tools.tool import Cursor, Pointer, Tool

if TYPE_CHECKING:
    from labeler.ui.canvas.view import CanvasView

_SHAPES: dict[Cursor, Qt.CursorShape] = {
    "arrow": Qt.CursorShape.ArrowCursor,
    "cross": Qt.CursorShape.CrossCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "point": Qt.CursorShape.PointingHandCursor,
    "size_h": Qt.CursorShape.SizeHorCursor,
    "size_v": Qt.CursorShape.SizeVerCursor,
    "size_f": Qt.CursorShape.SizeFDiagCursor,
    "size_b": Qt.CursorShape.SizeBDiagCursor,
}
_NOTCH = 120  # angle delta of one notch of a wheel
_ZOOM_PER_NOTCH = 1.25


class Hand:
    """What is held down, where the pointer is, and which tool hears of it."""

    def __init__(self, view: "CanvasView") -> None:
        self._view = view
        self.tool: Tool | None = None
        self.at: QPointF | None = None  # widget pixels; None while the pointer is elsewhere
        self.pressed = False  # the tool is between press and release
        self._was_busy = False  # before the press: a gesture of several clicks goes on
        self._panning = Qt.MouseButton.NoButton
        self._space = False
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._shape: Qt.CursorShape | None = None

    @property
    def busy(self) -> bool:
        return self.tool is not None and self.tool.busy

    def pointer(self) -> Pointer:
        """The pointer in image pixels; the middle of the window while it is elsewhere."""
        window = self._view.viewport().rect()
        at = self.at if self.at is not None else QPointF(window.center())
        x, y = self._view.to_image(at)
        held = self._modifiers
        return Pointer(
            x,
            y,
            self._view.scale,
            bool(held & Qt.KeyboardModifier.ShiftModifier),
            bool(held & Qt.KeyboardModifier.ControlModifier),
            bool(held & Qt.KeyboardModifier.AltModifier),
        )

    def _usable(self) -> bool:
        return self.tool is not None and self._view.editable and self._view.has_picture

    # --- tools

    def take(self, tool: Tool | None) -> None:
        """Use another tool; the one before drops its gesture."""
        self.cancel()
        self.tool = tool
        self._told()

    def cancel(self) -> None:
        """Drop the gesture in hand, if any."""
        self.pressed = False
        if self.busy and self.tool is not None:
            self.tool.cancel()
            self._told()

    def let_go(self) -> None:
        """The button was lost to something else: end the press, keep a gesture of many clicks."""
        self._end_pan()
        if not self.pressed or self.tool is None:
            return
        self.pressed = False
        if self._was_busy:
            self.tool.release(self.pointer())
        else:
            self.tool.cancel()
        self._told()

    def key(self, name: str) -> bool:
        """Offer a key to the tool; Escape ends the gesture, then the selection."""
        tool, workspace = self.tool, self._view.workspace
        if name == "escape":
            if self.busy:
                self.cancel()
                return True
            if workspace.selection:
                workspace.select(())
                return True
            return False
        if tool is None or not self._usable():
            return False
        used = tool.key(name, self.pointer())
        self._told()
        return used

    def _told(self) -> None:
        """After the tool heard something: cursor, hint and the lines through the pointer."""
        self._view.after_gesture()
        self.refresh_cursor()

    # --- the mouse

    def press(self, event: QMouseEvent) -> None:
        self._note(event)
        button = event.button()
        middle = button == Qt.MouseButton.MiddleButton
        if middle or (button == Qt.MouseButton.LeftButton and self._space):
            if not self.pressed or middle:
                self._panning = button
                self.refresh_cursor()
        elif button == Qt.MouseButton.LeftButton and self._usable() and self.tool is not None:
            self.pressed, self._was_busy = True, self.tool.busy
            self.tool.press(self.pointer())
            self._told()

    def double_click(self, event: QMouseEvent) -> None:
        """Qt sends it instead of the second press."""
        if event.button() != Qt.MouseButton.LeftButton or self._space:
            self.press(event)
        elif self._usable() and self.tool is not None:
            self._note(event)
            self.pressed, self._was_busy = True, self.tool.busy
            self.tool.double_click(self.pointer())
            self._told()

    def move(self, event: QMouseEvent) -> None:
        before = self.at
        self._note(event)
        if self._panning != Qt.MouseButton.NoButton:
            if not event.buttons() & self._panning:
                self._end_pan()
            elif before is not None:
                step = event.position() - before
                self._view.pan(step.x(), step.y())
            return
        if self.pressed and not event.buttons() & Qt.MouseButton.LeftButton:
            self.let_go()  # the release went elsewhere
        self.moved()

    def moved(self) -> None:
        """The pointer is over another image point: by the mouse, or by zooming under it."""
        if self._usable() and self.tool is not None and self._panning == Qt.MouseButton.NoButton:
            self.tool.move(self.pointer(), self.pressed)
        self._told()

    def release(self, event: QMouseEvent) -> None:
        self._note(event)
        if event.button() == self._panning:
            self._end_pan()
        elif event.button() == Qt.MouseButton.LeftButton and self.pressed:
            self.pressed = False
            if self.tool is not None:
                self.tool.release(self.pointer())
            self._told()

    def leave(self) -> None:
        if not self.pressed:
            self.at = None
            self._view.workspace.hover(None)
            self._view.after_gesture()

    def wheel(self, event: QWheelEvent) -> None:
        """A wheel zooms at the pointer, or sideways with Shift; two fingers pan, Ctrl zooms."""
        self.at = event.position()
        angle, pixels = event.angleDelta(), event.pixelDelta()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if _by_fingers(event) and not ctrl:
            step = pixels if not pixels.isNull() else angle / 2
            self._view.pan(step.x(), step.y())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._view.pan((angle.y() or angle.x()) / _NOTCH * 80, 0)
        else:
            notches = (angle.y() or angle.x()) / _NOTCH
            self._view.zoom_by(_ZOOM_PER_NOTCH**notches, event.position())
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> None:
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._view.zoom_by(max(0.1, 1 + event.value()), event.position())

    def _note(self, event: QMouseEvent) -> None:
        self.at = event.position()
        self._modifiers = event.modifiers()

    # --- panning and the cursor

    def hold_space(self, held: bool) -> None:
        self._space = held
        self.refresh_cursor()

    def _end_pan(self) -> None:
        self._panning = Qt.MouseButton.NoButton
        self.refresh_cursor()

    def refresh_cursor(self) -> None:
        if self.pressed and self.busy:
            return  # it tells what is being done, wherever the pointer is by now
        shape = self._cursor()
        if shape != self._shape:
            self._shape = shape
            self._view.viewport().setCursor(QCursor(shape))

    def _cursor(self) -> Qt.CursorShape:
        if self._panning != Qt.MouseButton.NoButton:
            return Qt.CursorShape.ClosedHandCursor
        if self._space and not self.pressed:
            return Qt.CursorShape.OpenHandCursor
        if not self._view.has_picture or self.tool is None:
            return Qt.CursorShape.ArrowCursor
        if not self._view.editable:
            return Qt.CursorShape.ForbiddenCursor
        return _SHAPES[self.tool.cursor(self.pointer())]


def _by_fingers(event: QWheelEvent) -> bool:
    """Two fingers on a touchpad, as far as the platform tells them from a wheel."""
    touchpad = event.deviceType() == QInputDevice.DeviceType.TouchPad
    return touchpad or event.phase() != Qt.ScrollPhase.NoScrollPhase
