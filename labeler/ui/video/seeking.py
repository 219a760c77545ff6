"""Tells where the pointer seeks: at once, but not more often than the event loop turns."""

from PySide6.QtCore import QObject, QTimer, Signal


class Seeking(QObject):
    """Of the times that come while one turn lasts only the last is told."""

    sought = Signal(float, bool)  # time, whether the pointer rests there

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: float | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn)

    def move(self, time_ms: float) -> None:
        if self._turn.isActive():
            self._waiting = time_ms
        else:
            self._turn.start()
            self.sought.emit(time_ms, False)

    def rest(self, time_ms: float) -> None:
        self.stop()
        self.sought.emit(time_ms, True)

    def stop(self) -> None:
        """What waits is not told any more."""
        self._turn.stop()
        self._waiting = None

    def _on_turn(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.move(waiting)
