"""Walking with a key held down: no image is passed over before it was seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow


class Pacing(QObject):
    """Has a step of a repeating key wait until the picture is painted; at most one waits.

    A key that is really pressed steps at once: what is pressed after it is meant for the image
    that it leads to. When the key is released no step waits any more.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._session = window.session
        self._viewport = window.canvas.viewport()
        self._repeats = False  # the last key that was heard of
        self._came = self._painted = True  # the whole picture of the open image
        self._waiting = 0  # step
        self._next = QTimer(self, singleShot=True, interval=0)  # after all has been painted
        self._next.timeout.connect(self._on_painted)
        self._session.shown.connect(self._on_session_shown)
        self._session.picture_ready.connect(self._on_picture_ready)
        window.installEventFilter(self)
        self._viewport.installEventFilter(self)

    def takes(self, step: int) -> bool:
        """Whether to step now; if not, it is done later."""
        if not self._repeats or self._painted:
            self._waiting = 0
            return True
        self._waiting = step
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._viewport:
            if kind == QEvent.Type.Paint and self._came and not self._painted:
                self._next.start()
        elif kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease):
            self._hear(event)
        elif kind == QEvent.Type.WindowDeactivate:
            self._stop()
        return False

    def _hear(self, event: QEvent) -> None:
        assert isinstance(event, QKeyEvent)
        if event.isAutoRepeat():
            self._repeats = True
        else:
            self._stop()

    def _stop(self) -> None:
        self._repeats, self._waiting = False, 0

    def _on_session_shown(self) -> None:
        no_picture = self._session.failure is not None or self._session.index < 0
        self._came = self._painted = no_picture
        if no_picture and self._waiting:
            self._next.start()

    def _on_picture_ready(self, image: object, full: bool) -> None:
        self._came = self._came or full

    def _on_painted(self) -> None:
        self._painted = self._came
        if self._painted and self._waiting:
            step, self._waiting = self._waiting, 0
            self._session.step(step)
