"""Keys that mean one thing tapped and another held: Space pans or acts, one key hides shapes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_NATIVE = QKeySequence.SequenceFormat.NativeText


class HeldKeys(QObject):
    """Watches the canvas: Space there is a pan until it is released without one."""

    def __init__(self, canvas: QWidget, tapped: Callable[[], QAction | None]) -> None:
        super().__init__(canvas)
        self._tapped = tapped
        self._clean = False  # Space is down and no button was pressed since
        canvas.installEventFilter(self)
        viewport = getattr(canvas, "viewport", None)
        if viewport is not None:
            viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and _is_space(event):
            event.accept()  # the canvas hears it as a key, no shortcut does
            return True
        if kind == QEvent.Type.KeyPress and _is_space(event) and not _repeats(event):
            self._clean = True
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut):
            self._clean = False
        elif kind == QEvent.Type.KeyRelease and _is_space(event) and not _repeats(event):
            self._on_space_released()
        return False

    def _on_space_released(self) -> None:
        action = self._tapped() if self._clean else None
        self._clean = False
        if action is not None and action.isEnabled():
            action.trigger()


def _is_space(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Space:
        return False
    return event.modifiers() == Qt.KeyboardModifier.NoModifier


def _repeats(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.isAutoRepeat()


def is_key(event: QKeyEvent, native: str) -> bool:
    """True when the event is of this key, whatever of its modifiers was let go first."""
    return bool(native) and QKeySequence(event.key()).toString(_NATIVE) == native.split("+")[-1]
